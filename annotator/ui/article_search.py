"""Searching one article while somebody types: short articles at once, long ones slice by slice, so nothing waits."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.text.search import LEVELS, Hit, Level, find

_SLICE = 16_000
"""Code points that are searched in one go: a few milliseconds at the slowest level."""
_OVERLAP = 1_000
"""How far beyond its slice a hit may reach; longer than any phrase that somebody types."""
_BUDGET_S = 0.008
_TELL_EVERY_S = 0.06
"""While the search goes on, painting what came of it must not take the time that it needs."""

_Range = tuple[int, int]


class ArticleSearch(QObject):
    """The hits of one query in one text, at one level or at the first that has any; `changed` says there are more."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self._text, self._query = "", ""
        self._levels: tuple[Level, ...] = ()
        self._slices: list[_Range] = []
        self._next = 0
        self._told_at = 0.0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._search_some)

    @property
    def is_done(self) -> bool:
        """Whether the whole text has been searched."""
        return not self._levels or self._next >= len(self._slices)

    @property
    def level(self) -> Level | None:
        """The level of the hits; None where there are none."""
        return self.hits[0].level if self.hits else None

    def start(self, text: str, query: str, level: Level | None = None) -> None:
        """Search a text, without a level at the first that has hits. `changed` follows at least once."""
        self.stop()
        self._text, self._query = text, query
        self._levels = (level,) if level else LEVELS
        if not query.strip():
            self._levels = ()
        self._slices = slices(text)
        self._next = 0
        self.hits = []
        self._told_at = 0.0
        self._timer.start()
        self._search_some()

    def stop(self) -> None:
        """Give up the search and forget its hits."""
        self._timer.stop()
        self.hits, self._levels = [], ()

    def _search_some(self) -> None:
        until = perf_counter() + _BUDGET_S
        while not self.is_done:
            self._search(*self._slices[self._next])
            self._next += 1
            if self.is_done and not self.hits and len(self._levels) > 1:
                self._levels, self._next = self._levels[1:], 0
            if perf_counter() >= until:
                break
        if self.is_done:
            self._timer.stop()
        now = perf_counter()
        if self.is_done or now - self._told_at >= _TELL_EVERY_S:
            self._told_at = now
            self.changed.emit()

    def _search(self, start: int, end: int) -> None:
        beyond = _cut(self._text, min(end + _OVERLAP, len(self._text)))
        last = self.hits[-1].extent[1] if self.hits else 0
        for hit in find(self._text[start:beyond], self._query, self._levels[0]):
            moved = _moved(hit, start)
            if last <= moved.extent[0] < end:
                self.hits.append(moved)
                last = moved.extent[1]


def slices(text: str) -> list[_Range]:
    """Return a text in ranges that end with a paragraph, in a giant paragraph with a sentence or a word."""
    found: list[_Range] = []
    start = 0
    while start < len(text):
        end = start + _SLICE
        if end < len(text):
            middle = start + _SLICE // 2
            end = text.rfind("\n", middle, end) + 1 or text.rfind(". ", middle, end) + 1 or _cut(text, end)
        end = min(end, len(text))
        found.append((start, end))
        start = end
    return found


def _cut(text: str, near: int) -> int:
    """Return a place not before `near` where no word is divided, if there is one in reach."""
    space = text.find(" ", near, near + _OVERLAP)
    return min(near, len(text)) if space < 0 else space


def _moved(hit: Hit, by: int) -> Hit:
    return Hit(
        hit.level,
        tuple((start + by, end + by) for start, end in hit.fragments),
        (hit.extent[0] + by, hit.extent[1] + by),
        tuple((start + by, end + by) for start, end in hit.nested),
    )
