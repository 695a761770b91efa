"""Our JSONL in its canonical form: the same project gives the same bytes, whoever exports it and however often.

Keys stand in a fixed order, spans by place, everything else by name; no time and no stream id appears.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from annotator.formats.destination import write_encoded
from annotator.formats.jsonl.naming import exported_ids
from annotator.formats.jsonl.wire import (
    VERSION,
    WireAssignment,
    WireComment,
    WireDecision,
    WireDocument,
    WireHeader,
    WireLabel,
    WireLink,
    WirePerson,
    WireRound,
    WireRun,
    WireScheme,
    WireSpan,
    WireState,
    WireZone,
)
from annotator.formats.losses import LossCounter, LossReport
from annotator.formats.protocol import WriteOptions
from annotator.formats.pruning import without_dangling
from annotator.formats.verifying import verify_offsets
from annotator.model.values import Bundle, Header, Link, PersonKind, Span

_ENCODER = msgspec.json.Encoder(order="deterministic")
_HUMAN = PersonKind.HUMAN


def write_jsonl(header: Header, bundles: Iterable[Bundle], destination: Path, options: WriteOptions) -> LossReport:
    """Write a header and one line per bundle, in the order they come; `options` change nothing here.

    Links, decisions and comments on things that aren't in their bundle are left out and counted, so that what is
    written can always be read.

    Raises InputError `formats.unwritable_offsets` where offsets don't fit the text, OSError of the disk.
    """
    return write_encoded(JsonlEncoder(header, options), bundles, destination)


class JsonlEncoder:
    """Makes a header and one line per bundle; `options` change nothing here."""

    def __init__(self, header: Header, options: WriteOptions) -> None:
        del options
        self.counter = LossCounter("jsonl")
        self._header = header
        self._kinds = {person.name: person.kind for person in header.people}

    def beginning(self) -> bytes:
        """Return the first line."""
        return encode_header(self._header)

    def encode(self, bundle: Bundle) -> bytes:
        """Return one line, without links, decisions and comments on things that aren't in the bundle.

        Raises InputError `formats.unwritable_offsets` where offsets don't fit the text.
        """
        whole = without_dangling(bundle, self.counter)
        line = encode_bundle(whole, self._kinds)
        self.counter.documents += 1
        self.counter.spans += len(whole.spans)
        self.counter.links += len(whole.links)
        return line


def encode_header(header: Header) -> bytes:
    """Return the first line of a dataset, with its newline."""
    wire = WireHeader(
        annotator=VERSION,
        scheme=WireScheme(id=header.scheme_id, version=header.scheme_version, body=header.scheme_body),
        people=tuple(
            WirePerson(name=person.name, kind=person.kind) for person in sorted(header.people, key=lambda p: p.name)
        ),
        runs=tuple(WireRun(**msgspec.structs.asdict(run)) for run in sorted(header.runs, key=lambda r: r.id)),
        rounds=tuple(WireRound(**msgspec.structs.asdict(r)) for r in sorted(header.rounds, key=lambda r: r.name)),
    )
    return _ENCODER.encode(wire) + b"\n"


def encode_bundle(bundle: Bundle, kinds: Mapping[str, PersonKind]) -> bytes:
    """Return one document as a line with its newline; `kinds` says what each person is, human where it doesn't.

    Raises InputError `formats.unwritable_offsets` where offsets don't fit the text.
    """
    document = bundle.document
    verify_offsets(bundle)
    ids, kept = exported_ids(bundle)
    wire = WireDocument(
        key=document.key,
        text=document.text,
        sha256=document.sha256,
        meta=document.meta,
        direction=document.direction,
        replaces=document.replaces,
        zones=_zones(bundle),
        spans=_spans(bundle, kinds, ids, kept),
        links=_links(bundle, kinds, ids, kept),
        labels=_labels(bundle),
        decisions=_decisions(bundle, ids),
        comments=_comments(bundle, ids),
        states=tuple(
            WireState(person=s.person, state=s.state, reason=s.reason, active_seconds=s.active_seconds)
            for s in sorted(bundle.states, key=lambda s: s.person)
        ),
        assignments=tuple(
            WireAssignment(person=a.person, round=a.round)
            for a in sorted(bundle.assignments, key=lambda a: (a.round, a.person))
        ),
    )
    return _ENCODER.encode(wire) + b"\n"


def _place(span: Span) -> tuple[int, int, str, str, str]:
    fragments = span.fragments
    return fragments[0][0], -fragments[-1][1], span.person, span.label, span.id


def _spans(
    bundle: Bundle, kinds: Mapping[str, PersonKind], ids: Mapping[str, str], kept: Mapping[str, str]
) -> tuple[WireSpan, ...]:
    # Positional arguments and one list: this loop runs four million times in an export of 100,000 articles.
    name, kind, unset = ids.get, kinds.get, msgspec.UNSET
    return tuple(
        [
            WireSpan(
                name(span.id, span.id),
                span.person,
                kind(span.person, _HUMAN),
                span.label,
                span.fragments,
                span.attributes,
                span.note,
                span.score,
                span.run,
                span.origin if span.origin is None else name(span.origin, span.origin),
                span.scheme,
                kept.get(span.id, unset) if span.foreign is not None else unset,
            )
            for span in sorted(bundle.spans, key=_place)
        ]
    )


def _links(
    bundle: Bundle, kinds: Mapping[str, PersonKind], ids: Mapping[str, str], kept: Mapping[str, str]
) -> tuple[WireLink, ...]:
    name, kind, unset = ids.get, kinds.get, msgspec.UNSET
    return tuple(
        [
            WireLink(
                name(link.id, link.id),
                link.person,
                kind(link.person, _HUMAN),
                link.label,
                name(link.head, link.head),
                name(link.tail, link.tail),
                link.attributes,
                link.note,
                link.score,
                link.run,
                link.origin if link.origin is None else name(link.origin, link.origin),
                link.scheme,
                kept.get(link.id, unset) if link.foreign is not None else unset,
            )
            for link in sorted(bundle.links, key=_line_of)
        ]
    )


def _line_of(link: Link) -> tuple[str, str, str, str, str]:
    return link.person, link.label, link.head, link.tail, link.id


def _zones(bundle: Bundle) -> tuple[WireZone, ...]:
    ordered = sorted(bundle.zones, key=lambda zone: (zone.person or "", zone.start, zone.end, zone.kind))
    return tuple([WireZone(start=z.start, end=z.end, kind=z.kind, person=z.person) for z in ordered])


def _labels(bundle: Bundle) -> tuple[WireLabel, ...]:
    ordered = sorted(bundle.labels, key=lambda label: (label.person, label.name))
    return tuple(WireLabel(person=label.person, name=label.name, value=label.value) for label in ordered)


def _decisions(bundle: Bundle, ids: Mapping[str, str]) -> tuple[WireDecision, ...]:
    return tuple(
        WireDecision(
            id=decision.id,
            person=decision.person,
            of=tuple(ids.get(one, one) for one in decision.of),
            verdict=decision.verdict,
            result=tuple(ids.get(one, one) for one in decision.result),
            reason=decision.reason,
            note=decision.note,
        )
        for decision in sorted(bundle.decisions, key=lambda decision: decision.id)
    )


def _comments(bundle: Bundle, ids: Mapping[str, str]) -> tuple[WireComment, ...]:
    return tuple(
        WireComment(
            id=comment.id,
            person=comment.person,
            on=comment.on if comment.on is None else ids.get(comment.on, comment.on),
            text=comment.text,
            resolved=comment.resolved,
        )
        for comment in sorted(bundle.comments, key=lambda comment: comment.id)
    )
