"""Where an export goes: a file that appears under its name only when it is complete and on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.formats.losses import LossReport
from annotator.formats.protocol import Encoder
from annotator.model.values import Bundle


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


def write_encoded(encoder: Encoder, bundles: Iterable[Bundle], destination: Path) -> LossReport:
    """Write one file with all that an encoder gives, and return what it lost. Raises as the encoder does, OSError."""
    with complete_file(destination) as out:
        out.write(encoder.beginning())
        for bundle in bundles:
            out.write(encoder.encode(bundle))
    return encoder.counter.report()
