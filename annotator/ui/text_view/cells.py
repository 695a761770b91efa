"""The cell table of a line: one cell per grapheme, side by side without gap or overlap.

Highlights, caret, hit test and selection all read this table and nothing else, because Qt's own answers disagree with
each other inside ligatures and at the borders of bidi runs. Two facts of Qt it rests on (6.11): the rectangle of a
whole item, as `QTextLine.glyphRuns` reports it, is exact; and `cursorToX` is exact strictly inside an item, where it
also divides a ligature among its letters, once the room that it leaves for hanging spaces is taken off. What fonts
leave without width is settled here: a letter that lies in its neighbour's glyph (lam-alef in Noto Naskh) gets an equal
share of it, an invisible control character a sliver.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtGui import QTextLayout, QTextLine

from annotator.ui.text_view.ruler import Ruler

_INDEXES = QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
_THIN = 1.2
"""Pixels: a letter with less room than this lies in its neighbour's glyph; Amiri leaves some letters 0.6."""
_SLIVER = 1.0
_TOUCH = 0.6
_CONTROLS = frozenset({"Cf", "Cc", "Zl"})

_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u060c\u061b\u061f\u0621-\u064a\u0660-\u066d"
    "\u0671-\u06d5\u06f0-\u06f9\u2013-\u2026]*"
)
"""Characters that are graphemes of their own, whatever stands beside them (if that too is one of these)."""


class Cell(NamedTuple):
    """One grapheme: its place in pixels of the column, its code points, and the direction it runs in."""

    left: float
    right: float
    start: int
    end: int
    rtl: bool

    @property
    def leading(self) -> float:
        """The edge where a reader enters the cell."""
        return self.right if self.rtl else self.left

    @property
    def trailing(self) -> float:
        """The edge where a reader leaves the cell."""
        return self.left if self.rtl else self.right


class _Item(NamedTuple):
    """A stretch of one direction and script; offsets in UTF-16 units."""

    start: int
    end: int
    left: float
    right: float
    rtl: bool


_Draft = tuple[float, float, int, int, int, bool]
"""A cell before its place is settled: left edge, width, visual rank among cells without width, start and end in UTF-16
units, right-to-left. Sorted, drafts stand from left to right."""


class CellTable:
    """The cells of one line from left to right.

    `inked` are the edges of the text without hanging spaces, `blank_x` is where the caret of an empty line stands.
    """

    def __init__(self, cells: list[Cell], inked: tuple[float, float], blank_x: float) -> None:
        self.cells = cells
        self._inked = inked
        self._rights = [cell.right for cell in cells]
        self._blank_x = blank_x

    def rects(self, start: int, end: int) -> list[tuple[float, float]]:
        """Return the (left, right) stretches that a range covers, left to right, joined where they touch."""
        found: list[tuple[float, float]] = []
        for left, right, first, last, _ in self.cells:
            if first < end and last > start:
                if found and left <= found[-1][1] + _TOUCH:
                    found[-1] = (found[-1][0], right)
                else:
                    found.append((left, right))
        return found

    def inked_rects(self, start: int, end: int) -> list[tuple[float, float]]:
        """Return the stretches that a range covers, without the spaces that hang beyond the end of the line."""
        low, high = self._inked
        clipped = [(max(left, low), min(right, high)) for left, right in self.rects(start, end)]
        return [(left, right) for left, right in clipped if right > left]

    def cell_at(self, x: float) -> Cell | None:
        """Return the cell under a point; the outermost one beside the line; None on an empty line."""
        if not self.cells:
            return None
        return self.cells[min(bisect_right(self._rights, x), len(self.cells) - 1)]

    def caret_at(self, x: float) -> tuple[int, bool] | None:
        """Return (offset, trailing) of the cell edge nearest to a point; None on an empty line.

        `trailing` says that the caret belongs to the cell before the offset, which matters where directions meet.
        """
        cell = self.cell_at(x)
        if cell is None:
            return None
        in_left_half = x < (cell.left + cell.right) / 2
        trailing = in_left_half == cell.rtl
        return (cell.end if trailing else cell.start), trailing

    def x_of(self, offset: int, trailing: bool) -> float:
        """Return where a caret stands."""
        cell = self._before(offset) if trailing else self._after(offset)
        if cell is not None:
            return cell.trailing if trailing else cell.leading
        other = self._after(offset) if trailing else self._before(offset)
        if other is not None:
            return other.leading if trailing else other.trailing
        return self._blank_x

    def quarter(self, offset: int, trailing: bool) -> float:
        """Return a place a quarter into the character at an offset, or before the end of the one that ends there."""
        cell = self._before(offset) if trailing else self._after(offset)
        if cell is None:
            return self.x_of(offset, trailing)
        near, far = (cell.trailing, cell.leading) if trailing else (cell.leading, cell.trailing)
        return near + (far - near) / 4

    def index_of(self, offset: int, trailing: bool) -> int:
        """Return which edge a caret stands at: 0 left of the first cell, `len(cells)` right of the last."""
        x = self.x_of(offset, trailing)
        return next((nth for nth, cell in enumerate(self.cells) if cell.left > x - 0.01), len(self.cells))

    def _after(self, offset: int) -> Cell | None:
        return next((cell for cell in self.cells if cell.start <= offset < cell.end), None)

    def _before(self, offset: int) -> Cell | None:
        return next((cell for cell in self.cells if cell.start < offset <= cell.end), None)


