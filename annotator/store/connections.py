"""The connections of one open project: one that writes, in turn, and one that reads for each thread.

No read transaction is kept open while somebody works on what was read: `reading` fetches and ends. SQLite's errors
become ours here, and after any of them nothing is half done.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.errors import ProjectError
from annotator.store.turn import Turn

BUSY_MS = 10_000
_CACHE_KIB, _BULK_CACHE_KIB = 8_192, 65_536
"""What the writing connection keeps of the file in memory: gestures need little, and all day long; jobs need more."""

_CODES = {
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_IOERR: "store.io",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_CANTOPEN: "store.io",
}


@contextmanager
def own_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the world into a ProjectError; what we did wrong stays a `sqlite3.Error`."""
    try:
        yield
    except sqlite3.Error as problem:
        # The low byte is the error, the rest says more about it.
        code = _CODES.get(getattr(problem, "sqlite_errorcode", 0) & 0xFF)
        if str(problem).startswith("Could not decode to UTF-8"):
            # The message goes on with the broken bytes themselves, which nobody can read.
            raise ProjectError("store.damaged", file=str(path), reason="UTF-8") from problem
        if code is None:
            raise
        raise ProjectError(code, file=str(path), reason=str(problem)) from problem
    except UnicodeDecodeError as problem:
        # A text, or SQLite's own message about one, that is no UTF-8 any more.
        raise ProjectError("store.damaged", file=str(path), reason="UTF-8") from problem


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a connection; the caller has seen to it that the file is ours."""
    mode = "rw" if write else "ro"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
        cached_statements=256,
    )
    for pragma in ("trusted_schema = OFF", "foreign_keys = ON", "recursive_triggers = ON", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    if write:
        _prepare_writer(connection)
    else:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _prepare_writer(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.execute("PRAGMA synchronous = EXTRA")
    # A cache that spills takes the exclusive lock early, and readers would wait for the whole batch.
    connection.execute("PRAGMA cache_spill = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync = ON")


class _Reader:
    """A reading connection and the lock that keeps `close` from pulling it away."""

    def __init__(self, path: Path) -> None:
        self.connection = connect(path, write=False)
        self.lock = threading.Lock()
        self.thread = weakref.ref(threading.current_thread())


class Connections:
    """What is open on one project file. `on_commit` and `on_rollback` run inside the turn."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        self.turn = Turn()
        self.on_commit: Callable[[], None] = lambda: None
        self.on_rollback: Callable[[], None] = lambda: None
        self._writer = connect(path, write=True) if writable else None
        self._local = threading.local()
        self._readers: list[_Reader] = []
        self._watcher: _Reader | None = None
        self._guard = threading.Lock()
        self._is_closed = False
        self._has_room = False

    @property
    def is_writable(self) -> bool:
        """Whether there is a connection that writes."""
        return self._writer is not None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside one read transaction, which must be over in 20 ms."""
        reader = self._reader()
        with reader.lock, own_errors(self.path):
            self._require_open()
            reader.connection.execute("BEGIN")
            try:
                yield reader.connection
            finally:
                reader.connection.execute("ROLLBACK")

    @contextmanager
    def writing(self, *, bulk: bool = False) -> Iterator[sqlite3.Connection]:
        """Give the writing connection inside one transaction; returning means committed and synced."""
        with self.turn.bulk() if bulk else self.turn.urgent(), own_errors(self.path):
            connection = self.writer()
            if bulk and not self._has_room:
                self._has_room = True
                connection.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise
            self.on_commit()

    @contextmanager
    def watching(self) -> Iterator[sqlite3.Connection]:
        """Give the one connection that never writes and is the same for all threads: to notice changes."""
        with self._guard:
            if self._watcher is None:
                self._watcher = _Reader(self.path)
            watcher = self._watcher
        with watcher.lock, own_errors(self.path):
            self._require_open()
            yield watcher.connection

    def writer(self) -> sqlite3.Connection:
        """Return the writing connection; only who has the turn may use it."""
        self._require_open()
        if self._writer is None:
            raise ProjectError("store.read_only", file=str(self.path), reason="")
        return self._writer

    def close(self) -> None:
        """Close everything; calls that are under way end first."""
        with self.turn.urgent():
            self._is_closed = True
            if self._writer is not None:
                self._writer.close()
                self._writer = None
        with self._guard:
            readers, self._readers = self._readers, []
            if self._watcher is not None:
                readers.append(self._watcher)
                self._watcher = None
        for reader in readers:
            with reader.lock:
                reader.connection.close()

    def _require_open(self) -> None:
        if self._is_closed:
            raise ProjectError("store.closed", file=str(self.path))

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        # After a full disk SQLite has rolled back by itself.
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        self.on_rollback()

    def _reader(self) -> _Reader:
        reader: _Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._new_reader()
            self._local.reader = reader
        return reader

    def _new_reader(self) -> _Reader:
        with self._guard:
            self._require_open()
            gone = [reader for reader in self._readers if reader.thread() is None]
            for reader in gone:
                reader.connection.close()
            self._readers = [reader for reader in self._readers if reader not in gone]
            with own_errors(self.path):
                made = _Reader(self.path)
            self._readers.append(made)
            return made
