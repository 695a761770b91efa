"""The lines of a text file as a stream: decoded strictly, line ends taken off, nothing else altered."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from annotator.errors import InputError
from annotator.formats.decoding import canonical, detect_single_byte, guess, is_damaged_utf8

_CHUNK = 1 << 17
_BEGINNING = 65_536


def encoding_of(source: Path, forced: str | None = None) -> tuple[str, float]:
    """Return the encoding of a whole file, read in pieces, and how sure that is.

    Raises InputError as `annotator.formats.decoding.decode` does, OSError of the disk.
    """
    file_name = str(source)
    with source.open("rb") as file:
        beginning = file.read(_BEGINNING)
        if not beginning:
            raise InputError("formats.empty", file=file_name)
        if forced:
            return canonical(forced, file_name), 1.0
        found, confidence = guess(beginning, file_name)
        if found != "utf-8":
            return found, confidence
        file.seek(0)
        offset = _first_bad_byte(iter(lambda: file.read(_CHUNK), b""))
        if offset is None:
            return "utf-8", 1.0
        file.seek(max(0, offset - _BEGINNING // 2))
        around = file.read(_BEGINNING)
        if is_damaged_utf8(around) or beginning.startswith(codecs.BOM_UTF8):
            raise _bad(file_name, "utf-8", offset, around[min(offset, _BEGINNING // 2)])
        file.seek(offset)
        return detect_single_byte(file.read(_BEGINNING), file_name, offset)


def text_lines(source: Path, forced: str | None = None) -> Iterator[str]:
    """Yield the lines of a file without their ends. Only line feeds, with or without a carriage return, end a line.

    Raises InputError and OSError as `encoding_of` does.
    """
    encoding, _ = encoding_of(source, forced)
    with source.open(encoding=encoding, newline="\n") as file:
        try:
            for number, line in enumerate(file):
                whole = line.removeprefix("\ufeff") if number == 0 else line
                yield whole.removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError as error:
            raise _bad(str(source), encoding, error.start, error.object[error.start]) from error


def _bad(file: str, encoding: str, offset: int, byte: int) -> InputError:
    return InputError("formats.bad_bytes", file=file, encoding=encoding, offset=offset, byte=f"{byte:02X}")


def _first_bad_byte(pieces: Iterator[bytes]) -> int | None:
    """The offset of the first byte that isn't UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    read = 0
    for piece in pieces:
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            return read - pending + error.start
        read += len(piece)
    pending = len(decoder.getstate()[0])
    return read - pending if pending else None