def cell_table(
    layout: QTextLayout, line: QTextLine, *, units: str, rtl: bool, code_point: Callable[[int], int]
) -> CellTable:
    """Measure a line of a paragraph.

    `units` is the paragraph with one character per UTF-16 unit (only spaces and controls need be themselves), `rtl` its
    base direction, `code_point` turns a UTF-16 offset of the paragraph into a code point of the document.
    """
    start, end = line.textStart(), line.textStart() + line.textLength()
    natural = line.naturalTextRect()
    blank_x = natural.right() if rtl else natural.left()
    items = _items(line, start, end)
    if not items:
        return CellTable([], (blank_x, blank_x), blank_x)
    edges = _graphemes(layout, units, start, end)
    ruler = Ruler(layout, line, units)
    inside = edges[: bisect_right(edges, ruler.inked)]
    drafts = sorted(draft for item in items for draft in _drafts(ruler, item, inside, units))
    left, right = min(item.left for item in items), max(item.right for item in items)
    hanging = _hanging(ruler, edges[bisect_left(edges, ruler.inked) :], rtl)
    first = left - (sum(draft[1] for draft in hanging) if rtl else 0.0)
    in_order = [*reversed(hanging), *drafts] if rtl else [*drafts, *hanging]
    return CellTable(_tiled(_with_slivers(in_order), first, code_point), (left, right), blank_x)


def _items(line: QTextLine, start: int, end: int) -> list[_Item]:
    # An item set in several fonts comes as several runs, each with the rectangle of the whole item; of their string
    # indexes only the smallest is reliable.
    starts: dict[tuple[float, float, bool], int] = {}
    for run in line.glyphRuns(-1, -1, _INDEXES):
        rect = run.boundingRect()
        key = (rect.left(), rect.right(), run.isRightToLeft())
        starts[key] = min((starts.get(key, end), *run.stringIndexes()))
    ordered = sorted((first, key) for key, first in starts.items())
    firsts = [start, *(first for first, _ in ordered[1:]), end]
    return [_Item(firsts[nth], firsts[nth + 1], *key) for nth, (_, key) in enumerate(ordered)]


def _graphemes(layout: QTextLayout, units: str, start: int, end: int) -> list[int]:
    if _PLAIN.fullmatch(units, start, end):
        return list(range(start, end + 1))
    edges = [start]
    while edges[-1] < end:
        following = layout.nextCursorPosition(edges[-1])
        edges.append(min(following, end) if following > edges[-1] else end)
    return edges


def _hanging(ruler: Ruler, edges: list[int], rtl: bool) -> list[_Draft]:
    """Return the cells of hanging spaces, outward from the text; they run in the direction of the paragraph."""
    width = ruler.hanging / max(1, len(edges) - 1)
    return [(0.0, width, 0, start, end, rtl) for start, end in pairwise(edges)]


