"""A thin bar that says how much is done and how much is begun, from the side where reading starts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.appearance import Appearance

_HEIGHT = 4


class ProgressLine(QWidget):
    """Two parts of a whole."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self._appearance = appearance
        self._done = self._begun = 0.0
        appearance.theme_changed.connect(self.update)

    def show_parts(self, done: int, begun: int, total: int) -> None:
        """Show how many of a total are done and how many begun."""
        self._done, self._begun = (done / total, begun / total) if total else (0.0, 0.0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and the two parts."""
        painter, theme = QPainter(self), self._appearance.theme
        painter.fillRect(self.rect(), theme.colour("sunken"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = 0.0
        for share, token in ((self._done, "success"), (self._begun, "accent")):
            width = share * self.width()
            left = self.width() - start - width if mirrored else start
            painter.fillRect(QRectF(left, 0, width, self.height()), theme.colour(token))
            start += width
