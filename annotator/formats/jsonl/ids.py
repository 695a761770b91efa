"""The ids of one document while it is put together: what the file calls things, and what we call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

import msgspec

from annotator.formats.jsonl.checking import refuse_name
from annotator.formats.jsonl.messages import wrong
from annotator.model.identity import foreign_id, is_uuid, link_content_id


class Ids:
    """Every name of a document, given once; `spans` and `marks` (spans, links, comments) lead from written to ours."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.spans: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self._taken: set[str] = set()
        self._equals: Counter[Hashable] = Counter()

    def named(self, written: str, person: str, foreign: str | msgspec.UnsetType, field: str) -> tuple[str, str | None]:
        """Return our id and the foreign name of a span or link that the file names."""
        refuse_name(written, f"{field}.id")
        if foreign is not msgspec.UNSET:
            refuse_name(foreign, f"{field}.foreign")
        if is_uuid(written):
            identifier, kept = written, None if foreign is msgspec.UNSET else foreign
        elif foreign is msgspec.UNSET:
            identifier, kept = foreign_id(self.document, person, written), written
        else:
            raise wrong("foreign_twice", f"{field}.foreign", id=written)
        if written in self.spans or written in self.marks:
            raise wrong("same_id", f"{field}.id", id=written)
        self.take(identifier, field)
        return identifier, kept

    def own(self, written: str | None, person: str, content: tuple[str, str, str], field: str) -> str:
        """Return the id of a decision or comment: as written when it is ours, else made from its name or content."""
        if written is None:
            ordinal = self.ordinal((person, content))
            identifier = link_content_id(self.document, person, content[0], content[1:], ordinal)
        else:
            refuse_name(written, f"{field}.id")
            identifier = written if is_uuid(written) else foreign_id(self.document, person, written)
        self.take(identifier, field)
        return identifier

    def take(self, identifier: str, field: str) -> None:
        """Give an id away. Raises InputError `formats.same_id` the second time."""
        if identifier in self._taken:
            raise wrong("same_id", f"{field}.id", id=identifier)
        self._taken.add(identifier)

    def ordinal(self, what: Hashable) -> int:
        """Return how often this was asked before."""
        self._equals[what] += 1
        return self._equals[what] - 1

    def once(self, what: Hashable, field: str) -> None:
        """Raise InputError `formats.twice` the second time."""
        if self.ordinal(what):
            raise wrong("twice", field)

    def span(self, written: str, field: str) -> str:
        """Return our id of a span. Raises InputError `formats.missing_end`."""
        return _found(self.spans, written, field)

    def mark(self, written: str, field: str) -> str:
        """Return our id of a span, link or comment. Raises InputError `formats.missing_end`."""
        return _found(self.marks, written, field)

    def all_marks(self, written: Iterable[str], field: str) -> tuple[str, ...]:
        """Return our ids of several. Raises InputError `formats.missing_end`."""
        return tuple([self.mark(one, f"{field}[{number}]") for number, one in enumerate(written)])


def _found(known: dict[str, str], written: str, field: str) -> str:
    identifier = known.get(written)
    if identifier is None:
        raise wrong("missing_end", field, id=written)
    return identifier
