"""What was found in the text: a pale fill under everything else and a thin outline over it, square as a selection is.

No span looks like it: spans have rounded bands of a label's colour.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.ui.text_view.drawing.ink import Ink, pen
from annotator.ui.text_view.found import Found
from annotator.ui.text_view.lines import LineBox

_CURRENT_PEN = 1.5


def draw_found_fills(painter: QPainter, line: LineBox, found: Found, ink: Ink) -> None:
    """Fill what answers a search; words between its fragments stay as they are."""
    for place, _ in found.touching(line.shaped.start, line.shaped.end):
        for start, end in place.fragments:
            for box in _boxes(line, start, end):
                painter.fillRect(box, ink.found)


def draw_found_edges(painter: QPainter, line: LineBox, found: Found, ink: Ink) -> None:
    """Outline each place as a whole, the current one more strongly."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place, is_current in found.touching(line.shaped.start, line.shaped.end):
        width = _CURRENT_PEN if is_current else 1.0
        painter.setPen(pen(ink.accent if is_current else ink.found_edge, width))
        for box in _boxes(line, *place.extent):
            painter.drawRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2))


def _boxes(line: LineBox, start: int, end: int) -> list[QRectF]:
    height = line.text_bottom - line.text_top
    stretches = line.shaped.table.inked_rects(start, end)
    return [QRectF(left, line.text_top, right - left, height) for left, right in stretches]
