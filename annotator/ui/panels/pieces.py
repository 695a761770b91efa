"""Small pieces that every panel is made of; the style sheet knows them by the properties `role`, `tone`, `look`."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

Piece = TypeVar("Piece", bound=QWidget)


def text_label(name: str, *, role: str = "", tone: str = "", wraps: bool = False) -> QLabel:
    """Return an empty label; `role` is one of the type scale, `tone` a colour of the theme."""
    label = named(QLabel(), name, role=role, tone=tone)
    if wraps:
        wrap(label)
    return label


def wrap(label: QLabel) -> None:
    """Let a label take as many lines as it needs.

    Qt puts the space at the end of a wrapped right-to-left line before its first letter, unless a text document lays
    the label out; a label whose text can be selected has one.
    """
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def named(widget: Piece, name: str, **properties: str) -> Piece:
    """Give a widget its object name and the properties that the style sheet asks for."""
    widget.setObjectName(name)
    for key, value in properties.items():
        if value:
            widget.setProperty(key, value)
    return widget


def restyle(widget: QWidget, key: str, value: object) -> None:
    """Set a property that the style sheet asks for, and have it asked again."""
    widget.setProperty(key, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Wired(QObject):
    """Joins a button to an action: the button does it, and can be pressed when it can be done.

    An object of its own, so that Qt unties the action when the button goes.
    """

    def __init__(self, button: QAbstractButton, action: QAction) -> None:
        super().__init__(button)
        self._button, self._action = button, action
        button.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._button.setEnabled(self._action.isEnabled())
