"""An open project and what may be done with it."""

from __future__ import annotations

from annotator.session.session import Session, Undone, new_project, open_project
from annotator.session.signals import Committed, DocumentsAdded, SchemeChanged, Signal
from annotator.session.viewing import DocumentView

__all__ = [
    "Committed",
    "DocumentView",
    "DocumentsAdded",
    "SchemeChanged",
    "Session",
    "Signal",
    "Undone",
    "new_project",
    "open_project",
]
