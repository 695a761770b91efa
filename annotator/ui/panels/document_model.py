"""The documents of a project as a list of which only what is looked at is read, so that 100,000 open as fast as ten.

Rows come in the order of their keys. A search reads on in short slices between events, so typing never waits.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from annotator.ui.numbers import left_to_right, number
from annotator.words import N_, _, ngettext

PAGE = 200
"""Documents that are read at a time."""

_KEPT_PAGES = 25
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
    hits: int = 0
    """How often a phrase that is being looked for stands in the text."""

    @property
    def meta(self) -> str:
        """The second line: key, what was found, state, number of spans."""
        parts = [left_to_right(self.key), _(STATES[self.state])]
        if self.hits:
            parts.insert(1, ngettext("{count} hit", "{count} hits", self.hits).format(count=number(self.hits)))
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


class Shelf(Protocol):
    """Where documents come from. Every call is one short read."""

    def page(self, after: str | None, limit: int) -> list[Entry]:
        """The next documents by key, behind `after`."""
        ...

    def part(self, first: int, limit: int) -> list[Entry]:
        """Documents by key, from a place on."""
        ...

    def place_of(self, key: str) -> int:
        """The place of a document by key, -1 where there is none."""
        ...

    def looked_at(self, entries: Sequence[Entry]) -> list[Entry]:
        """The same documents with their states and numbers of spans."""
        ...

    def count(self) -> int:
        """How many documents there are."""
        ...


class DocumentModel(QAbstractListModel):
    """All documents of a shelf, or those that match: the former are read where somebody looks, the latter found."""

    settled = Signal()
    """The list stands, or a search has found its first page or has come to the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf: Shelf | None = None
        self._matches: Callable[[Entry], bool] | None = None
        self._total = 0
        self._parts: OrderedDict[int, list[Entry]] = OrderedDict()
        self._rows: list[Entry] = []
        self._places: dict[str, int] = {}
        self._after: str | None = None
        self._complete = False
        self._reader = QTimer(self)
        self._reader.setInterval(0)
        self._reader.timeout.connect(self._read_slice)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """All documents, or those found so far."""
        if parent.isValid():
            return 0
        return self._total if self._matches is None else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, what a screen reader says, or the row itself."""
        if not index.isValid():
            return None
        row = self.entry(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title or row.key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.meta}"
        return row if role == Role.ROW else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be more that match."""
        return not parent.isValid() and not self.complete

    def fetchMore(self, parent: Index) -> None:
        """Look for the next page, or as much of it as a slice of time allows."""
        if self.canFetchMore(parent):
            self._read_slice()

    def restart(self, shelf: Shelf | None, matches: Callable[[Entry], bool] | None = None) -> None:
        """Forget the rows and show those of a shelf anew: all, or those that match."""
        self.beginResetModel()
        self._shelf, self._matches = shelf, matches
        self._total = shelf.count() if shelf is not None else 0
        self._parts.clear()
        self._rows, self._places, self._after, self._complete = [], {}, None, shelf is None
        self.endResetModel()
        if matches is None:
            self._reader.stop()
            self.settled.emit()
        else:
            self._read_slice()

    def update(self, row: Entry) -> None:
        """Show a row that has changed."""
        place = self._places.get(row.key)
        if place is None or self.entry(place) == row:
            return
        if self._matches is None:
            self._parts[place // PAGE][place % PAGE] = row
        else:
            self._rows[place] = row
        index = self.index(place)
        self.dataChanged.emit(index, index)

    def entry(self, place: int) -> Entry:
        """Return the document of a row."""
        if self._matches is not None:
            return self._rows[place]
        part = self._part(place // PAGE)
        # While an import goes on beside, the shelf may for a moment hold other documents than were counted.
        return part[place % PAGE] if place % PAGE < len(part) else Entry("", "", "")

    def row_of(self, key: str) -> int:
        """Return the place of a document, -1 where it is not there (or not found yet)."""
        known = self._places.get(key, -1)
        if known >= 0 or self._matches is not None or self._shelf is None:
            return known
        return self._shelf.place_of(key)

    def key_at(self, place: int) -> str | None:
        """Return the key of a row, searching on for a moment where the place is not found yet."""
        limit = time.perf_counter() + 5 * _SLICE_S
        while place >= self.rowCount() and not self.complete and time.perf_counter() < limit:
            self._read_page()
        return self.entry(place).key if 0 <= place < self.rowCount() else None

    @property
    def complete(self) -> bool:
        """Whether every document has been looked at."""
        return self._matches is None or self._complete

    @property
    def total(self) -> int:
        """How many documents there are, whether they match or not."""
        return self._total

    def _part(self, number: int) -> list[Entry]:
        """Return a page of all documents, read now if need be; the page looked at longest ago is forgotten."""
        part = self._parts.get(number)
        if part is None:
            assert self._shelf is not None
            part = self._parts[number] = self._shelf.part(number * PAGE, PAGE)
            self._places.update((row.key, number * PAGE + nth) for nth, row in enumerate(part))
            if len(self._parts) > _KEPT_PAGES:
                _number, forgotten = self._parts.popitem(last=False)
                for row in forgotten:
                    self._places.pop(row.key, None)
        self._parts.move_to_end(number)
        return part

    def _read_slice(self) -> None:
        limit = time.perf_counter() + _SLICE_S
        goal = len(self._rows) + (PAGE if not self._reader.isActive() else 1)
        while not self._complete and time.perf_counter() < limit and len(self._rows) < goal:
            self._read_page()
        if not self._complete and len(self._rows) < PAGE:
            self._reader.start()
            return
        self._reader.stop()
        self.settled.emit()

    def _read_page(self) -> None:
        """Look through the next page for documents that match."""
        if self._shelf is None or self._matches is None:
            return
        page = self._shelf.page(self._after, PAGE)
        self._complete = len(page) < PAGE
        if not page:
            return
        self._after = page[-1].key
        self._put_in([row for row in page if self._matches(row)])

    def append(self, rows: Sequence[Entry]) -> None:
        """Show documents that were found otherwise behind those that match, where they are not there yet."""
        if self._matches is not None:
            self._put_in(rows)

    def _put_in(self, rows: Sequence[Entry]) -> None:
        kept = [row for row in rows if row.key not in self._places]
        if not kept:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(kept) - 1)
        self._rows.extend(kept)
        self._places.update((row.key, first + place) for place, row in enumerate(kept))
        self.endInsertRows()
