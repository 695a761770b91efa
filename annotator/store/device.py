"""This computer, as the history knows it: an id, and how far each stream that was written here had come.

It is kept outside the project files. So a file that was restored from an older copy, or copied and edited in both
places, is seen before a number of a stream is given out twice; the answer is a new stream.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

import platformdirs

_HEAD = struct.Struct(">q32s")


def default_home() -> Path:
    """Return the folder for what the program remembers on this computer: `$ANNOTATOR_HOME`, or the usual place."""
    chosen = os.environ.get("ANNOTATOR_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("annotator", appauthor=False))


class Device:
    """The id of this computer and the heads of its streams. Raises OSError where its folder can't be written."""

    def __init__(self, home: Path) -> None:
        self._streams = home / "streams"
        self._streams.mkdir(parents=True, exist_ok=True)
        self._open: dict[bytes, int] = {}
        self.id = _device_id(home / "device")

    def head(self, stream: bytes) -> tuple[int, bytes] | None:
        """Return the number and hash of the last change written to a stream on this computer."""
        try:
            raw = self._file(stream).read_bytes()
        except FileNotFoundError:
            return None
        if len(raw) != _HEAD.size:
            return None
        seq, digest = _HEAD.unpack(raw)
        return seq, digest

    def note(self, stream: bytes, seq: int, digest: bytes) -> None:
        """Remember the head of a stream: after the commit, before the next one."""
        if stream not in self._open:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._open[stream] = os.open(self._file(stream), flags, 0o600)
        descriptor = self._open[stream]
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, _HEAD.pack(seq, digest))

    def close(self) -> None:
        """Sync and close what is open."""
        for descriptor in self._open.values():
            os.fsync(descriptor)
            os.close(descriptor)
        self._open.clear()

    def _file(self, stream: bytes) -> Path:
        return self._streams / stream.hex()


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
