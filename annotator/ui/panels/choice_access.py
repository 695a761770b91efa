"""What a screen reader hears of one of several buttons. Qt calls each a box to tick, which they are not."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QToolButton

_KEPT: list[QAccessibleInterface] = []
"""Qt frees an interface together with its button, but not what Python knows of it: that may not go before."""


@cache
def install() -> None:
    """Let Qt find the interface of such buttons. Once per program is enough."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, button: QObject) -> QAccessibleInterface | None:
    if not isinstance(button, QToolButton) or not _is_one_of_several(button):
        return None
    made = ChoiceInterface(button, QAccessible.Role.RadioButton)
    _KEPT.append(made)
    return made


def _is_one_of_several(button: QToolButton) -> bool:
    """Qt knows of its own ways only; a row of buttons that does it otherwise says so by a property."""
    group = button.group()
    return bool(button.property("oneOfSeveral")) or button.autoExclusive() or (group is not None and group.exclusive())


class ChoiceInterface(QAccessibleWidget):
    """One of several, taken or not; pressing takes it."""

    def state(self) -> QAccessible.State:
        """Say whether this is the one that is taken."""
        state, button = super().state(), self.object()
        state.checkable = True
        state.checked = isinstance(button, QAbstractButton) and button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        """Return what can be done with it."""
        return [self.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Press it, or give it the focus."""
        button = self.object()
        if name == self.pressAction() and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().doAction(name)
