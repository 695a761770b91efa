"""Showing that one must wait, for the few things in the article that take long enough to be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

NOTICED = 100_000
"""Code points in a paragraph from which on shaping it is noticed."""


@contextmanager
def patience(length: int) -> Iterator[None]:
    """Show the cursor of waiting while a paragraph of this length is shaped, if that is noticed."""
    if length < NOTICED:
        yield
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
