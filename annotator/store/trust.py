"""May this process write to this file: nobody else does, and it is as this computer left it or else whole."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.errors import ProjectError
from annotator.store import lock
from annotator.store.records import Holder, Progress
from annotator.store.verify import check

_CHECKED_AT_ONCE_BYTES = 2 << 20
"""A tenth of a second's work: what is larger would make a person wait for the window."""


def examine_small(path: Path) -> bool:
    """Check a file that is not as this computer left it, unless that takes long: then return False.

    Raises ProjectError `store.damaged`.
    """
    if path.stat().st_size > _CHECKED_AT_ONCE_BYTES:
        return False
    examine(path)
    return True


def examine(path: Path, progress: Progress | None = None) -> None:
    """Check a whole file. Raises ProjectError `store.damaged`."""
    report = check(path, progress)
    if not report.ok:
        problem = report.problems[0]
        facts = ", ".join(f"{name} {value}" for name, value in problem.facts.items())
        raise ProjectError("store.damaged", file=str(path), reason=f"{problem.code} {facts}".strip())


def take_lock(path: Path, person: str) -> tuple[lock.FileLock | None, Holder]:
    """Return the lock of a project, or None and who has it; None and nobody where the file can't be written."""
    if not os.access(path, os.W_OK):
        return None, Holder()
    try:
        held = lock.acquire(path, person)
    except OSError:
        return None, Holder()
    return held, Holder() if held is not None else lock.holder(path)
