"""The settings: one row for each row of the table. A change acts at once; there is nothing to confirm."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.panels.pieces import named
from annotator.ui.panels.segments import Segments
from annotator.ui.settings import OFF, ON, ROWS, SECTIONS, Setting, Settings, choice_text
from annotator.words import _

_WIDTH_PX, _HEIGHT_PX = 760, 520
_CONTROL_PX, _CHEVRON_PX = 340, 8
_MOST_SEGMENTS = 4


class SettingsDialog(QDialog):
    """Closed with Esc; made anew in the language in force when that changes."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = appearance.settings
        self._lines: list[Line] = []
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self._settings.changed.connect(self._show)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _fill(self) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(24, 12, 24, 24)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self._headings: list[tuple[QLabel, str]] = []
        for section, name in SECTIONS:
            heading = named(QLabel(), f"section_{section}", role="section")
            heading.setContentsMargins(0, 12, 0, 2)
            self._headings.append((heading, name))
            grid.addWidget(heading, grid.rowCount(), 0, 1, 3)
            for row in (row for row in ROWS if row.section == section):
                line = Line(row, self._settings, self)
                self._lines.append(line)
                place = grid.rowCount()
                grid.addWidget(line.name, place, 0)
                grid.addWidget(line.control, place, 1)
                grid.addWidget(line.reset, place, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(page)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(_("Settings"))
        self.setAccessibleName(_("Settings"))
        for heading, name in self._headings:
            heading.setText(_(name))
        for line in self._lines:
            line.retranslate()

    def _show(self, _name: str) -> None:
        for line in self._lines:
            line.show_value()


class Line(QObject):
    """One setting: its name, what it is now, and the way back to the default."""

    def __init__(self, row: Setting, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._row, self._settings = row, settings
        self.name = named(QLabel(), f"name_{row.id}")
        self.control = self._made()
        self.control.setObjectName(f"setting_{row.id}")
        self.reset = named(QPushButton(), f"reset_{row.id}", look="link")
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(lambda _checked=False: settings.reset(row.id))
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.name.setText(_(self._row.text))
        self.control.setAccessibleName(_(self._row.text))
        self.reset.setText(_("Reset"))
        self.reset.setAccessibleName(_("Reset: {setting}").format(setting=_(self._row.text)))
        if isinstance(self.control, Segments):
            values = [choice for choice, _text in self._choices()]
            self.control.set_choices([(value, choice_text(self._row, value), "") for value in values])
        elif isinstance(self.control, QComboBox):
            for place in range(self.control.count()):
                self.control.setItemText(place, choice_text(self._row, self.control.itemData(place)))
        self.show_value()

    def show_value(self) -> None:
        """Show what the setting is now."""
        value = self._settings.value(self._row.id)
        if isinstance(self.control, Segments):
            self.control.choose(value)
        elif isinstance(self.control, QComboBox):
            self.control.setCurrentIndex(self.control.findData(value))
        self.reset.setVisible(not self._settings.is_default(self._row.id))

    def _choices(self) -> tuple[tuple[str, str], ...]:
        if self._row.kind == "whole":
            return tuple((str(size), "") for size in range(self._row.smallest, self._row.largest + 1))
        return ((ON, ""), (OFF, "")) if self._row.kind == "yesno" else self._row.choices()

    def _made(self) -> QWidget:
        row, put = self._row, self._settings.put
        if row.kind != "whole" and row.id != "article_family" and len(self._choices()) <= _MOST_SEGMENTS:
            segments = Segments()
            segments.setFixedWidth(_CONTROL_PX)
            segments.chosen.connect(lambda value: put(row.id, value))
            return segments
        menu = ChoiceBox()
        menu.setFixedSize(_CONTROL_PX, 30)
        for value, _text in self._choices():
            menu.addItem("", value)
        menu.activated.connect(lambda place: put(row.id, menu.itemData(place)))
        return menu


class ChoiceBox(QComboBox):
    """A menu of choices with the chevron of our own icons."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, and the chevron at its end."""
        super().paintEvent(event)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = _CHEVRON_PX if mirrored else self.width() - _CHEVRON_PX - 16
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        QPainter(self).drawPixmap(
            left, (self.height() - 16) // 2, pixmap("down", colour, scale=self.devicePixelRatioF())
        )
