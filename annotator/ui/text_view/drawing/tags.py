"""Tags: the short names of spans on shelves under the line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.text.direction import base_direction
from annotator.ui.text_view.drawing.ink import TAG_PADDING, Ink, pen
from annotator.ui.text_view.lines import LineBox, Tag
from annotator.ui.text_view.metrics import TAG_HEIGHT
from annotator.ui.text_view.values import DrawnSpan

_RADIUS = 3.0
_ROOM = 2.0
_RULE_ALPHA = 0.45


def draw_tags(painter: QPainter, line: LineBox, ink: Ink, chosen: str | None) -> None:
    """Draw the tags of a line; that of the chosen span shows its full name where there is room for it."""
    for tag in line.tags:
        text = ink.tag_text(tag.span)
        rect = QRectF(tag.left, tag.top, tag.width, TAG_HEIGHT)
        if tag.span.id == chosen:
            # Its links are seen, so that there is nothing to count.
            text, rect = _full_name(line, tag, text, rect, ink)
            _draw(painter, tag.span, text, rect, ink, links=0)
        else:
            _draw(painter, tag.span, text, rect, ink, links=tag.links)


def _draw(painter: QPainter, span: DrawnSpan, text: str, rect: QRectF, ink: Ink, *, links: int) -> None:
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
    if links:
        rect = _write_count(painter, rect, text, links, ink, letters)
    ink.tag_lettering(span).write(painter, rect, text, letters)


def _write_count(painter: QPainter, rect: QRectF, text: str, links: int, ink: Ink, letters: QColor) -> QRectF:
    """Write how many links are hidden at the end of a tag, behind a rule; return what is left of the tag."""
    width = ink.count_width(links)
    if base_direction(text) == "rtl":
        count, rest = QRectF(rect.left(), rect.top(), width, rect.height()), rect.adjusted(width, 0, 0, 0)
        rule = count.right()
    else:
        count, rest = QRectF(rect.right() - width, rect.top(), width, rect.height()), rect.adjusted(0, 0, -width, 0)
        rule = count.left()
    faint = QColor(letters)
    faint.setAlphaF(_RULE_ALPHA)
    painter.fillRect(QRectF(round(rule), rect.top(), 1, rect.height()), faint)
    ink.plain.write(painter, count, ink.count_text(links), letters)
    return rest


def _full_name(line: LineBox, tag: Tag, short: str, rect: QRectF, ink: Ink) -> tuple[str, QRectF]:
    """Return the full name with a rectangle for it: as it stands, else grown the other way, else the short one."""
    full = ink.tag_text(tag.span).replace(tag.span.tag, tag.span.name, 1)
    more = max(0.0, ink.tag_lettering(tag.span).width(full) + 2 * TAG_PADDING - rect.width())
    onward = rect.adjusted(-more, 0, 0, 0) if line.is_rtl else rect.adjusted(0, 0, more, 0)
    backward = rect.adjusted(0, 0, more, 0) if line.is_rtl else rect.adjusted(-more, 0, 0, 0)
    others = [QRectF(other.left, other.top, other.width, TAG_HEIGHT) for other in line.tags if other is not tag]
    for wider in (onward, backward):
        room = wider.adjusted(-_ROOM, 0, _ROOM, 0)
        if not any(room.intersects(other) for other in others):
            return full, wider
    return short, rect
