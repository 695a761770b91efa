"""What a key does to the caret. Shift extends in every case.

Left and right go by letter as seen, with Ctrl by word, with Alt by clitic. Up and down go by line, with Ctrl by
sentence, with Alt by paragraph. Home and End keep to the line, with Ctrl they go to the ends of the text. Space grows
the selection to the next comma, stop or quotation mark, Shift and Space take that back: a key that is the same on
every layout, because long contents of claims are selected all day.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.text.snapping import snap
from annotator.text.tokens import extend_to_clause
from annotator.ui.text_view.moves import (
    Caret,
    beside,
    by_height,
    by_line,
    by_paragraph,
    by_sentence,
    by_unit,
    is_forward,
    to_end,
    with_start_moved,
    x_of,
)
from annotator.ui.text_view.page import Page
from annotator.ui.text_view.selection import Selection

_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_SHARE_OF_VIEW = 0.9


class Keyboard:
    """The keys of the caret, and what they remember from one press to the next."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._x: float | None = None
        """Where in the column the caret wants to stand while it goes up and down over shorter lines."""
        self._grown: list[tuple[Selection, Selection]] = []
        """What was selected before and after each press of Space in a row."""

    def forget(self) -> None:
        """Begin anew: another text is shown, or the mouse has put the caret elsewhere."""
        self._x = None
        self._grown.clear()

    def pressed(self, event: QKeyEvent, now: Selection, view_height: int) -> Selection | None:
        """Return the selection after a key; None when the key isn't one of the caret."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Space and not held & (_CTRL | _ALT):
            return self.shrunk(now) if held & _SHIFT else self.grown(now)
        extend = bool(held & _SHIFT)
        if key in _UPRIGHT and not held & (_CTRL | _ALT):
            caret = by_line(self._page, now, _UPRIGHT[key], self._goal(now))
        elif key in _PAGES and not held & (_CTRL | _ALT):
            caret = by_height(self._page, now, _PAGES[key] * view_height * _SHARE_OF_VIEW, self._goal(now))
        else:
            moved = self._moved(key, held, now, extend=extend)
            if moved is not None:
                self._x = None
            return moved
        return now.moved(*caret, extend=extend)

    def grown(self, now: Selection) -> Selection:
        """Grow to the next comma, stop or quotation mark; from a caret alone, from the start of its word on."""
        text = self._page.text
        start, end = now.range
        if now.is_empty:
            start, _ = snap(text, start, start)
        grown = Selection(*extend_to_clause(text, start, end), True)
        if not self._was_grown_to(now):
            self._grown.clear()
        if grown.range != now.range:
            self._grown.append((now, grown))
        return grown

    def shrunk(self, now: Selection) -> Selection:
        """Take back the last step of growing, if nothing else has happened since."""
        return self._grown.pop()[0] if self._was_grown_to(now) else now

    def _moved(self, key: Qt.Key, held: Qt.KeyboardModifier, now: Selection, *, extend: bool) -> Selection | None:
        if key in _SIDEWAYS:
            return _sideways(self._page, now, _SIDEWAYS[key], held, extend=extend)
        caret: Caret | None = None
        if key in _UPRIGHT:
            by = by_paragraph if held & _ALT else by_sentence
            caret = by(self._page.text, now.caret, _UPRIGHT[key])
        elif key in _ENDS:
            caret = to_end(self._page, now, whole=bool(held & _CTRL), end=key == Qt.Key.Key_End)
        return None if caret is None else now.moved(*caret, extend=extend)

    def _goal(self, now: Selection) -> float:
        if self._x is None:
            self._x = x_of(self._page, now)
        return self._x

    def _was_grown_to(self, now: Selection) -> bool:
        return bool(self._grown) and self._grown[-1][1] == now


def _sideways(page: Page, now: Selection, step: int, held: Qt.KeyboardModifier, *, extend: bool) -> Selection:
    forward = is_forward(page, now, step)
    if held & _ALT and not extend and not now.is_empty:
        return with_start_moved(page.text, now, forward=forward)
    if held & (_ALT | _CTRL):
        unit_caret = by_unit(page.text, now.caret, "clitic" if held & _ALT else "word", forward=forward)
        return now.moved(*unit_caret, extend=extend)
    if not now.is_empty and not extend:
        # An arrow without Shift leaves a selection at the side it points to.
        start, end = now.range
        return now.moved(end if forward else start, forward, extend=False)
    return now.moved(*beside(page, now, step), extend=extend)
