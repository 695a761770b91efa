"""The history: appending to a stream, and reading changes back in their total order (clock, hash)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from annotator.model.changes import Change, Kind
from annotator.model.identity import text_of
from annotator.store.chain import ChainRow, change_hash, genesis, payload_hash
from annotator.store.fold import FoldRow

_INSERT = (
    "INSERT INTO change(stream_no, seq, clock, gesture, undoes, kind, doc_no, object, payload, payload_hash, at_ms,"
    " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

# The id of a document that was redacted lives on in the table of redactions: the chain needs it.
_DOCUMENT_ID = (
    "coalesce((SELECT id FROM document WHERE document.doc_no = change.doc_no),"
    " (SELECT id FROM redaction WHERE redaction.kind = 'document' AND redaction.no = change.doc_no))"
)

_CHAIN_COLUMNS = f"seq, clock, gesture, undoes, kind, {_DOCUMENT_ID}, object, payload, payload_hash, at_ms, hash"

FOLD_COLUMNS = (
    "change.clock, change.hash, change.stream_no, change.seq,"
    " (SELECT person_no FROM stream WHERE stream.stream_no = change.stream_no),"
    " change.kind, change.object, change.payload"
)

_PAGE = 2_000
_OUR_DOCUMENT = Kind.DOCUMENT.value


class Head:
    """Where a stream ends: what the next change follows."""

    __slots__ = ("hash", "id", "person_no", "seq", "stream_no")

    def __init__(self, stream_no: int, identifier: bytes, person_no: int | None, seq: int, digest: bytes) -> None:
        self.stream_no = stream_no
        self.id = identifier
        self.person_no = person_no
        self.seq = seq
        self.hash = digest


class Draft(NamedTuple):
    """A change before it has its place in a stream. `payload` is canonical JSON."""

    kind: str
    doc_no: int | None
    document: bytes | None
    object: bytes
    payload: bytes


def clock_of(connection: sqlite3.Connection) -> int:
    """Return the greatest clock in the file, 0 in an empty one."""
    return int(connection.execute("SELECT coalesce(max(clock), 0) FROM change").fetchone()[0])


def append(
    connection: sqlite3.Connection,
    head: Head,
    drafts: Sequence[Draft],
    *,
    at_ms: int,
    undoes: int | None = None,
    clock: int | None = None,
) -> int:
    """Append one gesture to a stream and move its head; return the clock of the last change.

    `clock` is the greatest clock in the file where the caller knows it.
    """
    tick = clock_of(connection) if clock is None else clock
    gesture = head.seq + 1
    seq, digest, stream_no = head.seq, head.hash, head.stream_no
    rows = []
    for kind, doc_no, document, object_id, payload in drafts:
        seq += 1
        tick += 1
        summary = payload_hash(payload)
        digest = change_hash(
            digest,
            seq=seq,
            clock=tick,
            gesture=gesture,
            undoes=undoes,
            kind=kind,
            document=document,
            object_id=object_id,
            at_ms=at_ms,
            payload=summary,
        )
        text = payload.decode("utf-8")
        rows.append((stream_no, seq, tick, gesture, undoes, kind, doc_no, object_id, text, summary, at_ms, digest))
    connection.executemany(_INSERT, rows)
    connection.execute("INSERT OR REPLACE INTO cache_state VALUES (?, ?, ?)", (stream_no, seq, digest))
    head.seq, head.hash = seq, digest
    return tick


def stream_head(connection: sqlite3.Connection, stream_no: int, root: bytes) -> tuple[int, bytes]:
    """Return the number and hash of the last change of a stream; (0, genesis) of an empty one."""
    row = connection.execute(
        "SELECT seq, hash FROM change WHERE stream_no = ? ORDER BY seq DESC LIMIT 1", (stream_no,)
    ).fetchone()
    return (row[0], row[1]) if row else (0, genesis(root))


def chain_page(connection: sqlite3.Connection, stream_no: int, after: int, limit: int = _PAGE) -> list[ChainRow]:
    """Return the next rows of a stream for the chain."""
    rows = connection.execute(
        f"SELECT {_CHAIN_COLUMNS} FROM change WHERE stream_no = ? AND seq > ? ORDER BY seq LIMIT ?",
        (stream_no, after, limit),
    ).fetchall()
    return [ChainRow(*row) for row in rows]


def fold_rows(connection: sqlite3.Connection, doc_no: int | None) -> list[FoldRow]:
    """Return all changes of a document, or (None) of the project itself, for folding; in no order."""
    rows = connection.execute(f"SELECT {FOLD_COLUMNS} FROM change WHERE doc_no IS ?", (doc_no,)).fetchall()
    return [FoldRow(*row) for row in rows]


_CHANGE_COLUMNS = (
    "(SELECT id FROM stream WHERE stream.stream_no = change.stream_no), seq, clock, gesture, undoes, kind,"
    f" {_DOCUMENT_ID}, object, payload, at_ms, hash, (SELECT name FROM person JOIN stream USING (person_no)"
    " WHERE stream.stream_no = change.stream_no)"
)


def document_changes(connection: sqlite3.Connection, doc_no: int) -> list[Change]:
    """Return the changes of a document in total order."""
    rows = connection.execute(f"SELECT {_CHANGE_COLUMNS} FROM change WHERE doc_no = ?", (doc_no,)).fetchall()
    return sorted((_change(row) for row in rows), key=order_of)


def page_of_all(connection: sqlite3.Connection, after_clock: int, limit: int) -> list[Change]:
    """Return at least `limit` changes after a clock in total order, where there are so many; whole clocks only."""
    rows = connection.execute(
        f"SELECT {_CHANGE_COLUMNS} FROM change WHERE clock > ? AND clock <= coalesce((SELECT clock FROM change"
        " WHERE clock > ? ORDER BY clock LIMIT 1 OFFSET ?), 9223372036854775807)",
        (after_clock, after_clock, max(limit - 1, 0)),
    ).fetchall()
    return sorted((_change(row) for row in rows), key=order_of)


def order_of(change: Change) -> tuple[int, str]:
    """Return the place of a change in the total order."""
    return change.clock, change.hash


def parts_about(changes: Iterable[Change], object_id: str) -> Iterator[Change]:
    """Yield what changes say of one object; the part of a batch comes as a change of its own kind."""
    for change in changes:
        if change.kind is not Kind.BATCH:
            if change.object == object_id:
                yield change
            continue
        before = {part[1]: part[2] for part in (change.payload or {}).get("old") or ()}
        for kind, part, new in (change.payload or {}).get("new") or ():
            if part == object_id:
                payload = {"old": before.get(part), "new": new}
                yield msgspec.structs.replace(change, kind=Kind(kind), object=part, payload=payload)


def _change(row: tuple[Any, ...]) -> Change:
    stream, seq, clock, gesture, undoes, kind, document, object_id, payload, at_ms, digest, person = row
    return Change(
        stream=text_of(stream),
        seq=seq,
        clock=clock,
        gesture=gesture,
        undoes=undoes,
        kind=Kind(kind),
        document=None if document is None else document.hex(),
        object=object_id.hex() if kind == _OUR_DOCUMENT else text_of(object_id),
        payload=None if payload is None else msgspec.json.decode(payload),
        at_ms=at_ms,
        hash=digest.hex(),
        person=person,
    )
