"""Making a document ready for writing, before anybody has to wait: ids, shapes, checks. Knows no SQL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotator.errors import RefusedError
from annotator.model.changes import Kind
from annotator.model.identity import bytes_of, document_id, name_id, text_sha256
from annotator.model.values import Bundle, Zone
from annotator.store import objects
from annotator.store.checks import check_text, check_value
from annotator.store.plain import (
    ActiveShape,
    AssignmentShape,
    CommentShape,
    DecisionShape,
    DocumentShape,
    LabelShape,
    Shape,
    StateShape,
    ZoneShape,
    canonical,
    link_shape,
    span_shape,
)
from annotator.store.records import PreparedDocument

_DOCUMENT_ID = re.compile("[0-9a-f]{32}")
_LATER_KEY = re.compile(r"(.+)~[0-9]+", re.DOTALL)


_SPAN = Kind.SPAN.value
_LINK = Kind.LINK.value


class Part(NamedTuple):
    """One thing that a document brings along."""

    kind: str
    object: str
    raw: bytes
    value: Shape


class Said(NamedTuple):
    """What one person says of a document, as one change: its kind, its object and its payload."""

    kind: str
    object: bytes
    payload: bytes


class Ready(NamedTuple):
    """A document and what comes with it by person (None = by rules), checked as far as that goes without the file.

    `said` is what a document that is not there yet brings, by person; for None with the document itself. `ends` are the
    (link, span) of links whose ends are not among the spans that come with them.
    """

    document: DocumentShape
    id: str
    raw: bytes
    text: str
    terms: str
    words: frozenset[str]
    parts: dict[str | None, list[Part]]
    said: dict[str | None, Said]
    ends: tuple[tuple[str, str], ...]
    weight: int


class _Parts:
    """Collects the parts of one document by person, each checked."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._seen: set[tuple[str, bytes]] = set()
        self.by_person: dict[str | None, list[Part]] = {}

    def add(self, person: str | None, kind: str, name: str, value: Shape) -> None:
        check_value(value, self._length)
        try:
            raw = bytes.fromhex(name.replace("-", ""))
        except ValueError as problem:
            raise RefusedError("store.shape", kind=kind, reason=name) from problem
        if len(raw) != 16:
            raise RefusedError("store.shape", kind=kind, reason=name)
        if (kind, raw) in self._seen:
            raise RefusedError("store.twice", kind=kind, object=name)
        self._seen.add((kind, raw))
        mine = self.by_person.get(person)
        if mine is None:
            mine = self.by_person[person] = []
        mine.append(Part(kind, name, raw, value))

    def __len__(self) -> int:
        return len(self._seen)


def make_ready(prepared: PreparedDocument) -> Ready:
    """Return a document ready for writing.

    Raises RefusedError `store.text`, `store.offsets`, `store.twice`, `store.shape`.
    """
    bundle = prepared.bundle
    document = bundle.document
    check_text(document.text, document.key)
    _check_replaces(document.replaces)
    sha256 = text_sha256(document.text)
    key = _original_key(document.key, document.replaces)
    identifier = document_id(key, sha256)
    length = len(document.text)
    parts = _Parts(length)
    _add_zones(parts, bundle.zones, prepared.zones, identifier)
    for span in bundle.spans:
        parts.add(span.person, _SPAN, span.id, span_shape(span))
    for link in bundle.links:
        parts.add(link.person, _LINK, link.id, link_shape(link))
    _add_remarks(parts, bundle, identifier)
    _add_progress(parts, bundle, identifier)
    raw = bytes_of(identifier)
    value = DocumentShape(
        key=key, sha256=sha256, meta=document.meta, direction=document.direction, replaces=document.replaces
    )
    own = Part(Kind.DOCUMENT.value, identifier, raw, value)
    said: dict[str | None, Said] = {
        person: said_in_one(raw, mine) for person, mine in parts.by_person.items() if person is not None
    }
    said[None] = said_in_one(raw, [own, *parts.by_person.get(None, ())])
    return Ready(
        document=value,
        id=identifier,
        raw=raw,
        text=document.text,
        terms=" ".join(prepared.terms),
        words=prepared.terms,
        parts=parts.by_person,
        said=said,
        ends=_missing_ends(bundle),
        weight=2_000 + length + 100 * len(parts) + 6 * len(prepared.terms),
    )


