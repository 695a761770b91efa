"""The mouse cursor while a label is kept: the beam of text with the label's tag beside it."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

from annotator.model.scheme_parts import Label
from annotator.ui.appearance import Appearance
from annotator.ui.labelling import Labelling
from annotator.ui.panels import chip
from annotator.ui.text_view.view import ArticleView
from annotator.ui.theme import Theme

_BEAM_PX, _HEIGHT_PX, _SERIF_PX = 9, 22, 3
_GAP_PX = 3


class KeptCursor(QObject):
    """Gives the article its cursor: somebody who labels by mouse looks there and nowhere else."""

    def __init__(self, labelling: Labelling, article: ArticleView, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._labelling, self._article, self._appearance = labelling, article, appearance
        labelling.kept_changed.connect(self._show)
        appearance.theme_changed.connect(self._show)
        appearance.language_changed.connect(self._show)

    def _show(self) -> None:
        kept = self._labelling.kept_label()
        if kept is None:
            self._article.set_text_cursor(None)
            return
        label, draw = kept
        look = self._appearance
        cursor = kept_cursor(label, draw, look.theme, look.language, self._article.devicePixelRatioF())
        self._article.set_text_cursor(cursor)


def kept_cursor(label: Label, draw: str, theme: Theme, language: str, ratio: float) -> QCursor:
    """Return a beam with a label's tag, sharp on a screen of this pixel ratio."""
    tag = chip.chip_width(label, draw, language)
    width, height = _BEAM_PX + _GAP_PX + tag + 2, _HEIGHT_PX + 6
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = _BEAM_PX / 2
    for colour, stroke in ((theme.colour("surface"), 3.5), (theme.colour("text"), 1.5)):
        _draw_beam(painter, middle, colour, stroke)
    box = QRectF(_BEAM_PX + _GAP_PX, height - chip.HEIGHT - 1, tag, chip.HEIGHT)
    painter.fillRect(box, theme.colour("surface"))
    chip.draw_chip(painter, box, label, draw, theme, language)
    painter.end()
    return QCursor(picture, round(middle), _HEIGHT_PX // 2)


def _draw_beam(painter: QPainter, x: float, colour: QColor, stroke: float) -> None:
    painter.setPen(QPen(colour, stroke))
    top, bottom = 2.0, _HEIGHT_PX - 2.0
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    for y in (top, bottom):
        painter.drawLine(QLineF(x - _SERIF_PX, y, x + _SERIF_PX, y))
