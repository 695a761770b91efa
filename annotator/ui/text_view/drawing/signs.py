"""Invisible signs: a code in a small box above the place, which takes no room from the text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.ui.text_view.drawing.ink import Ink, pen
from annotator.ui.text_view.lines import LineBox
from annotator.ui.text_view.signs import signs_of

BOX_HEIGHT = 11.0
BOX_RISE = 6.0
"""How far a box stands out over the line: into the gap above, so that it covers no letters."""
_SIDE = 3.0
_RADIUS = 2.0
_POINTER = 3.0


def draw_signs(painter: QPainter, line: LineBox, text: str, end: int, ink: Ink) -> None:
    """Draw the signs of a line; `end` is where the next line begins, so that breaks are told too."""
    signs = signs_of(text, line.shaped.start, end, line.shaped.table, lambda code: code_width(ink, code))
    top = line.text_top - BOX_RISE + 0.5
    for sign in signs:
        painter.setPen(pen(ink.warning, 1.0))
        painter.setBrush(ink.surface)
        rect = QRectF(round(sign.left) + 0.5, top, round(sign.width) - 1, BOX_HEIGHT - 1)
        foot = min(max(sign.place, rect.left() + _RADIUS), rect.right() - _RADIUS)
        painter.drawLine(QPointF(foot, rect.bottom()), QPointF(sign.place, rect.bottom() + _POINTER))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        ink.small.write(painter, rect, sign.code, ink.warning)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def code_width(ink: Ink, code: str) -> float:
    """Return how wide the box of a code is."""
    return ink.small.width(code) + 2 * _SIDE
