"""Putting another version of the scheme in force."""

from __future__ import annotations

from pathlib import Path

import msgspec

from annotator.model.scheme import check_successor, load_scheme
from annotator.session.core import Core


class SchemeReport(msgspec.Struct, frozen=True):
    """How many spans carry a label that the new version doesn't know, by label."""

    without_label: dict[str, int]


def set_scheme(core: Core, file: str | Path) -> SchemeReport:
    """Put a scheme file in force as one change, with its redirects; refuse an older version or other content under
    the same number. A scheme with another id has a numbering of its own. Nothing happens where that very scheme is
    in force already.
    """
    core.ensure_writable()
    old, new = core.scheme, load_scheme(file)
    if new.id == old.id:
        check_successor(old, new)
    if new.source != old.source:
        core.put_scheme(new)
    unknown: dict[str, int] = {}
    for (_person, label), count in core.store.counts().spans.items():
        if core.scheme.label(label) is None:
            unknown[label] = unknown.get(label, 0) + count
    return SchemeReport(unknown)
