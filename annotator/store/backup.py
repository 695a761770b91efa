"""A copy of an open project that can be relied on: made in small steps that let gestures through, then looked at, then
named.

The copy is made through the writing connection, so edits made meanwhile are in it and it never starts again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from annotator.errors import ProjectError
from annotator.store import opening
from annotator.store.chain import StreamVerifier
from annotator.store.connections import Connections, own_errors
from annotator.store.forks import start_of
from annotator.store.history import chain_page
from annotator.store.records import Progress

_BYTES_PER_STEP = 2 << 20


def back_up(connections: Connections, destination: Path, progress: Progress | None = None) -> None:
    """Copy a project to a new file, which appears under its name only when it is whole and verified.

    Raises ProjectError `store.exists`, `store.folder`, `store.disk_full`, `store.damaged`; Cancelled from `progress`.
    Then there is no new file.
    """
    if destination.exists():
        raise ProjectError("store.exists", file=str(destination))
    if not destination.parent.is_dir():
        raise ProjectError("store.folder", folder=str(destination.parent))
    draft = destination.with_name(f".{destination.name}.{os.getpid()}.copy")
    try:
        _copy(connections, draft, progress)
        sync_file(draft)
        verify_copy(draft)
        publish(draft, destination)
    finally:
        draft.unlink(missing_ok=True)


def verify_copy(path: Path) -> None:
    """Look at every page and at the chain of every stream of a copy. Raises ProjectError `store.damaged`."""
    connection = opening.open_own(path, write=False)
    try:
        opening.check_pages(connection, path)
        with own_errors(path):
            for (stream_no,) in connection.execute("SELECT stream_no FROM stream").fetchall():
                _verify_stream(connection, path, stream_no)
    finally:
        connection.close()


def publish(draft: Path, path: Path) -> None:
    """Give a finished file its name, never over another one, and make the name last.

    Raises ProjectError `store.exists`.
    """
    try:
        _name(draft, path)
    except FileExistsError as problem:
        raise ProjectError("store.exists", file=str(path)) from problem
    # Where a folder can't be opened, as on Windows, the system itself sees to its entries.
    with suppress(OSError):
        _sync(path.parent, os.O_RDONLY)


def sync_file(path: Path) -> None:
    """Wait until a file is on disk. Raises OSError."""
    _sync(path, os.O_RDWR)


def _copy(connections: Connections, draft: Path, progress: Progress | None) -> None:
    with own_errors(draft):
        target = sqlite3.connect(draft, isolation_level=None, check_same_thread=False)
    try:
        with own_errors(draft):
            # The copy is synced by us, once and outside the turn; a copy that was cut off is thrown away anyway.
            target.execute("PRAGMA synchronous = OFF")
            target.execute("PRAGMA journal_mode = OFF").fetchall()
            _copy_pages(connections, target, progress)
    finally:
        target.close()


def _copy_pages(connections: Connections, target: sqlite3.Connection, progress: Progress | None) -> None:
    """Copy a few pages per turn.

    Python's `backup` does all steps in one call, but it calls back between them: the turn is given back there, and
    nobody but us uses the connection while it is held.
    """
    turn = connections.turn

    def between(_status: int, remaining: int, total: int) -> None:
        turn.pause()
        if progress is not None:
            progress(total - remaining, total)

    if connections.is_writable:
        with turn.bulk():
            _backup(connections.writer(), target, between)
    else:
        # Somebody else writes: a copy that they change in the middle is begun again by SQLite.
        with connections.watching() as source:
            _backup(source, target, between)


def _backup(source: sqlite3.Connection, target: sqlite3.Connection, between: Callable[[int, int, int], None]) -> None:
    page_size = int(source.execute("PRAGMA page_size").fetchone()[0])
    source.backup(target, pages=max(1, _BYTES_PER_STEP // page_size), progress=between)


def _verify_stream(connection: sqlite3.Connection, path: Path, stream_no: int) -> None:
    verifier = StreamVerifier.starting(*start_of(connection, stream_no))
    while page := chain_page(connection, stream_no, verifier.seq):
        for row in page:
            what = verifier.check(row)
            if what is not None:
                raise ProjectError("store.damaged", file=str(path), reason=f"{what} {stream_no}/{row.seq}")


def _name(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here, as on FAT. On Windows a rename refuses an existing name by itself.
        if path.exists():
            raise FileExistsError(path) from None
        draft.rename(path)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
