"""Making the tables of the current state and the word index anew from the history."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from annotator.errors import ProjectError
from annotator.store import lock, opening
from annotator.store.connections import own_errors
from annotator.store.records import Progress
from annotator.store.refold import REFOLDED, Refolder, document_numbers, index_documents, write_rows


class RebuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """How many changes were read, and of how many documents the state was made anew."""

    changes: int
    documents: int


def rebuild(path: Path, progress: Progress | None = None) -> RebuildReport:
    """Make the cache and the word index of a project file anew; the history is not touched.

    One transaction: a crash in the middle leaves what was there. Raises ProjectError `store.locked` where another
    instance has the file open, or as `Store.open` does.
    """
    path = Path(path)
    opening.check_header(path)
    held = lock.acquire(path, "")
    if held is None:
        holder = lock.holder(path)
        raise ProjectError("store.locked", file=str(path), person=holder.person, host=holder.host, pid=holder.pid)
    try:
        connection = opening.open_own(path, write=True)
        try:
            with own_errors(path):
                return _rebuild(connection, progress)
        finally:
            connection.close()
    finally:
        held.release()


def _rebuild(connection: sqlite3.Connection, progress: Progress | None) -> RebuildReport:
    # The whole state may be larger than memory; nobody else reads meanwhile that could not wait.
    connection.execute("PRAGMA cache_spill = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        report = _fill(connection, progress)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return report


def _fill(connection: sqlite3.Connection, progress: Progress | None) -> RebuildReport:
    refolder = Refolder(connection)
    for table in (*REFOLDED, "word", "cache_state"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO word_index(word_index) VALUES ('delete-all')")
    numbers = document_numbers(connection)
    for done, doc_no in enumerate(numbers):
        write_rows(connection, refolder.rows(doc_no))
        if progress is not None:
            progress(done, len(numbers))
    index_documents(connection, numbers[1:])
    connection.execute(
        "INSERT INTO cache_state SELECT stream_no, seq, hash FROM change"
        " WHERE seq = (SELECT max(seq) FROM change AS other WHERE other.stream_no = change.stream_no)"
    )
    changes = connection.execute("SELECT coalesce(sum(seq), 0) FROM cache_state").fetchone()[0]
    return RebuildReport(changes=changes, documents=len(numbers) - 1)
