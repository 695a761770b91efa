"""The article view: what the window tells it, what the person does in it.

It never alters text or spans. It shows what it is given and says what the person did; the window decides.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.text.direction import Direction, base_direction
from annotator.ui.text_view.found import Found
from annotator.ui.text_view.hit import caret_hit, handle_hit, prefix_hit, spans_hit, zones_hit
from annotator.ui.text_view.marked import MarkedReader
from annotator.ui.text_view.pointer import Pointer
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.values import DrawnSpan, Fragment
from annotator.words import _

_SAMPLED = 4000
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})


class ArticleView(MarkedReader):
    """Shows one document and follows mouse and keys. Offsets, in and out, are code points of its text."""

    span_clicked = Signal(str)
    """The id of the span that the person chose, by mouse or Tab; empty when they let go of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.snaps = True
        """Whether the mouse selects whole words; Shift turns that round."""
        self._pointer = Pointer(self, self)
        self._text_cursor = QCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(_("Article"))
        self.viewport().setMouseTracking(True)

    def set_document(self, text: str, direction: Direction | None = None) -> None:
        """Show another document from its top; spans and zones of the former one go with it."""
        self._pointer.cancel()
        self.selection = Selection()
        self.keyboard.forget()
        self.show_found(Found())
        self._spans.clear()
        self.forget_missing()
        self.page.set_text(text, direction)
        self.restart(direction or base_direction(text[:_SAMPLED]))
        self.text_changed.emit()
        self.caret_moved.emit()

    def click_spans(self, spans: list[DrawnSpan]) -> None:
        """Choose the innermost span under a click; when one of them is chosen already, the next outer."""
        ids = [span.id for span in spans]
        if self.chosen in ids:
            self._choose(ids[(ids.index(self.chosen) + 1) % len(ids)])
        elif ids or self.chosen is not None:
            self._choose(ids[0] if ids else None)

    def resize_span(self, span: DrawnSpan, fragments: tuple[Fragment, ...]) -> None:
        """Ask the window for other fragments of a span."""
        self.span_resized.emit(span.id, fragments)

    def set_text_cursor(self, cursor: QCursor | None) -> None:
        """Show another mouse cursor over the text; None for the usual beam."""
        self._text_cursor = cursor or QCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setCursor(self._text_cursor)

    def point_at(self, at: QPointF) -> None:
        """Take what lies under a point of the viewport, as before a menu: the selection there, a span, or the place."""
        self._pointer.cancel()
        point = self.to_page(at)
        hit = caret_hit(self.page, point.x(), point.y())
        start, end = self.selection.range
        if hit.under is not None and start <= hit.under < end:
            return
        spans = spans_hit(self.page, point.x(), point.y())
        self.settle_selection(Selection(hit.offset, hit.offset, hit.trailing))
        if self.chosen not in [span.id for span in spans]:
            self.click_spans(spans)

    def snap_to_words(self, on: bool) -> None:
        """Have the mouse select whole words, or letters; Shift turns that round."""
        self.snaps = on

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag; any other button ends one without a trace."""
        self.keyboard.forget()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.press(event)
        else:
            self._pointer.cancel()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what is under the mouse."""
        if self._pointer.is_dragging:
            self._pointer.move(event)
        else:
            self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double_click(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up a drag that nobody can end any more."""
        self._pointer.cancel()
        super().hideEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let a drag go on over what has been scrolled under the mouse."""
        super().scrollContentsBy(dx, dy)
        self._pointer.refresh()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a span is, and forget it when the mouse leaves."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self.set_hovered(None)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key but Shift and its like ends a drag without a trace."""
        if event.key() not in _MODIFIERS and event.key() != Qt.Key.Key_Escape:
            self._pointer.cancel()
        super().keyPressEvent(event)

    def let_go(self) -> bool:
        """Give up the drag, else the selection, else the chosen span."""
        if self._pointer.cancel() or super().let_go():
            return True
        if self.chosen is None:
            return False
        self._choose(None)
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the spans first, then on to the next widget."""
        order = self._spans.in_order()
        place = next((nth for nth, span in enumerate(order) if span.id == self.chosen), None)
        if place is None:
            caret = self.selection.caret
            following = [nth for nth, span in enumerate(order) if span.start >= caret]
            place = (following[0] if following else len(order)) - (1 if forward else 0)
        place += 1 if forward else -1
        if not 0 <= place < len(order):
            return super().focusNextPrevChild(forward)
        self._choose(order[place].id)
        self.scroll_to(order[place].start, order[place].end)
        return True

    def _choose(self, span_id: str | None) -> None:
        self.select_span(span_id)
        self.span_clicked.emit(span_id or "")

    def _hover(self, at: QPointF) -> None:
        point = self.to_page(at)
        spans = spans_hit(self.page, point.x(), point.y())
        self.set_hovered(spans[0].id if spans else None)
        cursor = self._cursor_at(point)
        if self.viewport().cursor() != cursor:
            self.viewport().setCursor(cursor)

    def _cursor_at(self, point: QPointF) -> QCursor:
        if self.chosen is not None and self.handles_work():
            if handle_hit(self.page, self.chosen, point.x(), point.y()):
                return QCursor(Qt.CursorShape.SizeHorCursor)
            if prefix_hit(self.page, self.chosen, self.prefixes(), point.x(), point.y()):
                return QCursor(Qt.CursorShape.PointingHandCursor)
        return self._text_cursor

    def _show_tip(self, event: QHelpEvent) -> None:
        point = self.to_page(event.pos().toPointF())
        names = [span.name or span.label for span in spans_hit(self.page, point.x(), point.y())]
        names += [zone.name for zone in zones_hit(self.page, point.x(), point.y())]
        QToolTip.showText(event.globalPos(), "\n".join(names), self.viewport())
