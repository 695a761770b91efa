"""The limit of the window's rows: a bare view and nothing else, written only to be measured.

One `QTextLayout` per paragraph laid out when first seen, spans as filled rectangles from `glyphRuns`; no tags, no
lanes, no zones, no caret, no cells, no accessibility.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QAbstractScrollArea

Span = tuple[int, int]

_INK = QColor(70, 130, 220, 90)
_LINE_PX, _GAP_PX, _MARGIN_PX = 38, 6, 16
_LETTERS_OF_A_LINE = 90


class _Laid(NamedTuple):
    layout: QTextLayout
    lines: list[QTextLine]
    height: float


class BareView(QAbstractScrollArea):
    """Shows a text with spans; offsets are code points of the basic plane."""

    def __init__(self) -> None:
        super().__init__()
        self._font = QFont("Noto Naskh Arabic")
        self._font.setPixelSize(20)
        self._paragraphs = [""]
        self._starts = [0]
        self._spans: list[list[Span]] = [[]]
        self._laid: dict[int, _Laid] = {}
        self._tops: list[float] = [0]
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_text(self, text: str, spans: list[Span]) -> None:
        """Show another text from its top."""
        self._paragraphs = text.split("\n")
        self._starts = list(accumulate((len(paragraph) + 1 for paragraph in self._paragraphs[:-1]), initial=0))
        self._spans = [[] for _paragraph in self._paragraphs]
        for start, end in sorted(spans):
            self._spans[bisect_right(self._starts, start) - 1].append((start, end))
        self._laid.clear()
        heights = (_LINE_PX * (1 + len(line) // _LETTERS_OF_A_LINE) + _GAP_PX for line in self._paragraphs)
        self._tops = list(accumulate(heights, initial=0))
        self.verticalScrollBar().setRange(0, max(0, int(self._tops[-1]) - self.viewport().height()))
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def add_span(self, start: int, end: int) -> None:
        """Show one more span and paint its paragraph."""
        number = bisect_right(self._starts, start) - 1
        insort(self._spans[number], (start, end))
        top = int(self._tops[number]) - self.verticalScrollBar().value()
        self.viewport().update(QRect(0, top, self.viewport().width(), int(self._paragraph(number).height)))

    def span_at(self, x: float, y: float) -> Span | None:
        """Return the innermost span at a point of the viewport."""
        place = y + self.verticalScrollBar().value()
        number = min(bisect_right(self._tops, place), len(self._paragraphs)) - 1
        for line in self._paragraph(number).lines:
            if line.y() + line.height() > place - self._tops[number]:
                at = self._starts[number] + line.xToCursor(x - _MARGIN_PX)
                found = [span for span in self._spans[number] if span[0] <= at < span[1]]
                return found[-1] if found else None
        return None

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Move what is painted already."""
        self.viewport().scroll(0, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the exposed paragraphs."""
        exposed = event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(exposed, Qt.GlobalColor.white)
        offset = self.verticalScrollBar().value()
        number = max(0, bisect_right(self._tops, offset + exposed.top()) - 1)
        while number < len(self._paragraphs) and self._tops[number] - offset < exposed.bottom():
            self._paint(painter, number, self._tops[number] - offset)
            number += 1
        painter.end()

    def _paint(self, painter: QPainter, number: int, y: float) -> None:
        laid, begin = self._paragraph(number), self._starts[number]
        for start, end in self._spans[number]:
            for line in laid.lines:
                first = max(start - begin, line.textStart())
                last = min(end - begin, line.textStart() + line.textLength())
                for run in line.glyphRuns(first, last - first) if first < last else ():
                    box = run.boundingRect()
                    painter.fillRect(QRectF(_MARGIN_PX + box.left(), y + line.y(), box.width(), line.height()), _INK)
        laid.layout.draw(painter, QPointF(_MARGIN_PX, y))

    def _paragraph(self, number: int) -> _Laid:
        laid = self._laid.get(number)
        if laid is None:
            laid = self._laid[number] = self._lay_out(self._paragraphs[number])
        return laid

    def _lay_out(self, text: str) -> _Laid:
        layout = QTextLayout(text, self._font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        lines: list[QTextLine] = []
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.viewport().width() - 2 * _MARGIN_PX)
            line.setPosition(QPointF(0, y))
            y += line.height()
            lines.append(line)
        layout.endLayout()
        return _Laid(layout, lines, y)
