"""Rolling backups: verified copies beside the project, the newer the more of them.

A copy is made after opening and every half hour of edits, in the background, and only where something changed since the
last one. Being verified, each is also a check of the project: damage shows here before it spreads to every copy.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from annotator.session.core import Core

EVERY_MINUTES = 30
"""How much work may lie between two copies."""

_NEWEST, _DAYS, _WEEKS = 10, 7, 4
_ROOM = 3
_NAME = re.compile(r".+-(\d{8}T\d{6})-(\d+)\.sqlite")

Progress = Callable[[int, int | None], None]


class Backup(msgspec.Struct, frozen=True):
    """A copy: where it is, when it was made (UTC), and how many changes its history has."""

    path: Path
    made: datetime
    changes: int


def folder_of(project: Path) -> Path:
    """Return the folder of a project's backups, which lies beside it."""
    return project.with_name(f"{project.stem}.backups")


def backups_of(project: Path) -> list[Backup]:
    """Return the backups of a project, the newest first."""
    found = []
    folder = folder_of(project)
    for path in folder.iterdir() if folder.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match:
            made = datetime.strptime(match.group(1), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(Backup(path, made, int(match.group(2))))
    return sorted(found, key=lambda backup: (backup.made, backup.changes), reverse=True)


def roll(core: Core, progress: Progress | None = None, *, now: datetime | None = None) -> Backup | None:
    """Make a backup where something changed since the last one, and let go of those that are no longer needed.

    Returns the new one; None where there was nothing to do, the file is read-only, or the disk has no room for it.
    Raises ProjectError `store.damaged` where the copy shows that the project is not whole.
    """
    changes = core.store.counts().changes
    known = backups_of(core.path)
    size = core.path.stat().st_size
    if not core.writable or (known and known[0].changes == changes):
        return None
    if shutil.disk_usage(core.path.parent).free < _ROOM * size:
        return None
    moment = now or datetime.now(UTC)
    folder = folder_of(core.path)
    folder.mkdir(exist_ok=True)
    made = Backup(folder / f"{core.path.stem}-{moment:%Y%m%dT%H%M%S}-{changes}.sqlite", moment, changes)
    core.store.backup(made.path, progress)
    for old in superfluous([made, *known]):
        old.path.unlink(missing_ok=True)
    return made


def superfluous(backups: Iterable[Backup]) -> list[Backup]:
    """Return what may go: all but the ten newest, the last of each of seven days and the last of each of four weeks."""
    newest_first = sorted(backups, key=lambda backup: backup.made, reverse=True)
    kept = {backup.path for backup in newest_first[:_NEWEST]}
    for count, period in ((_DAYS, "%Y-%m-%d"), (_WEEKS, "%G-%V")):
        last: dict[str, Backup] = {}
        for backup in newest_first:
            last.setdefault(f"{backup.made:{period}}", backup)
        kept |= {backup.path for backup in list(last.values())[:count]}
    return [backup for backup in newest_first if backup.path not in kept]
