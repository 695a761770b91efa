"""Writing a project file from what another one holds: under another name until it is whole and proved."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import ProjectError
from annotator.model.identity import uuid7
from annotator.store import lock
from annotator.store.backup import publish, sync_file
from annotator.store.connections import connect, own_errors
from annotator.store.incoming import DocumentRow, PersonRow, Row, StreamRow
from annotator.store.rebuild import rebuild
from annotator.store.schema import FORMAT_VERSION, install
from annotator.store.verify import check

_INSERT_CHANGE = "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Draft:
    """The history of a file in the making: people, documents and streams keep the numbers that they are given."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.changes = 0

    def put_facts(self, facts: dict[str, str]) -> None:
        """Put in what the file says of itself; what is missing is made up."""
        made = {
            "uuid": uuid7(),
            "min_reader": str(FORMAT_VERSION),
            "min_writer": str(FORMAT_VERSION),
            "created_ms": str(time.time_ns() // 1_000_000),
        }
        self.connection.executemany("INSERT INTO project VALUES (?, ?)", {**made, **facts}.items())

    def put_person(self, person: PersonRow) -> None:
        """Put in a person."""
        self.connection.execute("INSERT INTO person(person_no, id, name, kind) VALUES (?, ?, ?, ?)", person)

    def put_document(self, document: DocumentRow, text: str) -> None:
        """Put in a document with its text."""
        self.connection.execute(
            "INSERT INTO document(doc_no, id, key, sha256, length, imported_ms, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*document, text),
        )

    def put_stream(self, stream: StreamRow) -> None:
        """Put in a stream, whose changes follow."""
        self.connection.execute(
            "INSERT INTO stream(stream_no, id, root, person_no, device, role, parent, parent_seq, created_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            stream,
        )

    def put_changes(self, stream_no: int, rows: Iterable[Row]) -> None:
        """Put in changes of a stream."""
        before = self.connection.total_changes
        self.connection.executemany(_INSERT_CHANGE, ((stream_no, *row) for row in rows))
        self.changes += self.connection.total_changes - before

    def put_gap(self, kind: str, number: int, identifier: bytes) -> None:
        """Say that something is missing and known to be: a `document`, a `person` or a `change`."""
        self.connection.execute("INSERT INTO redaction VALUES (?, ?, ?)", (kind, number, identifier))


@contextmanager
def draft_of(out: Path) -> Iterator[Draft]:
    """Give an empty project; at the end its state is made from its history, it is checked, and gets its name.

    Raises ProjectError `store.exists`, `store.folder`, `store.disk_full`, `store.damaged`; then there is no new file.
    """
    if out.exists():
        raise ProjectError("store.exists", file=str(out))
    if not out.parent.is_dir():
        raise ProjectError("store.folder", folder=str(out.parent))
    path = out.with_name(f".{out.name}.{os.getpid()}.draft")
    try:
        path.touch(exist_ok=False)
        with own_errors(path):
            yield from _written(path)
        rebuild(path)
        report = check(path)
        if not report.ok:
            raise ProjectError("store.damaged", file=str(out), reason=report.problems[0].code)
        sync_file(path)
        publish(path, out)
    finally:
        for left in (path, path.with_name(path.name + "-journal"), lock.lock_path(path)):
            left.unlink(missing_ok=True)


def _written(path: Path) -> Iterator[Draft]:
    connection = connect(path, write=True)
    try:
        install(connection)
        connection.execute("PRAGMA cache_spill = ON")
        connection.execute("BEGIN IMMEDIATE")
        yield Draft(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()
