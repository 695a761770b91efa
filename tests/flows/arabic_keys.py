"""Keys as a keyboard with an Arabic layout sends them: an Arabic letter or digit, and the place of the key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_ROWS = (
    (2, "1234567890", "١٢٣٤٥٦٧٨٩٠"),
    (16, "qwertyuiop", "ضصثقفغعهخح"),
    (30, "asdfghjkl", "شسيبلاتنم"),
    (44, "zxcvbnm,.", "ئءؤرﻻىةوز"),
)
"""First scan code of a row, what its keys are called, and what the layout writes with them."""

_KEYS = {
    name: (first + nth, letter)
    for first, names, letters in _ROWS
    for nth, (name, letter) in enumerate(zip(names, letters, strict=True))
}
_PLACES = {letter: scan for scan, letter in _KEYS.values()}
_NONE = Qt.KeyboardModifier.NoModifier


def strike(name: str, *, held: Qt.KeyboardModifier = _NONE) -> None:
    """Press the key that is called so on a Latin keyboard."""
    scan, letter = _KEYS[name]
    # With Ctrl held no text comes with the key.
    _press(ord(letter), scan, "" if held & Qt.KeyboardModifier.ControlModifier else letter, held)


def write(text: str) -> None:
    """Write a text into what has the focus, letter by letter."""
    for letter in text:
        _press(ord(letter), _PLACES.get(letter, 0), letter, _NONE)


def move(key: Qt.Key, *, held: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key that writes nothing."""
    _press(int(key), 0, "", held)


def _press(code: int, scan: int, text: str, held: Qt.KeyboardModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, code, held, scan, 0, 0, text))
