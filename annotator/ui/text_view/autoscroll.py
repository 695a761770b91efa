"""Scrolling on while a drag is held above or below the view: faster farther away, and for a resting mouse too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 30
_SLOWEST, _FASTEST = 2.0, 60.0
_SHARE = 0.5
"""Pixels a tick for each pixel of distance."""


class Autoscroll(QObject):
    """Ticks only while the mouse is outside; `scroll` is called with pixels, down above 0."""

    def __init__(self, scroll: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._scroll = scroll
        self._speed = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._tick)

    def follow(self, y: float, height: int) -> None:
        """Scroll as a mouse at `y` in a view of a height asks for; inside the view, not at all."""
        beyond = min(y, 0.0) or max(y - height, 0.0)
        if not beyond:
            self.stop()
            return
        speed = min(_FASTEST, max(_SLOWEST, abs(beyond) * _SHARE))
        self._speed = round(speed if beyond > 0 else -speed)
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Scroll no more."""
        self._timer.stop()

    def _tick(self) -> None:
        self._scroll(self._speed)
