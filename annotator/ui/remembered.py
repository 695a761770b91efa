"""What the window remembers from one day to the next: geometry, splitters, language, theme, the last articles.

Kept in an INI file under `$ANNOTATOR_HOME`, or the system's settings folder. None of it is work.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings


class Remembered:
    """Small typed values that outlive the window."""

    def __init__(self, folder: Path | None = None) -> None:
        place = folder or settings_folder()
        self._settings = QSettings(str(place / "window.ini"), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """Return a remembered text."""
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def whole(self, name: str, default: int) -> int:
        """Return a remembered whole number."""
        value = self.text(name, str(default))
        return int(value) if value.lstrip("-").isdigit() else default

    def blob(self, name: str) -> QByteArray:
        """Return remembered bytes, as Qt makes them of geometry and splitters; empty when there are none."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, name: str, value: str | int | QByteArray) -> None:
        """Remember a value under a name."""
        self._settings.setValue(name, str(value) if isinstance(value, int) else value)

    def flush(self) -> None:
        """Write to disk now."""
        self._settings.sync()

    def last_document(self, project: Path) -> str:
        """Return the key of the document that was open last in a project."""
        return self.text(f"documents/{_short(project)}")

    def keep_last_document(self, project: Path, key: str) -> None:
        """Remember the document that is open in a project."""
        self.keep(f"documents/{_short(project)}", key)

    def places(self, project: Path) -> str:
        """Return where the person was in the documents of a project, as it was kept."""
        return self.text(f"places/{_short(project)}")

    def keep_places(self, project: Path, places: str) -> None:
        """Remember where the person was in the documents of a project."""
        self.keep(f"places/{_short(project)}", places)


def settings_folder() -> Path:
    """Return the folder of the window's settings: `$ANNOTATOR_HOME`, else the system's."""
    home = os.environ.get("ANNOTATOR_HOME")
    return Path(home) if home else user_config_path("annotator", appauthor=False)


def _short(project: Path) -> str:
    """A name for a project that is short and has no slashes."""
    return hashlib.sha256(str(project.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
