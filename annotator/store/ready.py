"""Making a document ready for writing, before anybody has to wait: ids, shapes, checks. Knows no SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.errors import RefusedError
from annotator.model.changes import Kind
from annotator.model.identity import bytes_of, document_id, name_id, text_sha256
from annotator.model.values import Bundle, Zone
from annotator.store import objects
from annotator.store.checks import check_offsets, check_text
from annotator.store.plain import (
    ActiveShape,
    AssignmentShape,
    CommentShape,
    DecisionShape,
    DocumentShape,
    LabelShape,
    LinkShape,
    Shape,
    StateShape,
    ZoneShape,
    link_shape,
    span_shape,
)
from annotator.store.records import PreparedDocument

_LATER_KEY = re.compile(r"(.+)~[0-9]+", re.DOTALL)


class Part(NamedTuple):
    """One thing that a document brings along."""

    kind: str
    object: str
    raw: bytes
    value: Shape


class Ready(NamedTuple):
    """A document and what comes with it by person (None = by rules), checked as far as that goes without the file."""

    document: DocumentShape
    id: str
    raw: bytes
    text: str
    terms: str
    words: frozenset[str]
    parts: dict[str | None, list[Part]]
    weight: int


def make_ready(prepared: PreparedDocument) -> Ready:
    """Return a document ready for writing.

    Raises RefusedError `store.text`, `store.offsets`, `store.twice`, `store.shape`.
    """
    bundle = prepared.bundle
    document = bundle.document
    check_text(document.text, document.key)
    sha256 = text_sha256(document.text)
    key = _original_key(document.key, document.replaces)
    identifier = document_id(key, sha256)
    parts: dict[str | None, list[Part]] = {}
    seen: set[tuple[str, bytes]] = set()
    length = len(document.text)
    for person, kind, name, value in _everything(bundle, prepared.zones, identifier):
        check_offsets(value, length)
        raw = _raw(kind, name)
        if (kind, raw) in seen:
            raise RefusedError("store.twice", kind=kind, object=name)
        seen.add((kind, raw))
        parts.setdefault(person, []).append(Part(kind, name, raw, value))
    return Ready(
        document=DocumentShape(
            key=key, sha256=sha256, meta=document.meta, direction=document.direction, replaces=document.replaces
        ),
        id=identifier,
        raw=bytes_of(identifier),
        text=document.text,
        terms=" ".join(prepared.terms),
        words=prepared.terms,
        parts=parts,
        weight=2_000 + length + 60 * len(seen) + 6 * len(prepared.terms),
    )


def _original_key(key: str, replaces: str | None) -> str:
    """Return the key that a document was first imported under: `derna` where `derna~2` replaces another."""
    match = _LATER_KEY.fullmatch(key) if replaces is not None else None
    return match[1] if match else key


def _raw(kind: str, name: str) -> bytes:
    try:
        return objects.object_bytes(name)
    except ValueError as problem:
        raise RefusedError("store.shape", kind=kind, reason=name) from problem


def _everything(
    bundle: Bundle, rule_zones: tuple[Zone, ...], document: str
) -> Iterator[tuple[str | None, str, str, Shape]]:
    """Yield (person, kind, object, value) of all that stands in a bundle."""
    yield from _zones(bundle.zones, rule_zones, document)
    for span in bundle.spans:
        yield span.person, Kind.SPAN.value, span.id, span_shape(span)
    for link in bundle.links:
        yield link.person, Kind.LINK.value, link.id, link_shape(link)
    for label in bundle.labels:
        name = objects.label_object(document, label.person, label.name)
        yield label.person, Kind.LABEL.value, name, LabelShape(name=label.name, value=label.value)
    for decision in bundle.decisions:
        shape = DecisionShape(
            of=decision.of,
            verdict=decision.verdict,
            result=decision.result,
            reason=decision.reason,
            note=decision.note,
        )
        yield decision.person, Kind.DECISION.value, objects.decision_object(document, decision.id), shape
    for comment in bundle.comments:
        remark = CommentShape(text=comment.text, on=comment.on, resolved=comment.resolved)
        yield comment.person, Kind.COMMENT.value, objects.comment_object(document, comment.id), remark
    yield from _progress(bundle, document)


def _zones(
    zones: tuple[Zone, ...], rule_zones: tuple[Zone, ...], document: str
) -> Iterator[tuple[str | None, str, str, Shape]]:
    """Yield the zones of each person as one object; zones by rules that come with the document go before new ones."""
    by_person: dict[str | None, list[tuple[int, int, str]]] = {}
    for zone in zones:
        by_person.setdefault(zone.person, []).append((zone.start, zone.end, zone.kind))
    if None not in by_person and rule_zones:
        by_person[None] = [(zone.start, zone.end, zone.kind) for zone in rule_zones]
    for person, made in by_person.items():
        yield person, Kind.ZONE.value, objects.zone_object(document, person), ZoneShape(zones=tuple(made))


def _progress(bundle: Bundle, document: str) -> Iterator[tuple[str | None, str, str, Shape]]:
    for state in bundle.states:
        shape = StateShape(state=state.state, reason=state.reason)
        yield state.person, Kind.STATE.value, objects.state_object(document, state.person), shape
        if state.active_seconds:
            name = name_id("active", f"{document}\0{state.person}\0{state.active_seconds}")
            yield state.person, Kind.ACTIVE.value, name, ActiveShape(seconds=state.active_seconds)
    for assignment in bundle.assignments:
        name = objects.assignment_object(document, assignment.person, assignment.round)
        handed = AssignmentShape(round=assignment.round, person=assignment.person)
        yield assignment.person, Kind.ASSIGNMENT.value, name, handed


def link_ends(ready: Ready) -> Iterator[tuple[str, str]]:
    """Yield (link, span) for each end of a link that is not among the spans that come with it."""
    spans = {part.object for parts in ready.parts.values() for part in parts if part.kind == Kind.SPAN.value}
    for parts in ready.parts.values():
        for part in parts:
            if isinstance(part.value, LinkShape):
                yield from ((part.object, end) for end in (part.value.head, part.value.tail) if end not in spans)
