"""Wheels, touchpads and pinches as pixels to scroll and sizes to zoom to; fractions are kept for the next event."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

_NOTCH = 120
"""What Qt calls one notch of a wheel; wheels of high resolution send parts of it."""


class Wheel:
    """What has been turned but is not yet a whole pixel or a whole step."""

    def __init__(self) -> None:
        self._pixels = 0.0
        self._notches = 0.0
        self._pinched = 0.0

    def distance(self, event: QWheelEvent, line: int) -> int:
        """Return how many pixels to scroll down; a notch turns as many lines of `line` pixels as the system says."""
        if not event.pixelDelta().isNull():
            turned = -float(event.pixelDelta().y())
        else:
            turned = -event.angleDelta().y() / _NOTCH * QApplication.wheelScrollLines() * line
        if turned * self._pixels < 0:
            self._pixels = 0.0
        self._pixels += turned
        whole = int(self._pixels)
        self._pixels -= whole
        return whole

    def steps(self, event: QWheelEvent) -> int:
        """Return how many steps larger (above 0) or smaller the letters shall be."""
        turned = event.angleDelta().y() / _NOTCH
        if turned * self._notches < 0:
            self._notches = 0.0
        self._notches += turned
        whole = int(self._notches)
        self._notches -= whole
        return whole

    def pinched(self, event: QNativeGestureEvent, size: float) -> float | None:
        """Return the size that two fingers ask for while they pinch letters of `size`; None for other gestures."""
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.BeginNativeGesture:
            self._pinched = size
        if kind != Qt.NativeGestureType.ZoomNativeGesture:
            return None
        self._pinched = (self._pinched or size) * (1 + event.value())
        return self._pinched
