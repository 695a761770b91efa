"""Entities: bands on the line, nested by level, outermost first; connectors of discontinuous ones."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from annotator.ui.text_view.drawing.ink import ROUND, Ink, LabelInk, pen
from annotator.ui.text_view.lines import LineBox, Part

RADIUS = 3.0
DASH = (4.0, 3.0)
_OVER = 0.5
_SIDEWAYS = 2.0
_RUN_ON = 4.0
_BEYOND = 12.0
_HOOK = 3.0
_INSIDE = 4.0
_CONNECTOR_DROP = 1.5


class Frame(NamedTuple):
    """A band's rectangle, and the sides at which it goes on over a line break."""

    rect: QRectF
    open_left: bool
    open_right: bool


def frames(line: LineBox, part: Part, top: float, bottom: float) -> list[Frame]:
    """Return the rectangles of a part between two heights."""
    aside = aside_of(part)
    rtl = line.is_rtl
    made = []
    for nth, (left, right) in enumerate(part.stretches):
        is_first, is_last = nth == 0, nth == len(part.stretches) - 1
        open_left = is_first and not (part.ends if rtl else part.starts)
        open_right = is_last and not (part.starts if rtl else part.ends)
        left -= _RUN_ON if open_left else aside
        right += _RUN_ON if open_right else aside
        made.append(Frame(QRectF(left, top, right - left, bottom - top), open_left, open_right))
    return made


def aside_of(part: Part) -> float:
    """Return how far a part's frame reaches beyond its letters on each side."""
    return _OVER + (_SIDEWAYS if part.span.draw == "band" and part.place > 0 else 0.0)


def band_frames(line: LineBox, part: Part) -> list[Frame]:
    """Return the rectangles of a band; they are made once, because a page is painted often."""
    if not isinstance(part.picture, list):
        part.picture = frames(line, part, line.band_top(part.place), line.band_bottom(part.place))
    return part.picture


def draw_fills(painter: QPainter, line: LineBox, ink: Ink) -> None:
    """Fill the bands of a line; suggestions and crossing spans stay empty."""
    painter.setPen(Qt.PenStyle.NoPen)
    for part in line.bands:
        if part.filled and not part.span.suggestion:
            colours = ink.of(part.span.colour)
            for frame in band_frames(line, part):
                _fill(painter, frame, colours, part.span.pattern)


def draw_edges(painter: QPainter, line: LineBox, ink: Ink) -> None:
    """Draw the outlines of the bands of a line, and what joins the fragments of a span."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for part in line.bands:
        colours = ink.of(part.span.colour)
        if part.span.suggestion:
            painter.setPen(pen(colours.line, 1.5, DASH))
        elif part.filled:
            painter.setPen(pen(colours.edge, 1.0))
        else:
            painter.setPen(pen(colours.line, 1.5))
        inset = painter.pen().widthF() / 2
        for frame in band_frames(line, part):
            outline(painter, frame, inset, RADIUS)
        _draw_connectors(painter, line, part, colours)


def outline(painter: QPainter, frame: Frame, inset: float, radius: float) -> None:
    """Stroke a rounded rectangle that has no line and no corners at its open sides."""
    rect = frame.rect.adjusted(inset, inset, -inset, -inset)
    if not (frame.open_left or frame.open_right):
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.save()
    painter.setClipRect(
        frame.rect.adjusted(-inset * (not frame.open_left), -inset, inset * (not frame.open_right), inset),
        Qt.ClipOperation.IntersectClip,
    )
    beyond = rect.adjusted(-_BEYOND * frame.open_left, 0, _BEYOND * frame.open_right, 0)
    painter.drawRoundedRect(beyond, radius, radius)
    painter.restore()


def _fill(painter: QPainter, frame: Frame, colours: LabelInk, pattern: str) -> None:
    path = QPainterPath()
    beyond = frame.rect.adjusted(-_BEYOND * frame.open_left, 0, _BEYOND * frame.open_right, 0)
    path.addRoundedRect(beyond, RADIUS, RADIUS)
    if pattern == "solid" and not (frame.open_left or frame.open_right):
        painter.fillPath(path, colours.band)
        return
    painter.save()
    painter.setClipRect(frame.rect, Qt.ClipOperation.IntersectClip)
    painter.fillPath(path, colours.band)
    if pattern != "solid":
        painter.fillPath(path, colours.texture(pattern, painter.device().devicePixelRatioF()))
    painter.restore()


def _draw_connectors(painter: QPainter, line: LineBox, part: Part, colours: LabelInk) -> None:
    if not (part.joins or part.leaves or part.arrives):
        return
    y = line.band_bottom(part.place) + _CONNECTOR_DROP
    painter.setPen(pen(colours.line, 1.5, (1.0, 2.5), caps=ROUND))
    for one, other in part.joins:
        inward = _INSIDE if one < other else -_INSIDE
        _hooked(painter, one - inward, other + inward, y)
    column = line.shaped.qt.width()
    if not part.stretches:
        return
    end, start = part.stretches[0][0] + _INSIDE, part.stretches[-1][1] - _INSIDE
    if not line.is_rtl:
        end, start = start, end
    reading_end, reading_start = (0.0, column) if line.is_rtl else (column, 0.0)
    if part.leaves:
        _to_edge(painter, end, reading_end, y)
    if part.arrives:
        _to_edge(painter, start, reading_start, y)


def _hooked(painter: QPainter, one: float, other: float, y: float) -> None:
    painter.drawPolyline([QPointF(one, y - _HOOK), QPointF(one, y), QPointF(other, y), QPointF(other, y - _HOOK)])


def _to_edge(painter: QPainter, x: float, edge: float, y: float) -> None:
    painter.drawPolyline([QPointF(x, y - _HOOK), QPointF(x, y), QPointF(edge, y)])
    painter.save()
    painter.setPen(pen(painter.pen().color(), 1.0))
    painter.drawEllipse(QPointF(edge, y), 1.5, 1.5)
    painter.restore()
