"""The tables of the current state: written with the change that made it, and always what the fold of the history
gives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from annotator.model.identity import bytes_of, is_uuid, text_of
from annotator.store.plain import (
    ActiveShape,
    DocumentShape,
    LinkShape,
    Shape,
    SpanShape,
    canonical,
    read_shape,
)
from annotator.store.schema import MINOR_TABLES

SPAN_COLUMNS = (
    'doc_no, id, person_no, label, start, "end", fragments, attributes, note, score, run, origin, scheme, foreign_id,'
    " stored_label, stream_no, seq"
)
LINK_COLUMNS = (
    "doc_no, id, person_no, label, head, tail, attributes, note, score, run, origin, scheme, foreign_id, stored_label,"
    " stream_no, seq"
)

_PUT = {
    "span": f"INSERT OR REPLACE INTO span({SPAN_COLUMNS}) VALUES ({', '.join('?' * 17)})",
    "link": f"INSERT OR REPLACE INTO link({LINK_COLUMNS}) VALUES ({', '.join('?' * 16)})",
    **{kind: f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?, ?, ?)" for kind, table in MINOR_TABLES.items()},
}
_TAKE = {
    kind: f"DELETE FROM {table} WHERE doc_no = ? AND id = ?"
    for kind, table in {"span": "span", "link": "link", **MINOR_TABLES}.items()
}
_GET = {
    "span": f"SELECT {SPAN_COLUMNS} FROM span WHERE doc_no = ? AND id = ?",
    "link": f"SELECT {LINK_COLUMNS} FROM link WHERE doc_no = ? AND id = ?",
    **{
        kind: f"SELECT person_no, data FROM {table} WHERE doc_no = ? AND id = ?" for kind, table in MINOR_TABLES.items()
    },
}

_FRAGMENTS = msgspec.json.Decoder(tuple[tuple[int, int], ...])
_ATTRIBUTES = msgspec.json.Decoder(dict[str, Any])
_NONE = "{}"


class Item(NamedTuple):
    """What one object becomes; `doc_no` 0 = of the project. `previous` matters to active time only."""

    kind: str
    doc_no: int
    object: bytes
    person_no: int | None
    value: Shape | None
    stream_no: int
    seq: int
    previous: Shape | None = None


class Present(NamedTuple):
    """What is there now: the value as stored (its label not redirected) and whose it is."""

    value: Shape
    person_no: int | None


def apply(connection: sqlite3.Connection, items: Iterable[Item], redirects: Mapping[str, str]) -> None:
    """Bring the cache to what the items say; of several about one object the last counts.

    Documents are only changed here (`document_meta`), they are put in by `annotator.store.documents`.
    """
    last: dict[tuple[str, int, bytes], Item] = {}
    for item in items:
        if item.kind == "active":
            _add_seconds(connection, item)
        elif item.kind == "document":
            _change_document(connection, item)
        elif item.kind != "person":
            last[item.kind, item.doc_no, item.object] = item
    take: dict[str, list[tuple[int, bytes]]] = {}
    for item in last.values():
        if item.value is None:
            take.setdefault(item.kind, []).append((item.doc_no, item.object))
    for kind, keys in take.items():
        connection.executemany(_TAKE[kind], keys)
    put(connection, (item for item in last.values() if item.value is not None), redirects)


def put(connection: sqlite3.Connection, items: Iterable[Item], redirects: Mapping[str, str]) -> None:
    """Put in spans, links and what is kept as JSON: each only once, and none deleted."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for item in items:
        if item.value is not None:
            rows = found.get(item.kind)
            if rows is None:
                rows = found[item.kind] = []
            rows.append(row(item, item.value, redirects))
    for kind, rows in found.items():
        connection.executemany(_PUT[kind], rows)


def present(connection: sqlite3.Connection, kind: str, doc_no: int, object_id: bytes) -> Present | None:
    """Return what an object is now, or None where it is not there."""
    if kind == "document":
        return _present_document(connection, doc_no)
    if kind not in _GET:
        return None
    row = connection.execute(_GET[kind], (doc_no, object_id)).fetchone()
    if row is None:
        return None
    if kind == "span":
        return Present(span_value(row), row[2])
    if kind == "link":
        return Present(link_value(row), row[2])
    return Present(read_shape(kind, row[1]), row[0])


def active_seconds(connection: sqlite3.Connection, doc_no: int, person_no: int | None) -> int:
    """Return how long a person has worked on a document, in seconds."""
    row = connection.execute(
        "SELECT seconds FROM active_time WHERE doc_no = ? AND person_no = ?", (doc_no, person_no or 0)
    ).fetchone()
    return 0 if row is None else int(row[0])


def span_value(row: tuple[Any, ...]) -> SpanShape:
    """Return the span of a row of `SPAN_COLUMNS` with its stored label."""
    _, _, _, label, start, end, fragments, attributes, note, score, run, origin, scheme, foreign, stored, _, _ = row
    return SpanShape(
        label=label if stored is None else stored,
        fragments=((start, end),) if fragments is None else _FRAGMENTS.decode(fragments),
        attributes={} if attributes == _NONE else _ATTRIBUTES.decode(attributes),
        note=note,
        score=score,
        run=reference_text(run),
        origin=reference_text(origin),
        scheme=scheme,
        foreign=foreign,
    )


