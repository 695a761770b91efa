"""The article view: what the window tells it, what the person does in it.

It never alters text or spans. It shows what it is given and says what the person did; the window decides.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMetaMethod, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.text.clitics import Boundary
from annotator.text.direction import Direction, base_direction
from annotator.ui.text_view.drawing.page import Look
from annotator.ui.text_view.hit import handle_hit, prefix_hit, spans_hit
from annotator.ui.text_view.moves import moved
from annotator.ui.text_view.pointer import Pointer
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.sheet import Sheet
from annotator.ui.text_view.units import prefixes_of
from annotator.ui.text_view.values import DrawnSpan, Fragment, ZoneMark
from annotator.words import _

_SAMPLED = 4000


class ArticleView(Sheet):
    """Shows one document. Offsets, in and out, are code points of its text."""

    selection_changed = Signal(int, int)
    """Start and end of the selection that the person settled; equal when there is only a caret."""

    span_clicked = Signal(str)
    """The id of the span that the person chose, by mouse or Tab; empty when they let go of it."""

    span_resized = Signal(str, object)
    """The id of a span and the fragments that its handles were drawn to. Handles show once somebody listens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = Selection()
        self.chosen: str | None = None
        self._hovered: str | None = None
        self._spans: dict[str, DrawnSpan] = {}
        self._prefixes: tuple[Boundary, ...] | None = None
        self._pointer = Pointer(self, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Article"))
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    # What the window tells

    def set_document(self, text: str, direction: Direction | None = None) -> None:
        """Show another document from its top; spans and zones of the former one go with it."""
        self._pointer.cancel()
        self.selection, self.chosen, self._hovered = Selection(), None, None
        self._prefixes = None
        self._spans = {}
        self.page.set_text(text, direction)
        self.restart(direction or base_direction(text[:_SAMPLED]))

    def set_spans(self, spans: Iterable[DrawnSpan]) -> None:
        """Show these spans in place of the former ones."""
        self._spans = {span.id: span for span in spans}
        self.page.set_spans(self._spans.values())
        self._forget_missing()
        self.restart_refining()
        self.settle()

    def update_spans(self, changed: Iterable[DrawnSpan] = (), removed: Iterable[str] = ()) -> None:
        """Show spans that are new or changed, and those removed no more; only what they touch is painted anew."""
        touched: dict[int, dict[str, DrawnSpan]] = {}
        for span in changed:
            self._take_out(span.id, touched)
            self._spans[span.id] = span
            for block in self.page.blocks_of(span):
                self._block_spans(block, touched)[span.id] = span
        for span_id in removed:
            self._take_out(span_id, touched)
        self._forget_missing()
        for block in sorted(touched):
            height = self.page.heights[block]
            self.page.replace_spans(block, list(touched[block].values()))
            if self.page.heights[block] == height:
                self.update_block(block)
            else:
                self.update_from(block)

    def set_zones(self, zones: Iterable[tuple[int, int, str, str, bool]]) -> None:
        """Show zones as (start, end, kind, name, excluded); they decide the size and weight of their text."""
        self.page.set_zones(ZoneMark(*zone) for zone in zones)
        self.restart_refining()
        self.settle()

    def select_span(self, span_id: str | None) -> None:
        """Choose a span, or none. Says nothing: the window already knows."""
        former, self.chosen = self.chosen, span_id if span_id in self._spans else None
        self._prefixes = None
        self._update_span(former)
        self._update_span(self.chosen)

    def set_selection(self, start: int, end: int) -> None:
        """Select a range. Says nothing: the window already knows."""
        self.show_selection(Selection(start, end, end > start))

    def scroll_to(self, start: int, end: int) -> None:
        """Bring a range into view, as much of it as fits, its start in any case."""
        self.show_spot(self.page.spot_of(end, trailing=True), centred=True)
        self.show_spot(self.page.spot_of(start), centred=True)

    def point_of(self, offset: int, trailing: bool = False) -> QPoint:
        """Return a point of the viewport in the first quarter of the character at an offset, as read.

        With `trailing`, in the last quarter of the character that ends there. For tests, and for menus at the caret.
        """
        spot = self.page.spot_of(offset, trailing)
        table = spot.line.shaped.table
        cell = next(
            (c for c in table.cells if (c.start < offset <= c.end if trailing else c.start <= offset < c.end)), None
        )
        x = table.x_of(offset, trailing)
        if cell is not None:
            far = cell.leading if trailing else cell.trailing
            x += (far - x) / 4
        y = spot.block_top + (spot.line.text_top + spot.line.text_bottom) / 2 - self.anchor.value
        return QPoint(round(self.column_left() + x), round(y))

    # What the pointer asks for

    def look(self) -> Look:
        """Return what is chosen on the page now."""
        return Look(
            scroll=self.anchor.value,
            column_left=self.column_left(),
            name_room=self.name_room(),
            selection=self.selection,
            chosen=self.chosen,
            hovered=self._hovered,
            shows_caret=self.hasFocus(),
            shows_handles=self.handles_work(),
            prefixes=self.prefixes(),
        )

    def show_selection(self, selection: Selection) -> None:
        """Paint a selection without telling anybody."""
        former, self.selection = self.selection, selection
        if former != selection:
            self._update_range(*_changed(former, selection))

    def settle_selection(self, selection: Selection) -> None:
        """Take a selection and tell the window."""
        self.show_selection(selection)
        self.selection_changed.emit(*selection.range)

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

    def handles_work(self) -> bool:
        """Whether somebody listens to handles."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.span_resized))

    def prefixes(self) -> tuple[Boundary, ...]:
        """Return where the chosen span could lose a prefix."""
        if self._prefixes is None:
            span = self._spans.get(self.chosen or "")
            self._prefixes = prefixes_of(self.page.text, *span.fragments[0]) if span else ()
        return self._prefixes

    # What the person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what is under the mouse."""
        if self._pointer.is_dragging:
            self._pointer.move(event)
        else:
            self._hover(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double_click(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a span is, and forget it when the mouse leaves."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(None)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, copy, let go; every other key is the window's."""
        if event.key() == Qt.Key.Key_Escape and self._let_go():
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.settle_selection(Selection(0, len(self.page.text), True))
        elif (selection := moved(self.page, self.selection, event, self.view_height())) is not None:
            self._pointer.cancel()
            self.settle_selection(selection)
            self.show_spot(self.page.spot_of(selection.caret, selection.trailing))
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the spans first, then on to the next widget."""
        order = sorted(self._spans.values(), key=lambda span: (span.start, -span.end))
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

    def _choose(self, span_id: str | None) -> None:
        self.select_span(span_id)
        self.span_clicked.emit(span_id or "")

    def _let_go(self) -> bool:
        """Give up the drag, else the selection, else the chosen span; return whether there was any."""
        if self._pointer.cancel():
            return True
        if not self.selection.is_empty:
            self.settle_selection(Selection(self.selection.caret, self.selection.caret, self.selection.trailing))
            return True
        if self.chosen is not None:
            self._choose(None)
            return True
        return False

    def _copy(self) -> None:
        start, end = self.selection.range
        if start < end:
            QApplication.clipboard().setText(self.page.text[start:end])

    def _hover(self, event: QMouseEvent) -> None:
        point = self.to_page(event.position())
        shape = Qt.CursorShape.IBeamCursor
        if self.handles_work() and self.chosen is not None:
            if handle_hit(self.page, self.chosen, point.x(), point.y()):
                shape = Qt.CursorShape.SizeHorCursor
            elif prefix_hit(self.page, self.chosen, self.prefixes(), point.x(), point.y()):
                shape = Qt.CursorShape.PointingHandCursor
        spans = spans_hit(self.page, point.x(), point.y())
        self._set_hovered(spans[0].id if spans else None)
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def _set_hovered(self, span_id: str | None) -> None:
        if span_id != self._hovered:
            former, self._hovered = self._hovered, span_id
            self._update_span(former)
            self._update_span(span_id)

    def _show_tip(self, event: QHelpEvent) -> None:
        point = self.to_page(event.pos().toPointF())
        spans = spans_hit(self.page, point.x(), point.y())
        names = [span.name or span.label for span in spans]
        QToolTip.showText(event.globalPos(), "\n".join(names), self.viewport())

    def _update_span(self, span_id: str | None) -> None:
        span = self._spans.get(span_id or "")
        if span is not None:
            for block in self.page.blocks_of(span):
                self.update_block(block)

    def _update_range(self, start: int, end: int) -> None:
        first, last = self.page.block_of_caret(start, True), self.page.block_of(end)
        if last - first > 200:
            self.viewport().update()
            return
        for block in range(first, last + 1):
            self.update_block(block)

    def _take_out(self, span_id: str, touched: dict[int, dict[str, DrawnSpan]]) -> None:
        former = self._spans.pop(span_id, None)
        if former is not None:
            for block in self.page.blocks_of(former):
                self._block_spans(block, touched).pop(span_id, None)

    def _block_spans(self, block: int, touched: dict[int, dict[str, DrawnSpan]]) -> dict[str, DrawnSpan]:
        if block not in touched:
            touched[block] = {span.id: span for span in self.page.spans_of(block)}
        return touched[block]

    def _forget_missing(self) -> None:
        self._prefixes = None
        if self.chosen not in self._spans:
            self.chosen = None
        if self._hovered not in self._spans:
            self._hovered = None


def _changed(former: Selection, now: Selection) -> tuple[int, int]:
    """Return the range in which two selections look different, carets included."""
    offsets = [former.caret, now.caret]
    if former.anchor != now.anchor or former.is_empty or now.is_empty:
        offsets += [former.anchor, now.anchor]
    return min(offsets), max(offsets)
