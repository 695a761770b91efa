"""Takes the pictures in docs/ from the real window, off screen, on the sample articles: `make screenshots`."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from annotator.session import new_project
from annotator.session.importing import import_paths
from annotator.ui.app import application
from annotator.ui.appearance import Appearance
from annotator.ui.remembered import Remembered
from annotator.ui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
ARTICLE, PERSON = "tragen-road", "huda"
WIDTH, HEIGHT = 1366, 768
LOOKS = (("ar", "light"), ("en", "dark"))
_SECONDS = 30.0


def main() -> int:
    """Write docs/window-LANGUAGE-THEME.png and docs/welcome-LANGUAGE-THEME.png."""
    folder = Path(tempfile.mkdtemp(prefix="screenshots-"))
    os.environ["ANNOTATOR_HOME"] = str(folder / "home")
    try:
        _take(_project(folder))
    finally:
        shutil.rmtree(folder)
    return 0


def _project(folder: Path) -> Path:
    """The sample articles with their labels."""
    path = folder / "sample_corpus.sqlite"
    with new_project(path, person=PERSON) as session:
        import_paths(session, [ROOT / "sample_corpus", ROOT / "sample_corpus" / "labels.jsonl"])
    return path


def _take(project: Path) -> None:
    app, remembered = application(), Remembered()
    appearance = Appearance(app, remembered)
    window = MainWindow(appearance, remembered, PERSON)
    window.resize(WIDTH, HEIGHT)
    window.show()
    for language, theme in LOOKS:
        appearance.choose_language(language)
        appearance.choose_theme(theme)
        _save(app, window, f"welcome-{language}-{theme}")
    window.open_path(project)
    _wait(app, lambda: window.page is not None)
    assert window.page is not None
    window.page.open(ARTICLE)
    for language, theme in LOOKS:
        appearance.choose_language(language)
        appearance.choose_theme(theme)
        _save(app, window, f"window-{language}-{theme}")
    window.close()


def _save(app: QApplication, window: MainWindow, name: str) -> None:
    _settle(app)
    window.grab().save(str(ROOT / "docs" / f"{name}.png"))
    print(f"docs/{name}.png")


def _settle(app: QApplication) -> None:
    """Let layouts, animations and jobs come to rest."""
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        app.processEvents()


def _wait(app: QApplication, done: Callable[[], bool]) -> None:
    end = time.monotonic() + _SECONDS
    while not done() and time.monotonic() < end:
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