def said_in_one(document: bytes, parts: Sequence[Part], old: Mapping[tuple[str, bytes], Shape] | None = None) -> Said:
    """Return what one person says of a document as one change; `old` is what was there, by kind and object.

    Raises RefusedError `store.shape`.
    """
    before = old or {}
    if len(parts) == 1:
        only = parts[0]
        payload = canonical({"new": only.value, "old": before.get((only.kind, only.raw))})
        return Said(only.kind, only.raw, payload)
    new = [(part.kind, part.object, part.value) for part in parts]
    was = [(part.kind, part.object, before[part.kind, part.raw]) for part in parts if (part.kind, part.raw) in before]
    return Said(Kind.BATCH.value, document, canonical({"new": new, "old": was or None}))


def _check_replaces(replaces: str | None) -> None:
    if replaces is not None and not _DOCUMENT_ID.fullmatch(replaces):
        raise RefusedError("store.shape", kind="replaces", reason=replaces)


def _original_key(key: str, replaces: str | None) -> str:
    """Return the key that a document was first imported under: `derna` where `derna~2` replaces another."""
    match = _LATER_KEY.fullmatch(key) if replaces is not None else None
    return match[1] if match else key


def _missing_ends(bundle: Bundle) -> tuple[tuple[str, str], ...]:
    if not bundle.links:
        return ()
    spans = {span.id for span in bundle.spans}
    return tuple((link.id, end) for link in bundle.links for end in (link.head, link.tail) if end not in spans)


def _add_zones(parts: _Parts, zones: tuple[Zone, ...], rule_zones: tuple[Zone, ...], document: str) -> None:
    """Add the zones of each person as one object; zones by rules that come with the document go before new ones."""
    by_person: dict[str | None, list[tuple[int, int, str]]] = {}
    for zone in zones:
        by_person.setdefault(zone.person, []).append((zone.start, zone.end, zone.kind))
    if None not in by_person and rule_zones:
        by_person[None] = [(zone.start, zone.end, zone.kind) for zone in rule_zones]
    for person, made in by_person.items():
        parts.add(person, Kind.ZONE.value, objects.zone_object(document, person), ZoneShape(zones=tuple(made)))


def _add_remarks(parts: _Parts, bundle: Bundle, document: str) -> None:
    for label in bundle.labels:
        name = objects.label_object(document, label.person, label.name)
        parts.add(label.person, Kind.LABEL.value, name, LabelShape(name=label.name, value=label.value))
    for decision in bundle.decisions:
        name = objects.decision_object(document, decision.id)
        shape = DecisionShape(
            of=decision.of,
            verdict=decision.verdict,
            result=decision.result,
            reason=decision.reason,
            note=decision.note,
        )
        parts.add(decision.person, Kind.DECISION.value, name, shape)
    for comment in bundle.comments:
        name = objects.comment_object(document, comment.id)
        remark = CommentShape(text=comment.text, on=comment.on, resolved=comment.resolved)
        parts.add(comment.person, Kind.COMMENT.value, name, remark)


def _add_progress(parts: _Parts, bundle: Bundle, document: str) -> None:
    for state in bundle.states:
        shape = StateShape(state=state.state, reason=state.reason)
        parts.add(state.person, Kind.STATE.value, objects.state_object(document, state.person), shape)
        if state.active_seconds:
            name = name_id("active", f"{document}\0{state.person}\0{state.active_seconds}")
            parts.add(state.person, Kind.ACTIVE.value, name, ActiveShape(seconds=state.active_seconds))
    for assignment in bundle.assignments:
        name = objects.assignment_object(document, assignment.person, assignment.round)
        handed = AssignmentShape(round=assignment.round, person=assignment.person)
        parts.add(assignment.person, Kind.ASSIGNMENT.value, name, handed)
