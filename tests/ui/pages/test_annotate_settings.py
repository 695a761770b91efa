"""What of the article is shown on demand, by keys that turn a setting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.remembered import Remembered
from annotator.ui.settings import Settings
from tests.windows import open_in


def test_links_of_all_spans_stay_shown_after_the_next_start(window, page, project):
    QTest.keyClick(page.article, Qt.Key.Key_F7)
    assert Settings(Remembered()).is_on("all_links")
    window.close_project()
    page = open_in(window, project, "harbour")
    assert page.article.page.links.shows_all
    QTest.keyClick(page.article, Qt.Key.Key_F7)
    assert not page.article.page.links.shows_all


def test_invisible_signs_are_turned_on_and_off(page):
    QTest.keyClick(page.article, Qt.Key.Key_F8)
    assert page.article.look().shows_signs
    QTest.keyClick(page.article, Qt.Key.Key_F8)
    assert not page.article.look().shows_signs
