"""One line becomes a bundle, or is refused with its first fault."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from annotator.formats.decoding import problem_of
from annotator.formats.jsonl.checking import Known, People, refuse_fragments, refuse_name, refuse_range
from annotator.formats.jsonl.ids import Ids
from annotator.formats.jsonl.messages import wrong
from annotator.formats.jsonl.wire import WireDocument, WireLink, WireSpan
from annotator.model.identity import (
    content_id,
    document_id,
    is_uuid,
    link_content_id,
    text_sha256,
)
from annotator.model.values import (
    Assignment,
    Bundle,
    Comment,
    Decision,
    Document,
    DocumentLabel,
    Link,
    Span,
    State,
    Zone,
)

_Mark = TypeVar("_Mark", Span, Link)

_TEXT_CODES = {
    "empty": "line_empty",
    "nul": "line_nul",
    "too_long": "line_too_long_text",
    "surrogate": "line_surrogate",
}


def assemble(line: WireDocument, people: People, known: Known) -> Bundle:
    """Return the bundle of a line. Raises InputError with the field of the first fault."""
    people.newcomers = {}
    document = _document(line)
    return _Assembly(document, people, known).bundle(line)


def _document(line: WireDocument) -> Document:
    refuse_name(line.key, "key")
    problem = problem_of(line.text)
    if problem is not None:
        code, facts = problem
        raise wrong(_TEXT_CODES[code], "text", **facts)
    sha256 = text_sha256(line.text)
    if line.sha256 is not None and line.sha256 != sha256:
        raise wrong("sha256", "sha256", found=sha256)
    if line.direction not in (None, "rtl", "ltr"):
        raise wrong("unknown_value", "direction", value=line.direction, known="rtl, ltr")
    return Document(
        key=line.key,
        text=line.text,
        sha256=sha256,
        id=document_id(line.key, sha256),
        meta=line.meta,
        direction=line.direction,
        replaces=line.replaces,
    )


class _Assembly:
    """One document while it is put together."""

    def __init__(self, document: Document, people: People, known: Known) -> None:
        self._document = document
        self._people = people
        self._known = known
        self._ids = Ids(document.id)

    def bundle(self, line: WireDocument) -> Bundle:
        """Check and convert everything of the line, spans before what points at them."""
        length = len(self._document.text)
        for number, zone in enumerate(line.zones):
            refuse_range(zone.start, zone.end, length, f"zones[{number}]")
        # An origin may name a span that stands later in the line, so origins are resolved once all ids are known.
        spans = [self._span(span, length, f"spans[{number}]") for number, span in enumerate(line.spans)]
        self._ids.marks.update(self._ids.spans)
        links = [self._link(link, f"links[{number}]") for number, link in enumerate(line.links)]
        if any(span.origin is not None for span in spans) or any(link.origin is not None for link in links):
            spans = [_with_origin(span, self._origin(span.origin, "spans", n)) for n, span in enumerate(spans)]
            links = [_with_origin(link, self._origin(link.origin, "links", n)) for n, link in enumerate(links)]
        return Bundle(
            document=self._document,
            zones=tuple([self._zone(zone.start, zone.end, zone.kind, zone.person) for zone in line.zones]),
            spans=tuple(spans),
            links=tuple(links),
            labels=self._labels(line),
            decisions=self._decisions(line),
            comments=self._comments(line),
            states=self._states(line),
            assignments=self._assignments(line),
        )

    def _span(self, wire: WireSpan, length: int, field: str) -> Span:
        self._known.refuse_span_label(wire.label, field)
        refuse_fragments(wire.fragments, length, field)
        person = self._people.name(wire.person, wire.kind, field)
        _refuse_numbers(wire, field)
        written, foreign = wire.id, None
        if written is None:
            ordinal = self._ids.ordinal((person, wire.label, wire.fragments))
            identifier = content_id(self._document.id, person, wire.label, wire.fragments, ordinal)
            self._ids.take(identifier, field)
        else:
            identifier, foreign = self._ids.named(written, person, wire.foreign, field)
            self._ids.spans[written] = identifier
        self._ids.spans[identifier] = identifier
        return Span(
            id=identifier,
            person=person,
            label=wire.label,
            fragments=wire.fragments,
            attributes=wire.attributes,
            note=wire.note,
            score=wire.score,
            run=wire.run,
            origin=wire.origin,
            scheme=wire.scheme,
            foreign=foreign,
        )

    def _link(self, wire: WireLink, field: str) -> Link:
        self._known.refuse_link_label(wire.label, field)
        person = self._people.name(wire.person, wire.kind, field)
        _refuse_numbers(wire, field)
        head, tail = self._ids.span(wire.head, f"{field}.head"), self._ids.span(wire.tail, f"{field}.tail")
        written, foreign = wire.id, None
        if written is None:
            ordinal = self._ids.ordinal((person, wire.label, head, tail))
            identifier = link_content_id(self._document.id, person, wire.label, (head, tail), ordinal)
            self._ids.take(identifier, field)
        else:
            identifier, foreign = self._ids.named(written, person, wire.foreign, field)
            self._ids.marks[written] = identifier
        self._ids.marks[identifier] = identifier
        return Link(
            id=identifier,
            person=person,
            label=wire.label,
            head=head,
            tail=tail,
            attributes=wire.attributes,
            note=wire.note,
            score=wire.score,
            run=wire.run,
            origin=wire.origin,
            scheme=wire.scheme,
            foreign=foreign,
        )

    def _origin(self, written: str | None, noun: str, number: int) -> str | None:
        # The suggestion may have stayed behind in an export of one person's work: its own id still says which it was.
        if written is None or is_uuid(written):
            return written
        return self._ids.mark(written, f"{noun}[{number}].origin")

    def _zone(self, start: int, end: int, kind: str, person: str | None) -> Zone:
        return Zone(start, end, kind, None if person is None else self._people.name(person, None, "zones"))

    def _labels(self, line: WireDocument) -> tuple[DocumentLabel, ...]:
        made: list[DocumentLabel] = []
        for number, label in enumerate(line.labels):
            field = f"labels[{number}]"
            refuse_name(label.name, f"{field}.name")
            person = self._people.name(label.person, None, field)
            self._ids.once(("label", person, label.name), field)
            made.append(DocumentLabel(person, label.name, label.value))
        return tuple(made)

    def _decisions(self, line: WireDocument) -> tuple[Decision, ...]:
        made: list[Decision] = []
        for number, decision in enumerate(line.decisions):
            field = f"decisions[{number}]"
            person = self._people.name(decision.person, None, field)
            if not decision.of:
                raise wrong("missing_key", field, key="of")
            about = self._ids.all_marks(decision.of, f"{field}.of")
            result = self._ids.all_marks(decision.result, f"{field}.result")
            made.append(
                Decision(
                    id=self._ids.own(decision.id, person, (decision.verdict, ",".join(about), ",".join(result)), field),
                    person=person,
                    of=about,
                    verdict=decision.verdict,
                    result=result,
                    reason=decision.reason,
                    note=decision.note,
                )
            )
        return tuple(made)

    def _comments(self, line: WireDocument) -> tuple[Comment, ...]:
        people = [self._people.name(c.person, None, f"comments[{n}]") for n, c in enumerate(line.comments)]
        names = [
            self._ids.own(comment.id, person, ("comment", comment.on or "", comment.text), f"comments[{number}]")
            for number, (comment, person) in enumerate(zip(line.comments, people, strict=True))
        ]
        # A comment may answer another that stands later, so all of them get their names first.
        for comment, name in zip(line.comments, names, strict=True):
            self._ids.marks[name] = name
            if comment.id is not None:
                self._ids.marks[comment.id] = name
        return tuple(
            Comment(
                id=name,
                person=person,
                text=comment.text,
                on=None if comment.on is None else self._ids.mark(comment.on, f"comments[{number}].on"),
                resolved=comment.resolved,
            )
            for number, (comment, name, person) in enumerate(zip(line.comments, names, people, strict=True))
        )

    def _states(self, line: WireDocument) -> tuple[State, ...]:
        made: list[State] = []
        for number, state in enumerate(line.states):
            field = f"states[{number}]"
            person = self._people.name(state.person, None, field)
            self._ids.once(("state", person), field)
            if state.active_seconds < 0:
                raise wrong("value", f"{field}.active_seconds", value=state.active_seconds)
            made.append(State(person, state.state, state.reason, state.active_seconds))
        return tuple(made)

    def _assignments(self, line: WireDocument) -> tuple[Assignment, ...]:
        made: list[Assignment] = []
        for number, assignment in enumerate(line.assignments):
            field = f"assignments[{number}]"
            person = self._people.name(assignment.person, None, field)
            refuse_name(assignment.round, f"{field}.round")
            self._ids.once(("assignment", person, assignment.round), field)
            made.append(Assignment(person, assignment.round))
        return tuple(made)


def _refuse_numbers(wire: WireSpan | WireLink, field: str) -> None:
    if wire.score is not None and not 0 <= wire.score <= 1:
        raise wrong("score", f"{field}.score", score=wire.score)
    if wire.scheme < 1:
        raise wrong("value", f"{field}.scheme", value=wire.scheme)


def _with_origin(mark: _Mark, origin: str | None) -> _Mark:
    return mark if mark.origin == origin else msgspec.structs.replace(mark, origin=origin)
