"""Icons in the colour of the text beside them: our own line drawings, tinted when the theme changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.assets import resource

MIRRORED = frozenset({"undo", "redo"})
"""Icons that show a direction of reading and turn round in an Arabic interface."""

_SCALES = (1, 2)


def pixmap(name: str, colour: QColor, size: int = 16, scale: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `size` device-independent pixels in one colour."""
    mirrored = name in MIRRORED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _drawn(name, colour.name(QColor.NameFormat.HexArgb), size, scale, mirrored)


def icon(name: str, palette: QPalette, size: int = 16) -> QIcon:
    """Return an icon in the colours of a palette, quieter when disabled."""
    made = QIcon()
    for scale in _SCALES:
        text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)
        quiet = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        made.addPixmap(pixmap(name, text, size, scale), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, quiet, size, scale), QIcon.Mode.Disabled)
    return made


class IconButton(QToolButton):
    """A button that shows an icon in the palette's colour and draws it again when theme or direction change."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setIconSize(QSize(16, 16))
        self.setMinimumSize(28, 28)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tint()

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the layout direction."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange):
            self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._name, self.palette()))


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, scale: float, mirrored: bool) -> QPixmap:
    source = (
        resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour[:1] + colour[3:])
    )
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if mirrored:
        painter.translate(picture.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
