"""What is under the mouse: a caret position, spans from the innermost outward, a handle. All from the cell tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from annotator.text.clitics import Boundary
from annotator.ui.text_view.drawing.chosen import KNOB, PREFIX_RISE, handle_bar, prefix_area
from annotator.ui.text_view.lines import LineBox, Part
from annotator.ui.text_view.metrics import TAG_HEIGHT
from annotator.ui.text_view.page import Page
from annotator.ui.text_view.values import DrawnSpan, ZoneMark

HANDLE_WIDTH = 12.0
_NEAR_EVENT = 5.0
_NEAR_LANE = 8.0
_ORDER = {"band": 0, "underline": 1, "lane": 2}


class CaretHit(NamedTuple):
    """The caret position nearest to a point, and the character under it (None on an empty line)."""

    offset: int
    trailing: bool
    under: int | None


class PrefixMark(NamedTuple):
    """A mark on the chosen span: here its first word could lose a prefix."""

    span: DrawnSpan
    offset: int


class Handle(NamedTuple):
    """One of the two handles of the chosen span."""

    span: DrawnSpan
    at_start: bool


def caret_hit(page: Page, x: float, y: float) -> CaretHit:
    """Return the caret position for a point of the page; x in the column."""
    line = page.spot_at(y).line
    cell = line.shaped.table.cell_at(x)
    caret = line.shaped.table.caret_at(x)
    if cell is None or caret is None:
        return CaretHit(line.shaped.start, False, None)
    return CaretHit(caret[0], caret[1], cell.start)


def spans_hit(page: Page, x: float, y: float) -> list[DrawnSpan]:
    """Return the spans at a point of the page, the innermost first.

    A tag, an underline or a bracket is its span alone; letters belong to everything that covers them.
    """
    spot = page.spot_at(y)
    line, y = spot.line, y - spot.block_top
    own = _own_mark(line, x, y)
    if own is not None:
        return [own]
    if not line.band_top(line.deepest) <= y < line.band_bottom(line.deepest):
        return []
    parts = [part for part in line.parts() if _covers(part, x)]
    parts.sort(key=lambda part: (part.span.length, _ORDER[part.span.draw], part.place))
    return [part.span for part in parts]


def handle_hit(page: Page, chosen: str | None, x: float, y: float) -> Handle | None:
    """Return the handle of the chosen span that a point is on."""
    if chosen is None:
        return None
    spot = page.spot_at(y)
    point = QPointF(x, y - spot.block_top)
    for part in spot.line.parts():
        if part.span.id == chosen:
            for at_start in (True, False):
                if _has_handle(spot.line, part, at_start) and _handle_area(spot.line, part, at_start).contains(point):
                    return Handle(part.span, at_start)
    return None


def prefix_hit(page: Page, chosen: str | None, prefixes: Sequence[Boundary], x: float, y: float) -> PrefixMark | None:
    """Return the prefix mark that a point is on; a mark may reach a little over its line."""
    for spot in (page.spot_at(y + PREFIX_RISE), page.spot_at(y)):
        point = QPointF(x, y - spot.block_top)
        for part in spot.line.parts():
            if part.span.id == chosen:
                for offset, _ in prefixes:
                    is_here = spot.line.shaped.start <= offset < spot.line.shaped.end
                    if is_here and prefix_area(spot.line, part, offset).contains(point):
                        return PrefixMark(part.span, offset)
    return None


def zones_hit(page: Page, x: float, y: float) -> list[ZoneMark]:
    """Return the zones whose bar stands beside a point of the gutter."""
    if 0 <= x < page.width:
        return []
    spot = page.spot_at(y)
    start, end = spot.line.shaped.start, spot.line.shaped.end
    return [zone for zone in page.zones.touching(page.blocks[spot.block]) if zone.start < end and start < zone.end]


def _own_mark(line: LineBox, x: float, y: float) -> DrawnSpan | None:
    for tag in line.tags:
        if QRectF(tag.left, tag.top - 1, tag.width, TAG_HEIGHT + 2).contains(QPointF(x, y)):
            return tag.span
    if y < line.band_top(line.deepest):
        near = [part for part in line.claims if abs(y - line.lane_y(part.place)) <= _NEAR_LANE and _covers(part, x)]
        return min(near, key=lambda part: part.span.length).span if near else None
    if y >= line.band_bottom(line.deepest):
        near = [part for part in line.events if abs(y - line.event_y(part.place)) <= _NEAR_EVENT and _covers(part, x)]
        return min(near, key=lambda part: part.span.length).span if near else None
    return None


def _covers(part: Part, x: float) -> bool:
    return any(left <= x < right for left, right in part.stretches)


def _has_handle(line: LineBox, part: Part, at_start: bool) -> bool:
    if at_start:
        return line.shaped.start <= part.span.start < line.shaped.end
    return line.shaped.start < part.span.end <= line.shaped.end


def _handle_area(line: LineBox, part: Part, at_start: bool) -> QRectF:
    bar = handle_bar(line, part, at_start=at_start)
    middle = bar.center().x()
    # The knob and the outer half take the mouse, and little of the letters, so that a click on a short word still
    # reaches the word.
    return QRectF(middle - HANDLE_WIDTH / 2, bar.top() - KNOB, HANDLE_WIDTH, bar.height() + KNOB)
