"""The documents of a project as a list that is read in pages, so that 100,000 of them open as fast as ten.

Rows come in the order of their keys. A search reads on in short slices between events, so typing never waits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from annotator.ui.numbers import left_to_right, number
from annotator.words import N_, _

PAGE = 200
_SLICE_S = 0.008

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the list shows it: its first line, and how far the person is with it.

    State and number of spans are read when the row is first seen; until then `seen` is False.
    """

    id: str
    key: str
    title: str
    state: str = "todo"
    spans: int = 0
    seen: bool = False

    @property
    def meta(self) -> str:
        """The second line: key, state, number of spans."""
        parts = [left_to_right(self.key), _(STATES[self.state])]
        return " · ".join([*parts, number(self.spans)] if self.spans else parts)


def seen_entry(entry: Entry, state: str, spans: int) -> Entry:
    """Return an entry that has been looked at; who has spans but no state is in the middle of it."""
    begun = "in_progress" if state == "todo" and spans else state
    return replace(entry, state=begun, spans=spans, seen=True)


STATES = {
    "todo": N_("to do"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "flagged": N_("flagged"),
}
"""How far a person is with a document, in words."""


class Role(IntEnum):
    """What a row answers besides its text."""

    ROW = Qt.ItemDataRole.UserRole


class DocumentModel(QAbstractListModel):
    """Rows of documents, read page by page from `pages(after, limit)`, kept when `matches(row)`."""

    settled = Signal()
    """A search has found its first page, or has come to the end."""

    def __init__(
        self,
        pages: Callable[[str | None, int], Sequence[Entry]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._matches: Callable[[Entry], bool] | None = None
        self._rows: list[Entry] = []
        self._places: dict[str, int] = {}
        self._after: str | None = None
        self._complete = False
        self._wanted: str | None = None
        self._reader = QTimer(self)
        self._reader.setInterval(0)
        self._reader.timeout.connect(self._read_slice)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, what a screen reader says, or the row itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title or row.key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.meta}"
        return row if role == Role.ROW else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be more rows."""
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        """Read the next page, or as much of it as a slice of time allows."""
        if self.canFetchMore(parent):
            self._read_slice()

    def restart(self, matches: Callable[[Entry], bool] | None = None) -> None:
        """Forget the rows and read again from the first, keeping those that match."""
        self.beginResetModel()
        self._matches = matches
        self._rows, self._places, self._after, self._complete, self._wanted = [], {}, None, False, None
        self.endResetModel()
        self._read_slice()

    def update(self, row: Entry) -> None:
        """Show a row that has changed."""
        place = self._places.get(row.key)
        if place is not None:
            self._rows[place] = row
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def entry(self, place: int) -> Entry:
        """Return the document of a row that has been read."""
        return self._rows[place]

    def row_of(self, key: str) -> int:
        """Return the place of a document among the rows read so far, -1 where it is not there (yet)."""
        return self._places.get(key, -1)

    def key_at(self, place: int) -> str | None:
        """Return the key of a row, reading on for a moment where the place is not read yet."""
        limit = time.perf_counter() + 5 * _SLICE_S
        while place >= len(self._rows) and not self._complete and time.perf_counter() < limit:
            self._read_page()
        return self._rows[place].key if 0 <= place < len(self._rows) else None

    def read_until(self, key: str) -> None:
        """Read on between events until the document's row is there; `settled` is sent then."""
        self._wanted = key
        self._continue_or_settle()

    @property
    def complete(self) -> bool:
        """Whether every document has been looked at."""
        return self._complete

    def _read_slice(self) -> None:
        limit = time.perf_counter() + _SLICE_S
        goal = len(self._rows) + (PAGE if not self._reader.isActive() else 1)
        while not self._complete and time.perf_counter() < limit and len(self._rows) < goal:
            self._read_page()
        self._continue_or_settle()

    def _continue_or_settle(self) -> None:
        too_few = self._matches is not None and len(self._rows) < PAGE
        waiting = self._wanted is not None and (self._after is None or self._after < self._wanted)
        if not self._complete and (too_few or waiting):
            self._reader.start()
            return
        self._reader.stop()
        self._wanted = None
        self.settled.emit()

    def _read_page(self) -> None:
        page = self._pages(self._after, PAGE)
        self._complete = len(page) < PAGE
        if not page:
            return
        self._after = page[-1].key
        kept = [row for row in page if self._matches is None or self._matches(row)]
        if not kept:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(kept) - 1)
        self._rows.extend(kept)
        self._places.update((row.key, first + place) for place, row in enumerate(kept))
        self.endInsertRows()
