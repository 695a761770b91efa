"""Merging project files: the union of their changes, so the order doesn't matter and a second time changes nothing.

Every other file is proved whole before the first change of any is written. Then changes come in their total order, in
short batches that let gestures through; each batch leaves a valid file, so a merge that was cut off is simply done
again.
"""

from __future__ import annotations

import heapq
import sqlite3
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import msgspec

from annotator.errors import ProjectError
from annotator.store import schemes
from annotator.store.connections import Connections
from annotator.store.incoming import Incoming, StreamRow
from annotator.store.inspection import inspect
from annotator.store.intake import Arriving, Intake, Text
from annotator.store.project_file import Store
from annotator.store.records import Progress
from annotator.store.turn import BATCH_MS
from annotator.text.terms import index_terms

_PIECE_MS = 8.0
_QUIET_MS = 800.0
_WEIGHT_OF_DOCUMENT = 30.0
_CHARACTERS_PER_WEIGHT = 400.0
_FIRST_WEIGHT_PER_MS = 5.0


class Fork(msgspec.Struct, frozen=True):
    """Work that parted: how many changes were made apart from those that were here, and whose (None = the rules')."""

    person: str | None
    changes: int


class MergeReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came in. `scheme_conflicts`: versions of schemes made at the same time elsewhere, not in force."""

    changes: int
    documents: int
    forks: tuple[Fork, ...]
    scheme_conflicts: tuple[int, ...]


def merge(store: Store, others: Sequence[Path], progress: Progress | None = None) -> MergeReport:
    """Bring the changes of other files into an open project.

    Raises ProjectError `store.missing`, `store.foreign`, `store.future`, `store.damaged`, `store.merge_kind`: then
    nothing was written; `store.merge_moved`, `store.disk_full` or Cancelled from `progress`: then what came in before
    stays, and merging again brings the rest.
    """
    with ExitStack() as opened:
        files = [opened.enter_context(Incoming.open(Path(path))) for path in others if not _is_same(store, Path(path))]
        _check_kinds(store, files)
        for incoming in files:
            inspect(incoming, progress)
        total = sum(incoming.count() for incoming in files)
        done: list[Intake] = []
        for incoming in files:
            done.append(_Merging(store, incoming).run(progress, total))
    conflicts = store.ask(schemes.conflicts)
    forks = [Fork(intake.forked_people[no] or None, count) for intake in done for no, count in intake.forks.items()]
    return MergeReport(
        changes=sum(intake.changes for intake in done),
        documents=sum(intake.documents for intake in done),
        forks=tuple(forks),
        scheme_conflicts=tuple(record.version for record in conflicts),
    )


class _Piece:
    """Changes and texts that are written without a break."""

    def __init__(self) -> None:
        self.changes: list[Arriving] = []
        self.texts: dict[int, Text] = {}
        self.weight = 0.0


class _Merging:
    """The changes of one file on their way into the project."""

    def __init__(self, store: Store, incoming: Incoming) -> None:
        self._store = store
        self._connections: Connections = store.connections()
        self._incoming = incoming
        self._intake = Intake(incoming)
        self._weight_per_ms = _FIRST_WEIGHT_PER_MS

    def run(self, progress: Progress | None, total: int) -> Intake:
        """Write all that is new."""
        with self._connections.writing(bulk=True) as connection:
            self._intake.enter(connection)
        source = self._pieces()
        # While SQLite writes, the next pieces are read and their words are found.
        with ThreadPoolExecutor(max_workers=1) as ahead:
            coming = ahead.submit(self._read_ahead, source)
            while waiting := coming.result():
                coming = ahead.submit(self._read_ahead, source)
                while waiting:
                    self._write(waiting)
                    if progress is not None:
                        progress(total + self._intake.changes, 2 * total)
        if self._intake.continued:
            self._store.forget_gestures()
        return self._intake

    def _read_ahead(self, source: Iterator[_Piece]) -> deque[_Piece]:
        """Make pieces ready, outside the turn, that will take a while to write; none at the end."""
        ready: deque[_Piece] = deque()
        weight = 0.0
        for piece in source:
            ready.append(piece)
            weight += piece.weight
            if weight >= self._weight_per_ms * _QUIET_MS:
                break
        return ready

    def _pieces(self) -> Iterator[_Piece]:
        """Yield changes in the total order, with the texts of new documents: what takes a few milliseconds to write."""
        piece = _Piece()
        prepared: set[int] = set()
        for one in self._in_order():
            if piece.weight >= self._weight_per_ms * _PIECE_MS:
                yield piece
                piece = _Piece()
            number = one.row.doc_no
            if number is not None and number not in prepared and self._intake.is_new(number):
                prepared.add(number)
                text = self._incoming.text(number)
                piece.texts[number] = Text(text, tuple(sorted(index_terms(text))))
                piece.weight += _WEIGHT_OF_DOCUMENT
            piece.changes.append(one)
            piece.weight += 1.0 + len(one.row.payload or "") / _CHARACTERS_PER_WEIGHT
        if piece.changes:
            yield piece

    def _write(self, waiting: deque[_Piece]) -> None:
        """Write pieces in one transaction, until a person wants to work: then what is written is committed at once."""
        turn = self._connections.turn
        with turn.bulk():
            begun = time.monotonic()
            # While somebody works, a batch ends as early as every other job's.
            limit_ms = turn.batch_ms() if turn.batch_ms() < BATCH_MS else _QUIET_MS
            with self._connections.writing(bulk=True) as connection:
                while waiting:
                    piece = waiting.popleft()
                    self._write_piece(connection, piece)
                    if turn.is_wanted() or (time.monotonic() - begun) * 1000 + _PIECE_MS > limit_ms:
                        break

    def _write_piece(self, connection: sqlite3.Connection, piece: _Piece) -> None:
        begun = time.monotonic()
        self._intake.write(connection, piece.changes, piece.texts)
        spent_ms = max((time.monotonic() - begun) * 1000, 0.1)
        # Half of what was believed, half of what was seen: one slow page does not shrink the pieces for long.
        self._weight_per_ms = (self._weight_per_ms + max(piece.weight / spent_ms, 1.0)) / 2

    def _in_order(self) -> Iterator[Arriving]:
        """Yield what is new here in the total order."""
        sources = [self._new_in(stream) for stream in self._incoming.streams.values()]
        return heapq.merge(*sources, key=lambda one: (one.row.clock, one.row.hash))

    def _new_in(self, stream: StreamRow) -> Iterator[Arriving]:
        known, before = self._known(stream)
        for row in self._incoming.rows(stream.stream_no, known):
            yield Arriving(stream, row, before)
            before = row.hash

    def _known(self, stream: StreamRow) -> tuple[int, bytes]:
        """Return the number and hash of the last change of a stream that is here: all before it are, none after it."""
        seq, _clock, digest = self._incoming.start_of(stream)
        low, high = seq, self._incoming.last_seq(stream.stream_no) or seq
        while low < high:
            middle = (low + high + 1) // 2
            found = self._incoming.hash_at(stream.stream_no, middle)
            if found is not None and self._is_here(stream.root, middle, found):
                low, digest = middle, found
            else:
                high = middle - 1
        return low, digest

    def _is_here(self, root: bytes, seq: int, digest: bytes) -> bool:
        def ask(connection: sqlite3.Connection) -> bool:
            row = connection.execute(
                "SELECT 1 FROM stream CROSS JOIN change USING (stream_no) WHERE root = ? AND seq = ? AND hash = ?",
                (root, seq, digest),
            ).fetchone()
            return row is not None

        return self._store.ask(ask)


def _is_same(store: Store, path: Path) -> bool:
    return path.exists() and path.samefile(store.path)


def _check_kinds(store: Store, files: Sequence[Incoming]) -> None:
    """Refuse files in which somebody is of another kind than here."""
    kinds = {person.name: person.kind.value for person in store.people()}
    for incoming in files:
        for person in incoming.people.values():
            known = kinds.setdefault(person.name, person.kind)
            if known != person.kind:
                raise ProjectError(
                    "store.merge_kind", file=str(incoming.path), person=person.name, kind=known, wanted=person.kind
                )
