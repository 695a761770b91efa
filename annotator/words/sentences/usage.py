"""Sentences of the errors whose code begins with `usage.`."""

from __future__ import annotations

from annotator.words import N_

SENTENCES: dict[str, str] = {
    "usage.unreadable": N_("{file} can't be read: {reason}."),
}
