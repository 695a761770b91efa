"""Plain text on a few lines, painted by us: names of rows and surfaces of spans.

A QLabel that wraps right-to-left text needs a text document for each; a card has a dozen of them and is filled after
every edit.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.appearance import Appearance
from annotator.ui.theme import interface_font

NAME_PX = 96
_ROW_PX = 30
_MOST_NAME_LINES = 3


def fitted(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Break a text into at most `most` lines of a width in px; where it is too long, its middle gives way."""
    metrics = QFontMetricsF(font)
    words = text.split()
    sizes = [metrics.horizontalAdvance(word) for word in words]
    space, dots = metrics.horizontalAdvance(" "), metrics.horizontalAdvance("…")
    kept, lines = len(words), _broken(words, sizes, space, width)
    while len(lines) > most and kept > 2:
        kept -= max(1, kept // 8) if len(lines) > most + 1 else 1
        head, tail = (kept + 1) // 2, kept // 2
        lines = _broken([*words[:head], "…", *words[-tail:]], [*sizes[:head], dots, *sizes[-tail:]], space, width)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, width) for line in lines[:most]]


def _broken(words: list[str], sizes: list[float], space: float, width: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word, size in zip(words, sizes, strict=True):
        if lines[-1] and used + space + size > width:
            lines.append([])
            used = 0.0
        used += size + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def draw_lines(painter: QPainter, box: QRectF, lines: list[str], line_px: float, *, rtl: bool, right: bool) -> None:
    """Draw lines from the top of a box; `rtl` is their own direction, `right` the side at which they begin."""
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    where = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextDontClip
    for place, line in enumerate(lines):
        painter.drawText(QRectF(box.left(), box.top() + place * line_px, box.width(), line_px), where, line)


class NameLabel(QWidget):
    """The name of a row: as wide as its column, on as many lines as it needs."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._text = ""
        self._lines: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._text

    def show_text(self, text: str, tip: str = "") -> None:
        """Show a name; the tooltip says more of it."""
        if text != self._text:
            self._text = text
            self._lines = []
            self.updateGeometry()
            self.update()
        if tip != self.toolTip():
            self.setToolTip(tip)

    def sizeHint(self) -> QSize:
        """The width of the column, the height of the lines."""
        lines = len(self._broken())
        return QSize(NAME_PX, _ROW_PX if lines < 2 else 6 + lines * self._line_px())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._lines = []
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name beside the first line of its field."""
        painter = QPainter(self)
        painter.setFont(interface_font(self._appearance.language, "secondary"))
        painter.setPen(self._appearance.theme.colour("muted"))
        lines = self._broken()
        top = (_ROW_PX - self._line_px()) / 2 if len(lines) == 1 else 3
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(0, top, self.width(), self.height())
        draw_lines(painter, box, lines, self._line_px(), rtl=rtl, right=rtl)

    def _broken(self) -> list[str]:
        if not self._lines:
            font = interface_font(self._appearance.language, "secondary")
            self._lines = fitted(self._text, font, NAME_PX, _MOST_NAME_LINES)
        return self._lines

    def _line_px(self) -> int:
        return 18 if self._appearance.language == "ar" else 16
