"""Reading what is there now: rows become values of the model here, and nobody above sees a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from annotator.model.identity import text_of
from annotator.model.values import (
    Assignment,
    Bundle,
    Comment,
    Decision,
    Document,
    DocumentLabel,
    Link,
    Round,
    Run,
    Span,
    State,
    Zone,
)
from annotator.store.cache import reference_text
from annotator.store.people import names
from annotator.store.plain import (
    AssignmentShape,
    CommentShape,
    DecisionShape,
    LabelShape,
    RoundShape,
    RunShape,
    StateShape,
    ZoneShape,
    read_shape,
)
from annotator.store.rows import DocumentRows, Row, link_rows, span_rows
from annotator.store.schema import MINOR_TABLES

Names = Mapping[int | None, str]
Made = TypeVar("Made")

_FRAGMENTS = msgspec.json.Decoder(tuple[tuple[int, int], ...])
_ATTRIBUTES = msgspec.json.Decoder(dict[str, Any])
_META = msgspec.json.Decoder(dict[str, Any])


def spans(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[Span, ...]:
    """Return all spans of a document under their labels in force, in the order of the text."""
    return spans_of(span_rows(connection, doc_no), people)


def links(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[Link, ...]:
    """Return the links of a document whose two ends are there, by id."""
    return links_of(link_rows(connection, doc_no), people)


def bundle_of(rows: DocumentRows, people: Names) -> Bundle:
    """Return a document with everything that anybody has said about it."""
    minor = rows.minor
    return Bundle(
        document=_document(rows.document),
        zones=_zones(minor.get("zone", ()), people),
        spans=spans_of(rows.spans, people),
        links=links_of(rows.links, people),
        labels=_labels(minor.get("label", ()), people),
        decisions=_decisions(minor.get("decision", ()), people),
        comments=_comments(minor.get("comment", ()), people),
        states=_states(minor.get("state", ()), rows.seconds, people),
        assignments=_assignments(minor.get("assignment", ())),
    )


def spans_of(rows: list[Row], people: Names) -> tuple[Span, ...]:
    """Return spans under their labels in force, in the order of their rows."""
    # An export comes through here millions of times: one comprehension, no call that can be spared.
    return tuple(
        [
            Span(
                id=name,
                person=people.get(person, ""),
                label=label,
                fragments=((start, -end),) if fragments is None else _FRAGMENTS.decode(fragments),
                attributes={} if attributes == "{}" else _ATTRIBUTES.decode(attributes),
                note=note,
                score=score,
                run=None if run is None else reference_text(run),
                origin=None if origin is None else text_of(origin),
                scheme=scheme,
                foreign=foreign,
            )
            for name, (
                start,
                end,
                _,
                person,
                label,
                fragments,
                attributes,
                note,
                score,
                run,
                origin,
                scheme,
                foreign,
            ) in zip(_texts_of(rows), rows, strict=True)
        ]
    )


def _texts_of(rows: list[Row]) -> list[str]:
    """The ids of spans as `text_of` writes them: their digits all at once."""
    digits = b"".join([row[2] for row in rows]).hex()
    return [
        f"{digits[n : n + 8]}-{digits[n + 8 : n + 12]}-{digits[n + 12 : n + 16]}-{digits[n + 16 : n + 20]}"
        f"-{digits[n + 20 : n + 32]}"
        for n in range(0, len(digits), 32)
    ]


def links_of(rows: list[Row], people: Names) -> tuple[Link, ...]:
    """Return links in the order of their rows."""
    return tuple(_link(row, people) for row in rows)


def _document(row: Row) -> Document:
    identifier, key, sha256, meta, direction, replaces, text = row
    return Document(
        key=key,
        text=text,
        sha256=sha256.hex(),
        id=identifier.hex(),
        meta={} if meta == "{}" else _META.decode(meta),
        direction=direction,
        replaces=None if replaces is None else replaces.hex(),
    )


def _zones(rows: Sequence[Row], people: Names) -> tuple[Zone, ...]:
    """Return everybody's zones of a document: the rules' first, then by person."""

    def made(_: str, person: str | None, value: ZoneShape) -> list[Zone]:
        return [Zone(start, end, kind, person) for start, end, kind in value.zones]

    found = _minor("zone", rows, people, made)
    groups = sorted(found, key=lambda group: (group[0].person or "") if group else "")
    return tuple(zone for group in groups for zone in group)


def _labels(rows: Sequence[Row], people: Names) -> tuple[DocumentLabel, ...]:
    """Return the labels of the whole document, by person and name."""

    def made(_: str, person: str | None, value: LabelShape) -> DocumentLabel:
        return DocumentLabel(person or "", value.name, value.value)

    found = _minor("label", rows, people, made)
    return tuple(sorted(found, key=lambda label: (label.person, label.name)))


def _decisions(rows: Sequence[Row], people: Names) -> tuple[Decision, ...]:
    """Return the decisions on a document, by id: those that were made here are then in the order of time."""

    def made(identifier: str, person: str | None, value: DecisionShape) -> Decision:
        return Decision(
            id=identifier,
            person=person or "",
            of=value.of,
            verdict=value.verdict,
            result=value.result,
            reason=value.reason,
            note=value.note,
        )

    return tuple(_minor("decision", rows, people, made))


def _comments(rows: Sequence[Row], people: Names) -> tuple[Comment, ...]:
    """Return the comments on a document, by id: those that were made here are then in the order of time."""

    def made(identifier: str, person: str | None, value: CommentShape) -> Comment:
        author = value.person or person or ""
        return Comment(id=identifier, person=author, text=value.text, on=value.on, resolved=value.resolved)

    return tuple(_minor("comment", rows, people, made))


def _states(rows: Sequence[Row], times: Sequence[Row], people: Names) -> tuple[State, ...]:
    """Return how far everybody is with a document, with the seconds that they worked on it, by person."""
    seconds = {people.get(number, ""): int(total) for number, total in times if total}

    def made(_: str, person: str | None, value: StateShape) -> State:
        return State(person or "", value.state, value.reason, seconds.pop(person or "", 0))

    found = _minor("state", rows, people, made)
    found.extend(State(person, active_seconds=total) for person, total in seconds.items())
    return tuple(sorted(found, key=lambda state: state.person))


def _assignments(rows: Sequence[Row]) -> tuple[Assignment, ...]:
    """Return who was handed a document, by round and person."""

    def made(_: str, __: str | None, value: AssignmentShape) -> Assignment:
        return Assignment(value.person, value.round)

    found = _minor("assignment", rows, {}, made)
    return tuple(sorted(found, key=lambda assignment: (assignment.round, assignment.person)))


def runs(connection: sqlite3.Connection, people: Names) -> tuple[Run, ...]:
    """Return the runs of the project, by id."""

    def made(identifier: str, person: str | None, value: RunShape) -> Run:
        return Run(
            id=value.id or identifier,
            person=person or "",
            name=value.name,
            version=value.version,
            hash=value.hash,
            settings=value.settings,
            time=value.time,
        )

    return tuple(sorted(_minor("run", _project_rows(connection, "run"), people, made), key=lambda run: run.id))


def rounds(connection: sqlite3.Connection) -> tuple[Round, ...]:
    """Return the rounds of the project, by name."""

    def made(_: str, __: str | None, value: RoundShape) -> Round:
        return Round(
            name=value.name,
            documents=value.documents,
            people=value.people,
            overlap=value.overlap,
            scheme=value.scheme,
        )

    return tuple(
        sorted(_minor("round", _project_rows(connection, "round"), {}, made), key=lambda made_round: made_round.name)
    )


def people_names(connection: sqlite3.Connection) -> Names:
    """Return the names of people by their number."""
    return names(connection)


def _project_rows(connection: sqlite3.Connection, kind: str) -> list[Row]:
    """The rows of what belongs to the project and to no document."""
    return connection.execute(
        f"SELECT id, person_no, data FROM {MINOR_TABLES[kind]} WHERE doc_no = 0 ORDER BY id"
    ).fetchall()


def _minor(kind: str, rows: Sequence[Row], people: Names, made: Callable[[str, str | None, Any], Made]) -> list[Made]:
    return [made(text_of(identifier), people.get(number), read_shape(kind, data)) for identifier, number, data in rows]


def _link(row: tuple[Any, ...], people: Names) -> Link:
    identifier, person, label, head, tail, attributes, note, score, run, origin, scheme, foreign = row
    return Link(
        id=text_of(identifier),
        person=people.get(person, ""),
        label=label,
        head=text_of(head),
        tail=text_of(tail),
        attributes={} if attributes == "{}" else _ATTRIBUTES.decode(attributes),
        note=note,
        score=score,
        run=None if run is None else reference_text(run),
        origin=None if origin is None else text_of(origin),
        scheme=scheme,
        foreign=foreign,
    )
