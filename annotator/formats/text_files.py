"""Articles as text files: one file, or a folder of any depth. The key is the path without its extension."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from annotator.errors import InputError
from annotator.formats.decoding import LARGEST, LONGEST, decode
from annotator.formats.protocol import Format, Item, Notice, ReadOptions, Refusal
from annotator.model.identity import document_id, text_sha256
from annotator.model.values import Bundle, Document
from annotator.words import N_

SUFFIXES = (".txt", ".text")

_OURS = (".sqlite", ".sqlite-journal", ".sqlite-wal", ".sqlite-shm", ".lock")
"""Files that a project leaves in its folder: passed over without a word."""


def read_text(source: Path, options: ReadOptions) -> Iterator[Item]:
    """Yield one bundle per article of a file or a folder, in the order of the keys."""
    if not source.is_dir():
        yield from _read_file(source, _key_of(source, options.base or source.parent), options)
        return
    base = options.base or source
    seen: dict[int, str] = {}
    for path, found in _walk(source, frozenset()):
        if isinstance(found, OSError):
            yield _unreadable(path, found)
            continue
        if not found:
            if path.suffix.lower() not in _OURS:
                yield Notice(file=_shown(path), code="formats.skipped")
            continue
        key = _key_of(path, base)
        first = seen.setdefault(hash(key), _shown(path))
        if first != _shown(path):
            yield Refusal(file=_shown(path), code="formats.same_key", facts={"key": key, "other": first})
            continue
        yield from _read_file(path, key, options)


def _read_file(path: Path, key: str, options: ReadOptions) -> Iterator[Item]:
    file = _shown(path)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError("formats.too_long", file=file, length=size, longest=LONGEST)
        decoded = decode(path.read_bytes(), file, options.encoding)
    except OSError as error:
        yield _unreadable(path, error)
        return
    except InputError as error:
        yield Refusal(file=file, code=error.code, facts={k: v for k, v in error.facts.items() if k != "file"})
        return
    meta: dict[str, object] = {}
    if decoded.encoding != "utf-8":
        meta["encoding"] = decoded.encoding
        if decoded.confidence < 1:
            facts = {"encoding": decoded.encoding, "percent": round(decoded.confidence * 100)}
            yield Notice(file=file, code="formats.guessed", facts=facts)
    if decoded.has_mark:
        yield Notice(file=file, code="formats.mark")
    sha256 = text_sha256(decoded.text)
    document = Document(key=key, text=decoded.text, sha256=sha256, id=document_id(key, sha256), meta=meta)
    yield Bundle(document=document)


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[tuple[Path, bool | OSError]]:
    """Every visible file below a folder with whether it is an article, in the order of the keys.

    A link back to a folder that we are in is not followed.
    """
    try:
        here = folder.stat()
        entries = [(entry, entry.is_dir()) for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError as error:
        yield folder, error
        return
    within = above | {(here.st_dev, here.st_ino)}
    for entry, is_folder in sorted(entries, key=_order):
        path = Path(entry.path)
        try:
            status = entry.stat()
        except OSError as error:
            yield path, error
            continue
        if not is_folder:
            yield path, stat.S_ISREG(status.st_mode) and path.suffix.lower() in SUFFIXES
        elif (status.st_dev, status.st_ino) not in within:
            yield from _walk(path, within)


def _order(item: tuple[os.DirEntry[str], bool]) -> str:
    # The slash puts a folder where its keys belong: a-b before a/b.
    entry, is_folder = item
    return entry.name + "/" if is_folder else Path(entry.name).stem


def _key_of(path: Path, base: Path) -> str:
    """The relative path without extension, with "/" between folders, composed (NFC) so that all systems agree."""
    try:
        relative = path.relative_to(base)
    except ValueError:
        relative = Path(path.name)
    parts = (*relative.parts[:-1], relative.stem)
    return unicodedata.normalize("NFC", _printable("/".join(parts)))


def _shown(path: Path) -> str:
    return _printable(str(path))


def _printable(name: str) -> str:
    """A file name whose bytes are no UTF-8 gets them as %XX; every other name stays as it is."""
    if name.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in name):
        return name
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)


def _unreadable(path: Path, error: OSError) -> Refusal:
    reason = error.strerror or type(error).__name__
    return Refusal(file=_shown(path), code="formats.unreadable", facts={"reason": reason})


FORMAT = Format(
    name="text",
    description=N_("Text files, one article each, or a folder of them"),
    suffixes=SUFFIXES,
    reader=read_text,
)
