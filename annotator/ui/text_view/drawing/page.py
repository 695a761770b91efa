"""Drawing the visible part of a page: blocks from top to bottom, in each line the layers from back to front."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.text.clitics import Boundary
from annotator.ui.text_view.drawing.bands import draw_edges, draw_fills
from annotator.ui.text_view.drawing.chosen import (
    draw_caret,
    draw_chosen,
    draw_handle,
    draw_hover,
    draw_prefix,
    draw_selection,
    handle_bar,
)
from annotator.ui.text_view.drawing.claims import draw_claims
from annotator.ui.text_view.drawing.events import draw_events
from annotator.ui.text_view.drawing.found import draw_found_edges, draw_found_fills
from annotator.ui.text_view.drawing.ink import Ink
from annotator.ui.text_view.drawing.links import draw_strand, draw_trunk
from annotator.ui.text_view.drawing.signs import draw_signs
from annotator.ui.text_view.drawing.tags import draw_tags
from annotator.ui.text_view.drawing.zones import draw_zone
from annotator.ui.text_view.found import Found
from annotator.ui.text_view.lines import BlockBox, LineBox, Part
from annotator.ui.text_view.link_index import Trunk
from annotator.ui.text_view.page import Page
from annotator.ui.text_view.selection import Selection

_REACH = 10
_NOTHING = Selection()
_NOWHERE = Found()


@dataclass(frozen=True, slots=True)
class Look:
    """What of the page is seen, and what is chosen in it."""

    scroll: int
    column_left: float
    name_rooms: tuple[float, float]
    """How wide the names of zones may be on the left and on the right."""
    selection: Selection = _NOTHING
    chosen: str | None = None
    hovered: str | None = None
    focus: str | None = None
    """The span whose links are seen."""
    claim: str = ""
    """The group of the chosen span."""
    shows_signs: bool = False
    """Whether invisible characters are told."""
    shows_caret: bool = False
    shows_handles: bool = False
    prefixes: tuple[Boundary, ...] = ()
    found: Found = _NOWHERE


def draw_page(painter: QPainter, page: Page, look: Look, ink: Ink, exposed: QRectF) -> None:
    """Draw what lies in the exposed rectangle of the view."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Handles, signs and marks may reach a little over their block.
    first = page.block_at(look.scroll + exposed.top() - _REACH)
    last = page.block_at(look.scroll + exposed.bottom() + _REACH)
    trunks = _trunks(page, look, first, last)
    for block in range(first, last + 1):
        box = page.box(block)
        top = page.top(block) - look.scroll
        painter.save()
        painter.translate(look.column_left, top)
        _draw_block(painter, page, block, box, look, ink, exposed.translated(0, -top))
        for trunk in trunks:
            if trunk.passes(block):
                draw_trunk(painter, box, block, trunk, ink, faint=trunk.head != look.focus)
        painter.restore()


def _trunks(page: Page, look: Look, first: int, last: int) -> list[Trunk]:
    """Return the ways through the margin that are seen beside some blocks, that of the span in focus last."""
    if page.links.shows_all:
        return sorted(page.trunks_between(first, last), key=lambda trunk: trunk.head == look.focus)
    trunk = page.trunk(look.focus) if look.focus else None
    return [trunk] if trunk else []


def _draw_block(
    painter: QPainter, page: Page, block: int, box: BlockBox, look: Look, ink: Ink, exposed: QRectF
) -> None:
    here = page.blocks[block]
    zones = page.zones.touching(here)
    for zone in zones:
        named, room = page.zones.is_named(here, zone), look.name_rooms[box.shaped.rtl]
        draw_zone(painter, here, box, zone, ink, named=named, room=room)
    dimmed = [(zone.start, zone.end) for zone in zones if zone.excluded]
    for line in box.lines:
        if line.bottom + _REACH >= exposed.top() and line.top - _REACH <= exposed.bottom():
            _draw_line(painter, line, look, ink, dimmed, is_last=here.is_last and line is box.lines[-1])
            _draw_links(painter, line, look, ink, shows_all=page.links.shows_all)
            draw_tags(painter, line, ink, look.chosen)
            _draw_outlines(painter, line, look, ink)
    if look.shows_signs:
        _draw_signs(painter, page, block, box, ink)
    caret, trailing = look.selection.caret, look.selection.trailing
    if look.shows_caret and block == page.block_of_caret(caret, trailing):
        draw_caret(painter, box.line_of(caret, trailing), caret, trailing, ink, extending=not look.selection.is_empty)


