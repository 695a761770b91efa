"""The list of all documents: any part of it by place, the place of a key, and how far somebody is with some of them.

A place is counted in the index of keys, which for 100,000 documents takes a few milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from annotator.model.identity import bytes_of
from annotator.store.people import everybody
from annotator.store.plain import StateShape, read_shape
from annotator.store.records import DocumentRow, Standing


def rows_from(connection: sqlite3.Connection, first: int, limit: int) -> list[DocumentRow]:
    """Return documents in the order of their keys, from a place on."""
    rows = connection.execute(
        "SELECT document.id, document_meta.key, length, title, replaces FROM document_meta JOIN document USING (doc_no)"
        " WHERE doc_no IN (SELECT doc_no FROM document_meta ORDER BY key LIMIT ? OFFSET ?) ORDER BY document_meta.key",
        (limit, first),
    ).fetchall()
    return [
        DocumentRow(id=identifier.hex(), key=key, length=length, title=title, replaces=replaces and replaces.hex())
        for identifier, key, length, title, replaces in rows
    ]


def place_of(connection: sqlite3.Connection, key: str) -> int | None:
    """Return how many documents come before a key; None where no document is shown under it."""
    if connection.execute("SELECT 1 FROM document_meta WHERE key = ?", (key,)).fetchone() is None:
        return None
    return int(connection.execute("SELECT count(*) FROM document_meta WHERE key < ?", (key,)).fetchone()[0])


def standings(connection: sqlite3.Connection, person: str, document_ids: Sequence[str]) -> list[Standing]:
    """Return a person's state and number of spans in each of some documents, in their order."""
    known = everybody(connection).get(person)
    if known is None:
        return [Standing() for _document in document_ids]
    numbers = [_number(connection, document) for document in document_ids]
    marks = ", ".join("?" * len(numbers))
    values = (known.person_no, *numbers)
    states = dict(
        connection.execute(f"SELECT doc_no, data FROM state WHERE person_no = ? AND doc_no IN ({marks})", values)
    )
    spans = dict(
        connection.execute(
            f"SELECT doc_no, count(*) FROM span WHERE person_no = ? AND doc_no IN ({marks}) GROUP BY doc_no", values
        )
    )
    return [_standing(states.get(number), spans.get(number, 0)) for number in numbers]


def _number(connection: sqlite3.Connection, document_id: str) -> int:
    row = connection.execute("SELECT doc_no FROM document WHERE id = ?", (bytes_of(document_id),)).fetchone()
    return 0 if row is None else int(row[0])


def _standing(data: str | None, spans: int) -> Standing:
    if data is None:
        return Standing(spans=spans)
    value = read_shape("state", data)
    assert isinstance(value, StateShape)
    return Standing(state=value.state, spans=spans)
