"""Sentences of the errors whose code begins with `session.`."""

from __future__ import annotations

from annotator.words import N_

SENTENCES: dict[str, str] = {
    "session.unreadable": N_("{file} can't be read: {reason}."),
}
