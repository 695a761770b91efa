"""Documents: putting in immutable text, finding it by key or id."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from annotator.model.identity import bytes_of
from annotator.model.values import Document
from annotator.store.plain import DocumentShape, canonical
from annotator.store.records import DocumentRow

_TITLE_LENGTH = 200
_META = msgspec.json.Decoder(dict[str, Any])

_COLUMNS = "document.doc_no, document.id, document_meta.key, sha256, meta, direction, replaces"


def title_of(text: str) -> str:
    """Return the first line of a text that holds anything, at most 200 code points of it."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + 4 * _TITLE_LENGTH)].strip()
        if line:
            return line[:_TITLE_LENGTH]
        start = end + 1
    return ""


def insert_text(
    connection: sqlite3.Connection, identifier: bytes, key: str, sha256: str, text: str, now_ms: int
) -> int:
    """Put in the text of a document under the key that it was imported with; return its number."""
    cursor = connection.execute(
        "INSERT INTO document(id, key, sha256, length, imported_ms, text) VALUES (?, ?, ?, ?, ?, ?)",
        (identifier, key, bytes.fromhex(sha256), len(text), now_ms, text),
    )
    return cursor.lastrowid or 0


def insert_meta(connection: sqlite3.Connection, doc_no: int, shown_key: str, text: str, value: DocumentShape) -> None:
    """Put in what is said of a document: cache."""
    connection.execute(
        "INSERT INTO document_meta(doc_no, key, title, meta, direction, replaces) VALUES (?, ?, ?, ?, ?, ?)",
        (
            doc_no,
            shown_key,
            title_of(text),
            canonical(value.meta).decode("utf-8"),
            value.direction,
            None if value.replaces is None else bytes_of(value.replaces),
        ),
    )


def number_of_id(connection: sqlite3.Connection, identifier: str) -> int | None:
    """Return the number of a document by id."""
    try:
        raw = bytes_of(identifier)
    except ValueError:
        return None
    row = connection.execute("SELECT doc_no FROM document WHERE id = ?", (raw,)).fetchone()
    return None if row is None else row[0]


def number_of_key(connection: sqlite3.Connection, key: str) -> int | None:
    """Return the number of a document by the key it is shown under."""
    row = connection.execute("SELECT doc_no FROM document_meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def later_key(connection: sqlite3.Connection, key: str) -> tuple[str, str, str]:
    """Return the next free key for another text under a key, and the key and id of the text before it."""
    rows = (
        connection.execute(
            "SELECT document_meta.key, document.id FROM document JOIN document_meta USING (doc_no)"
            " WHERE document.key = ? ORDER BY doc_no DESC LIMIT 1",
            (key,),
        ).fetchall()
        or connection.execute(
            "SELECT document_meta.key, document.id FROM document_meta JOIN document USING (doc_no)"
            " WHERE document_meta.key = ?",
            (key,),
        ).fetchall()
    )
    former_key, former_id = rows[0]
    number = 2
    while number_of_key(connection, f"{key}~{number}") is not None:
        number += 1
    return f"{key}~{number}", former_key, former_id.hex()


def load(connection: sqlite3.Connection, doc_no: int, *, with_text: bool = True) -> Document:
    """Return a document by number; without its text that is the empty string."""
    text = "text" if with_text else "''"
    row = connection.execute(
        f"SELECT {_COLUMNS}, {text} FROM document JOIN document_meta USING (doc_no) WHERE doc_no = ?", (doc_no,)
    ).fetchone()
    _, identifier, key, sha256, meta, direction, replaces, body = row
    return Document(
        key=key,
        text=body,
        sha256=sha256.hex(),
        id=identifier.hex(),
        meta=_META.decode(meta),
        direction=direction,
        replaces=None if replaces is None else replaces.hex(),
    )


def rows_after(connection: sqlite3.Connection, after: str | None, limit: int) -> list[DocumentRow]:
    """Return a page of the list of documents, in the order of their keys."""
    rows = connection.execute(
        "SELECT document.id, document_meta.key, length, title, replaces FROM document_meta JOIN document USING (doc_no)"
        " WHERE document_meta.key > ? ORDER BY document_meta.key LIMIT ?",
        (after if after is not None else "", limit),
    ).fetchall()
    return [
        DocumentRow(id=identifier.hex(), key=key, length=length, title=title, replaces=replaces and replaces.hex())
        for identifier, key, length, title, replaces in rows
    ]
