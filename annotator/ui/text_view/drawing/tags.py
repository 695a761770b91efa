"""Tags: the short names of spans on shelves under the line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.ui.text_view.drawing.ink import TAG_PADDING, Ink, pen, write
from annotator.ui.text_view.lines import LineBox, Tag
from annotator.ui.text_view.metrics import TAG_HEIGHT

_RADIUS = 3.0
_ROOM = 2.0


def draw_tags(painter: QPainter, line: LineBox, ink: Ink, chosen: str | None) -> None:
    """Draw the tags of a line; that of the chosen span shows its full name where there is room for it."""
    for tag in line.tags:
        text = ink.tag_text(tag.span)
        rect = QRectF(tag.left, tag.top, tag.width, TAG_HEIGHT)
        if tag.span.id == chosen and tag.span.name:
            text, rect = _full_name(line, tag, text, rect, ink)
        _draw(painter, tag, text, rect, ink)


def _draw(painter: QPainter, tag: Tag, text: str, rect: QRectF, ink: Ink) -> None:
    span = tag.span
    colours = ink.of(span.colour)
    is_event = span.draw == "underline"
    letters: QColor
    if span.suggestion:
        painter.setPen(pen(colours.text if is_event else colours.line, 1.0, (3.0, 2.0)))
        painter.setBrush(ink.surface)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        letters = colours.text if is_event else ink.text
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.text if is_event else colours.tag)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        letters = ink.surface if is_event else ink.on_tag
    painter.setBrush(Qt.BrushStyle.NoBrush)
    write(painter, rect, text, ink.bold_font if is_event else ink.tag_font, letters)


def _full_name(line: LineBox, tag: Tag, short: str, rect: QRectF, ink: Ink) -> tuple[str, QRectF]:
    full = short.replace(tag.span.tag, tag.span.name, 1)
    width = ink.text_width(full, bold=tag.span.draw == "underline") + 2 * TAG_PADDING
    wider = QRectF(rect.right() - width if line.is_rtl else rect.left(), rect.top(), width, rect.height())
    room = wider.adjusted(-_ROOM, 0, _ROOM, 0)
    others = (QRectF(other.left, other.top, other.width, TAG_HEIGHT) for other in line.tags if other is not tag)
    return (short, rect) if any(room.intersects(other) for other in others) else (full, wider)
