"""A field that opens something: a value with a chip and an arrow, drawn like the fields in which one writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.model.scheme_parts import Label
from annotator.text.direction import base_direction
from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.panels import chip
from annotator.ui.panels.inspector.lines import draw_lines
from annotator.ui.theme import article_font, interface_font

FIELD_PX = 30
_PAD, _GAP = 8.0, 6.0
_SURFACE_PX = {"ar": 16, "en": 15}
Edge = Literal["solid", "dashed", "warning", "accent"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a field shows: `tag` is a label with how its layer is drawn, `surface` = it is text of the article."""

    text: str
    tone: str = "text"
    edge: Edge = "solid"
    tag: tuple[Label, str] | None = None
    surface: bool = False
    arrow: bool = False


class FieldButton(QAbstractButton):
    """Press it, or Enter or Space on it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.content = Content("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(FIELD_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        appearance.theme_changed.connect(self.update)

    def show_content(self, content: Content) -> None:
        """Show a value."""
        if content != self.content:
            self.content = content
            self.setToolTip(content.text)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the row allows."""
        return QSize(80, FIELD_PX)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(40, FIELD_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Look as quiet as it is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, chip, text and arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_frame(painter)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = QRectF(self.rect()).adjusted(_PAD, 0, -_PAD, 0)
        if self.content.tag is not None:
            room = self._draw_tag(painter, room, *self.content.tag, mirrored=mirrored)
        if self.content.arrow and self.isEnabled():
            left = room.left() if mirrored else room.right() - 12
            picture = pixmap("down", self._appearance.theme.colour("muted"), 12, self.devicePixelRatioF())
            painter.drawPixmap(round(left), round(room.center().y() - 6), picture)
            room = room.adjusted(16, 0, 0, 0) if mirrored else room.adjusted(0, 0, -16, 0)
        self._draw_text(painter, room, mirrored=mirrored)

    def _draw_frame(self, painter: QPainter) -> None:
        theme, edge = self._appearance.theme, self.content.edge
        width = 2.0 if theme.name == "contrast" else 1.0
        colour = {"warning": "warning", "accent": "accent"}.get(edge, "control")
        style = Qt.PenStyle.DashLine if edge == "dashed" else Qt.PenStyle.SolidLine
        if self.hasFocus():
            width, colour, style = 2.0, "focus", Qt.PenStyle.SolidLine
        elif not self.isEnabled() and edge == "solid":
            colour = "border"
        pen = QPen(theme.colour(colour), width, style)
        if style is Qt.PenStyle.DashLine:
            pen.setDashPattern([4, 3])
        fill = "accentsoft" if edge == "accent" else "window" if edge in ("dashed", "warning") else "surface"
        painter.setBrush(theme.colour("hover" if self.underMouse() and self.isEnabled() else fill))
        painter.setPen(pen)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)

    def _draw_tag(self, painter: QPainter, room: QRectF, label: Label, draw: str, *, mirrored: bool) -> QRectF:
        language = self._appearance.language
        width = chip.chip_width(label, draw, language)
        left = room.right() - width if mirrored else room.left()
        box = QRectF(left, round(room.center().y() - chip.HEIGHT / 2), width, chip.HEIGHT)
        chip.draw_chip(painter, box, label, draw, self._appearance.theme, language)
        used = width + _GAP
        return room.adjusted(0, 0, -used, 0) if mirrored else room.adjusted(used, 0, 0, 0)

    def _draw_text(self, painter: QPainter, room: QRectF, *, mirrored: bool) -> None:
        font = self._font()
        painter.setFont(font)
        tone = self.content.tone if self.isEnabled() or self.content.tone != "text" else "muted"
        painter.setPen(self._appearance.theme.colour(tone))
        shown = QFontMetricsF(font).elidedText(self.content.text, Qt.TextElideMode.ElideRight, room.width())
        rtl = base_direction(self.content.text, "rtl" if mirrored else "ltr") == "rtl"
        draw_lines(painter, room, [shown], room.height(), rtl=rtl, right=mirrored)

    def _font(self) -> QFont:
        language = self._appearance.language
        return article_font(_SURFACE_PX[language]) if self.content.surface else interface_font(language)
