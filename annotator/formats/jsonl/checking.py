"""Who and what a file may name: people with their kinds, labels of the scheme, offsets inside the text."""

from __future__ import annotations

from collections.abc import Callable

from annotator.errors import AnnotatorError
from annotator.formats.jsonl.messages import wrong
from annotator.formats.jsonl.wire import Offsets
from annotator.formats.protocol import ReadOptions
from annotator.model.values import PersonKind

_LONGEST_NAME = 1000


class People:
    """Who is known so far and as what; a document's newcomers count only once the document is accepted."""

    def __init__(self, options: ReadOptions) -> None:
        self._default = options.person
        self._default_kind = options.kind
        self.known: dict[str, PersonKind] = {}
        self.newcomers: dict[str, PersonKind] = {}

    def name(self, person: str | None, kind: PersonKind | None, field: str) -> str:
        """Return whose this is. Raises InputError where nobody is named, or the kind differs from before."""
        name = self._default if person is None else person
        if name is None:
            raise wrong("missing_key", field, key="person")
        known = self.known.get(name) or self.newcomers.get(name)
        if known is None:
            refuse_name(name, f"{field}.person")
            self.newcomers[name] = kind or (self._default_kind if name == self._default else PersonKind.HUMAN)
        elif kind is not None and kind is not known:
            raise wrong("person_kind", f"{field}.kind", person=name, kind=kind.value, known=known.value)
        return name

    def settle(self) -> list[tuple[str, PersonKind]]:
        """Count the newcomers as known and return them."""
        arrived = list(self.newcomers.items())
        self.known.update(self.newcomers)
        self.newcomers = {}
        return arrived


class Known:
    """Which labels the scheme knows, asked once each; without a scheme every label is known."""

    def __init__(self, options: ReadOptions) -> None:
        self._scheme = options.scheme
        self._spans: set[str] = set()
        self._links: set[str] = set()

    def refuse_span_label(self, label: str, field: str) -> None:
        """Raise InputError `formats.unknown_label` where the scheme has no such span label."""
        if label in self._spans:
            return
        _refuse_label(label, field)
        if self._scheme is not None and not _found(self._scheme.label, label):
            raise wrong("unknown_label", f"{field}.label", label=label)
        self._spans.add(label)

    def refuse_link_label(self, label: str, field: str) -> None:
        """Raise InputError `formats.unknown_link` where the scheme has no such link label."""
        if label in self._links:
            return
        _refuse_label(label, field)
        if self._scheme is not None and not _found(self._scheme.link, label):
            raise wrong("unknown_link", f"{field}.label", label=label)
        self._links.add(label)


def refuse_name(name: str, field: str) -> None:
    """Raise InputError where a key, a person, a label or an id is empty, too long or has control characters."""
    if not name or len(name) > _LONGEST_NAME or any(letter < " " or letter == "\x7f" for letter in name):
        raise wrong("name", field)


def refuse_fragments(fragments: tuple[Offsets, ...], length: int, field: str) -> None:
    """Raise InputError where fragments are missing, empty, reversed, out of order, overlapping or beyond the text."""
    if not fragments:
        raise wrong("missing_key", field, key="fragments")
    before = 0
    for number, (start, end) in enumerate(fragments):
        if not before <= start < end <= length:
            _refuse_fragment((start, end), before, length, f"{field}.fragments[{number}]")
        before = end


def refuse_range(start: int, end: int, length: int, field: str) -> None:
    """Raise InputError where a range is empty, reversed or beyond the text."""
    if not 0 <= start < end <= length:
        _refuse_fragment((start, end), 0, length, field)


def _refuse_fragment(offsets: Offsets, before: int, length: int, field: str) -> None:
    start, end = offsets
    if start < 0 or end > length:
        raise wrong("beyond_text", field, start=start, end=end, length=length)
    if start == end:
        raise wrong("empty_range", field, start=start, end=end)
    if start > end:
        raise wrong("reversed_range", field, start=start, end=end)
    raise wrong("overlapping_fragments", field, start=start, end=end, before=before)


def _refuse_label(label: str, field: str) -> None:
    if not label:
        raise wrong("missing_key", field, key="label")
    refuse_name(label, f"{field}.label")


def _found(ask: Callable[[str], object | None], label: str) -> bool:
    try:
        return ask(label) is not None
    except (KeyError, AnnotatorError):
        return False
