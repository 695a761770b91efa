"""The head of the card: the text of the span, its tag, its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model.scheme_parts import name_of
from annotator.session.cards import End
from annotator.text.direction import base_direction
from annotator.ui.appearance import Appearance
from annotator.ui.numbers import isolated, offsets
from annotator.ui.panels import chip
from annotator.ui.panels.inspector.lines import draw_lines, fitted
from annotator.ui.theme import article_font, interface_font

_SURFACE_PX, _LINE_PX = 18, 30
_UNDER_PX = 22
_GAP = 8.0
_MOST_LINES = 3


class SpanTitle(QWidget):
    """The surface in the family of the article, then chip and offsets: beside it where they fit, else below."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("spanTitle")
        self._appearance = appearance
        self._end: End | None = None
        self._lines: list[str] = []
        self._is_one_line = False
        self._broken_for: tuple[End, int, str] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.theme_changed.connect(self.update)

    def show_end(self, end: End) -> None:
        """Show a span."""
        if end != self._end:
            self._end = end
            self._tell()
            self._break(self.width())
            self.updateGeometry()
            self.update()

    def heightForWidth(self, width: int) -> int:
        """One line, or up to three and one below them."""
        self._break(width)
        return _LINE_PX if self._is_one_line else len(self._lines) * _LINE_PX + _UNDER_PX

    def sizeHint(self) -> QSize:
        """The height follows from the width."""
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the text anew."""
        super().resizeEvent(event)
        self._break(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw surface, chip, name and offsets."""
        if self._end is None:
            return
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rtl = base_direction(self._end.surface) == "rtl"
        painter.setFont(article_font(_SURFACE_PX))
        painter.setPen(self._appearance.theme.colour("text"))
        box = QRectF(self.rect())
        right = mirrored if len(self._lines) == 1 else rtl
        draw_lines(painter, box, self._lines, _LINE_PX, rtl=rtl, right=right)
        if self._is_one_line:
            used = QFontMetricsF(painter.font()).horizontalAdvance(self._lines[0]) + _GAP
            row = box.adjusted(0, 0, -used, 0) if mirrored else box.adjusted(used, 0, 0, 0)
            self._draw_facts(painter, row, mirrored=mirrored, with_name=False)
        else:
            self._draw_facts(
                painter, box.adjusted(0, box.height() - _UNDER_PX, 0, 0), mirrored=mirrored, with_name=True
            )

    def _draw_facts(self, painter: QPainter, row: QRectF, *, mirrored: bool, with_name: bool) -> None:
        end, language = self._end, self._appearance.language
        assert end is not None
        painter.setLayoutDirection(self.layoutDirection())
        width = chip.chip_width(end.label, end.draw, language)
        left = row.right() - width if mirrored else row.left()
        box = QRectF(left, row.center().y() - chip.HEIGHT / 2, width, chip.HEIGHT)
        chip.draw_chip(painter, box, end.label, end.draw, self._appearance.theme, language)
        font = interface_font(language, "secondary")
        painter.setFont(font)
        painter.setPen(self._appearance.theme.colour("muted"))
        place = offsets(end.span.start, end.span.end)
        far = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(row, far | middle, place)
        if with_name:
            room = row.width() - width - 2 * _GAP - QFontMetricsF(font).horizontalAdvance(place)
            name = QFontMetricsF(font).elidedText(name_of(end.label, language), Qt.TextElideMode.ElideRight, room)
            near = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            rest = row.adjusted(0, 0, -width - _GAP, 0) if mirrored else row.adjusted(width + _GAP, 0, 0, 0)
            painter.drawText(rest, near | middle, name)

    def _break(self, width: int) -> None:
        language = self._appearance.language
        if self._end is None or self._broken_for == (self._end, width, language):
            return
        self._broken_for = (self._end, width, language)
        font = article_font(_SURFACE_PX)
        place = QFontMetricsF(interface_font(language, "secondary")).horizontalAdvance(
            offsets(self._end.span.start, self._end.span.end)
        )
        beside = chip.chip_width(self._end.label, self._end.draw, language) + place + 2 * _GAP
        surface = self._end.surface
        self._is_one_line = QFontMetricsF(font).horizontalAdvance(surface) + beside <= width
        self._lines = [surface] if self._is_one_line else fitted(surface, font, width, _MOST_LINES)

    def _tell(self) -> None:
        if self._end is None:
            return
        end = self._end
        name = name_of(end.label, self._appearance.language)
        place = offsets(end.span.start, end.span.end)
        self.setToolTip(f"{isolated(end.surface)}\n{name}  {place}")
        self.setAccessibleName(f"{isolated(end.surface)}, {name}, {place}")
