"""An article that can be read and selected with the keyboard: caret, selection, copy."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.text_view.drawing.page import Look
from annotator.ui.text_view.found import Found
from annotator.ui.text_view.keyboard import Keyboard
from annotator.ui.text_view.place import Place, place_of
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.zoom import ZoomedSheet

_MANY_BLOCKS = 200
_PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Reader(ZoomedSheet):
    """A sheet with a caret. Offsets, in and out, are code points of the text."""

    selection_changed = Signal(int, int)
    """Start and end of the selection that the person settled; equal when there is only a caret."""

    caret_moved = Signal()
    """The caret or the selection is elsewhere, whoever moved it."""

    text_changed = Signal()
    """Another text is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = Selection()
        self.keyboard = Keyboard(self.page)
        self._found = Found()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def look(self) -> Look:
        """Return what is selected and what was found."""
        return replace(super().look(), selection=self.selection, shows_caret=self.hasFocus(), found=self._found)

    def show_found(self, found: Found) -> None:
        """Tint the places where something was found; an empty `Found` ends that."""
        self._found = found
        self.viewport().update()

    def set_selection(self, start: int, end: int) -> None:
        """Select a range. Says nothing: the window already knows."""
        self.keyboard.forget()
        self.show_selection(Selection(start, end, end > start))

    def scroll_to(self, start: int, end: int) -> None:
        """Bring a range into view, as much of it as fits, its start in any case."""
        self.show_spot(self.page.spot_of(end, trailing=True), centred=True)
        self.show_spot(self.page.spot_of(start), centred=True)

    def place(self) -> Place:
        """Return where the person is: caret, selection, and what stands at the upper edge."""
        return place_of(self.page, self.selection, self.anchor.value)

    def go_back_to(self, place: Place) -> None:
        """Select and show what was selected and shown at a place. Says nothing: the window already knows."""
        self.keyboard.forget()
        self.show_selection(place.selection(len(self.page.text)))
        spot = self.page.spot_of(min(max(place.top, 0), len(self.page.text)))
        self.put_spot(spot, -min(place.depth, spot.line.height - 1))

    def point_of(self, offset: int, trailing: bool = False) -> QPoint:
        """Return a point of the viewport in the first quarter of the character at an offset, as read.

        With `trailing`, in the last quarter of the character that ends there. For tests, and for menus at the caret.
        """
        spot = self.page.spot_of(offset, trailing)
        x = spot.line.shaped.table.quarter(offset, trailing)
        y = spot.block_top + (spot.line.text_top + spot.line.text_bottom) / 2 - self.anchor.value
        return QPoint(round(self.column_left() + x), round(y))

    def held_point(self) -> QPointF:
        """Return the caret where it is in view, else the upper edge."""
        caret = self.point_of(self.selection.caret, self.selection.trailing)
        return QPointF(caret) if self.viewport().rect().contains(caret) else super().held_point()

    def show_selection(self, selection: Selection) -> None:
        """Paint a selection without telling anybody."""
        former, self.selection = self.selection, selection
        if former != selection:
            self._update_range(*_changed(former, selection))
            self.caret_moved.emit()

    def settle_selection(self, selection: Selection) -> None:
        """Take a selection and tell the window."""
        self.show_selection(selection)
        self.selection_changed.emit(*selection.range)

    def let_go(self) -> bool:
        """Give up what was begun, on Esc; return whether there was anything."""
        if self.selection.is_empty:
            return False
        self.settle_selection(self.selection.moved(self.selection.caret, self.selection.trailing, extend=False))
        return True

    def copy(self) -> None:
        """Put the raw text of the selection on the clipboard."""
        start, end = self.selection.range
        if start < end:
            QApplication.clipboard().setText(self.page.text[start:end])

    def select_all(self) -> None:
        """Select the whole text."""
        self.keyboard.forget()
        self.settle_selection(Selection(0, len(self.page.text), True))

    def grow_selection(self) -> None:
        """Select up to the next comma, stop or quotation mark."""
        self._move_caret(self.keyboard.grown(self.selection), keeps_height=False)

    def shrink_selection(self) -> None:
        """Take back the last growth of the selection."""
        self._move_caret(self.keyboard.shrunk(self.selection), keeps_height=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, copy, let go; every other key is the window's."""
        if event.key() == Qt.Key.Key_Escape and self.let_go():
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif (selection := self.keyboard.pressed(event, self.selection, self.view_height())) is not None:
            self._move_caret(selection, keeps_height=event.key() in _PAGE_KEYS)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame and the caret."""
        super().focusInEvent(event)
        self.update()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the frame and the caret."""
        super().focusOutEvent(event)
        self.update()
        self.viewport().update()

    def _move_caret(self, selection: Selection, *, keeps_height: bool) -> None:
        """Take what a key has selected and show the caret; a page further, at the height where it was."""
        y = self._caret_y()
        self.settle_selection(selection)
        spot = self.page.spot_of(selection.caret, selection.trailing)
        if keeps_height and 0 <= y < self.view_height():
            self.put_spot(spot, y)
        self.show_spot(spot)

    def _caret_y(self) -> int:
        spot = self.page.spot_of(self.selection.caret, self.selection.trailing)
        return spot.block_top + spot.line.top - self.anchor.value

    def _update_range(self, start: int, end: int) -> None:
        first, last = self.page.block_of_caret(start, True), self.page.block_of(end)
        if last - first > _MANY_BLOCKS:
            self.viewport().update()
            return
        for block in range(first, last + 1):
            self.update_block(block)


def _changed(former: Selection, now: Selection) -> tuple[int, int]:
    """Return the range in which two selections look different, carets included."""
    offsets = [former.caret, now.caret]
    if former.anchor != now.anchor or former.is_empty or now.is_empty:
        offsets += [former.anchor, now.anchor]
    return min(offsets), max(offsets)
