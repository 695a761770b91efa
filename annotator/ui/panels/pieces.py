"""Small pieces that every panel is made of; the style sheet knows them by the properties `role`, `tone`, `look`."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

Piece = TypeVar("Piece", bound=QWidget)


def text_label(name: str, *, role: str = "", tone: str = "", wraps: bool = False) -> QLabel:
    """Return an empty label; `role` is one of the type scale, `tone` a colour of the theme."""
    label = named(QLabel(), name, role=role, tone=tone)
    label.setWordWrap(wraps)
    return label


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
