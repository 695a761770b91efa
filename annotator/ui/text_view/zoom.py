"""A sheet whose letters can be made larger and smaller without losing the place on the page."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.text_view.column import measure
from annotator.ui.text_view.hit import caret_hit
from annotator.ui.text_view.sheet import LINE_STEP, Sheet
from annotator.ui.text_view.wheel import Wheel

SMALLEST, USUAL, LARGEST, STEP = 16, 20, 40, 2
"""Sizes of the article's letters in pixels: the ends of the range, what it begins with, and a step of the keys."""

_FIT_AFTER_MS = 150
"""While a window is dragged to another size, an article that is slow to lay out keeps its column."""


class _Hold(NamedTuple):
    """A place to keep: the line of a code point begins at a height of the view."""

    offset: int
    y: int


class ZoomedSheet(Sheet):
    """A sheet with a size and a family of letters. `zoomed` carries the size that wheel or fingers have made."""

    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family: str | None = None
        self._wheel = Wheel()
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(_FIT_AFTER_MS)
        self._fitting.timeout.connect(self._fit)

    def set_article_size(self, px: float) -> None:
        """Set the size of the letters; what stands at the upper edge stays there."""
        self._set_sizes(_within(px), self._family)

    def set_article_family(self, family: str | None) -> None:
        """Set the family of the letters; None takes the best one installed."""
        self._set_sizes(self.page.size, family)

    def zoom(self, px: float, at: QPointF | None = None) -> None:
        """Set the size of the letters; the line under a point of the viewport, or that of the caret, stays there."""
        size = _within(px)
        if size == self.page.size:
            return
        hold = self._hold(at or self.held_point())
        self._set_sizes(size, self._family)
        self.put_spot(self.page.spot_of(hold.offset), hold.y)
        self.zoomed.emit(size)

    def held_point(self) -> QPointF:
        """Return the point of the viewport whose line stays when the keys zoom."""
        return QPointF(self.viewport().width() / 2, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by what was turned, to the pixel; with Ctrl, zoom."""
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = self._wheel.steps(event)
            self.zoom(self.page.size + steps * STEP, event.position())
            return
        distance = self._wheel.distance(event, LINE_STEP)
        if distance:
            self.scroll_by(distance)

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow two fingers that pinch."""
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            size = self._wheel.pinched(event, self.page.size)
            if size is not None:
                self.zoom(size, event.position())
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column into the viewport."""
        super().resizeEvent(event)
        if not self.page.is_slow:
            self._fit()
        else:
            self._fitting.start()
            self.settle()

    def _hold(self, point: QPointF) -> _Hold:
        on_page = self.to_page(point)
        spot = self.page.spot_at(on_page.y())
        offset = caret_hit(self.page, on_page.x(), on_page.y()).offset
        # Behind the last letter of a line, the caret's offset may be the first of the next.
        offset = min(offset, max(spot.line.shaped.start, spot.line.shaped.end - 1))
        return _Hold(offset, spot.block_top + spot.line.top - self.anchor.value)

    def _fit(self) -> None:
        if measure(self.viewport().width(), self.page.size) != self.page.width:
            self._lay_out(self.page.size, self._family)
        self.settle()

    def _set_sizes(self, size: float, family: str | None) -> None:
        self._lay_out(size, family)
        self.keep_place()
        self.viewport().update()

    def _lay_out(self, size: float, family: str | None) -> None:
        self._anchor.hold()
        self._family = family
        self.page.set_size(size, family, measure(self.viewport().width(), size))
        self._anchor.restore()
        self.refiner.start()


def _within(px: float) -> int:
    return round(min(max(px, SMALLEST), LARGEST))
