"""A scrolled view of a page: where the column stands, what is painted, and how the place is kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.text.direction import Direction
from annotator.ui.numbers import digits
from annotator.ui.text_view.column import column_left, name_rooms
from annotator.ui.text_view.drawing.ink import Ink, pen
from annotator.ui.text_view.drawing.page import Look, draw_page
from annotator.ui.text_view.metrics import LINKS_WIDE
from annotator.ui.text_view.page import Page, Spot
from annotator.ui.text_view.refiner import Refiner
from annotator.ui.text_view.scroll import Anchor
from annotator.ui.theme import Theme, theme
from annotator.words import language

LINE_STEP = 44
_NEAR_EDGE = 24
_SURELY_LONG = 20_000
"""Code points that no screen can show at once."""
_FRAME = 4
_RING = 2
_REACH = 10
"""How far outlines, knobs and handles reach beyond their block."""


class Sheet(QAbstractScrollArea):
    """Paints the visible part of a page in a centred column. Who inherits says what is chosen in it: `look`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme("light")
        self._ink = self._made_ink()
        self.page = Page(
            lambda span, links: self._ink.tag_width(span, links),
            lambda name: self._ink.plain.width(name),
        )
        self._anchor = Anchor(self.page)
        self._main_direction: Direction = "rtl"
        self._is_settled = False
        self._bar_waits = False
        self._tells_bar = False
        self.refiner = Refiner(self.page, self._follow_heights, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().setSingleStep(LINE_STEP)

    def look(self) -> Look:
        """Return what is chosen on the page now: on a bare sheet, nothing."""
        return Look(scroll=self.anchor.value, column_left=self.column_left(), name_rooms=self.name_rooms())

    def set_theme(self, chosen: Theme) -> None:
        """Paint in another theme."""
        self._theme = chosen
        self._ink = self._made_ink()
        self.update()
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Write tags in the language that the interface now has."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ink = self._made_ink()
            self.page.redecorate()
            self.settle()

    def column_left(self) -> int:
        """Return where the column begins in the viewport."""
        return column_left(self.viewport().width(), self.page.width, self._main_direction)

    def to_page(self, point: QPointF) -> QPointF:
        """Return a point of the viewport in the column and on the page."""
        return QPointF(point.x() - self.column_left(), point.y() + self.anchor.value)

    def view_height(self) -> int:
        """Return the height of the viewport."""
        return self.viewport().height()

    def name_rooms(self) -> tuple[float, float]:
        """Return how wide the name of a zone may be on the left and on the right."""
        return name_rooms(self.viewport().width(), self.page.width, self._main_direction)

    def settle(self) -> None:
        """Paint everything anew; what is seen is laid out before it is painted or asked for.

        The scroll bar hears of it a little later, but before the painting: it may come or go, and that makes the
        viewport narrower or wider, which can't be done while painting.
        """
        self._is_settled = False
        self.viewport().update()
        if not self._bar_waits:
            self._bar_waits = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    @property
    def anchor(self) -> Anchor:
        """The place at the upper edge of the view, with what is seen laid out."""
        if not self._is_settled:
            self._is_settled = True
            self._anchor.fill(self.view_height())
        return self._anchor

    def scroll_by(self, distance: int) -> None:
        """Scroll down by pixels."""
        if self._bar_waits:
            self.keep_place()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + distance)

    def show_spot(self, spot: Spot, *, centred: bool = False) -> None:
        """Scroll as little as needed to see a line; `centred` brings a line that is out of sight to the upper third."""
        height, top = self.view_height(), spot.block_top + spot.line.top - self.anchor.value
        bottom = top + spot.line.height
        if top >= _NEAR_EDGE and bottom <= height - _NEAR_EDGE:
            return
        if centred:
            distance = height // 3
        else:
            distance = _NEAR_EDGE if top < _NEAR_EDGE else max(_NEAR_EDGE, height - _NEAR_EDGE - spot.line.height)
        self.put_spot(spot, distance)

    def put_spot(self, spot: Spot, y: int) -> None:
        """Scroll so that a line begins at a height of the view, or as near to it as the page allows."""
        self._anchor.put(spot.block, spot.line.top - y)
        self.keep_place()
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if self._tells_bar:
            return
        distance = self.verticalScrollBar().value() - self.anchor.value
        moved = self._anchor.move(distance, self.view_height())
        stayed = self.keep_place()
        if moved and stayed and abs(distance) < self.view_height():
            self.viewport().scroll(0, -distance)
        else:
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the exposed part of the page."""
        painter = QPainter(self.viewport())
        exposed = event.rect()
        painter.fillRect(exposed, self._ink.surface)
        draw_page(painter, self.page, self.look(), self._ink, QRectF(exposed))
        painter.end()
        self.refiner.painted()

    def event(self, event: QEvent) -> bool:
        """Paint the frame round the viewport, so that scrolling needn't paint it anew."""
        if event.type() == QEvent.Type.Paint:
            painter = QPainter(self)
            painter.fillRect(self.rect(), self._ink.surface)
            if self.hasFocus():
                inside = self.viewport().geometry()
                painter.setPen(pen(self._ink.focus, _RING))
                painter.drawRect(QRectF(inside).adjusted(-2, -2, 2, 2))
            painter.end()
            return True
        if event.type() == QEvent.Type.LayoutRequest and self._bar_waits:
            self.keep_place()
        return super().event(event)

    def update_block(self, block: int) -> None:
        """Paint one block anew."""
        if block < len(self.page.blocks):
            top = self.page.top(block) - self.anchor.value
            self._update_between(top, top + self.page.heights[block])

    def update_margin(self, first: int, last: int, *, at_right: bool) -> None:
        """Paint the margin that links run in anew, from one block to another."""
        top = self.page.top(first) - self.anchor.value
        bottom = self.page.top(last) + self.page.heights[last] - self.anchor.value
        left = self.column_left() + (self.page.width if at_right else -LINKS_WIDE)
        shown = QRect(left, top, LINKS_WIDE, bottom - top).intersected(self.viewport().rect())
        if not shown.isEmpty():
            self.viewport().update(shown)

    def update_from(self, block: int) -> None:
        """Paint a block and everything below it anew, because its height changed."""
        if not self.keep_place():
            # The page got too short for the place: all of it has moved.
            self.viewport().update()
            return
        self._update_between(self.page.top(block) - self._anchor.value, self.view_height())

    def restart(self, main_direction: Direction) -> None:
        """Go to the top of a page with a new text."""
        self._main_direction = main_direction
        self._anchor.reset()
        if len(self.page.text) > _SURELY_LONG:
            # The bar takes its room now, so that a long paragraph isn't laid out once without it and once beside it.
            self._tell_bar(1, 0)
        self.refiner.start()
        self.settle()

    def keep_place(self) -> bool:
        """Lay out what is seen and tell the scroll bar; return whether the place could be kept."""
        self._is_settled, self._bar_waits = True, False
        stayed = self._anchor.fill(self.view_height())
        self._tell_bar(max(0, self.page.height - self.view_height()), self._anchor.value)
        return stayed

    def _tell_bar(self, lowest: int, value: int) -> None:
        bar = self.verticalScrollBar()
        told_already, self._tells_bar = self._tells_bar, True
        bar.setRange(0, lowest)
        bar.setPageStep(max(1, self.view_height() - LINE_STEP))
        bar.setValue(value)
        self._tells_bar = told_already

    def _update_between(self, top: int, bottom: int) -> None:
        if bottom >= -_REACH and top <= self.view_height() + _REACH:
            self.viewport().update(QRect(0, top - _REACH, self.viewport().width(), bottom - top + 2 * _REACH))

    def _made_ink(self) -> Ink:
        return Ink(self._theme, language(), digits)

    def _follow_heights(self) -> None:
        """Heights turned true: what is seen stays where it is, so nothing is painted unless the page got too short."""
        if not self.keep_place():
            self.viewport().update()
