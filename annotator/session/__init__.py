"""An open project and what may be done with it."""

from __future__ import annotations

from annotator.session.session import DocumentView, Session, Undone, new_project, open_project
from annotator.session.signals import Committed, DocumentsAdded, SchemeChanged, Signal

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
