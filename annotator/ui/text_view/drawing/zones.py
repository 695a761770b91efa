"""Zones: a bar in the gutter on the side where reading starts, with the zone's name beside its first line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from annotator.ui.text_view.blocks import Block
from annotator.ui.text_view.drawing.ink import Ink, pen
from annotator.ui.text_view.lines import BlockBox, LineBox
from annotator.ui.text_view.metrics import GUTTER, GUTTER_BAR, GUTTER_NAME
from annotator.ui.text_view.values import ZoneMark

_BODY_ALPHA = 0.35
_RADIUS = 1.5
_RUN_ON = 4.0
"""How far a bar runs beyond a block whose paragraph goes on, so that its round end isn't seen."""
_NAME_HEIGHT = 18.0
_NAME_LINE = 14.0
_LEAST_ROOM = 36.0
"""Less than this leaves nothing that can be read; the name is told under the mouse then."""


def draw_zone(
    painter: QPainter, here: Block, box: BlockBox, zone: ZoneMark, ink: Ink, *, named: bool, room: float
) -> None:
    """Draw one zone's bar along a block. `room` is how wide a name may be."""
    shaped = box.shaped
    if shaped.is_blank:
        return
    first = _first_line(box, zone)
    last = box.line_of(min(zone.end, shaped.end), trailing=True)
    top, bottom = first.band_top(first.deepest), max(last.text_bottom, last.bottom - last.metrics.after_tags)
    column = first.shaped.qt.width()
    x = column + GUTTER if shaped.rtl else -GUTTER - GUTTER_BAR
    bar = QRectF(x, top, GUTTER_BAR, bottom - top)
    painter.save()
    if here.start > max(here.paragraph[0], zone.start):
        bar.setTop(-_RUN_ON)
    if not here.is_last and zone.end > here.end:
        bar.setBottom(box.height + _RUN_ON)
    painter.setClipRect(QRectF(x, 0, GUTTER_BAR, box.height), Qt.ClipOperation.IntersectClip)
    _draw_bar(painter, bar, zone, ink)
    painter.restore()
    if named and room >= _LEAST_ROOM:
        _draw_name(painter, zone.name, QRectF(column + GUTTER_NAME, top, room, bottom - top), shaped.rtl, ink)


def _draw_bar(painter: QPainter, bar: QRectF, zone: ZoneMark, ink: Ink) -> None:
    if zone.excluded:
        painter.setPen(pen(ink.dim, 1.0, (2.0, 2.0)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    else:
        colour = QColor(ink.muted)
        colour.setAlphaF(_BODY_ALPHA if zone.kind == "body" else 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _first_line(box: BlockBox, zone: ZoneMark) -> LineBox:
    """Return the line where a zone's bar begins: a line that it shares with the zone before is left to that one."""
    first = box.line_of(max(zone.start, box.shaped.start))
    shares = zone.start > first.shaped.start and first is not box.lines[-1]
    return box.lines[first.shaped.index + 1] if shares and zone.end > first.shaped.end else first


def _draw_name(painter: QPainter, name: str, beside: QRectF, rtl: bool, ink: Ink) -> None:
    rect = beside if rtl else QRectF(-GUTTER_NAME - beside.width(), beside.top(), beside.width(), beside.height())
    painter.setFont(ink.plain.font)
    painter.setPen(ink.muted)
    # A name keeps to the bar, whatever its own direction.
    side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for nth, words in enumerate(name_lines(name, QFontMetricsF(ink.plain.font), rect.width(), rect.height())):
        line = QRectF(rect.left(), rect.top() + nth * _NAME_LINE, rect.width(), _NAME_HEIGHT)
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, words)


def name_lines(name: str, measure: QFontMetricsF, width: float, height: float) -> list[str]:
    """Return a name in lines that fit, two at least; what doesn't fit into as many as there is room for is elided."""
    most = max(2, int((height - _NAME_HEIGHT) / _NAME_LINE) + 1)
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most or measure.horizontalAdvance(longer) <= width):
            lines[-1] = longer
        else:
            lines.append(word)
    return [measure.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
