"""The button that shows only the documents of one state, with how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.ui.icons import IconButton
from annotator.ui.numbers import number
from annotator.ui.panels.document_model import STATES
from annotator.words import N_, _

_ALL = ""
_NAMES = {
    _ALL: N_("All articles"),
    "todo": N_("To do"),
    "in_progress": N_("In progress"),
    "done": N_("Finished"),
    "flagged": N_("Flagged"),
}


class StateFilter(IconButton):
    """`chosen` carries the state that is wanted; empty for all."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("filter", parent)
        self.setObjectName("stateFilter")
        self.setProperty("look", "boxed")
        self.setCheckable(True)
        self.setFixedSize(30, 30)
        self._counts: Mapping[str, int] = {}
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions = {state: self._action(state, group) for state in (_ALL, *STATES)}
        menu.addActions(list(self._actions.values()))
        self._actions[_ALL].setChecked(True)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._retranslate()

    def choice(self) -> str:
        """Return the state that is wanted; empty for all."""
        return next(state for state, action in self._actions.items() if action.isChecked())

    def choose(self, state: str) -> None:
        """Want the documents of a state, as if it had been taken from the menu."""
        self._actions[state].trigger()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many documents there are of each state."""
        self._counts = counts
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _action(self, state: str, group: QActionGroup) -> QAction:
        action = QAction(group)
        action.setObjectName(f"filter_{state}")
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False: self._choose(state))
        return action

    def _choose(self, state: str) -> None:
        self.setChecked(state != _ALL)
        self._retranslate()
        self.chosen.emit(state)

    def _retranslate(self) -> None:
        for state, action in self._actions.items():
            count = number(self._counts[state]) if state in self._counts else ""
            action.setText(f"{_(_NAMES[state])}\t{count}")
        name = _("Filter: {state}").format(state=_(_NAMES[self.choice()]))
        self.setToolTip(name)
        self.setAccessibleName(name)
