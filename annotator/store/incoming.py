"""Somebody else's project file, as a merge reads it: hedged in, page by page, numbered as that file numbers things."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from annotator.errors import ProjectError
from annotator.store import opening
from annotator.store.connections import own_errors
from annotator.store.forks import start_of

PAGE = 2_000
DEADLINE_SECONDS = 3_600.0

_COLUMNS = "seq, clock, gesture, undoes, kind, doc_no, object, payload, payload_hash, at_ms, hash"


class Row(NamedTuple):
    """A change as it stands in the table of a file; `payload` is None where it was redacted."""

    seq: int
    clock: int
    gesture: int
    undoes: int | None
    kind: str
    doc_no: int | None
    object: bytes
    payload: str | None
    payload_hash: bytes
    at_ms: int
    hash: bytes


class StreamRow(NamedTuple):
    """A stream as it stands in the table of a file."""

    stream_no: int
    id: bytes
    root: bytes
    person_no: int | None
    device: bytes
    role: str
    parent: bytes | None
    parent_seq: int | None
    created_ms: int


class PersonRow(NamedTuple):
    """A person as it stands in the table of a file."""

    person_no: int
    id: bytes
    name: str
    kind: str


class DocumentRow(NamedTuple):
    """A document without its text."""

    doc_no: int
    id: bytes
    key: str
    sha256: bytes
    length: int
    imported_ms: int


class Incoming:
    """A file that is read only. `people`, `documents` and `streams` by their numbers in that file.

    `gone_documents` and `gone_people` tell number → id of what was redacted there, `gone_changes` the hashes of single
    changes. A context manager.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        with own_errors(path):
            self._version = self._data_version()
            ask = connection.execute
            self.people = {
                row[0]: PersonRow(*row) for row in ask("SELECT person_no, id, name, kind FROM person").fetchall()
            }
            columns = "doc_no, id, key, sha256, length, imported_ms"
            self.documents = {row[0]: DocumentRow(*row) for row in ask(f"SELECT {columns} FROM document").fetchall()}
            columns = "stream_no, id, root, person_no, device, role, parent, parent_seq, created_ms"
            self.streams = {row[0]: StreamRow(*row) for row in ask(f"SELECT {columns} FROM stream").fetchall()}
            gone = ask("SELECT kind, no, id FROM redaction").fetchall()
        self.gone_documents: dict[int, bytes] = {no: raw for kind, no, raw in gone if kind == "document"}
        self.gone_people: dict[int, bytes] = {no: raw for kind, no, raw in gone if kind == "person"}
        self.gone_changes: set[bytes] = {raw for kind, _no, raw in gone if kind == "change"}

    @classmethod
    def open(cls, path: Path) -> Incoming:
        """Open a file. Raises ProjectError as `opening.open_foreign` does."""
        connection = opening.open_foreign(path, deadline_seconds=DEADLINE_SECONDS)
        try:
            return cls(path, connection)
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Incoming:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def start_of(self, stream: StreamRow) -> tuple[int, int, bytes]:
        """Return (seq, clock, hash) of what stands before the first change of a stream."""
        with own_errors(self.path):
            return start_of(self.connection, stream.stream_no)

    def page(self, stream_no: int, after: int, limit: int = PAGE) -> list[Row]:
        """Return the next changes of a stream. Raises ProjectError `store.merge_moved` where the file was changed."""
        with own_errors(self.path):
            rows = self.connection.execute(
                f"SELECT {_COLUMNS} FROM change WHERE stream_no = ? AND seq > ? ORDER BY seq LIMIT ?",
                (stream_no, after, limit),
            ).fetchall()
            if self._data_version() != self._version:
                raise ProjectError("store.merge_moved", file=str(self.path))
        return [Row(*row) for row in rows]

    def rows(self, stream_no: int, after: int) -> Iterator[Row]:
        """Yield the changes of a stream behind a number."""
        while page := self.page(stream_no, after):
            yield from page
            after = page[-1].seq

    def hash_at(self, stream_no: int, seq: int) -> bytes | None:
        """Return the hash of one change."""
        with own_errors(self.path):
            found = self.connection.execute(
                "SELECT hash FROM change WHERE stream_no = ? AND seq = ?", (stream_no, seq)
            ).fetchone()
        return None if found is None else found[0]

    def last_seq(self, stream_no: int) -> int | None:
        """Return the number of the last change of a stream, None of an empty one."""
        with own_errors(self.path):
            found = self.connection.execute(
                "SELECT seq FROM change WHERE stream_no = ? ORDER BY seq DESC LIMIT 1", (stream_no,)
            ).fetchone()
        return None if found is None else int(found[0])

    def text(self, doc_no: int) -> str:
        """Return the text of a document."""
        with own_errors(self.path):
            found = self.connection.execute("SELECT text FROM document WHERE doc_no = ?", (doc_no,)).fetchone()
        return str(found[0])

    def count(self) -> int:
        """Return how many changes the file holds."""
        with own_errors(self.path):
            return int(self.connection.execute("SELECT count(*) FROM change").fetchone()[0])

    def _data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])
