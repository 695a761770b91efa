"""Messages on a pipe: eight bytes that say how long, then that many bytes."""

from __future__ import annotations

from typing import IO

_SIZE_BYTES = 8


def write_frame(pipe: IO[bytes], message: bytes) -> None:
    """Send one message. Raises OSError where nobody reads any more."""
    pipe.write(len(message).to_bytes(_SIZE_BYTES, "big"))
    pipe.write(message)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """Receive one message; None where the other end closed, in the middle of a message too."""
    size = pipe.read(_SIZE_BYTES)
    if len(size) < _SIZE_BYTES:
        return None
    message = pipe.read(int.from_bytes(size, "big"))
    return message if len(message) == int.from_bytes(size, "big") else None
