"""A damaged file, read as far as that goes: from a copy, around what can't be read, and never written to."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import msgspec

from annotator.errors import ProjectError
from annotator.model.identity import bytes_of
from annotator.store import fold, opening
from annotator.store.connections import connect
from annotator.store.incoming import DEADLINE_SECONDS, PAGE, DocumentRow, Incoming, PersonRow, Row, StreamRow
from annotator.store.inspection import STRANGE
from annotator.store.objects import person_object
from annotator.store.plain import PersonShape
from annotator.store.schema import APPLICATION_ID, FORMAT_VERSION, install
from annotator.store.verify import Problem

_HEADER_SIZE = 100
_LARGEST_BYTES = 1 << 36
_FIRST, _LAST = -(1 << 62), 1 << 62
_PROBES = 100_000
_NEEDED = ("document", "person", "stream", "change")


class Wreck(Incoming):
    """What can be read of a damaged file; `losses` grows while it is read."""

    def __init__(self, path: Path, connection: sqlite3.Connection, losses: list[Problem]) -> None:
        self.path = path
        self.connection = connection
        self.losses = losses
        columns = "id, key, sha256, length, imported_ms"
        self.documents = {row[0]: DocumentRow(*row) for row in self._rows("document", "doc_no", columns)}
        self.people = {row[0]: PersonRow(*row) for row in self._rows("person", "person_no", "id, name, kind")}
        columns = "id, root, person_no, device, role, parent, parent_seq, created_ms"
        self.streams = {row[0]: StreamRow(*row) for row in self._rows("stream", "stream_no", columns)}
        gone = self._all("SELECT kind, no, id FROM redaction")
        self.gone_documents = {no: raw for kind, no, raw in gone if kind == "document"}
        self.gone_people = {no: raw for kind, no, raw in gone if kind == "person"}
        self.gone_changes = {raw for kind, _no, raw in gone if kind == "change"}

    def facts(self) -> dict[str, str]:
        """Return what the file says of itself."""
        return {name: value for name, value in self._all("SELECT key, value FROM project") if value}

    def schemes(self) -> list[str]:
        """Return the versions of the scheme as the cache has them, unproved."""
        return [row[0] for row in self._all("SELECT data FROM scheme ORDER BY stream_no, seq")]

    def heads(self) -> dict[int, int]:
        """Return how far the cache knows each stream to go."""
        return dict(self._all("SELECT stream_no, seq FROM cache_state"))

    def stray_streams(self) -> list[int]:
        """Return the numbers of streams that have changes and no row."""
        used = {row[0] for row in self._all("SELECT DISTINCT stream_no FROM change")}
        return sorted(used - set(self.streams))

    def text_or_none(self, doc_no: int) -> str | None:
        """Return the text of a document, None where it can't be read."""
        try:
            return str(self.connection.execute("SELECT text FROM document WHERE doc_no = ?", (doc_no,)).fetchone()[0])
        except (*STRANGE, ProjectError):
            return None

    def page(self, stream_no: int, after: int, limit: int = PAGE) -> list[Row]:
        """Return the next changes of a stream; fewer before damage, none at it."""
        while True:
            try:
                rows = self.connection.execute(
                    "SELECT seq, clock, gesture, undoes, kind, doc_no, object, payload, payload_hash, at_ms, hash"
                    " FROM change WHERE stream_no = ? AND seq > ? ORDER BY seq LIMIT ?",
                    (stream_no, after, limit),
                ).fetchall()
                return [Row(*row) for row in rows]
            except sqlite3.DatabaseError:
                if limit == 1:
                    return []
                limit = max(1, limit // 10)

    def owner_by_change(self, stream: StreamRow) -> PersonRow | None:
        """Return the person of a stream as its first change names it: where the row of the person is damaged."""
        found = self.page(stream.stream_no, 0, 1)
        if not found or found[0].payload is None or stream.person_no is None:
            return None
        try:
            ((_kind, _object, value),) = fold.parts(found[0].kind, found[0].object, found[0].payload)
        except (*STRANGE, msgspec.MsgspecError):
            return None
        if not isinstance(value, PersonShape):
            return None
        return PersonRow(stream.person_no, bytes_of(person_object(value.name)), value.name, value.kind.value)

    def _all(self, question: str) -> list[Any]:
        try:
            return self.connection.execute(question).fetchall()
        except sqlite3.DatabaseError:
            return []

    def _rows(self, table: str, key: str, columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table from both ends, and between them what can be found by number."""
        ask = f"SELECT {key}, {columns} FROM {table} WHERE {key} "
        after, limit = _FIRST, PAGE
        while True:
            try:
                rows = self.connection.execute(f"{ask} > ? ORDER BY {key} LIMIT ?", (after, limit)).fetchall()
            except sqlite3.DatabaseError as problem:
                if limit == 1:
                    self.losses.append(Problem("store.lost_table", {"table": table, "reason": str(problem)}))
                    break
                limit = 1
                continue
            yield from rows
            if not rows:
                return
            after = rows[-1][0]
        before = _LAST
        for row in self._backwards(ask, key, after):
            before = row[0]
            yield row
        for number in range(max(after, 0) + 1, min(before, max(after, 0) + _PROBES)):
            try:
                yield from self.connection.execute(f"{ask} = ?", (number,)).fetchall()
            except sqlite3.DatabaseError:
                continue

    def _backwards(self, ask: str, key: str, after: int) -> Iterator[tuple[Any, ...]]:
        before = _LAST
        while True:
            try:
                found = self.connection.execute(
                    f"{ask} > ? AND {key} < ? ORDER BY {key} DESC LIMIT 1", (after, before)
                ).fetchall()
            except sqlite3.DatabaseError:
                return
            if not found:
                return
            yield found[0]
            before = found[0][0]


def open_wreck(path: Path, folder: Path, losses: list[Problem]) -> Wreck:
    """Open a copy, made in `folder`, of a damaged file.

    Raises ProjectError `store.missing`, `store.unreadable`, and `store.foreign` where no table of ours is in it.
    """
    copy = _copy(path, folder)
    _mend_header(copy, losses)
    if not _has_tables(copy):
        _mend_first_page(copy, folder, losses)
        if not _has_tables(copy):
            raise ProjectError("store.foreign", file=str(path))
    return Wreck(path, opening.open_suspect(copy, deadline_seconds=DEADLINE_SECONDS), losses)


def _copy(path: Path, folder: Path) -> Path:
    copy = folder / "copy.sqlite"
    journal = path.with_name(path.name + "-journal")
    try:
        shutil.copyfile(path, copy)
        if journal.exists():
            shutil.copyfile(journal, folder / "copy.sqlite-journal")
    except FileNotFoundError as problem:
        raise ProjectError("store.missing", file=str(path)) from problem
    except OSError as problem:
        raise ProjectError("store.unreadable", file=str(path), reason=problem.strerror or "") from problem
    if journal.exists():
        # A crash left a half-written gesture: SQLite takes it back in the copy.
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            with suppress(sqlite3.DatabaseError):
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    return copy


def _mend_header(copy: Path, losses: list[Problem]) -> None:
    """Let the header of a copy say that it is ours, and make the file as long as it says."""
    with copy.open("r+b") as file:
        header = bytearray(file.read(_HEADER_SIZE).ljust(_HEADER_SIZE, b"\0"))
        mended = bytearray(header)
        mended[:16] = b"SQLite format 3\0"
        mended[60:64] = FORMAT_VERSION.to_bytes(4, "big")
        mended[68:72] = APPLICATION_ID.to_bytes(4, "big")
        if mended != header:
            losses.append(Problem("store.lost_header"))
            file.seek(0)
            file.write(mended)
        page_size = int.from_bytes(header[16:18], "big")
        expected = int.from_bytes(header[28:32], "big") * (65_536 if page_size == 1 else page_size)
        length = file.seek(0, 2)
        if length < expected <= _LARGEST_BYTES:
            losses.append(Problem("store.lost_end", {"bytes": expected - length}))
            file.truncate(expected)


def _mend_first_page(copy: Path, folder: Path, losses: list[Problem]) -> None:
    """Put the first page of a new file over that of a copy: it says where the tables are, which all files share."""
    fresh = folder / "fresh.sqlite"
    fresh.touch()
    with closing(connect(fresh, write=True)) as connection:
        install(connection)
        page_size = int(connection.execute("PRAGMA page_size").fetchone()[0])
    first = bytearray(fresh.read_bytes()[:page_size])
    pages = -(-copy.stat().st_size // page_size)
    first[28:32] = max(pages, 1).to_bytes(4, "big")
    first[32:40] = bytes(8)
    with copy.open("r+b") as file:
        file.write(first)
        file.truncate(max(pages, 1) * page_size)
    losses.append(Problem("store.lost_header"))


def _has_tables(copy: Path) -> bool:
    try:
        with closing(opening.open_suspect(copy)) as connection:
            rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    except (sqlite3.Error, ProjectError):
        return False
    return set(_NEEDED) <= {row[0] for row in rows}
