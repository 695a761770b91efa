"""One transaction of an import: what documents bring along, compared with what is there, as changes and cache.

What a document brings goes into one change per person, in that person's stream of imports on this computer; the
document itself and the zones by rules go into a stream that belongs to nobody. What is there already is not written
again, what is absent is not deleted.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import msgspec

from annotator.errors import RefusedError
from annotator.model.changes import Kind
from annotator.model.identity import bytes_of
from annotator.model.values import Person, PersonKind, Round, Run
from annotator.store import cache, documents, objects, people, schemes, words
from annotator.store.history import Draft, Head, append
from annotator.store.plain import ActiveShape, CommentShape, DocumentShape, RoundShape, RunShape, Shape, canonical
from annotator.store.ready import Part, Ready, Said, said_in_one
from annotator.store.records import Added
from annotator.store.streams import IMPORT, Streams

_SPAN = Kind.SPAN.value
_LINK = Kind.LINK.value

# These change a row that is there; everything else is a row of its own.
_NOT_ROWS = frozenset((Kind.ACTIVE.value, Kind.DOCUMENT.value))


class _Waiting(NamedTuple):
    """A change that waits for its place in a stream, and the cache that follows from it."""

    draft: Draft
    doc_no: int
    parts: Sequence[Part]


class Batch:
    """The documents of one transaction. `add` checks and collects, `finish` writes the changes and the cache."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        streams: Streams,
        kinds: Mapping[str, PersonKind],
        known_words: set[str],
    ) -> None:
        self._connection = connection
        self._streams = streams
        self._kinds = kinds
        self._known_words = known_words
        self._people: dict[str | None, int | None] = {None: None}
        self._waiting: dict[str | None, list[_Waiting]] = {}
        self._terms: list[tuple[int, str]] = []
        self._now_ms = time.time_ns() // 1_000_000
        self._counts = {"documents": 0, "unchanged": 0, "spans": 0, "links": 0, "changes": 0}
        self._replaced: list[tuple[str, str]] = []
        self.new_words: set[str] = set()

    def add(self, ready: Ready) -> None:
        """Take in a document; only what differs from the file is written.

        Raises RefusedError `store.others`, `store.link_ends`, `store.person_kind`; then nothing of this document is.
        """
        doc_no = documents.number_of_id(self._connection, ready.id)
        for person in ready.parts:
            self._enter(person)
        self._check_links(ready, doc_no)
        if doc_no is None:
            self._add_new(ready)
        else:
            self._add_differences(ready, doc_no)

    def add_to_project(self, person: str | None, parts: list[Part]) -> None:
        """Take in runs or rounds; only what differs from the file is written."""
        self._enter(person)
        for part in parts:
            present = cache.present(self._connection, part.kind, 0, part.raw)
            old = None if present is None else present.value
            if old != part.value:
                draft = Draft(part.kind, None, None, part.raw, canonical({"new": part.value, "old": old}))
                self._wait(person, _Waiting(draft, 0, [part]))

    def finish(self) -> None:
        """Write the word index, the history and the cache of all that was added."""
        words.index(self._connection, self._terms)
        words.add_words(self._connection, sorted(self.new_words))
        redirects = schemes.redirects(self._connection)
        # Documents come before what is said of them, also in the order of the clock.
        for person in sorted(self._waiting, key=lambda name: (name is not None, name or "")):
            waiting = self._waiting[person]
            head = self._streams.head(self._connection, self._people[person], IMPORT)
            first = head.seq + 1
            append(self._connection, head, [change.draft for change in waiting], at_ms=self._now_ms)
            items = list(_items(waiting, head, first))
            cache.apply(self._connection, (item for item in items if item.kind in _NOT_ROWS), redirects)
            cache.put(self._connection, (item for item in items if item.kind not in _NOT_ROWS), redirects)

    def counted(self, before: Added) -> Added:
        """Return what was done before and in this batch."""
        return Added(
            documents=before.documents + self._counts["documents"],
            unchanged=before.unchanged + self._counts["unchanged"],
            spans=before.spans + self._counts["spans"],
            links=before.links + self._counts["links"],
            changes=before.changes + self._counts["changes"],
            replaced=(*before.replaced, *self._replaced),
            refused=before.refused,
        )

    def _add_new(self, ready: Ready) -> None:
        connection = self._connection
        value = ready.document
        shown = value.key
        if documents.number_of_key(connection, shown) is not None:
            shown, former_key, former_id = documents.later_key(connection, value.key)
            self._replaced.append((shown, former_key))
            value = msgspec.structs.replace(value, replaces=value.replaces or former_id)
        doc_no = documents.insert_text(connection, ready.raw, value.key, value.sha256, ready.text, self._now_ms)
        documents.insert_meta(connection, doc_no, shown, ready.text, value)
        if ready.terms:
            self._terms.append((doc_no, ready.terms))
            self.new_words |= ready.words - self._known_words
        self._counts["documents"] += 1
        # What is said of the document itself stands in its row already.
        by_rules = ready.parts.get(None, [])
        said = ready.said[None]
        if value is not ready.document:
            own = Part(Kind.DOCUMENT.value, ready.id, ready.raw, value)
            said = said_in_one(ready.raw, [own, *by_rules])
        self._wait(None, _Waiting(_draft(doc_no, ready, said), doc_no, by_rules))
        for person, parts in ready.parts.items():
            if person is not None:
                self._wait(person, _Waiting(_draft(doc_no, ready, ready.said[person]), doc_no, parts))

    def _add_differences(self, ready: Ready, doc_no: int) -> None:
        old: dict[tuple[str, bytes], Shape] = {}
        changed = {
            person: [new for part in parts if (new := self._difference(doc_no, self._people[person], part, old))]
            for person, parts in ready.parts.items()
        }
        document = self._document_difference(doc_no, ready, old)
        if document is not None:
            changed[None] = [document, *changed.get(None, ())]
        if not any(changed.values()):
            self._counts["unchanged"] += 1
        for person, parts in changed.items():
            if parts:
                self._wait(person, _Waiting(_draft(doc_no, ready, said_in_one(ready.raw, parts, old)), doc_no, parts))

    def _difference(
        self, doc_no: int, person_no: int | None, part: Part, old: dict[tuple[str, bytes], Shape]
    ) -> Part | None:
        """Return what has to be written of a part, None where it is there already; note what was there in `old`."""
        if isinstance(part.value, ActiveShape):
            missing = part.value.seconds - cache.active_seconds(self._connection, doc_no, person_no)
            return part._replace(value=ActiveShape(seconds=missing)) if missing > 0 else None
        present = cache.present(self._connection, part.kind, doc_no, part.raw)
        if present is None:
            return part
        if part.kind == Kind.COMMENT.value:
            return self._comment_difference(part, present, old)
        if part.kind != Kind.ASSIGNMENT.value and present.person_no != person_no:
            raise RefusedError("store.others", kind=part.kind, object=part.object)
        if present.value == part.value:
            return None
        old[part.kind, part.raw] = present.value
        return part

    def _comment_difference(
        self, part: Part, present: cache.Present, old: dict[tuple[str, bytes], Shape]
    ) -> Part | None:
        """A comment keeps its author, whoever changed it last."""
        if not isinstance(part.value, CommentShape) or not isinstance(present.value, CommentShape):
            return None
        value = msgspec.structs.replace(part.value, person=present.value.person)
        if value == present.value:
            return None
        old[part.kind, part.raw] = present.value
        return part._replace(value=value)

    def _document_difference(self, doc_no: int, ready: Ready, old: dict[tuple[str, bytes], Shape]) -> Part | None:
        """What the file says of a document stays; what comes is added or put over it."""
        kind = Kind.DOCUMENT.value
        present = cache.present(self._connection, kind, doc_no, ready.raw)
        if present is None or not isinstance(present.value, DocumentShape):
            return None
        value = msgspec.structs.replace(
            present.value,
            meta={**present.value.meta, **ready.document.meta},
            direction=ready.document.direction or present.value.direction,
        )
        if value == present.value:
            return None
        old[kind, ready.raw] = present.value
        return Part(kind, ready.id, ready.raw, value)

    def _wait(self, person: str | None, waiting: _Waiting) -> None:
        self._waiting.setdefault(person, []).append(waiting)
        self._counts["changes"] += 1
        kinds = [part.kind for part in waiting.parts]
        self._counts["spans"] += kinds.count(_SPAN)
        self._counts["links"] += kinds.count(_LINK)

    def _enter(self, person: str | None) -> None:
        if person is None or person in self._people:
            return
        known = people.kind_of(self._connection, person)
        kind = self._kinds.get(person, known or PersonKind.HUMAN)
        self._people[person] = people.enter(self._connection, Person(person, kind))

    def _check_links(self, ready: Ready, doc_no: int | None) -> None:
        for link, span in ready.ends:
            is_there = False
            if doc_no is not None:
                with suppress(ValueError):
                    raw = objects.object_bytes(span)
                    is_there = cache.present(self._connection, Kind.SPAN.value, doc_no, raw) is not None
            if not is_there:
                raise RefusedError("store.link_ends", link=link, span=span)


