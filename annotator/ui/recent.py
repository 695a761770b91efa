"""The projects that were open last, and how far the person was with them when they were closed."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from annotator.ui.remembered import Remembered

MOST = 5


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open; `closed_s` is the time of its last opening or closing, in seconds since 1970."""

    path: str
    done: int = 0
    total: int = 0
    closed_s: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether there is no such file any more."""
        return not Path(self.path).exists()


class RecentProjects:
    """The list, the last first, as it is remembered."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered

    def all(self) -> list[Recent]:
        """Every project of the list; what is not as we write it is passed over."""
        try:
            kept = json.loads(self._remembered.text("recent") or "[]")
        except ValueError:
            return []
        read = (_recent(one) for one in kept) if isinstance(kept, list) else ()
        return [one for one in read if one is not None]

    def others(self, path: Path) -> list[Path]:
        """The other projects that are still there."""
        return [Path(one.path) for one in self.all() if one.path != _name(path) and not one.is_missing]

    def note(self, path: Path, *, done: int | None = None, total: int | None = None) -> None:
        """Put a project first; what is not known of it stays as it was."""
        known = next((one for one in self.all() if one.path == _name(path)), Recent(_name(path)))
        new = Recent(
            known.path,
            known.done if done is None else done,
            known.total if total is None else total,
            int(time.time()),
        )
        self._keep([new, *(one for one in self.all() if one.path != new.path)])

    def forget(self, path: str) -> None:
        """Take a project off the list; its file is not touched."""
        self._keep([one for one in self.all() if one.path != path])

    def _keep(self, projects: list[Recent]) -> None:
        self._remembered.keep("recent", json.dumps([asdict(one) for one in projects[:MOST]]))


def _recent(value: object) -> Recent | None:
    if not isinstance(value, dict) or not isinstance(value.get("path"), str):
        return None
    numbers = [value.get(name, 0) for name in ("done", "total", "closed_s")]
    return Recent(value["path"], *numbers) if all(isinstance(number, int) for number in numbers) else None


def _name(path: Path) -> str:
    return str(path.resolve())
