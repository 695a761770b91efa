"""One block shaped into lines by Qt. It knows nothing of spans: what is drawn around text never changes its shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption

from annotator.text.direction import Direction
from annotator.text.offsets import OffsetMap
from annotator.ui.text_view.cells import CellTable, cell_table

_SHOWN_AS = dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2029), " ") | {0xFFFC: "\ufffd"}
"""Characters that would break, tab or embed inside a layout are shown by another of the same length."""
_SHOWN_OTHERWISE = re.compile("[\t\n\x0b\x0c\r\x85\u2029\ufffc]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TWO_UNITS = "\ue000\ue000"
_TASHKEEL = re.compile("[\u064b-\u0652\u0670]")


class Shape(NamedTuple):
    """What the lines of a block share: Qt's layout, its text in UTF-16 units, its direction, and the way outward."""

    layout: QTextLayout
    units: str
    rtl: bool
    code_point: Callable[[int], int]


class ShapedLine:
    """One line of a block: its code points in the document, and its cells, measured when first asked for."""

    __slots__ = ("_shape", "_table", "end", "index", "qt", "start")

    def __init__(self, shape: Shape, index: int, qt: QTextLine) -> None:
        # The line knows the shape, not the block: without cycles, layouts go away when they are forgotten.
        self._shape = shape
        self._table: CellTable | None = None
        self.index = index
        self.qt = qt
        self.start = shape.code_point(qt.textStart())
        self.end = shape.code_point(qt.textStart() + qt.textLength())

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
    """The lines of a block, in code points of the document outside and UTF-16 only towards Qt."""

    def __init__(self, text: str, start: int, *, direction: Direction, font: QFont, width: float) -> None:
        """Shape `text`, which begins at the code point `start` of the document, into lines of `width` pixels."""
        self.start = start
        self.end = start + len(text)
        self.rtl = direction == "rtl"
        self.is_blank = not text.strip()
        self.has_tashkeel = _TASHKEEL.search(text) is not None
        self._offsets = OffsetMap(text)
        shown = text.translate(_SHOWN_AS) if _SHOWN_OTHERWISE.search(text) else text
        self.layout = _layout(shown, font, self.rtl)
        units = _ASTRAL.sub(_TWO_UNITS, shown)
        shape = Shape(self.layout, units, self.rtl, _outward(start, self._offsets, is_plain=len(units) == len(text)))
        self.lines = [ShapedLine(shape, nth, line) for nth, line in enumerate(_broken(self.layout, width))]

    def utf16(self, code_point: int) -> int:
        """Return the UTF-16 offset of the layout for a code point of the document."""
        return self._offsets.utf16(code_point - self.start)

    def line_of(self, offset: int, trailing: bool = False) -> ShapedLine:
        """Return the line where a caret stands; at a break, `trailing` means the line that ends there."""
        for line in self.lines[:-1]:
            if offset < line.end or (trailing and offset == line.end):
                return line
        return self.lines[-1]

    def is_caret_position(self, offset: int) -> bool:
        """Whether a caret may stand here: between two graphemes."""
        return self.layout.isValidCursorPosition(self.utf16(offset))


def _outward(start: int, offsets: OffsetMap, *, is_plain: bool) -> Callable[[int], int]:
    """Return what turns a UTF-16 offset of a layout into a code point of the document."""
    if is_plain:
        return start.__add__
    return lambda utf16: start + offsets.code_point(utf16)


def _layout(shown: str, font: QFont, rtl: bool) -> QTextLayout:
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    # The default alignment is the physical left, whatever the direction.
    option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def _broken(layout: QTextLayout, width: float) -> list[QTextLine]:
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    layout.endLayout()
    return lines
