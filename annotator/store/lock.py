"""One writer per project file: a lock beside it that dies with its process and says who holds it."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import msgspec

from annotator.store.records import Holder

# On Windows a locked byte can't be read, so the lock lies far behind the text that names the holder.
_LOCKED_BYTE = 1 << 30


class FileLock:
    """The held lock of a project file; `release` gives it back, and so does the end of the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; the file beside the project goes with it."""
        if self._descriptor < 0:
            return
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1


def lock_path(project: Path) -> Path:
    """Return where the lock of a project lies."""
    return project.with_name(project.name + ".lock")


def acquire(project: Path, person: str) -> FileLock | None:
    """Take the lock of a project, or return None where another process or another window has it.

    Raises OSError where no lock can be made, as in a folder that can't be written.
    """
    path = lock_path(project)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        if not _try(descriptor):
            os.close(descriptor)
            return None
        if _is_still(path, descriptor):
            _write_holder(descriptor, person)
            return FileLock(path, descriptor)
        os.close(descriptor)


def holder(project: Path) -> Holder:
    """Return who says to hold the lock of a project; empty facts where that can't be read."""
    try:
        return msgspec.json.decode(lock_path(project).read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return Holder()


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the locked file is the one at the path, and not one that its holder just took away."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _write_holder(descriptor: int, person: str) -> None:
    facts = Holder(pid=os.getpid(), host=socket.gethostname(), person=person, since=time.time_ns() // 1_000_000)
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, msgspec.json.encode(facts))


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