def project_parts(runs: Iterable[Run], rounds: Iterable[Round]) -> dict[str | None, list[Part]]:
    """Return runs by the person who ran, and rounds, which belong to nobody, as parts of the project."""
    parts: dict[str | None, list[Part]] = {}
    for run in runs:
        name = objects.run_object(run.id)
        value = RunShape(
            name=run.name,
            version=run.version,
            hash=run.hash,
            settings=run.settings,
            time=run.time,
            id=None if name == run.id else run.id,
        )
        parts.setdefault(run.person, []).append(Part(Kind.RUN.value, name, bytes_of(name), value))
    for one in rounds:
        name = objects.round_object(one.name)
        shape = RoundShape(
            name=one.name, documents=one.documents, people=one.people, overlap=one.overlap, scheme=one.scheme
        )
        parts.setdefault(None, []).append(Part(Kind.ROUND.value, name, bytes_of(name), shape))
    return parts


def _draft(doc_no: int, ready: Ready, said: Said) -> Draft:
    return Draft(said.kind, doc_no, ready.raw, said.object, said.payload)


def _items(waiting: Iterable[_Waiting], head: Head, first: int) -> Iterator[cache.Item]:
    for seq, change in enumerate(waiting, first):
        for kind, _name, raw, value in change.parts:
            yield cache.Item(kind, change.doc_no, raw, head.person_no, value, head.stream_no, seq)
