"""Where an export goes: a file that appears under its name only when it is complete and on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def complete_file(destination: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of `destination` at the end, and vanishes when something fails.

    Raises OSError of the disk.
    """
    part = destination.with_name(f"{destination.name}.part-{os.getpid()}")
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(destination)
    finally:
        part.unlink(missing_ok=True)
