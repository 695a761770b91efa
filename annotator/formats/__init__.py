"""Reading and writing formats: a format is one file and one row of the registry."""

from __future__ import annotations

from annotator.formats.losses import Loss, LossReport
from annotator.formats.protocol import FEATURES, Format, Item, Notice, ReadOptions, Refusal, WriteOptions
from annotator.formats.registry import detect, for_writing, formats, named, read, write

__all__ = [
    "FEATURES",
    "Format",
    "Item",
    "Loss",
    "LossReport",
    "Notice",
    "ReadOptions",
    "Refusal",
    "WriteOptions",
    "detect",
    "for_writing",
    "formats",
    "named",
    "read",
    "write",
]
