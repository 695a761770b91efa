"""The cheat sheet: every action with its keys, what the mouse does, and the labels' keys."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import name_of
from annotator.ui.actions import MENUS, ROWS
from annotator.ui.appearance import Appearance
from annotator.ui.numbers import digits
from annotator.ui.panels.keycap import Keycap
from annotator.ui.panels.pieces import wrap
from annotator.words import N_, _

GESTURES = (
    (N_("Drag"), N_("Select text, whole words; with Shift, letter by letter")),
    (N_("Double click"), N_("Select a word")),
    (N_("Triple click"), N_("Select a sentence")),
    (N_("Click on a span"), N_("Select it; once more, the span around it")),
    (N_("Drag an edge of the selected span"), N_("Move the edge; with Shift, letter by letter")),
    (N_("Click on a triangle of the selected span"), N_("Leave a prefix out, or take it in again")),
    (N_("Drag with Alt"), N_("Add a fragment to the selected span")),
    (N_("A dashed span"), N_("A suggestion: its label's key accepts it, another key corrects it, Delete rejects it")),
    (N_("Double click on a label"), N_("Keep it for every selection; Esc ends that")),
)
KEYS = (
    (N_("Arrow keys"), N_("Move the caret as seen; with Shift, select")),
    (N_("Ctrl and an arrow"), N_("Move by a word, up and down by a sentence")),
    (N_("Alt and an arrow"), N_("Move by a clitic, up and down by a paragraph")),
    (N_("A label's key"), N_("Label the selection, the selected span anew, or the word at the caret")),
    (N_("Enter"), N_("Give the kept label")),
)


_HEADING_PX = 36
"""One height in both languages: Arabic interface families ask for twice their size."""


class CheatSheet(QDialog):
    """A sheet to look at and close again with Esc."""

    def __init__(self, appearance: Appearance, scheme: Scheme | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cheatSheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._appearance = appearance
        self._scheme = scheme
        self._scroll = QScrollArea(widgetResizable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.resize(1000, 640)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def _fill(self) -> None:
        self.setWindowTitle(_("Keys and help"))
        self.setAccessibleName(_("Keys and help"))
        self._scroll.setAccessibleName(_("Keys and help"))
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(24, 16, 24, 24)
        columns.setSpacing(40)
        columns.addLayout(self._actions(), 1)
        columns.addLayout(self._labels(), 1)
        self._scroll.setWidget(page)

    def _actions(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        for menu, name in MENUS:
            rows = [row for row in ROWS if row.menu == menu and row.keys]
            column.addWidget(_heading(_(name)))
            grid = _grid(column)
            for place, row in enumerate(rows):
                _put(grid, place, _(row.text).removesuffix("…"), self._caps(row.keys))
        column.addStretch(1)
        return column

    def _labels(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(_heading(_("In the article")))
        grid = _grid(column)
        for place, (what, result) in enumerate((*KEYS, *GESTURES)):
            _put(grid, place, _(what), _wrapped(_(result)))
        for layer, caps in self._layers():
            column.addWidget(_heading(layer))
            grid = _grid(column)
            for line, (name, cap) in enumerate(caps):
                _put(grid, line, name, _row(cap))
        column.addStretch(1)
        return column

    def _layers(self) -> Iterator[tuple[str, list[tuple[str, QWidget]]]]:
        if self._scheme is None:
            return
        language = self._appearance.language
        for layer in self._scheme.layers:
            caps: list[tuple[str, QWidget]] = [
                (name_of(label, language), Keycap(label.key.upper(), self._appearance, label.key_ar))
                for label in self._scheme.labels_of(layer.id)
            ]
            yield f"{name_of(layer, language)}  ({digits(layer.key)})", caps

    def _caps(self, keys: tuple[str, ...]) -> QWidget:
        native = QKeySequence.SequenceFormat.NativeText
        return _row(*(Keycap(QKeySequence(key).toString(native), self._appearance) for key in keys))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    label.setFixedHeight(_HEADING_PX)
    label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
    return label


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    wrap(label)
    label.setProperty("tone", "muted")
    return label


def _grid(column: QVBoxLayout) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    column.addLayout(grid)
    return grid


def _put(grid: QGridLayout, place: int, text: str, widget: QWidget) -> None:
    # A label that wraps asks for more height than it needs, and the sheet would stand wide apart.
    name = QLabel(text, wordWrap=isinstance(widget, QLabel))
    across = Qt.AlignmentFlag.AlignTop if isinstance(widget, QLabel) else Qt.AlignmentFlag.AlignVCenter
    grid.addWidget(name, place, 0, across)
    grid.addWidget(widget, place, 1, across)
    if isinstance(widget, QLabel):
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    return holder
