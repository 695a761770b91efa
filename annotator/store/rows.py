"""Fetching all that is there of several documents: few statements, and nothing is made of the rows yet.

A read transaction must be over before anybody who wants to write notices it; what is made of the rows takes longer than
to fetch them, and is made afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from annotator.store.objects import object_bytes
from annotator.store.schema import MINOR_TABLES

Row = tuple[Any, ...]

_MARK_COLUMNS = "attributes, note, score, run, origin, scheme, foreign_id"
_SPAN_COLUMNS = f'start, -"end", id, person_no, label, fragments, {_MARK_COLUMNS}'
_LINK_COLUMNS = f"id, person_no, label, head, tail, {_MARK_COLUMNS}"
_OF_DOCUMENTS = ("zone", "label", "state", "comment", "decision", "assignment")


class DocumentRows(NamedTuple):
    """What stands in the tables of one document; the rows of `minor` are (id, person_no, data), by kind of object."""

    document: Row
    spans: list[Row]
    links: list[Row]
    minor: dict[str, list[Row]]
    seconds: list[Row]


def fetch(connection: sqlite3.Connection, numbers: Sequence[int], *, with_text: bool = True) -> list[DocumentRows]:
    """Return the rows of documents, in the order of their numbers as given; those that aren't there are left out."""
    marks = ", ".join("?" * len(numbers))
    text = "text" if with_text else "''"
    documents = {
        row[0]: row[1:]
        for row in connection.execute(
            f"SELECT doc_no, id, document_meta.key, sha256, meta, direction, replaces, {text}"
            f" FROM document JOIN document_meta USING (doc_no) WHERE doc_no IN ({marks})",
            numbers,
        )
    }
    links = _by_document(
        connection,
        f"SELECT doc_no, {_LINK_COLUMNS} FROM link WHERE doc_no IN ({marks})"
        " AND EXISTS (SELECT 1 FROM span WHERE span.doc_no = link.doc_no AND span.id = link.head)"
        " AND EXISTS (SELECT 1 FROM span WHERE span.doc_no = link.doc_no AND span.id = link.tail) ORDER BY doc_no, id",
        numbers,
    )
    seconds = _by_document(
        connection, f"SELECT doc_no, person_no, seconds FROM active_time WHERE doc_no IN ({marks})", numbers
    )
    minor = {
        kind: _by_document(
            connection,
            f"SELECT doc_no, id, person_no, data FROM {MINOR_TABLES[kind]} WHERE doc_no IN ({marks})"
            " ORDER BY doc_no, id",
            numbers,
        )
        for kind in _OF_DOCUMENTS
    }
    return [
        DocumentRows(
            document=documents[number],
            spans=span_rows(connection, number),
            links=links.get(number, []),
            minor={kind: found[number] for kind, found in minor.items() if number in found},
            seconds=seconds.get(number, []),
        )
        for number in numbers
        if number in documents
    ]


def span_rows(connection: sqlite3.Connection, number: int) -> list[Row]:
    """Return the spans of a document in the order of the text, outer ones first."""
    rows = connection.execute(f"SELECT {_SPAN_COLUMNS} FROM span WHERE doc_no = ?", (number,)).fetchall()
    # Start, end from behind, id: no two rows agree in all three, so nothing behind them is ever compared.
    rows.sort()
    return rows


def span_row(connection: sqlite3.Connection, number: int, span_id: str) -> list[Row]:
    """Return the one span of a document that has this id, or nothing."""
    try:
        raw = object_bytes(span_id)
    except ValueError:
        return []
    return connection.execute(f"SELECT {_SPAN_COLUMNS} FROM span WHERE doc_no = ? AND id = ?", (number, raw)).fetchall()


def link_rows(connection: sqlite3.Connection, number: int) -> list[Row]:
    """Return the links of a document whose two ends are there, by id."""
    return connection.execute(
        f"SELECT {_LINK_COLUMNS} FROM link WHERE doc_no = ?1 AND head IN (SELECT id FROM span WHERE doc_no = ?1)"
        " AND tail IN (SELECT id FROM span WHERE doc_no = ?1) ORDER BY id",
        (number,),
    ).fetchall()


def _by_document(connection: sqlite3.Connection, statement: str, numbers: Sequence[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in connection.execute(statement, numbers):
        found.setdefault(row[0], []).append(row[1:])
    return found
