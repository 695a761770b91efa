"""Who is at work when nobody says so."""

from __future__ import annotations

import getpass
import os


def default_person() -> str:
    """Return `$ANNOTATOR_PERSON`, else the name of the system's user, else `annotator`."""
    chosen = os.environ.get("ANNOTATOR_PERSON", "").strip()
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no user database, as in some containers
        return "annotator"
