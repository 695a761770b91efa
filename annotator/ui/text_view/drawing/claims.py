"""Claims: brackets above the line, each claim in its lane, named at its start where there is room."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from annotator.ui.text_view.drawing.bands import DASH
from annotator.ui.text_view.drawing.ink import Ink, LabelInk, pen
from annotator.ui.text_view.lines import LineBox, Part

_WIDTH = 1.5
_CHOSEN_WIDTH = 2.25
_TICK = 7.0
_STUB = 6.0
_NAME_GAP = 3.0
_NAME_ROOM = 14.0
_UNDER_HOST = 4.5
_APART = 1.5


def draw_claims(painter: QPainter, line: LineBox, ink: Ink, chosen: str | None, claim: str) -> None:
    """Draw the claim parts of a line; all parts of the chosen one's `claim` stand out with it."""
    for part in line.claims:
        colours = ink.of(part.span.colour)
        if part.filled:
            _bracket(
                painter,
                line,
                part,
                colours,
                ink,
                is_chosen=part.span.id == chosen or (bool(claim) and part.span.group == claim),
            )
        else:
            y = line.lane_y(part.place) + _UNDER_HOST
            painter.setPen(pen(colours.stroke, 2.0, (1.5, 2.5)))
            painter.drawLines([QLineF(left, y, right, y) for left, right in part.stretches])


def _bracket(painter: QPainter, line: LineBox, part: Part, colours: LabelInk, ink: Ink, *, is_chosen: bool) -> None:
    y = line.lane_y(part.place)
    width = _CHOSEN_WIDTH if is_chosen else _WIDTH
    # A dashed bracket keeps solid ticks: its ends must be seen.
    level = pen(colours.stroke, width, DASH if part.span.suggestion else ())
    upright = pen(colours.stroke, width)
    strokes: list[QLineF] = []
    ticks: list[QLineF] = []
    for nth, (left, right) in enumerate(part.stretches):
        at_left = nth == 0 and (part.ends if line.is_rtl else part.starts)
        at_right = nth == len(part.stretches) - 1 and (part.starts if line.is_rtl else part.ends)
        left, right = left + _APART * at_left, right - _APART * at_right
        ticks += [QLineF(x, y - width / 2, x, y + _TICK) for x, drawn in ((left, at_left), (right, at_right)) if drawn]
        strokes.append(QLineF(left, y, right, y))
    first = -1 if line.is_rtl else 0
    # A line that lies wholly in a gap of the part has no stroke to write into.
    if strokes and line.shaped.start <= part.span.start < line.shaped.end:
        room = strokes[first].length() - _NAME_ROOM
        for name in ink.bracket_names(part.span):
            needed = ink.bold.width(name)
            if needed <= room:
                strokes[first : first + 1 or None] = _named(painter, strokes[first], needed, name, line, colours, ink)
                break
    painter.setPen(level)
    painter.drawLines(strokes)
    painter.setPen(upright)
    painter.drawLines(ticks)


def _named(
    painter: QPainter, stroke: QLineF, width: float, name: str, line: LineBox, colours: LabelInk, ink: Ink
) -> list[QLineF]:
    """Write the name into a gap near the start of a stroke; return what is left of the stroke."""
    y = stroke.y1()
    left = stroke.x2() - _STUB - _NAME_GAP - width if line.is_rtl else stroke.x1() + _STUB + _NAME_GAP
    ink.bold.write(painter, QRectF(left - 1, y - 9, width + 2, 18), name, colours.text)
    return [
        QLineF(stroke.x1(), y, left - _NAME_GAP, y),
        QLineF(left + width + _NAME_GAP, y, stroke.x2(), y),
    ]