def link_value(row: tuple[Any, ...]) -> LinkShape:
    """Return the link of a row of `LINK_COLUMNS` with its stored label."""
    _, _, _, label, head, tail, attributes, note, score, run, origin, scheme, foreign, stored, _, _ = row
    return LinkShape(
        label=label if stored is None else stored,
        head=text_of(head),
        tail=text_of(tail),
        attributes={} if attributes == _NONE else _ATTRIBUTES.decode(attributes),
        note=note,
        score=score,
        run=reference_text(run),
        origin=reference_text(origin),
        scheme=scheme,
        foreign=foreign,
    )


def reference_text(raw: bytes | str | None) -> str | None:
    """Return a reference as the model has it: UUIDs are kept as 16 bytes, other ids as text."""
    return text_of(raw) if isinstance(raw, bytes) else raw


def reference_raw(identifier: str | None) -> bytes | str | None:
    """Return a reference as the tables have it."""
    return bytes_of(identifier) if identifier is not None and is_uuid(identifier) else identifier


def relabel(connection: sqlite3.Connection, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Bring the labels of all spans and links from one set of redirects to another."""
    for stored in {*before, *after}:
        if before.get(stored) == after.get(stored):
            continue
        label = after.get(stored, stored)
        kept = stored if label != stored else None
        for table in ("span", "link"):
            connection.execute(
                f"UPDATE {table} SET label = ?, stored_label = ? WHERE coalesce(stored_label, label) = ?",
                (label, kept, stored),
            )


def row(item: Item, value: Shape, redirects: Mapping[str, str]) -> tuple[Any, ...]:
    """Return the row that keeps a value in the table of its kind."""
    """Return the row of a cache table that holds an object, its columns in the order of the table."""
    if isinstance(value, SpanShape):
        return _span_row(item, value, redirects)
    if isinstance(value, LinkShape):
        return _link_row(item, value, redirects)
    data = canonical(value).decode("utf-8")
    return item.doc_no, item.object, item.person_no, data, item.stream_no, item.seq


def _span_row(item: Item, value: SpanShape, redirects: Mapping[str, str]) -> tuple[Any, ...]:
    fragments = value.fragments
    label = redirects.get(value.label)
    return (
        item.doc_no,
        item.object,
        item.person_no,
        value.label if label is None else label,
        fragments[0][0],
        fragments[-1][1],
        None if len(fragments) == 1 else canonical(fragments).decode("ascii"),
        canonical(value.attributes).decode("utf-8") if value.attributes else _NONE,
        value.note,
        value.score,
        reference_raw(value.run),
        None if value.origin is None else bytes_of(value.origin),
        value.scheme,
        value.foreign,
        None if label is None else value.label,
        item.stream_no,
        item.seq,
    )


def _link_row(item: Item, value: LinkShape, redirects: Mapping[str, str]) -> tuple[Any, ...]:
    label = redirects.get(value.label)
    return (
        item.doc_no,
        item.object,
        item.person_no,
        value.label if label is None else label,
        bytes_of(value.head),
        bytes_of(value.tail),
        canonical(value.attributes).decode("utf-8") if value.attributes else _NONE,
        value.note,
        value.score,
        reference_raw(value.run),
        None if value.origin is None else bytes_of(value.origin),
        value.scheme,
        value.foreign,
        None if label is None else value.label,
        item.stream_no,
        item.seq,
    )


def _add_seconds(connection: sqlite3.Connection, item: Item) -> None:
    more = item.value.seconds if isinstance(item.value, ActiveShape) else 0
    less = item.previous.seconds if isinstance(item.previous, ActiveShape) else 0
    connection.execute(
        "INSERT INTO active_time VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds",
        (item.doc_no, item.person_no or 0, more - less),
    )


def _change_document(connection: sqlite3.Connection, item: Item) -> None:
    if not isinstance(item.value, DocumentShape):
        return
    connection.execute(
        "UPDATE document_meta SET meta = ?, direction = ?, replaces = coalesce(?, replaces) WHERE doc_no = ?",
        (
            canonical(item.value.meta).decode("utf-8"),
            item.value.direction,
            None if item.value.replaces is None else bytes_of(item.value.replaces),
            item.doc_no,
        ),
    )


def _present_document(connection: sqlite3.Connection, doc_no: int) -> Present | None:
    row = connection.execute(
        "SELECT document.key, sha256, meta, direction, replaces FROM document JOIN document_meta USING (doc_no)"
        " WHERE doc_no = ?",
        (doc_no,),
    ).fetchone()
    if row is None:
        return None
    key, sha256, meta, direction, replaces = row
    value = DocumentShape(
        key=key,
        sha256=sha256.hex(),
        meta=_ATTRIBUTES.decode(meta),
        direction=direction,
        replaces=None if replaces is None else replaces.hex(),
    )
    return Present(value, None)
