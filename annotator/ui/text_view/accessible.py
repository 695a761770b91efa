"""The article for screen readers: its text, the caret, and where characters stand on the screen.

Qt asks for an interface only when a screen reader asks Qt. Until then nothing here runs and nothing is kept.
Offsets are UTF-16 units of the whole text towards Qt, code points towards the article.
"""

from __future__ import annotations

from functools import cache
from typing import cast
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QSize
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
    QAccessibleTextUpdateEvent,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken, VoidPtr

from annotator.text.graphemes import is_boundary
from annotator.text.offsets import OffsetMap
from annotator.ui.text_view.hit import caret_hit
from annotator.ui.text_view.reader import Reader
from annotator.ui.text_view.selection import Selection

_KEPT: list[QAccessibleInterface] = []
"""Qt frees an interface together with its widget, but not what Python knows of it: that may not go before."""


@cache
def install() -> None:
    """Let Qt find the interface of articles. Once per program is enough."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, Reader):
        return None
    made = ArticleInterface(widget)
    _KEPT.append(made)
    return made


class ArticleInterface(QAccessibleWidget):
    """An article as a widget: a text of many lines that can be read and selected, and not altered."""

    def __init__(self, article: Reader) -> None:
        super().__init__(article, QAccessible.Role.EditableText)
        # An object of its own: Qt takes the pointer from `interface_cast` as it comes, and that of a Python class with
        # two bases is the pointer of the first.
        self.words = ArticleText(article)
        article.caret_moved.connect(self.words.tell_caret)
        article.text_changed.connect(self.words.tell_text)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override] # the stub is wrong
        """Return what Qt asks for; None would crash it (PySide 6.11), so nothing is a null pointer."""
        if kind == QAccessible.InterfaceType.TextInterface:
            return VoidPtr(Shiboken.getCppPointer(self.words)[0])
        found = cast("VoidPtr | None", super().interface_cast(kind))
        return VoidPtr(0) if found is None else found

    def state(self) -> QAccessible.State:
        """Say that the text can be read and selected only."""
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state


class ArticleText(QAccessibleTextInterface):
    """The text of an article.

    PySide has no way to hand out the ends of a selection (`selection(int, int*, int*)` is not in the binding; Qt would
    read what happens to lie in memory). So the selection can be set here but is not counted, and what is selected is
    announced instead, by `annotator.ui.speech`.
    """

    def __init__(self, article: Reader) -> None:
        super().__init__()
        # Qt keeps what the factory has made for ever; it shall not keep the article.
        self._article = ref(article)
        self._text = article.page.text
        self._known: OffsetMap | None = None

    def text(self, start: int, end: int) -> str:
        """Return a part of the text."""
        return self._shown().page.text[self._code_point(start) : self._code_point(end)]

    def characterCount(self) -> int:
        """Return the length of the text."""
        return self._offsets().utf16_length

    def cursorPosition(self) -> int:
        """Return where the caret stands."""
        return self._offsets().utf16(self._shown().selection.caret)

    def setCursorPosition(self, position: int) -> None:
        """Move the caret, as a click would."""
        self._select(position, position)

    def selectionCount(self) -> int:
        """Return 0: see above."""
        return 0

    def addSelection(self, start: int, end: int) -> None:
        """Select a range; there is one selection, so it replaces the former."""
        self._select(start, end)

    def setSelection(self, index: int, start: int, end: int) -> None:
        """Select a range in place of the one selection."""
        if index == 0:
            self._select(start, end)

    def removeSelection(self, index: int) -> None:
        """Select nothing; the caret stays."""
        if index == 0:
            self._select(self.cursorPosition(), self.cursorPosition())

    def scrollToSubstring(self, start: int, end: int) -> None:
        """Bring a range into view."""
        self._shown().scroll_to(self._code_point(start), self._code_point(end))

    def characterRect(self, offset: int) -> QRect:
        """Return the place of a character on the screen; behind the last one, that of the caret."""
        article, place = self._shown(), self._code_point(offset)
        spot = article.page.spot_of(place)
        table = spot.line.shaped.table
        found = table.rects(place, place + 1)
        left, right = found[0] if found else (table.x_of(place, trailing=True),) * 2
        x, y = round(article.column_left() + left), spot.block_top + spot.line.text_top - article.anchor.value
        size = QSize(max(1, round(right - left)), spot.line.text_bottom - spot.line.text_top)
        return QRect(article.viewport().mapToGlobal(QPoint(x, y)), size)

    def offsetAtPoint(self, point: QPoint) -> int:
        """Return the character under a point of the screen, the nearest where there is none."""
        article = self._shown()
        at = article.to_page(QPointF(article.viewport().mapFromGlobal(point)))
        hit = caret_hit(article.page, at.x(), at.y())
        return self._offsets().utf16(hit.offset if hit.under is None else hit.under)

    def tell_caret(self) -> None:
        """Say that the caret has moved, and what is selected with it."""
        article = self._article()
        if article is None or not QAccessible.isActive():
            return
        offsets = self._offsets()
        start, end = (offsets.utf16(place) for place in article.selection.range)
        caret = offsets.utf16(article.selection.caret)
        selected = QAccessibleTextSelectionEvent(article, start, end)
        selected.setCursorPosition(caret)
        QAccessible.updateAccessibility(selected)
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(article, caret))

    def tell_text(self) -> None:
        """Say that another text is shown."""
        article = self._article()
        if article is None:
            return
        former, self._text = self._text, article.page.text
        if QAccessible.isActive() and former != self._text:
            QAccessible.updateAccessibility(QAccessibleTextUpdateEvent(article, 0, former, self._text))

    def _select(self, start: int, end: int) -> None:
        """Select as the hand would, and tell the window; never half a character."""
        article, text = self._shown(), self._shown().page.text
        first, last = sorted((self._code_point(start), self._code_point(end)))
        while not is_boundary(text, first):
            first -= 1
        while not is_boundary(text, last):
            last += 1
        selection = Selection(first, first if start == end else last, trailing=start != end)
        article.settle_selection(selection)
        article.show_spot(article.page.spot_of(selection.caret, selection.trailing))

    def _shown(self) -> Reader:
        article = self._article()
        if article is None:  # Qt frees the interface before the widget, so nobody can ask any more
            raise RuntimeError("the article is gone")
        return article

    def _offsets(self) -> OffsetMap:
        text = self._shown().page.text
        if self._known is None or self._known.text is not text:
            self._known = OffsetMap(text)
        return self._known

    def _code_point(self, utf16: int) -> int:
        """Return the code point of an offset that comes from outside, and may lie outside the text."""
        offsets = self._offsets()
        return offsets.code_point(min(max(0, utf16), offsets.utf16_length))
