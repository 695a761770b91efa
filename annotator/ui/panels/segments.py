"""A row of at most four choices, one of which is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from annotator.ui.panels.pieces import named


class Segments(QFrame):
    """Exclusive buttons side by side; `chosen` carries the id of the one that the person took."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "segments")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)

    def set_choices(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Offer choices as (id, text, tooltip); where the ids are the same, only the words change."""
        if [choice[0] for choice in choices] != list(self._buttons):
            self._rebuild([choice[0] for choice in choices])
        for choice, text, tip in choices:
            button = self._buttons[choice]
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip or text)

    def choose(self, choice: str) -> None:
        """Show one as taken without sending `chosen`."""
        if choice in self._buttons:
            self._buttons[choice].setChecked(True)

    def choose_none(self) -> None:
        """Show none as taken."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def choice(self) -> str:
        """Return the id of the one that is taken; empty for none."""
        return next((name for name, button in self._buttons.items() if button.isChecked()), "")

    def buttons(self) -> list[QToolButton]:
        """The buttons in their order."""
        return list(self._buttons.values())

    def _rebuild(self, names: list[str]) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {name: self._button(name) for name in names}

    def _button(self, name: str) -> QToolButton:
        button = named(QToolButton(self), f"segment_{name}")
        button.setCheckable(True)
        button.setFixedHeight(26)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button
