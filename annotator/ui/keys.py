"""Which key was pressed, whatever keyboard layout is active.

The letter that a keycap shows is what counts: a Latin layout answers with its Latin letter, any other layout (Arabic,
Hebrew, Persian …) with the place of the key on the keyboard, and where the system doesn't tell the place, with the
letter of the Arabic 101 layout. So a label's key works with an Arabic layout active, without switching.
"""

from __future__ import annotations

import sys
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_SCAN_ROWS = ((2, "1234567890"), (16, "qwertyuiop"), (30, "asdfghjkl"), (44, "zxcvbnm,."))
"""First scan code of a row (Linux evdev and PC set 1 agree here) and what the row's keys are called."""

_BY_SCAN = {first + place: name for first, row in _SCAN_ROWS for place, name in enumerate(row)}

_BY_MAC_KEY = dict(
    chain(
        zip((12, 13, 14, 15, 17, 16, 32, 34, 31, 35), "qwertyuiop", strict=True),
        zip((0, 1, 2, 3, 5, 4, 38, 40, 37), "asdfghjkl", strict=True),
        zip((6, 7, 8, 9, 11, 45, 46, 43, 47), "zxcvbnm,.", strict=True),
        zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), "1234567890", strict=True),
    )
)

_ARABIC_101 = dict(
    chain(
        zip("ضصثقفغعهخح", "qwertyuiop", strict=True),
        zip("شسيبلاتنم", "asdfghjkl", strict=True),
        zip(("ئ", "ء", "ؤ", "ر", "لا", "ى", "ة", "و", "ز"), "zxcvbnm,.", strict=True),
        zip("١٢٣٤٥٦٧٨٩٠", "1234567890", strict=True),
        zip("۱۲۳۴۵۶۷۸۹۰", "1234567890", strict=True),
    )
)
"""What the keys of the Arabic 101 layout type without Shift; the key of B types two letters."""

_X11_OFFSET = 8


def key_name(event: QKeyEvent) -> str:
    """Return the name of the pressed key, `a` to `z`, `0` to `9`, comma or full stop; empty for every other key."""
    typed = _typed(event)
    if typed.isascii() and (typed.isalnum() or typed in ",."):
        return typed.lower()
    return _place(event) or _ARABIC_101.get(typed, "")


def is_plain(event: QKeyEvent) -> bool:
    """Whether no modifier is held, so that the key can mean a label."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier


def _typed(event: QKeyEvent) -> str:
    """The character of the key: with Ctrl held, `text()` is a control character and only `key()` tells."""
    code = int(event.key())
    if 0x20 < code < 0x110000 and code < int(Qt.Key.Key_Escape):
        return chr(code)
    return event.text()


def _place(event: QKeyEvent) -> str:
    """The name that the key has on a Latin keyboard, from its place; empty where the system doesn't tell."""
    if sys.platform == "darwin":
        return _BY_MAC_KEY.get(event.nativeVirtualKey(), "") if event.nativeVirtualKey() else ""
    platform = QGuiApplication.platformName()
    scan = event.nativeScanCode()
    if platform in ("xcb", "wayland", "wayland-egl"):
        scan -= _X11_OFFSET
    return _BY_SCAN.get(scan, "")
