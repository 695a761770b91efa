"""Reading what is there now: rows become values of the model here, and nobody above sees a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from annotator.model.identity import text_of
from annotator.model.values import (
    Assignment,
    Bundle,
    Comment,
    Decision,
    DocumentLabel,
    Link,
    Round,
    Run,
    Span,
    State,
    Zone,
)
from annotator.store import documents
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
from annotator.store.schema import MINOR_TABLES

Names = Mapping[int | None, str]
Made = TypeVar("Made")

_MARK_COLUMNS = "attributes, note, score, run, origin, scheme, foreign_id"
_SPAN_COLUMNS = f'id, person_no, label, start, "end", fragments, {_MARK_COLUMNS}'
_LINK_COLUMNS = f"id, person_no, label, head, tail, {_MARK_COLUMNS}"

_FRAGMENTS = msgspec.json.Decoder(tuple[tuple[int, int], ...])
_ATTRIBUTES = msgspec.json.Decoder(dict[str, Any])


def spans(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[Span, ...]:
    """Return all spans of a document under their labels in force, in the order of the text."""
    rows = connection.execute(
        f'SELECT {_SPAN_COLUMNS} FROM span WHERE doc_no = ? ORDER BY start, "end" DESC, id', (doc_no,)
    ).fetchall()
    # An export comes through here millions of times: one comprehension, no call that can be spared.
    return tuple(
        [
            Span(
                id=text_of(identifier),
                person=people.get(person, ""),
                label=label,
                fragments=((start, end),) if fragments is None else _FRAGMENTS.decode(fragments),
                attributes={} if attributes == "{}" else _ATTRIBUTES.decode(attributes),
                note=note,
                score=score,
                run=None if run is None else reference_text(run),
                origin=None if origin is None else text_of(origin),
                scheme=scheme,
                foreign=foreign,
            )
            for (
                identifier,
                person,
                label,
                start,
                end,
                fragments,
                attributes,
                note,
                score,
                run,
                origin,
                scheme,
                foreign,
            ) in rows
        ]
    )


def links(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[Link, ...]:
    """Return the links of a document whose two ends are there."""
    rows = connection.execute(
        f"SELECT {_LINK_COLUMNS} FROM link WHERE doc_no = ?1 AND head IN (SELECT id FROM span WHERE doc_no = ?1)"
        " AND tail IN (SELECT id FROM span WHERE doc_no = ?1) ORDER BY id",
        (doc_no,),
    ).fetchall()
    return tuple(_link(row, people) for row in rows)


def bundle(connection: sqlite3.Connection, doc_no: int, people: Names, *, with_text: bool = True) -> Bundle:
    """Return a document with everything that anybody has said about it."""
    return Bundle(
        document=documents.load(connection, doc_no, with_text=with_text),
        zones=zones(connection, doc_no, people),
        spans=spans(connection, doc_no, people),
        links=links(connection, doc_no, people),
        labels=labels(connection, doc_no, people),
        decisions=decisions(connection, doc_no, people),
        comments=comments(connection, doc_no, people),
        states=states(connection, doc_no, people),
        assignments=assignments(connection, doc_no),
    )


def zones(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[Zone, ...]:
    """Return everybody's zones of a document: the rules' first, then by person."""

    def made(_: str, person: str | None, value: ZoneShape) -> list[Zone]:
        return [Zone(start, end, kind, person) for start, end, kind in value.zones]

    found = _minor(connection, "zone", doc_no, people, made)
    groups = sorted(found, key=lambda group: (group[0].person or "") if group else "")
    return tuple(zone for group in groups for zone in group)


def labels(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[DocumentLabel, ...]:
    """Return the labels of the whole document, by person and name."""

    def made(_: str, person: str | None, value: LabelShape) -> DocumentLabel:
        return DocumentLabel(person or "", value.name, value.value)

    found = _minor(connection, "label", doc_no, people, made)
    return tuple(sorted(found, key=lambda label: (label.person, label.name)))


def decisions(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[Decision, ...]:
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

    return tuple(_minor(connection, "decision", doc_no, people, made))


def comments(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[Comment, ...]:
    """Return the comments on a document, by id: those that were made here are then in the order of time."""

    def made(identifier: str, person: str | None, value: CommentShape) -> Comment:
        author = value.person or person or ""
        return Comment(id=identifier, person=author, text=value.text, on=value.on, resolved=value.resolved)

    return tuple(_minor(connection, "comment", doc_no, people, made))


def states(connection: sqlite3.Connection, doc_no: int, people: Names) -> tuple[State, ...]:
    """Return how far everybody is with a document, with the seconds that they worked on it, by person."""
    rows = connection.execute("SELECT person_no, seconds FROM active_time WHERE doc_no = ?", (doc_no,)).fetchall()
    seconds = {people.get(number, ""): int(total) for number, total in rows if total}

    def made(_: str, person: str | None, value: StateShape) -> State:
        return State(person or "", value.state, value.reason, seconds.pop(person or "", 0))

    found = _minor(connection, "state", doc_no, people, made)
    found.extend(State(person, active_seconds=total) for person, total in seconds.items())
    return tuple(sorted(found, key=lambda state: state.person))


def assignments(connection: sqlite3.Connection, doc_no: int) -> tuple[Assignment, ...]:
    """Return who was handed a document, by round and person."""

    def made(_: str, __: str | None, value: AssignmentShape) -> Assignment:
        return Assignment(value.person, value.round)

    found = _minor(connection, "assignment", doc_no, {}, made)
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

    return tuple(sorted(_minor(connection, "run", 0, people, made), key=lambda run: run.id))


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

    return tuple(sorted(_minor(connection, "round", 0, {}, made), key=lambda made_round: made_round.name))


def people_names(connection: sqlite3.Connection) -> Names:
    """Return the names of people by their number."""
    return names(connection)


def _minor(
    connection: sqlite3.Connection,
    kind: str,
    doc_no: int,
    people: Names,
    made: Callable[[str, str | None, Any], Made],
) -> list[Made]:
    rows = connection.execute(
        f"SELECT id, person_no, data FROM {MINOR_TABLES[kind]} WHERE doc_no = ? ORDER BY id", (doc_no,)
    ).fetchall()
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
