"""What is chosen or under the mouse: outlines, handles, the selection of text, the caret."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.ui.text_view.drawing.bands import Frame, aside_of, band_frames, frames, outline
from annotator.ui.text_view.drawing.ink import Ink, pen
from annotator.ui.text_view.lines import LineBox, Part

KNOB = 4.5
HANDLE_REACH = 4.0
_OUTSIDE = 2.0
_WIDTH = 2.0
_RADIUS = 5.0
_NEWLINE = 6.0
_PREFIX_HALF = 4.0
_PREFIX_HEIGHT = 5.0
PREFIX_RISE = _PREFIX_HEIGHT + 3
_PREFIX_REACH = 5.0
_SLACK = 2.0


def draw_selection(painter: QPainter, line: LineBox, start: int, end: int, ink: Ink, *, to_next: bool) -> None:
    """Fill the selected range of a line; `to_next` shows that the break after the line is selected too."""
    height = line.text_bottom - line.text_top
    for left, right in line.shaped.table.rects(start, end):
        painter.fillRect(QRectF(left, line.text_top, right - left, height), ink.selection)
    if to_next:
        x = line.shaped.table.x_of(line.shaped.end, True) - (_NEWLINE if line.is_rtl else 0)
        painter.fillRect(QRectF(x, line.text_top, _NEWLINE, height), ink.selection)


def draw_caret(painter: QPainter, line: LineBox, offset: int, trailing: bool, ink: Ink, *, extending: bool) -> None:
    """Draw the caret, in the accent while it extends a selection."""
    x = line.shaped.table.x_of(offset, trailing)
    top = line.text_top + 2
    painter.fillRect(QRectF(x - 1, top, 2, line.text_bottom - 2 - top), ink.accent if extending else ink.text)


def outline_frames(line: LineBox, part: Part) -> list[Frame]:
    """Return what an outline goes round: the band, or an event's words with their underline."""
    if part.span.draw == "band":
        return band_frames(line, part)
    if part.span.draw == "underline":
        return frames(line, part, line.band_top(0), line.event_y(part.place) + 1.5)
    return frames(line, part, line.lane_y(part.place) - 3, line.lane_y(part.place) + 9)


def draw_hover(painter: QPainter, line: LineBox, part: Part, ink: Ink) -> None:
    """Draw the thin outline of the span under the mouse."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(ink.hover, 1.0))
    for frame in outline_frames(line, part):
        outline(painter, _grown(frame, 1.0), 0.5, 3.5)


def draw_chosen(painter: QPainter, line: LineBox, part: Part, ink: Ink) -> None:
    """Draw the outline of the chosen span."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(ink.accent, _WIDTH))
    if part.span.draw == "lane":
        return
    for frame in outline_frames(line, part):
        outline(painter, _grown(frame, _OUTSIDE + _WIDTH / 2), 0.0, _RADIUS)


def draw_handle(painter: QPainter, bar: QRectF, ink: Ink) -> None:
    """Draw a handle: a bar with a knob on top."""
    painter.fillRect(bar, ink.accent)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.accent)
    painter.drawEllipse(QPointF(bar.center().x(), bar.top()), KNOB, KNOB)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_prefix(painter: QPainter, line: LineBox, part: Part, offset: int, ink: Ink, *, sure: bool) -> None:
    """Mark a place where the chosen span could start: sure ones are filled and solid, others hollow.

    A prefix that could be left out has its mark above, one that could be taken in again below, where no knob is.
    """
    tip = prefix_tip(line, part, offset)
    rise = _PREFIX_HEIGHT if _is_outside(part, offset) else -_PREFIX_HEIGHT
    if not _is_outside(part, offset):
        painter.setPen(pen(ink.accent, 1.5, () if sure else (2.0, 2.0)))
        painter.drawLine(tip, QPointF(tip.x(), _frame_of(line, part)[1]))
    painter.setPen(pen(ink.accent, 1.0))
    painter.setBrush(ink.accent if sure else ink.surface)
    base = tip.y() + rise
    painter.drawPolygon([tip, QPointF(tip.x() - _PREFIX_HALF, base), QPointF(tip.x() + _PREFIX_HALF, base)])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def prefix_tip(line: LineBox, part: Part, offset: int) -> QPointF:
    """Return the tip of a prefix mark's triangle, on the upper edge of the outline, or on the lower one outside."""
    top, bottom = _frame_of(line, part)
    x = line.shaped.table.x_of(offset, False)
    if not _is_outside(part, offset):
        return QPointF(x, top - _OUTSIDE)
    return QPointF(x + (_PREFIX_HALF if line.is_rtl else -_PREFIX_HALF) / 2, bottom + _OUTSIDE)


def prefix_area(line: LineBox, part: Part, offset: int) -> QRectF:
    """Return where the mouse reaches a prefix mark."""
    tip = prefix_tip(line, part, offset)
    top = tip.y() - _SLACK if _is_outside(part, offset) else tip.y() - PREFIX_RISE
    return QRectF(tip.x() - _PREFIX_REACH, top, 2 * _PREFIX_REACH, PREFIX_RISE + _SLACK)


def _is_outside(part: Part, offset: int) -> bool:
    return offset < part.span.start


def _frame_of(line: LineBox, part: Part) -> tuple[int, int]:
    level = part.place if part.span.draw == "band" else 0
    return line.band_top(level), line.band_bottom(level)


def handle_bar(line: LineBox, part: Part, *, at_start: bool) -> QRectF:
    """Return the bar of a handle at the start or end of a part."""
    if part.span.draw == "band":
        top, bottom = line.band_top(part.place), line.band_bottom(part.place)
    else:
        top, bottom = line.band_top(0), line.band_bottom(0)
    at_right = at_start == line.is_rtl
    aside = aside_of(part) + _OUTSIDE + _WIDTH / 2
    x = part.stretches[-1][1] + aside if at_right else part.stretches[0][0] - aside
    return QRectF(x - 1, top - HANDLE_REACH, 2, bottom - top + 2 * HANDLE_REACH)


def _grown(frame: Frame, by: float) -> Frame:
    rect = frame.rect.adjusted(-by * (not frame.open_left), -by, by * (not frame.open_right), by)
    return Frame(rect, frame.open_left, frame.open_right)
