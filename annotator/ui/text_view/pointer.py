"""The mouse on the article: a drag is a preview until the button is let go, and Esc leaves no trace of it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.text.clitics import Boundary
from annotator.text.snapping import snap
from annotator.ui.text_view.hit import CaretHit, Handle, caret_hit, handle_hit, prefix_hit, spans_hit
from annotator.ui.text_view.page import Page
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.units import nearest_edge, sentence, word_or_grapheme
from annotator.ui.text_view.values import DrawnSpan, Fragment

_SCROLL_EVERY_MS = 30
_FASTEST_SCROLL = 40
_DRAG_BEGINS_PX = 4
_FREE_DRAG_BEGINS_PX = 2
"""With Shift a person means single letters, and some are narrow."""


class Article(Protocol):
    """What the pointer needs of the view: where a point is on the page, and what to do about it."""

    page: Page
    selection: Selection
    chosen: str | None

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

    def prefixes(self) -> tuple[Boundary, ...]:
        """Return where the chosen span could lose a prefix."""


class Pointer(QObject):
    """The state of the mouse between press and release."""

    def __init__(self, article: Article, parent: QObject) -> None:
        super().__init__(parent)
        self._article = article
        self._pressed_at = QPoint()
        self._pressed: CaretHit | None = None
        self._handle: Handle | None = None
        self._before = Selection()
        self._word: tuple[int, int] | None = None
        self._free = False
        self._dragged = False
        self._second_click = QElapsedTimer()
        self._second_click_at = QPoint()
        self._last = QPointF()
        self._scroller = QTimer(self)
        self._scroller.setInterval(_SCROLL_EVERY_MS)
        self._scroller.timeout.connect(self._scroll)

    @property
    def is_dragging(self) -> bool:
        """Whether a button is down that began on the article."""
        return self._pressed is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin a drag, a click, or the third click of a sentence."""
        article, at = self._article, event.position()
        point = article.to_page(at)
        self._before = article.selection
        self._pressed_at, self._last = at.toPoint(), at
        self._free = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._dragged, self._word = False, None
        self._handle = None
        if article.handles_work():
            self._handle = handle_hit(article.page, article.chosen, point.x(), point.y())
        self._pressed = caret_hit(article.page, point.x(), point.y())
        if self._is_third_click(event) and self._pressed.under is not None:
            self._select_and_stop(sentence(article.page.text, self._pressed.under))

    def move(self, event: QMouseEvent) -> None:
        """Show what the drag would select."""
        self._last = event.position()
        if self._pressed is None:
            return
        self._dragged = self._dragged or not self._is_near(self._pressed_at, self._last)
        if self._dragged:
            self._preview(event.modifiers())
        outside = self._last.y() < 0 or self._last.y() > self._article.view_height()
        if outside and not self._scroller.isActive():
            self._scroller.start()
        elif not outside:
            self._scroller.stop()

    def release(self, event: QMouseEvent) -> None:
        """End a drag with its selection, or a click with what is under it."""
        if self._pressed is None:
            return
        self._last = event.position()
        pressed, handle, was_free, word = self._pressed, self._handle, self._free, self._word
        reached = self._reached()
        dragged = self._dragged or not self._is_near(self._pressed_at, self._last)
        selection = self._dragged_selection(event.modifiers())
        self._stop()
        if word is not None and not dragged:
            return
        if handle is not None and dragged:
            self._end_handle(handle, selection)
        elif dragged:
            self._article.settle_selection(selection)
        elif self._cut_prefix() or handle is not None:
            return
        elif was_free:
            self._article.settle_selection(self._before.moved(reached.offset, reached.trailing, extend=True))
        else:
            self._click(pressed)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word under the mouse."""
        point = self._article.to_page(event.position())
        hit = caret_hit(self._article.page, point.x(), point.y())
        self._second_click.start()
        self._second_click_at = event.position().toPoint()
        if hit.under is None:
            return
        self._before = self._article.selection
        self._pressed_at, self._last, self._pressed = event.position().toPoint(), event.position(), hit
        self._free, self._dragged, self._handle = False, False, None
        self._word = word_or_grapheme(self._article.page.text, hit.under)
        self._article.settle_selection(Selection(*self._word, True))

    def cancel(self) -> bool:
        """Give up a drag; return whether there was one."""
        dragged = self._dragged
        self._stop()
        if dragged:
            self._article.show_selection(self._before)
        return dragged

    def _click(self, pressed: CaretHit) -> None:
        article = self._article
        point = article.to_page(self._last)
        article.settle_selection(Selection(pressed.offset, pressed.offset, pressed.trailing))
        article.click_spans(spans_hit(article.page, point.x(), point.y()))

    def _cut_prefix(self) -> bool:
        """Leave a prefix out of the chosen span when its mark was clicked; return whether one was."""
        article = self._article
        if not article.handles_work():
            return False
        point = article.to_page(self._last)
        cut = prefix_hit(article.page, article.chosen, article.prefixes(), point.x(), point.y())
        if cut is not None:
            article.resize_span(cut.span, resized(Handle(cut.span, at_start=True), cut.offset))
        return cut is not None

    def _end_handle(self, handle: Handle, selection: Selection) -> None:
        self._article.show_selection(self._before)
        fragments = resized(handle, selection.caret)
        if fragments != handle.span.fragments:
            self._article.resize_span(handle.span, fragments)

    def _preview(self, modifiers: Qt.KeyboardModifier) -> None:
        self._article.show_selection(self._dragged_selection(modifiers))

    def _dragged_selection(self, modifiers: Qt.KeyboardModifier) -> Selection:
        """Return what the drag covers now: whole words, or with Shift whole graphemes."""
        assert self._pressed is not None
        free = self._free or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        reached = self._reached()
        text = self._article.page.text
        if self._handle is not None:
            edge = reached.offset if free else nearest_edge(text, reached.offset)
            fragments = resized(self._handle, edge)
            kept = fragments[-1][1] if self._handle.at_start else fragments[0][0]
            return Selection(kept, edge, reached.trailing)
        anchor, caret = self._pressed.offset, reached.offset
        if self._word is not None:
            start, end = min(self._word[0], caret), max(self._word[1], caret)
        else:
            start, end = min(anchor, caret), max(anchor, caret)
        if start < end and not free:
            start, end = snap(text, start, end)
        return Selection(start, end, True) if caret >= anchor else Selection(end, start, False)

    def _reached(self) -> CaretHit:
        point = self._article.to_page(self._last)
        return caret_hit(self._article.page, point.x(), point.y())

    def _select_and_stop(self, selected: tuple[int, int]) -> None:
        self._stop()
        self._article.settle_selection(Selection(*selected, True))

    def _is_third_click(self, event: QMouseEvent) -> bool:
        # Qt reports the third press of a triple click as a plain press.
        if not self._second_click.isValid():
            return False
        soon = self._second_click.elapsed() < QApplication.doubleClickInterval()
        self._second_click.invalidate()
        return soon and self._is_near(self._second_click_at, event.position())

    def _scroll(self) -> None:
        beyond = min(self._last.y(), 0) or max(self._last.y() - self._article.view_height(), 0)
        if not beyond or self._pressed is None:
            self._scroller.stop()
            return
        self._article.scroll_by(int(max(-_FASTEST_SCROLL, min(_FASTEST_SCROLL, beyond))))
        self._preview(QApplication.keyboardModifiers())

    def _is_near(self, at: QPoint, now: QPointF) -> bool:
        limit = _FREE_DRAG_BEGINS_PX if self._free else _DRAG_BEGINS_PX
        return (now.toPoint() - at).manhattanLength() < limit

    def _stop(self) -> None:
        self._scroller.stop()
        self._pressed = self._handle = self._word = None
        self._dragged = False


def resized(handle: Handle, edge: int) -> tuple[Fragment, ...]:
    """Return the fragments of a span whose handle was drawn to an offset; it can't be drawn past its own fragment."""
    fragments = list(handle.span.fragments)
    if handle.at_start:
        start, end = fragments[0]
        fragments[0] = (edge, end) if edge < end else (start, end)
    else:
        start, end = fragments[-1]
        fragments[-1] = (start, edge) if edge > start else (start, end)
    return tuple(fragments)
