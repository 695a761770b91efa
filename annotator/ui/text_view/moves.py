"""Where a caret gets from a place: beside it as seen, by line, word, clitic, sentence, paragraph and view."""

from __future__ import annotations

from annotator.text.paragraphs import paragraph_at
from annotator.ui.text_view.page import Page, Spot
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.units import Unit, next_edge, previous_edge, sentence

Caret = tuple[int, bool]
"""Offset, and whether it belongs to the character before it."""


def is_forward(page: Page, now: Selection, step: int) -> bool:
    """Whether left (-1) or right (1) is the way on through the paragraph of the caret."""
    return (step < 0) == (page.direction(page.block_of_caret(now.caret, now.trailing)) == "rtl")


def beside(page: Page, now: Selection, step: int) -> Caret:
    """Return the caret one grapheme to the left (-1) or right (1) as seen; at the end of a line, on the next."""
    spot = page.spot_of(now.caret, now.trailing)
    table = spot.line.shaped.table
    place = table.index_of(now.caret, now.trailing)
    if step > 0 and place < len(table.cells):
        cell = table.cells[place]
        return (cell.start, False) if cell.rtl else (cell.end, True)
    if step < 0 and place > 0:
        cell = table.cells[place - 1]
        return (cell.end, True) if cell.rtl else (cell.start, False)
    forward = (step < 0) == spot.line.is_rtl
    line = neighbour(page, spot, 1 if forward else -1)
    if line is None:
        return now.caret, now.trailing
    shaped = line.line.shaped
    return (shaped.start, False) if forward else (shaped.end, True)


def by_unit(text: str, caret: int, unit: Unit, *, forward: bool) -> Caret:
    """Return the caret at the next or the previous edge of a word or a clitic."""
    return (next_edge if forward else previous_edge)(text, caret, unit), False


def with_start_moved(text: str, now: Selection, *, forward: bool) -> Selection:
    """Move the start of a selection over a clitic: leaves a prefix out of the chosen word, or takes it in again."""
    start, end = now.range
    moved_to = next_edge(text, start, "clitic") if forward else previous_edge(text, start, "clitic")
    return Selection(moved_to, end, True) if moved_to < end else now


def x_of(page: Page, now: Selection) -> float:
    """Return where in the column the caret stands."""
    return page.spot_of(now.caret, now.trailing).line.shaped.table.x_of(now.caret, now.trailing)


def by_line(page: Page, now: Selection, step: int, x: float) -> Caret:
    """Return the caret on the line above (-1) or below (1), nearest to `x`; beyond the page, its ends."""
    spot = page.spot_of(now.caret, now.trailing)
    line = neighbour(page, spot, step)
    if line is None:
        return (spot.line.shaped.end, True) if step > 0 else (spot.line.shaped.start, False)
    return _nearest(line, x)


def by_height(page: Page, now: Selection, distance: float, x: float) -> Caret:
    """Return the caret so many pixels further down the page, nearest to `x`; beyond the page, its ends."""
    spot = page.spot_of(now.caret, now.trailing)
    y = spot.block_top + spot.line.baseline + distance
    if y < 0:
        return 0, False
    if y >= page.height:
        return len(page.text), True
    return _nearest(page.spot_at(y), x)


def to_end(page: Page, now: Selection, *, whole: bool, end: bool) -> Caret:
    """Return the caret at the start or the end of the line, or of the whole text."""
    if whole:
        return (len(page.text), True) if end else (0, False)
    line = page.spot_of(now.caret, now.trailing).line.shaped
    return (line.end, True) if end else (line.start, False)


def by_sentence(text: str, caret: int, step: int) -> Caret:
    """Return the caret at the start of the next sentence (1), or of this one, else of the one before (-1)."""
    start, end = sentence(text, caret)
    if step < 0:
        return (start if start < caret else sentence(text, _before_space(text, start))[0]), False
    while end < len(text) and text[end].isspace():
        end += 1
    return end, False


def by_paragraph(text: str, caret: int, step: int) -> Caret:
    """Return the caret at the start of the next paragraph (1), or of this one, else of the one before (-1)."""
    start, end = paragraph_at(text, caret)
    if step < 0:
        return (start if start < caret else paragraph_at(text, max(0, start - 1))[0]), False
    return min(end + 1, len(text)), False


def neighbour(page: Page, spot: Spot, step: int) -> Spot | None:
    """Return the line above (-1) or below (1) one, None at the ends of the page."""
    lines = page.box(spot.block).lines
    index = spot.line.shaped.index + step
    if 0 <= index < len(lines):
        return Spot(spot.block, lines[index], spot.block_top)
    block = spot.block + step
    if not 0 <= block < len(page.blocks):
        return None
    return Spot(block, page.box(block).lines[0 if step > 0 else -1], page.top(block))


def _nearest(spot: Spot, x: float) -> Caret:
    return spot.line.shaped.table.caret_at(x) or (spot.line.shaped.start, False)


def _before_space(text: str, start: int) -> int:
    """Return the last character before a place that is no white space, so that empty lines are passed over."""
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return max(0, start - 1)
