"""The table of formats: one row each; another package adds rows through the entry point group `annotator.formats`."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from annotator.errors import InputError, UsageError
from annotator.formats import conll, jsonl, tables, text_files
from annotator.formats.losses import LossReport
from annotator.formats.protocol import Format, Item, ReadOptions, Refusal, WriteOptions
from annotator.model.values import Bundle, Header

GROUP = "annotator.formats"
"""Entry points of this group are `Format` values; one with a name of ours is passed over."""

FORMATS: tuple[Format, ...] = (jsonl.FORMAT, text_files.FORMAT, tables.FORMAT, conll.FORMAT)

_BEGINNING = 4096


@cache
def formats() -> tuple[Format, ...]:
    """Return every format, ours first."""
    known = {row.name: row for row in FORMATS}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        row = entry.load()
        if isinstance(row, Format):
            known.setdefault(row.name, row)
    return tuple(known.values())


def named(name: str) -> Format:
    """Return the format with this name. Raises UsageError `formats.unknown_format`."""
    for row in formats():
        if row.name == name:
            return row
    raise UsageError("formats.unknown_format", name=name, formats=", ".join(row.name for row in formats()))


def detect(path: Path) -> Format:
    """Return the format of a file to read: by its name, else by how it begins; a folder holds text files.

    Raises InputError `formats.unrecognised`, or `formats.unreadable` where the file can't be opened.
    """
    if path.is_dir():
        return text_files.FORMAT
    by_name = _by_suffix(path, [row for row in formats() if row.reads])
    if by_name is not None:
        return by_name
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError("formats.unreadable", file=str(path), reason=reason) from error
    for row in formats():
        if row.reads and row.recognises is not None and row.recognises(beginning):
            return row
    raise InputError("formats.unrecognised", file=str(path), formats=", ".join(r.name for r in formats() if r.reads))


def for_writing(destination: Path) -> Format:
    """Return the format that a destination's name asks for. Raises UsageError `formats.unnamed_format`."""
    writers = [row for row in formats() if row.writes]
    row = _by_suffix(destination, writers)
    if row is None:
        names = ", ".join(writer.name for writer in writers)
        raise UsageError("formats.unnamed_format", file=str(destination), formats=names)
    return row


def read(row: Format, source: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Read a source as a stream of items.

    Raises UsageError where the format can't be read, and InputError at the first refusal under `options.strict`.
    """
    if row.reader is None:
        raise UsageError("formats.no_reader", format=row.name)
    wanted = options or ReadOptions()
    return _strictly(row.reader(source, wanted)) if wanted.strict else row.reader(source, wanted)


def write(
    row: Format, header: Header, bundles: Iterable[Bundle], destination: Path, options: WriteOptions | None = None
) -> LossReport:
    """Write bundles to a destination and return what the format couldn't hold.

    Raises UsageError where the format can't be written, InputError where offsets don't fit their text, OSError.
    """
    if row.writer is None:
        raise UsageError("formats.no_writer", format=row.name)
    return row.writer(header, bundles, destination, options or WriteOptions())


def _strictly(items: Iterator[Item]) -> Iterator[Item]:
    try:
        for item in items:
            if isinstance(item, Refusal):
                raise item.error
            yield item
    finally:
        # The raised error keeps our frame alive; the reader's file is closed now all the same.
        if isinstance(items, Generator):
            items.close()


def _by_suffix(path: Path, rows: Iterable[Format]) -> Format | None:
    name = path.name.lower()
    return next((row for row in rows if name.endswith(row.suffixes)), None)
