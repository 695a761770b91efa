"""Chips: a label's tag in the label's own colours, outside the article."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model.scheme_parts import Label
from annotator.ui.appearance import Appearance
from annotator.ui.colours import INK_ON_TAG
from annotator.ui.theme import Theme, interface_font, qcolour

HEIGHT = 17
_PAD = 5.0
_STRIPE = 6


def chip_text(label: Label, language: str) -> str:
    """Return the short tag of a label in a language."""
    return label.tag.get(language) or label.tag.get("en") or label.id


def chip_width(label: Label, draw: str, language: str) -> float:
    """Return the width of a label's chip in px; `draw` is how its layer is drawn."""
    metrics = QFontMetricsF(_font(language, bold=draw != "band"))
    return max(22.0, round(metrics.horizontalAdvance(chip_text(label, language)) + 2 * _PAD))


def draw_chip(painter: QPainter, box: QRectF, label: Label, draw: str, theme: Theme, language: str) -> None:
    """Draw a chip: filled for entities, in the dark shade for events, an open bracket for claims."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shades = theme.shades(label.color)
    if draw == "band":
        _fill(painter, box, qcolour(shades.tag), label.pattern)
        ink = qcolour(INK_ON_TAG)
    elif draw == "underline":
        _fill(painter, box, qcolour(shades.text), "solid")
        ink = theme.colour("surface")
    else:
        _bracket(painter, box, qcolour(shades.stroke))
        ink = qcolour(shades.text)
    painter.setFont(_font(language, bold=draw != "band"))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip_text(label, language))
    painter.restore()


class Chip(QWidget):
    """One chip as a widget."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._label: Label | None = None
        self._draw = "band"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)
        appearance.language_changed.connect(self.updateGeometry)

    def show_label(self, label: Label, draw: str) -> None:
        """Show a label's tag."""
        self._label, self._draw = label, draw
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the tag."""
        width = chip_width(self._label, self._draw, self._appearance.language) if self._label else 0
        return QSize(int(width), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        if self._label is not None:
            theme, language = self._appearance.theme, self._appearance.language
            draw_chip(QPainter(self), QRectF(self.rect()), self._label, self._draw, theme, language)


def _font(language: str, *, bold: bool) -> QFont:
    font = interface_font(language, "tag")
    font.setBold(bold)
    return font


def _fill(painter: QPainter, box: QRectF, colour: QColor, pattern: str) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(box, 3, 3)
    painter.fillPath(shape, colour)
    if pattern == "solid":
        return
    painter.save()
    painter.setClipPath(shape)
    mark = QColor(INK_ON_TAG)
    mark.setAlphaF(0.22)
    painter.setPen(QPen(mark, 1.6))
    for step in range(0, int(box.width() + box.height()), _STRIPE):
        if pattern == "diagonal":
            x = box.left() + step
            painter.drawLine(QLineF(x, box.top(), x - box.height(), box.bottom()))
        else:
            for row in range(2, int(box.height()), _STRIPE):
                painter.drawPoint(QLineF(box.left() + step + 3, box.top() + row, 0, 0).p1())
    painter.restore()


def _bracket(painter: QPainter, box: QRectF, colour: QColor) -> None:
    frame = box.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(colour, 1.5))
    tick = 5.0
    painter.drawLine(frame.topLeft(), frame.topRight())
    for x in (frame.left(), frame.right()):
        painter.drawLine(QLineF(x, frame.top(), x, frame.top() + tick))
