"""Takes pictures of the real window, off screen, on the sample articles.

`make screenshots` writes those that the documentation shows into docs/. With a folder, `make screenshots INTO=FOLDER`
writes every page and dialog in both languages, both themes and two sizes there, to be looked at.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from annotator.session import new_project
from annotator.session.importing import import_paths
from annotator.ui.app import application
from annotator.ui.appearance import Appearance
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.remembered import Remembered
from annotator.ui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
ARTICLE, PERSON = "tragen-road", "huda"
SIZES = ((1366, 768), (1920, 1080))
LOOKS = tuple((language, theme) for language in ("ar", "en") for theme in ("light", "dark"))
IN_DOCS = {
    "welcome": (("ar", "light"), ("en", "dark")),
    "window": (("ar", "light"), ("en", "dark")),
    "event": (("ar", "light"), ("en", "light")),
    "find": (("ar", "dark"), ("en", "light")),
    "palette": (("ar", "light"),),
}
_PHRASE = "المصدر طلب عدم ذكر اسمه"
_SECONDS = 30.0


def main() -> int:
    """Write docs/SCENE-LANGUAGE-THEME.png, or all pictures into the folder that is named."""
    folder = Path(tempfile.mkdtemp(prefix="screenshots-"))
    os.environ["ANNOTATOR_HOME"] = str(folder / "home")
    try:
        Studio(_project(folder), Path(sys.argv[1]) if len(sys.argv) > 1 else None).take_all()
    finally:
        shutil.rmtree(folder)
    return 0


def _project(folder: Path) -> Path:
    """The sample articles with their labels."""
    path = folder / "sample_corpus.sqlite"
    with new_project(path, person=PERSON) as session:
        import_paths(session, [ROOT / "sample_corpus", ROOT / "sample_corpus" / "labels.jsonl"])
    return path


class Studio:
    """A window, the scenes that are played in it, and where their pictures go."""

    def __init__(self, project: Path, into: Path | None) -> None:
        self._into, self._app, self._project = into, application(), project
        self._remembered = Remembered()
        self._appearance = Appearance(self._app, self._remembered)
        self._window = MainWindow(self._appearance, self._remembered, PERSON)
        if into is not None:
            into.mkdir(parents=True, exist_ok=True)

    def take_all(self) -> None:
        """Play every scene, in each look and size that is wanted."""
        self._window.resize(*SIZES[0])
        self._window.show()
        self._take("welcome", lambda: None)
        self._window.open_path(self._project)
        self._wait(lambda: self._window.page is not None)
        page = self._window.page
        assert page is not None
        page.open(ARTICLE)
        for name, scene in _scenes(self._window, page).items():
            self._take(name, scene)
        self._window.close()

    def _take(self, name: str, scene: Callable[[], object]) -> None:
        looks = LOOKS if self._into is not None else IN_DOCS.get(name, ())
        for width, height in SIZES if self._into is not None else SIZES[:1]:
            for language, theme in looks:
                self._window.resize(width, height)
                self._appearance.choose_language(language)
                self._appearance.choose_theme(theme)
                self._settle()
                scene()
                self._settle()
                self._save(f"{name}-{language}-{theme}", width)
                self._leave()

    def _save(self, name: str, width: int) -> None:
        picture = self._window.grab()
        painter = QPainter(picture)
        for opened in self._opened():
            painter.drawPixmap(opened.pos() - self._window.pos(), opened.grab())
        painter.end()
        path = ROOT / "docs" / f"{name}.png" if self._into is None else self._into / f"{name}-{width}.png"
        picture.save(str(path))
        print(path.name)

    def _leave(self) -> None:
        """Close what a scene has opened, and let go of what it has selected."""
        for opened in self._opened():
            opened.close()
        page = self._window.page
        if page is not None:
            for _layer in range(4):
                page.clear()
            page.finding.close()
            page.article.set_selection(0, 0)
            page.article.scroll_to(0, 0)
        self._settle()

    def _opened(self) -> list[QWidget]:
        tops = QApplication.topLevelWidgets()
        return [top for top in tops if top.isVisible() and top is not self._window]

    def _settle(self) -> None:
        """Let layouts, animations and jobs come to rest."""
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            self._app.processEvents()

    def _wait(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + _SECONDS
        while not done() and time.monotonic() < end:
            self._app.processEvents()


def _scenes(window: MainWindow, page: AnnotatePage) -> dict[str, Callable[[], object]]:
    """What can be seen of an open project, each as a person would bring it about."""

    def act(name: str) -> Callable[[], None]:
        return window.actions_[name].trigger

    def select(label: str) -> None:
        page.labelling.show(next(span for span in page.desk.own_spans() if span.label == label))

    def find() -> None:
        act("find")()
        page.find_bar.begin(_PHRASE)

    def history() -> None:
        select("CLASH")
        button = page.findChild(QAbstractButton, "historyButton")
        assert button is not None
        button.click()

    def then(label: str, action: str) -> Callable[[], None]:
        def scene() -> None:
            select(label)
            act(action)()

        return scene

    def delete() -> None:
        select("GPE")
        act("delete_span")()

    return {
        "window": lambda: None,
        "entity": lambda: select("ORG"),
        "event": lambda: select("CLASH"),
        "claim": lambda: select("CONTENT"),
        "find": find,
        "palette": act("find_command"),
        "history": history,
        "note": then("GPE", "note"),
        "guideline": then("ORG", "guideline"),
        "cheat_sheet": act("cheat_sheet"),
        "settings": act("settings"),
        "documents": act("find_document"),
        "deleted": delete,
    }


if __name__ == "__main__":
    sys.exit(main())
