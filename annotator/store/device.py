"""This computer, as the history knows it: an id, how far each stream that was written here had come, and what each
project file looked like when it was last written to.

It is kept outside the project files. So a file that was restored from an older copy, or copied and edited in both
places, is seen before a number of a stream is given out twice; the answer is a new stream.
"""

from __future__ import annotations

import hashlib
import os
import struct
from pathlib import Path

import platformdirs

_HEAD = struct.Struct(">q32s")
_FILE = struct.Struct(">qqQ")


def default_home() -> Path:
    """Return the folder for what the program remembers on this computer: `$ANNOTATOR_HOME`, or the usual place."""
    chosen = os.environ.get("ANNOTATOR_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("annotator", appauthor=False))


class Device:
    """The id of this computer and the heads of its streams. Raises OSError where its folder can't be written."""

    def __init__(self, home: Path) -> None:
        self._streams = home / "streams"
        self._files = home / "files"
        self._streams.mkdir(parents=True, exist_ok=True)
        self._files.mkdir(exist_ok=True)
        self._open: dict[Path, int] = {}
        self.id = _device_id(home / "device")

    def head(self, stream: bytes) -> tuple[int, bytes] | None:
        """Return the number and hash of the last change written to a stream on this computer."""
        try:
            raw = (self._streams / stream.hex()).read_bytes()
        except FileNotFoundError:
            return None
        if len(raw) != _HEAD.size:
            return None
        seq, digest = _HEAD.unpack(raw)
        return seq, digest

    def note(self, stream: bytes, seq: int, digest: bytes) -> None:
        """Remember the head of a stream: after the commit, before the next one."""
        self._write(self._streams / stream.hex(), _HEAD.pack(seq, digest))

    def note_file(self, project: Path) -> None:
        """Remember what a project file looks like: after each commit."""
        self._write(self._file_of(project), _look(project))

    def knows_file(self, project: Path) -> bool:
        """Whether a project file looks as this computer left it."""
        try:
            return self._file_of(project).read_bytes() == _look(project)
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Sync and close what is open."""
        for descriptor in self._open.values():
            os.fsync(descriptor)
            os.close(descriptor)
        self._open.clear()

    def _write(self, path: Path, content: bytes) -> None:
        if path not in self._open:
            self._open[path] = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        descriptor = self._open[path]
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, content)

    def _file_of(self, project: Path) -> Path:
        return self._files / hashlib.sha256(os.fsencode(project.absolute())).hexdigest()[:32]


def _look(project: Path) -> bytes:
    status = project.stat()
    return _FILE.pack(status.st_size, status.st_mtime_ns, status.st_ino & 0xFFFF_FFFF_FFFF_FFFF)


def _device_id(path: Path) -> bytes:
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        draft.write_text(os.urandom(16).hex(), encoding="ascii")
        try:
            # Two first starts at once must agree on one id; a link never replaces what is there.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        except OSError:
            draft.replace(path)
        draft.unlink(missing_ok=True)
    return bytes.fromhex(path.read_text(encoding="ascii").strip())
