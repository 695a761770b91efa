"""The mouse on the article: a drag is a preview until the button is let go, and Esc leaves no trace of it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.text.clitics import Boundary
from annotator.ui.text_view.autoscroll import Autoscroll
from annotator.ui.text_view.drag import Drag
from annotator.ui.text_view.edges import joined, with_edge
from annotator.ui.text_view.hit import CaretHit, Handle, caret_hit, handle_hit, prefix_hit, spans_hit
from annotator.ui.text_view.page import Page
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.units import sentence, word_or_grapheme
from annotator.ui.text_view.values import DrawnSpan, Fragment

_DRAG_BEGINS_PX = 4
_FREE_DRAG_BEGINS_PX = 2
"""With Shift a person means single letters, and some are narrow."""


class Article(Protocol):
    """What the pointer needs of the view: where a point is on the page, and what to do about it."""

    page: Page
    selection: Selection
    chosen: str | None
    snaps: bool

    def to_page(self, point: QPointF) -> QPointF:
        """Return a point of the viewport in the column and on the page."""

    def show_selection(self, selection: Selection) -> None:
        """Paint a selection without telling anybody."""

    def settle_selection(self, selection: Selection) -> None:
        """Take a selection and tell the window."""

    def click_spans(self, spans: list[DrawnSpan]) -> None:
        """Choose among the spans under a click, the innermost first."""

    def resize_span(self, span: DrawnSpan, fragments: tuple[Fragment, ...]) -> None:
        """Ask the window for other fragments of a span."""

    def scroll_by(self, distance: int) -> None:
        """Scroll down by pixels."""

    def view_height(self) -> int:
        """Return the height of the viewport."""

    def handles_work(self) -> bool:
        """Whether somebody listens to handles."""

    def chosen_span(self) -> DrawnSpan | None:
        """Return the chosen span."""

    def prefixes(self) -> tuple[Boundary, ...]:
        """Return where the chosen span could lose a prefix."""


class Pointer(QObject):
    """The mouse between press and release."""

    def __init__(self, article: Article, parent: QObject) -> None:
        super().__init__(parent)
        self._article = article
        self._drag: Drag | None = None
        self._pressed_at = QPoint()
        self._last = QPointF()
        self._second_click = QElapsedTimer()
        self._second_click_at = QPoint()
        self._autoscroll = Autoscroll(article.scroll_by, self)

    @property
    def is_dragging(self) -> bool:
        """Whether a button is down that began on the article."""
        return self._drag is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin a drag, a click, or the third click of a sentence."""
        article, held = self._article, event.modifiers()
        pressed = self._begin(event)
        if self._is_third_click(event) and pressed.under is not None:
            self._stop()
            article.settle_selection(Selection(*sentence(article.page.text, pressed.under), True))
            return
        self._drag = Drag(
            pressed,
            article.selection,
            extends=bool(held & Qt.KeyboardModifier.ShiftModifier),
            handle=self._handle_at(event.position()),
            free=self._is_free(held),
            adds=bool(held & Qt.KeyboardModifier.AltModifier) and article.handles_work(),
        )

    def move(self, event: QMouseEvent) -> None:
        """Show what the drag would select."""
        self._last = event.position()
        if self._drag is None:
            return
        self._drag.moved = self._drag.moved or self._is_far(self._drag)
        if self._drag.moved:
            self._preview(event.modifiers())
            self._autoscroll.follow(self._last.y(), self._article.view_height())

    def refresh(self) -> None:
        """Show what the drag would select after the page was scrolled under the mouse."""
        if self._drag is not None and self._drag.moved:
            self._preview(QApplication.keyboardModifiers())

    def release(self, event: QMouseEvent) -> None:
        """End a drag with its selection, or a click with what is under it."""
        drag = self._drag
        if drag is None:
            return
        self._last = event.position()
        drag.moved = drag.moved or self._is_far(drag)
        selection = self._selection(drag, event.modifiers())
        self._stop()
        if drag.moved:
            self._end(drag, selection)
        elif drag.word is None:
            self._click(drag)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word under the mouse; a drag goes on by words."""
        article = self._article
        hit = self._begin(event)
        self._second_click.start()
        self._second_click_at = self._pressed_at
        if hit.under is None:
            return
        word = word_or_grapheme(article.page.text, hit.under)
        self._drag = Drag(hit, article.selection, word=word)
        article.settle_selection(Selection(*word, True))

    def cancel(self) -> bool:
        """Give up a drag; return whether there was one."""
        drag = self._drag
        self._stop()
        if drag is None or not drag.moved:
            return False
        self._article.show_selection(drag.before)
        return True

    def _begin(self, event: QMouseEvent) -> CaretHit:
        self._pressed_at, self._last = event.position().toPoint(), event.position()
        return self._reached()

    def _handle_at(self, at: QPointF) -> Handle | None:
        if not self._article.handles_work():
            return None
        point = self._article.to_page(at)
        return handle_hit(self._article.page, self._article.chosen, point.x(), point.y())

    def _end(self, drag: Drag, selection: Selection) -> None:
        article = self._article
        chosen = article.chosen_span() if drag.adds else None
        if drag.handle is not None:
            article.show_selection(drag.before)
            self._resize(drag.handle.span, drag.resized(selection))
        elif chosen is not None and not selection.is_empty:
            article.show_selection(drag.before)
            self._resize(chosen, joined(chosen.fragments, selection.range))
        else:
            article.settle_selection(selection)

    def _click(self, drag: Drag) -> None:
        article, pressed = self._article, drag.pressed
        if self._click_prefix() or drag.handle is not None:
            return
        if drag.extends:
            article.settle_selection(drag.before.moved(pressed.offset, pressed.trailing, extend=True))
            return
        point = article.to_page(self._last)
        article.settle_selection(Selection(pressed.offset, pressed.offset, pressed.trailing))
        article.click_spans(spans_hit(article.page, point.x(), point.y()))

    def _click_prefix(self) -> bool:
        """Leave a prefix out of the chosen span or take it in again, when its mark was clicked."""
        article = self._article
        if not article.handles_work():
            return False
        point = article.to_page(self._last)
        mark = prefix_hit(article.page, article.chosen, article.prefixes(), point.x(), point.y())
        if mark is not None:
            self._resize(mark.span, with_edge(mark.span.fragments, mark.offset, at_end=False))
        return mark is not None

    def _resize(self, span: DrawnSpan, fragments: tuple[Fragment, ...]) -> None:
        if fragments != span.fragments:
            self._article.resize_span(span, fragments)

    def _preview(self, modifiers: Qt.KeyboardModifier) -> None:
        assert self._drag is not None
        self._article.show_selection(self._selection(self._drag, modifiers))

    def _selection(self, drag: Drag, modifiers: Qt.KeyboardModifier) -> Selection:
        return drag.selection(self._article.page.text, self._reached(), free=self._is_free(modifiers))

    def _is_free(self, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether nothing snaps: Shift turns round what the person has set."""
        return bool(modifiers & Qt.KeyboardModifier.ShiftModifier) is self._article.snaps

    def _reached(self) -> CaretHit:
        point = self._article.to_page(self._last)
        return caret_hit(self._article.page, point.x(), point.y())

    def _is_third_click(self, event: QMouseEvent) -> bool:
        # Qt reports the third press of a triple click as a plain press.
        if not self._second_click.isValid():
            return False
        soon = self._second_click.elapsed() < QApplication.doubleClickInterval()
        self._second_click.invalidate()
        near = (event.position().toPoint() - self._second_click_at).manhattanLength() < _DRAG_BEGINS_PX
        return soon and near

    def _is_far(self, drag: Drag) -> bool:
        limit = _FREE_DRAG_BEGINS_PX if drag.free else _DRAG_BEGINS_PX
        return (self._last.toPoint() - self._pressed_at).manhattanLength() >= limit

    def _stop(self) -> None:
        self._autoscroll.stop()
        self._drag = None
