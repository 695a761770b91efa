"""The article view: what the window tells it, what the person does in it.

It never alters text or spans. It shows what it is given and says what the person did; the window decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QMetaMethod, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.text.clitics import Boundary
from annotator.text.direction import Direction, base_direction
from annotator.ui.text_view.drawing.page import Look
from annotator.ui.text_view.found import Found
from annotator.ui.text_view.hit import caret_hit, handle_hit, prefix_hit, spans_hit, zones_hit
from annotator.ui.text_view.pointer import Pointer
from annotator.ui.text_view.reader import Reader
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.shown import ShownSpans
from annotator.ui.text_view.units import prefixes_of
from annotator.ui.text_view.values import DrawnLink, DrawnSpan, Fragment, ZoneMark
from annotator.words import _

_SAMPLED = 4000
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})


class ArticleView(Reader):
    """Shows one document with its spans and zones. Offsets, in and out, are code points of its text."""

    span_clicked = Signal(str)
    """The id of the span that the person chose, by mouse or Tab; empty when they let go of it."""

    span_resized = Signal(str, object)
    """The id of a span and the fragments that its handles were drawn to. Handles show once somebody listens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: str | None = None
        self.snaps = True
        """Whether the mouse selects whole words; Shift turns that round."""
        self._hovered: str | None = None
        self._shows_signs = False
        self._spans = ShownSpans(self.page)
        self._prefixes: tuple[Boundary, ...] | None = None
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
        self._forget_missing()
        self.page.set_text(text, direction)
        self.restart(direction or base_direction(text[:_SAMPLED]))
        self.text_changed.emit()
        self.caret_moved.emit()

    def set_spans(self, spans: Iterable[DrawnSpan], links: Iterable[DrawnLink] = ()) -> None:
        """Show these spans and links in place of the former ones."""
        self._spans.replace(spans, links)
        self._forget_missing()
        self.refiner.start()
        self.settle()

    def update_spans(
        self,
        changed: Iterable[DrawnSpan] = (),
        removed: Iterable[str] = (),
        links: Iterable[DrawnLink] | None = None,
    ) -> None:
        """Show spans that are new or changed, and those removed no more; only what they touch is painted anew.

        `links` are all links that there are now; None leaves them as they are.
        """
        self._update_links(self.focus)
        changes = self._spans.change(changed, removed, links)
        self._forget_missing()
        for block, resized in changes:
            if resized:
                self.update_from(block)
            else:
                self.update_block(block)
        if self.page.links.shows_all:
            self.viewport().update()
        self._update_links(self.focus)

    def show_all_links(self, on: bool) -> None:
        """Show the links of all spans, or only those of the span that is chosen or under the mouse."""
        if on != self.page.links.shows_all:
            self.page.links.shows_all = on
            self.page.redecorate()
            self.refiner.start()
            self.settle()

    def show_signs(self, on: bool) -> None:
        """Tell invisible characters by their codes, or keep them invisible. No line becomes higher by it."""
        self._shows_signs = on
        self.viewport().update()

    def set_zones(self, zones: Iterable[tuple[int, int, str, str, bool]]) -> None:
        """Show zones as (start, end, kind, name, excluded); they decide the size and weight of their text."""
        self._anchor.hold()
        self.page.set_zones(ZoneMark(*zone) for zone in zones)
        self._anchor.restore()
        self.refiner.start()
        self.settle()

    def select_span(self, span_id: str | None) -> None:
        """Choose a span, or none. Says nothing: the window already knows."""
        former, focus = self.chosen, self.focus
        self.chosen = span_id if span_id in self._spans else None
        self._prefixes = None
        for one in (former, self.chosen):
            for span_id in self._spans.claim_of(one):
                self._update_span(span_id)
        self._follow_focus(focus)

    @property
    def focus(self) -> str | None:
        """The span whose links are seen: the one under the mouse if it has any, else the chosen one."""
        links = self.page.links
        return next((one for one in (self._hovered, self.chosen) if links.has_links(one)), None)

    def look(self) -> Look:
        """Return what is chosen on the page now."""
        return replace(
            super().look(),
            chosen=self.chosen,
            hovered=self._hovered,
            focus=self.focus,
            shows_signs=self._shows_signs,
            claim=chosen.group if (chosen := self._spans.get(self.chosen)) else "",
            shows_handles=self.handles_work(),
            prefixes=self.prefixes(),
        )

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

    def chosen_span(self) -> DrawnSpan | None:
        """Return the chosen span."""
        return self._spans.get(self.chosen)

    def prefixes(self) -> tuple[Boundary, ...]:
        """Return where the chosen span could lose a prefix."""
        if self._prefixes is None:
            span = self._spans.get(self.chosen)
            self._prefixes = prefixes_of(self.page.text, *span.fragments[0]) if span else ()
        return self._prefixes

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
            self._set_hovered(None)
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
        self._set_hovered(spans[0].id if spans else None)
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

    def _set_hovered(self, span_id: str | None) -> None:
        if span_id != self._hovered:
            former, focus = self._hovered, self.focus
            self._hovered = span_id
            self._update_span(former)
            self._update_span(span_id)
            self._follow_focus(focus)

    def _show_tip(self, event: QHelpEvent) -> None:
        point = self.to_page(event.pos().toPointF())
        names = [span.name or span.label for span in spans_hit(self.page, point.x(), point.y())]
        names += [zone.name for zone in zones_hit(self.page, point.x(), point.y())]
        QToolTip.showText(event.globalPos(), "\n".join(names), self.viewport())

    def _update_span(self, span_id: str | None) -> None:
        span = self._spans.get(span_id)
        if span is not None:
            for block in self.page.blocks_of(span):
                self.update_block(block)

    def _follow_focus(self, former: str | None) -> None:
        if former != self.focus:
            self._update_links(former)
            self._update_links(self.focus)

    def _update_links(self, head: str | None) -> None:
        """Paint the links of a span anew: where they begin and end, and the margin between."""
        trunk = self.page.trunk(head) if head is not None else None
        if trunk is None or head is None:
            return
        for end in (head, *self.page.links.targets(head)):
            self.update_block(self.page.block_of(self.page.links.span(end).start))
        if trunk.first != trunk.last:
            self.update_margin(trunk.first, trunk.last, at_right=trunk.at_right)

    def _forget_missing(self) -> None:
        self._prefixes = None
        if self.chosen not in self._spans:
            self.chosen = None
        if self._hovered not in self._spans:
            self._hovered = None
