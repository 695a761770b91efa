"""Everything in the window can be named, reached, seen and read: in both languages, in every state that is known.

Whatever an action of the table opens is walked through too, so a new dialog needs no new test here.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from annotator.ui.actions import ROWS
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.window import MainWindow
from tests.ui import walking
from tests.windows import a_window, mark, open_in, settle

_LEAVING = {"quit", "close_project", "open_folder", "open_project", "open_samples", "switch_language", "switch_theme"}
"""Actions that end what is walked through, or ask the system for a file."""

_PAUSE_MS = 80

SIZES = ((1366, 768), (1024, 640))


class Walk:
    """Collects what is wrong, each thing once, with the state of the window in which it was seen."""

    def __init__(self, window: MainWindow, language: str) -> None:
        self._window, self._language = window, language
        self._ring = window.appearance.theme.tokens.focus
        self._looked_at: set[int] = set()
        self.wrong: dict[str, str] = {}

    def look(self, state: str, *, rings: bool = True) -> None:
        """Look at everything that is shown, once the inspector has filled its card in a pause."""
        QTest.qWait(_PAUSE_MS)
        settle()
        found = walking.wrong_names(self._language) + walking.wrong_menus(self._language)
        found += walking.out_of_reach() + walking.clipped()
        if rings:
            found += walking.without_ring(self._ring, self._looked_at)
        for what in found:
            self.wrong.setdefault(what, state)

    def in_every_size(self, state: str) -> None:
        """Look at texts in the usual size and in the smallest."""
        for size in SIZES:
            self._window.resize(*size)
            settle()
            self.look(f"{state}, {size[0]} wide", rings=size == SIZES[0])
        self._window.resize(*SIZES[0])
        settle()

    def open(self, action_id: str) -> None:
        """Trigger an action, look at what it opens, and close that again."""
        former = set(walking.shown_widgets())
        QTimer.singleShot(0, lambda: self._look_at_new(action_id, former))  # also where a dialog waits in `exec`
        self._window.actions_[action_id].trigger()
        settle()
        walking.close_what_is_open(self._window)

    def _look_at_new(self, action_id: str, former: set) -> None:
        if set(walking.shown_widgets()) - former:
            self.look(action_id)
        for opened in walking.shown_windows():
            if opened is not self._window:
                opened.close()

    def finish(self) -> None:
        """Fail with all that is wrong, and where it was seen first."""
        if self.wrong:
            pytest.fail("\n".join(f"{what}   [{state}]" for what, state in self.wrong.items()), pytrace=False)


@pytest.fixture(params=["en", "ar"])
def walk(request, qapp):
    with a_window(language=request.param) as window:
        yield Walk(window, request.param)


def test_the_first_page_can_be_named_reached_seen_and_read(walk, project):
    window = walk._window
    open_in(window, project)
    window.close_project()
    walk.in_every_size("first page")
    walk.finish()


def test_the_page_on_which_one_labels_can_be_named_reached_seen_and_read(walk, project):
    window, page = walk._window, _labelled(walk._window, project)
    walk.in_every_size("a span is selected")
    page.labelling.select(None)
    page.inspecting.show_now()
    walk.in_every_size("nothing is selected")
    page.notice.tell(lambda: "خبر News", undo=True)
    walk.look("a notice with Undo")
    page.notice.tell_error(lambda: "خبر News")
    walk.look("an error")
    window.status.show_work(lambda: "خبر News", 300, 16_000)
    walk.in_every_size("a job runs")
    walk.finish()


def test_what_the_actions_open_can_be_named_reached_seen_and_read(walk, project):
    page = _labelled(walk._window, project)
    for row in ROWS:
        if row.id not in _LEAVING:
            page.labelling.step(1)
            walk.open(row.id)
            if row.id.startswith("show_"):
                walk.open(row.id)
    walk.finish()


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_focus_is_seen_in_every_theme(qapp, project, theme):
    with a_window(theme=theme) as window:
        walk = Walk(window, "en")
        walk.look(f"first page, {theme}")
        _labelled(window, project)
        walk.look(f"a span is selected, {theme}")
        walk.finish()


def _labelled(window: MainWindow, project: Path) -> AnnotatePage:
    page = open_in(window, project, "harbour")
    mark(page, "طبرق", "1", "g")
    mark(page, "صياد", "1", "p")
    return page
