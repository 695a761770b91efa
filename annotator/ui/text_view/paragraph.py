"""A paragraph shaped into lines by Qt, whole, however long. It knows nothing of spans: what is drawn around text never
changes its shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from annotator.text.direction import Direction
from annotator.text.offsets import OffsetMap
from annotator.ui.text_view.cells import CellTable, cell_table
from annotator.ui.text_view.ruler import placed

_SPACES = "\t\n\x0b\x0c\r\x85\u2029"
_OBJECT = "\ufffc"
_SHOWN_AS = dict.fromkeys(_SPACES, " ") | {_OBJECT: "\ufffd"}
"""Characters that would break, tab or embed inside a layout are shown by another of the same length."""
_SHOWN_OTHERWISE = re.compile(f"[{_SPACES}{_OBJECT}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TWO_UNITS = "\ue000\ue000"
_GIANT_WORD = 1_000
"""UTF-16 units without a place to break at: no word, but data."""
_BREAKABLE = re.compile(
    "[^\\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]|[\u0e00-\u0eff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]"
)
"""Characters at which, or near which, a line may break: other than letters, digits and marks, and the letters of
scripts without spaces."""
_TASHKEEL = re.compile("[\u064b-\u0652\u0670]")


class Shape(NamedTuple):
    """What the lines of a paragraph share: Qt's layout, its text in UTF-16 units, its direction, the way outward."""

    layout: QTextLayout
    units: str
    rtl: bool
    code_point: Callable[[int], int]


class ShapedLine:
    """One line of a block: its code points in the document, and its cells, measured when first asked for."""

    __slots__ = ("_shape", "_table", "end", "index", "qt", "start")

    def __init__(self, shape: Shape, number: int, index: int) -> None:
        """Take the line `number` of a paragraph as the line `index` of a block."""
        # The line knows the shape, not the block: without cycles, layouts go away when they are forgotten.
        self._shape = shape
        self._table: CellTable | None = None
        self.index = index
        self.qt = shape.layout.lineAt(number)
        self.start = shape.code_point(self.qt.textStart())
        self.end = shape.code_point(self.qt.textStart() + self.qt.textLength())

    @property
    def rtl(self) -> bool:
        """Whether the line belongs to a right-to-left paragraph."""
        return self._shape.rtl

    @property
    def table(self) -> CellTable:
        """The cell table of the line."""
        if self._table is None:
            layout, units, rtl, code_point = self._shape
            self._table = cell_table(layout, self.qt, units=units, rtl=rtl, code_point=code_point)
        return self._table

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draw the letters with the painter's pen, the left edge of the column at `x`."""
        self.qt.draw(painter, QPointF(x, baseline - self.qt.ascent()))


class ShapedBlock:
    """Lines that follow each other: those of a paragraph, or some of a long one, which share its layout.

    Code points of the document outside, UTF-16 only towards Qt.
    """

    def __init__(self, shape: Shape, text: str, start: int, numbers: Sequence[int]) -> None:
        """Take the lines `numbers` of a shape; they hold `text`, which begins at the code point `start`."""
        self._shape = shape
        self._numbers = numbers
        self.start = start
        self.end = start + len(text)
        self.rtl = shape.rtl
        self.is_blank = len(numbers) == 1 and not text.strip()
        self.has_tashkeel = _TASHKEEL.search(text) is not None

    @cached_property
    def lines(self) -> list[ShapedLine]:
        """The lines from top to bottom; there is at least one."""
        return [ShapedLine(self._shape, number, index) for index, number in enumerate(self._numbers)]

    @property
    def layout(self) -> QTextLayout:
        """The layout of the whole paragraph."""
        return self._shape.layout

    def line_of(self, offset: int, trailing: bool = False) -> ShapedLine:
        """Return the line where a caret stands; at a break, `trailing` means the line that ends there."""
        for line in self.lines[:-1]:
            if offset < line.end or (trailing and offset == line.end):
                return line
        return self.lines[-1]


class ShapedParagraph(ShapedBlock):
    """All lines of a paragraph. Blocks of it can be had one by one."""

    def __init__(self, text: str, start: int, *, direction: Direction, font: QFont, width: float) -> None:
        """Shape `text`, which begins at the code point `start` of the document, into lines of `width` pixels."""
        self._text = text
        self._offsets = OffsetMap(text)
        shown = _shown(text)
        rtl = direction == "rtl"
        layout = QTextLayout(shown, font)
        layout.setCacheEnabled(True)
        units = _ASTRAL.sub(_TWO_UNITS, shown)
        _break(layout, units, width, rtl=rtl)
        outward = _outward(start, self._offsets, is_plain=len(units) == len(text))
        super().__init__(Shape(layout, units, rtl, outward), text, start, range(layout.lineCount()))

    def utf16(self, code_point: int) -> int:
        """Return the UTF-16 offset of the layout for a code point of the document."""
        return self._offsets.utf16(code_point - self.start)

    def is_caret_position(self, offset: int) -> bool:
        """Whether a caret may stand here: between two graphemes."""
        return self.layout.isValidCursorPosition(self.utf16(offset))

    def starts(self, every: int) -> list[int]:
        """Return the code points where the first line begins, and each `every`th after it."""
        layout, outward = self.layout, self._shape.code_point
        return [outward(layout.lineAt(number).textStart()) for number in range(0, layout.lineCount(), every)]

    def part(self, start: int, end: int) -> ShapedBlock:
        """Return the lines from the one that begins at `start` to the one that ends at `end`."""
        first = self.layout.lineForTextPosition(self.utf16(start)).lineNumber()
        last = self.layout.lineForTextPosition(self.utf16(end - 1)).lineNumber()
        text = self._text[start - self.start : end - self.start]
        return ShapedBlock(self._shape, text, start, range(first, last + 1))


def _shown(text: str) -> str:
    for char in set(_SHOWN_OTHERWISE.findall(text)):
        text = text.replace(char, _SHOWN_AS[char])
    return text


def _outward(start: int, offsets: OffsetMap, *, is_plain: bool) -> Callable[[int], int]:
    """Return what turns a UTF-16 offset of a layout into a code point of the document."""
    if is_plain:
        return start.__add__
    return lambda utf16: start + offsets.code_point(utf16)


def _break(layout: QTextLayout, units: str, width: float, *, rtl: bool) -> None:
    """Break a layout into lines and put them at the side where reading begins."""
    at_words, anywhere = placed(rtl=rtl, spaces_hang=True), placed(rtl=rtl, spaces_hang=True)
    at_words.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    anywhere.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    layout.setTextOption(at_words)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        if len(units) > _GIANT_WORD:
            # For every line Qt looks for the end of the word, however far it is.
            layout.setTextOption(anywhere if _in_giant_word(units, line.textStart()) else at_words)
        line.setLineWidth(width)
        if rtl:
            line.setPosition(QPointF(width - line.horizontalAdvance(), 0))
    layout.endLayout()
    layout.setTextOption(placed(rtl=rtl))


def _in_giant_word(units: str, place: int) -> bool:
    end = place + _GIANT_WORD
    return end <= len(units) and _BREAKABLE.search(units, place, end) is None
