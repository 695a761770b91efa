"""Events: a line under the words, below every band."""

from __future__ import annotations

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter

from annotator.ui.text_view.drawing.bands import DASH
from annotator.ui.text_view.drawing.ink import ROUND, Ink, pen
from annotator.ui.text_view.lines import LineBox, Part

WIDTH = 2.5
_INSET = 1.0


def draw_events(painter: QPainter, line: LineBox, ink: Ink) -> None:
    """Draw the underlines of a line's events, and a thin dotted one between the fragments of one."""
    for part in line.events:
        colour = ink.of(part.span.colour).stroke
        y = line.event_y(part.place)
        painter.setPen(pen(colour, WIDTH, DASH if part.span.suggestion else ()))
        painter.drawLines([QLineF(left, y, right, y) for left, right in _inset(part, line)])
        if part.joins:
            painter.setPen(pen(colour, 1.5, (1.0, 2.5), caps=ROUND))
            painter.drawLines([QLineF(one, y, other, y) for one, other in part.joins])


def _inset(part: Part, line: LineBox) -> list[tuple[float, float]]:
    """Return the stretches a little shorter where the event truly starts and ends."""
    found = []
    for nth, (left, right) in enumerate(part.stretches):
        goes_on_left = nth == 0 and not (part.ends if line.is_rtl else part.starts)
        goes_on_right = nth == len(part.stretches) - 1 and not (part.starts if line.is_rtl else part.ends)
        found.append((left + _INSET * (not goes_on_left), right - _INSET * (not goes_on_right)))
    return found
