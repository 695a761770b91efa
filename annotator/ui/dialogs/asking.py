"""Asking for a place: the system's own dialogs, in the language of the interface."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.words import _


def ask_for_folder(parent: QWidget) -> Path | None:
    """Ask for a folder of articles; None where the person thinks better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Open a folder of articles"))
    return Path(chosen) if chosen else None


def ask_for_project(parent: QWidget) -> Path | None:
    """Ask for a project file; None where the person thinks better of it."""
    kinds = _("Projects ({pattern})").format(pattern="*.sqlite")
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Open a project file"), "", kinds)
    return Path(chosen) if chosen else None
