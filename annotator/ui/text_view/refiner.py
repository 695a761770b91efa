"""Turning estimated heights into true ones in the pauses, a few milliseconds at a time."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from annotator.ui.text_view.page import Page

_EVERY_MS = 15
_SLICE_S = 0.004


class Refiner(QObject):
    """Measures the blocks of a page that were never seen, and says after each slice that heights have changed."""

    def __init__(self, page: Page, refined: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._refined = refined
        self._next = 0
        self._waits = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.measure_some)

    def start(self) -> None:
        """Begin anew once the page has been painted: all heights may be estimates."""
        self._next = 0
        self._timer.stop()
        self._waits = True

    def painted(self) -> None:
        """What is seen has been painted; the rest may be measured now."""
        if self._waits:
            self._waits = False
            self._timer.start()

    def pause(self) -> None:
        """Measure nothing more until started again."""
        self._timer.stop()
        self._waits = False

    @property
    def is_done(self) -> bool:
        """Whether every block has been measured."""
        return self._next >= len(self._page.blocks)

    def measure_some(self) -> None:
        """Measure blocks for one slice of time."""
        until = perf_counter() + _SLICE_S
        while not self.is_done and perf_counter() < until:
            self._page.measure(self._next)
            self._next += 1
        if self.is_done:
            self._timer.stop()
        self._refined()
