"""The small writing of the article: tags, names of links and claims, codes of signs. Shaped once, painted often."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextOption

from annotator.text.direction import base_direction

_KEPT = 2_000
_ARABIC = re.compile("[\u0600-\u06ff]")
_RISE = 1.0
"""Arabic stands this much higher than its font says, whose deep descent would put descenders on a tag's edge."""


class Lettering:
    """One font, and the texts that were written in it."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._measure = QFontMetricsF(font)
        self._widths: dict[str, float] = {}
        self._texts: dict[str, tuple[QStaticText, QPointF]] = {}

    def width(self, text: str) -> float:
        """Return how wide a text is."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self._measure.horizontalAdvance(text)
        return width

    def write(self, painter: QPainter, rect: QRectF, text: str, colour: QColor) -> None:
        """Write a text into the middle of a rectangle, in the direction of its own letters."""
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            known = self._texts[text] = self._shaped(text)
        shaped, middle = known
        painter.setFont(self.font)
        painter.setPen(colour)
        painter.drawStaticText(rect.center() - middle, shaped)

    def _shaped(self, text: str) -> tuple[QStaticText, QPointF]:
        """Return a text ready for the painter, and where its middle is."""
        shaped = QStaticText(text)
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        is_rtl = base_direction(text) == "rtl"
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        shaped.setTextOption(option)
        shaped.prepare(font=self.font)
        size = shaped.size()
        return shaped, QPointF(size.width() / 2, size.height() / 2 + (_RISE if _ARABIC.search(text) else 0.0))
