"""Where the keyboard takes the caret: as seen with the arrows, by word, clitic, sentence, line and page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.text.paragraphs import paragraph_at
from annotator.ui.text_view.page import Page, Spot
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.units import Unit, next_edge, previous_edge, sentence

Caret = tuple[int, bool]
"""Offset, and whether it belongs to the character before it."""

_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def moved(page: Page, now: Selection, event: QKeyEvent, view_height: int) -> Selection | None:
    """Return the selection after a key of the caret; None when the key is another."""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    extend = bool(modifiers & _SHIFT)
    if key in _SIDEWAYS:
        return _sideways(page, now, _SIDEWAYS[key], modifiers, extend=extend)
    caret: Caret | None = None
    if key in _UPRIGHT:
        caret = _upright(page, now, _UPRIGHT[key], modifiers)
    elif key in _PAGES:
        caret = _by_height(page, now, _PAGES[key] * view_height * 0.9)
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        caret = _to_end(page, now, key == Qt.Key.Key_End, whole=bool(modifiers & _CTRL))
    return None if caret is None else now.moved(*caret, extend=extend)


def _sideways(page: Page, now: Selection, step: int, modifiers: Qt.KeyboardModifier, *, extend: bool) -> Selection:
    forward = (step < 0) == (page.direction(page.block_of_caret(now.caret, now.trailing)) == "rtl")
    if modifiers & _ALT and not extend and not now.is_empty:
        return _with_start_moved(page.text, now, forward)
    if modifiers & (_ALT | _CTRL):
        unit: Unit = "clitic" if modifiers & _ALT else "word"
        edge = next_edge if forward else previous_edge
        return now.moved(edge(page.text, now.caret, unit), False, extend=extend)
    if not now.is_empty and not extend:
        # An arrow without Shift leaves a selection at the side it points to.
        start, end = now.range
        return now.moved(end if forward else start, forward, extend=False)
    return now.moved(*_beside(page, now, step), extend=extend)


def _with_start_moved(text: str, now: Selection, forward: bool) -> Selection:
    """Move the start of a selection over a clitic: leaves a prefix out of the chosen word, or takes it in again."""
    start, end = now.range
    moved_to = next_edge(text, start, "clitic") if forward else previous_edge(text, start, "clitic")
    return Selection(moved_to, end, True) if moved_to < end else now


def _beside(page: Page, now: Selection, step: int) -> Caret:
    """Return the caret one grapheme to the left (-1) or right (1) as seen."""
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


def _upright(page: Page, now: Selection, step: int, modifiers: Qt.KeyboardModifier) -> Caret:
    if modifiers & _ALT:
        return _by_sentence(page.text, now.caret, step), False
    if modifiers & _CTRL:
        return _by_paragraph(page.text, now.caret, step), False
    spot = page.spot_of(now.caret, now.trailing)
    line = neighbour(page, spot, step)
    if line is None:
        return (spot.line.shaped.end, True) if step > 0 else (spot.line.shaped.start, False)
    x = spot.line.shaped.table.x_of(now.caret, now.trailing)
    return line.line.shaped.table.caret_at(x) or (line.line.shaped.start, False)


def _by_height(page: Page, now: Selection, distance: float) -> Caret:
    spot = page.spot_of(now.caret, now.trailing)
    y = spot.block_top + spot.line.baseline + distance
    line = page.spot_at(min(max(0, y), page.height)).line
    x = spot.line.shaped.table.x_of(now.caret, now.trailing)
    return line.shaped.table.caret_at(x) or (line.shaped.start, False)


def _to_end(page: Page, now: Selection, to_end: bool, *, whole: bool) -> Caret:
    if whole:
        return (len(page.text), True) if to_end else (0, False)
    line = page.spot_of(now.caret, now.trailing).line.shaped
    return (line.end, True) if to_end else (line.start, False)


def _by_sentence(text: str, caret: int, step: int) -> int:
    start, end = sentence(text, caret)
    if step < 0:
        return start if start < caret else sentence(text, max(0, start - 2))[0]
    following = end
    while following < len(text) and text[following].isspace():
        following += 1
    return following


def _by_paragraph(text: str, caret: int, step: int) -> int:
    start, end = paragraph_at(text, caret)
    if step < 0:
        return start if start < caret else paragraph_at(text, max(0, start - 1))[0]
    return min(end + 1, len(text))


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
