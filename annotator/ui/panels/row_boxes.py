"""The boxes of a painted row, given out from its start and its end, mirrored where the interface is."""

from __future__ import annotations

from PySide6.QtCore import QRectF

_MARGIN, _GAP = 12, 8


class RowBoxes:
    """What is left of a row while it is being filled. All in px."""

    def __init__(self, box: QRectF, *, mirrored: bool) -> None:
        self._box = box.adjusted(_MARGIN, 0, -_MARGIN, 0)
        self.mirrored = mirrored

    def take(self, width: float, height: float) -> QRectF:
        """Take a box at the start side."""
        return self._taken(width, height, at_left=not self.mirrored)

    def take_end(self, width: float, height: float) -> QRectF:
        """Take a box at the end side."""
        return self._taken(width, height, at_left=self.mirrored)

    def rest(self) -> QRectF:
        """What is left between."""
        return QRectF(self._box)

    def _taken(self, width: float, height: float, *, at_left: bool) -> QRectF:
        top = self._box.center().y() - height / 2
        if at_left:
            taken = QRectF(self._box.left(), round(top), width, height)
            self._box.setLeft(taken.right() + _GAP)
        else:
            taken = QRectF(self._box.right() - width, round(top), width, height)
            self._box.setRight(taken.left() - _GAP)
        return taken
