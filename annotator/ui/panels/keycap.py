"""Keycaps: what to press, shown where it is used."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.appearance import Appearance
from annotator.ui.theme import ARABIC_INTERFACE, LATIN_INTERFACE, Theme

HEIGHT = 18
_PAD, _GAP = 5.0, 5.0


def keycap_width(latin: str, arabic: str = "") -> float:
    """Return the width of a keycap in px."""
    width = QFontMetricsF(_latin_font()).horizontalAdvance(latin)
    if arabic:
        # Wide enough for most letters, so that the keycaps of a list stand in a column.
        width = max(11.0, width) + _GAP + max(14.0, QFontMetricsF(_arabic_font()).horizontalAdvance(arabic))
    return max(20.0, round(width + 2 * _PAD))


def draw_keycap(painter: QPainter, box: QRectF, theme: Theme, latin: str, arabic: str = "") -> None:
    """Draw a keycap into a box: the Latin letter left and the Arabic right, in both languages."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(theme.colour("control", 0.55), 1))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(frame, 4, 4)
    painter.setPen(QPen(theme.colour("control", 0.75), 1))
    painter.drawLine(frame.bottomLeft() + QPointF(4, -0.5), frame.bottomRight() + QPointF(-4, -0.5))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if not arabic:
        _write(painter, box, _latin_font(), theme.colour("muted"), latin)
    else:
        half = box.width() / 2
        _write(
            painter, QRectF(box.left() + 1, box.top(), half, box.height()), _latin_font(), theme.colour("muted"), latin
        )
        right = QRectF(box.left() + half - 1, box.top() - 1, half, box.height())
        _write(painter, right, _arabic_font(), theme.colour("text"), arabic)
    painter.restore()


class Keycap(QWidget):
    """A keycap as a widget: of an action, or of a label with both letters of its key."""

    def __init__(self, text: str, appearance: Appearance, arabic: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._arabic = text, arabic
        self._appearance = appearance
        appearance.theme_changed.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        return QSize(int(keycap_width(self._text, self._arabic)), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the keycap."""
        painter = QPainter(self)
        draw_keycap(painter, QRectF(self.rect()), self._appearance.theme, self._text, self._arabic)


def _write(painter: QPainter, box: QRectF, font: QFont, colour: QColor, text: str) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


@lru_cache(maxsize=1)
def _latin_font() -> QFont:
    return _font((*LATIN_INTERFACE, *ARABIC_INTERFACE), 11)


@lru_cache(maxsize=1)
def _arabic_font() -> QFont:
    return _font((*ARABIC_INTERFACE, *LATIN_INTERFACE), 12)


def _font(families: tuple[str, ...], size_px: int) -> QFont:
    made = QFont()
    made.setFamilies([*families, "DejaVu Sans"])
    made.setPixelSize(size_px)
    return made