def _draw_signs(painter: QPainter, page: Page, block: int, box: BlockBox, ink: Ink) -> None:
    ends = [line.shaped.start for line in box.lines[1:]]
    ends.append(page.blocks[block + 1].start if block + 1 < len(page.blocks) else len(page.text))
    for line, end in zip(box.lines, ends, strict=True):
        draw_signs(painter, line, page.text, end, ink)


def _draw_links(painter: QPainter, line: LineBox, look: Look, ink: Ink, *, shows_all: bool) -> None:
    if shows_all:
        for strand in line.strands:
            if strand.bundle.head != look.focus:
                draw_strand(painter, line, strand, ink, faint=True)
    for strand in line.strands:
        if strand.bundle.head == look.focus:
            draw_strand(painter, line, strand, ink, faint=False)


def _draw_line(
    painter: QPainter, line: LineBox, look: Look, ink: Ink, dimmed: list[tuple[int, int]], *, is_last: bool
) -> None:
    draw_found_fills(painter, line, look.found, ink)
    draw_fills(painter, line, ink)
    start, end = look.selection.range
    if start < end and start <= line.shaped.end and end >= line.shaped.start:
        to_next = is_last and start <= line.shaped.end < end
        draw_selection(painter, line, start, end, ink, to_next=to_next)
    draw_edges(painter, line, ink)
    draw_found_edges(painter, line, look.found, ink)
    draw_events(painter, line, ink)
    _draw_letters(painter, line, ink, dimmed)
    draw_claims(painter, line, ink, look.chosen, look.claim)


def _draw_letters(painter: QPainter, line: LineBox, ink: Ink, dimmed: list[tuple[int, int]]) -> None:
    start, end = line.shaped.start, line.shaped.end
    inside = [(max(start, one), min(end, other)) for one, other in dimmed if one < end and start < other]
    if not inside or inside == [(start, end)]:
        painter.setPen(ink.dim if inside else ink.text)
        line.shaped.draw(painter, 0, line.baseline)
        return
    outside = [(one, other) for one, other in _rest(start, end, inside) if one < other]
    for ranges, colour in ((inside, ink.dim), (outside, ink.text)):
        for one, other in ranges:
            painter.save()
            painter.setClipRect(_column(line, one, other), Qt.ClipOperation.IntersectClip)
            painter.setPen(colour)
            line.shaped.draw(painter, 0, line.baseline)
            painter.restore()


def _column(line: LineBox, start: int, end: int) -> QRectF:
    stretches = line.shaped.table.rects(start, end) or [(0.0, 0.0)]
    left, right = stretches[0][0], stretches[-1][1]
    return QRectF(left, line.top, right - left, line.height)


def _rest(start: int, end: int, inside: list[tuple[int, int]]) -> list[tuple[int, int]]:
    edges = [start, *(edge for pair in inside for edge in pair), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _draw_outlines(painter: QPainter, line: LineBox, look: Look, ink: Ink) -> None:
    if look.chosen is None and look.hovered is None:
        return
    for part in line.parts():
        if part.span.id == look.chosen:
            draw_chosen(painter, line, part, ink)
            if look.shows_handles:
                _draw_handles(painter, line, part, look, ink)
        elif part.span.id == look.hovered:
            draw_hover(painter, line, part, ink)


def _draw_handles(painter: QPainter, line: LineBox, part: Part, look: Look, ink: Ink) -> None:
    if line.shaped.start <= part.span.start < line.shaped.end:
        draw_handle(painter, handle_bar(line, part, at_start=True), ink)
    for offset, sure in look.prefixes:
        if line.shaped.start <= offset < line.shaped.end:
            draw_prefix(painter, line, part, offset, ink, sure=sure)
    if line.shaped.start < part.span.end <= line.shaped.end:
        draw_handle(painter, handle_bar(line, part, at_start=False), ink)
