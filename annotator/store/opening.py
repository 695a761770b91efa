"""Looking at a file before trusting it: is it ours, is it whole, is there nothing in it that could run.

Our own file: header, schema and stream heads, which takes a moment however large it is. Somebody else's: read-only,
with limits, an authorizer that lets nothing but reading through, a deadline, a quick check and the same look at the
schema.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from annotator.errors import ProjectError
from annotator.store import lock
from annotator.store.connections import connect, own_errors
from annotator.store.schema import APPLICATION_ID, FORMAT_VERSION, expected_objects, objects_of

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_DEADLINE_SECONDS = 120.0
_STEPS_BETWEEN_LOOKS = 20_000

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 256 << 20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 20,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_RECURSIVE,
}
_PRAGMAS = {"quick_check", "data_version", "query_only", "mmap_size"}
_FORBIDDEN_FUNCTIONS = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}


def check_header(path: Path) -> None:
    """Look at the first bytes of a file only.

    Raises ProjectError `store.missing`, `store.unreadable`, `store.foreign`, `store.future`.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError as problem:
        raise ProjectError("store.missing", file=str(path)) from problem
    except OSError as problem:
        raise ProjectError("store.unreadable", file=str(path), reason=problem.strerror or "") from problem
    application = int.from_bytes(header[68:72], "big")
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC) or application != APPLICATION_ID:
        raise ProjectError("store.foreign", file=str(path))
    version = int.from_bytes(header[60:64], "big")
    if version > FORMAT_VERSION:
        raise ProjectError("store.future", file=str(path), version=version, known=FORMAT_VERSION)
    # Bytes 18 and 19: a file of ours never asks for a write-ahead log.
    if version < 1 or header[18:20] != b"\x01\x01":
        raise ProjectError("store.damaged", file=str(path), reason="header")


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Compare the schema with ours, byte for byte: no other table, view or trigger. Raises ProjectError
    `store.damaged`.
    """
    with own_errors(path):
        strange = objects_of(connection) ^ expected_objects()
    # Statistics are kept by SQLite itself, when somebody ran ANALYZE.
    names = sorted({name for _kind, name, _sql in strange if not name.startswith("sqlite_stat")})
    if names:
        raise ProjectError("store.damaged", file=str(path), reason=", ".join(names[:5]))


def check_heads(connection: sqlite3.Connection) -> bool:
    """Whether the cache has been brought up to the head of every stream."""
    row = connection.execute(
        "SELECT count(*) FROM stream LEFT JOIN cache_state USING (stream_no) WHERE"
        " coalesce((SELECT hash FROM change WHERE change.stream_no = stream.stream_no ORDER BY seq DESC LIMIT 1), x'')"
        " IS NOT coalesce(cache_state.hash, x'')"
    ).fetchone()
    return int(row[0]) == 0


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Let SQLite look at every page. Raises ProjectError `store.damaged`."""
    with own_errors(path):
        found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(5)").fetchall()]
    if found != ["ok"]:
        raise ProjectError("store.damaged", file=str(path), reason=found[0])


def open_own(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a file whose header and schema are ours. Raises ProjectError; then nothing of the file was written."""
    check_header(path)
    with own_errors(path):
        connection = connect(path, write=write)
    try:
        check_schema(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def look_at(path: Path, *, write: bool) -> None:
    """Look at header and schema, so that nothing else is ever opened for writing. Raises ProjectError.

    Where a process was ended in the middle of a commit, only a connection that may write can take the rest of it back;
    so who only wants to read does that first, unless somebody else has the project and will.
    """
    if not is_interrupted(path):
        open_own(path, write=False).close()
    elif write:
        open_own(path, write=True).close()
    else:
        with suppress(OSError):
            held = lock.acquire(path, "")
            if held is not None:
                try:
                    open_own(path, write=True).close()
                finally:
                    held.release()
        open_own(path, write=False).close()


def is_interrupted(path: Path) -> bool:
    """Whether a commit is under way, or was when its process ended."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def open_foreign(path: Path, *, deadline_seconds: float = _DEADLINE_SECONDS) -> sqlite3.Connection:
    """Open somebody else's project for reading, hedged in: whatever lies in it, nothing of it runs.

    Every statement must be over before the deadline. Raises ProjectError `store.missing`, `store.foreign`,
    `store.future`, `store.damaged`.
    """
    connection = open_suspect(path, deadline_seconds=deadline_seconds)
    try:
        check_pages(connection, path)
        check_schema(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def open_suspect(path: Path, *, deadline_seconds: float = _DEADLINE_SECONDS) -> sqlite3.Connection:
    """Open a file that may be damaged, hedged in as `open_foreign` does but with only its header checked: for
    rescue.
    """
    check_header(path)
    with own_errors(path):
        connection = connect(path, write=False)
        connection.execute("PRAGMA mmap_size = 0")
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.set_authorizer(_only_reading)
    connection.set_progress_handler(_past(time.monotonic() + deadline_seconds), _STEPS_BETWEEN_LOOKS)
    return connection


def _past(deadline: float) -> Callable[[], int]:
    return lambda: int(time.monotonic() > deadline)


def _only_reading(action: int, first: str | None, second: str | None, _database: str | None, _by: str | None) -> int:
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second not in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