def _drafts(ruler: Ruler, item: _Item, edges: list[int], units: str) -> list[_Draft]:
    """Return the cells of one item in logical order, letters without width settled."""
    first, stop = bisect_left(edges, item.start), bisect_left(edges, item.end)
    own = edges[first : stop + 1] if stop < len(edges) else edges[first:]
    if len(own) < 2:
        return []
    low, high, rtl = item.left, item.right, item.rtl
    xs = [ruler.x(edge) for edge in own[1:-1]]
    xs = [high, *xs, low] if rtl else [low, *xs, high]
    widths = [before - after for before, after in pairwise(xs)] if rtl else [b - a for a, b in pairwise(xs)]
    if min(widths) < _THIN:
        xs = _in_order(_mended(ruler, own, xs, rtl), rtl)
        widths = _shared([abs(b - a) for a, b in pairwise(xs)], [_is_invisible(units[a:b]) for a, b in pairwise(own)])
    drafts: list[_Draft] = []
    x = high if rtl else low
    for width, start, end in zip(widths, own, own[1:], strict=False):
        left = x - width if rtl else x
        # Cells without width stand left of the cell that begins where they are.
        drafts.append((left, width, -start if rtl else start, start, end, rtl))
        x = left if rtl else x + width
    return drafts


def _mended(ruler: Ruler, edges: list[int], xs: list[float], rtl: bool) -> list[float]:
    """Ask the glyphs for an edge that lies outside its neighbours.

    In an item that runs against its paragraph and has fewer glyphs than characters, Qt (6.11) answers for another item
    at one place: as many characters into the item as it has glyphs.
    """
    mended = list(xs)
    for nth in range(1, len(xs) - 1):
        low, high = (mended[nth + 1], mended[nth - 1]) if rtl else (mended[nth - 1], mended[nth + 1])
        if low <= high and not low - _TOUCH <= mended[nth] <= high + _TOUCH:
            painted = ruler.painted(edges[nth - 1], edges[nth], rtl=rtl)
            mended[nth] = low if painted is None else min(max(painted, low), high)
    return mended


def _in_order(xs: list[float], rtl: bool) -> list[float]:
    """Return edges that never turn back nor leave the item: where nothing has width, Qt may answer for another."""
    low, high = (xs[-1], xs[0]) if rtl else (xs[0], xs[-1])
    kept = [xs[0]]
    for x in xs[1:]:
        x = min(max(x, low), high)
        kept.append(min(x, kept[-1]) if rtl else max(x, kept[-1]))
    return kept


def _shared(widths: list[float], invisible: list[bool]) -> list[float]:
    """Divide a glyph equally between the letter that has all its width and those beside it that have none."""
    thin = [width < _THIN and not hidden for width, hidden in zip(widths, invisible, strict=True)]
    groups: list[list[int]] = []
    for place in range(len(widths)):
        beside_letters = bool(groups) and not invisible[place] and not invisible[place - 1]
        if beside_letters and (thin[place] or all(thin[other] for other in groups[-1])):
            groups[-1].append(place)
        else:
            groups.append([place])
    shares = [(sum(widths[place] for place in group) / len(group), len(group)) for group in groups]
    return [share for share, count in shares for _ in range(count)]


def _with_slivers(drafts: list[_Draft]) -> list[_Draft]:
    """Give each cell that is still without width a sliver of the nearest wide one, so that it can be reached."""
    widths = [draft[1] for draft in drafts]
    if not widths or min(widths) >= _THIN:
        return drafts
    hosts = [place for place, width in enumerate(widths) if width > 3 * _SLIVER]
    for place, draft in enumerate(drafts):
        if draft[1] < _THIN and hosts:
            nth = bisect_left(hosts, place)
            if nth == len(hosts) or (nth > 0 and place - hosts[nth - 1] <= hosts[nth] - place):
                nth -= 1
            widths[hosts[nth]] -= _SLIVER
            widths[place] += _SLIVER
            if widths[hosts[nth]] <= 3 * _SLIVER:
                del hosts[nth]
    return [(draft[0], width, *draft[2:]) for draft, width in zip(drafts, widths, strict=True)]


def _tiled(drafts: list[_Draft], left: float, code_point: Callable[[int], int]) -> list[Cell]:
    cells = []
    for _, width, _, start, end, rtl in drafts:
        right = left + width
        cells.append(Cell(left, right, code_point(start), code_point(end), rtl))
        left = right
    return cells


def _is_invisible(text: str) -> bool:
    return all(unicodedata.category(char) in _CONTROLS for char in text)
