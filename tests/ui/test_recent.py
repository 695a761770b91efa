"""The projects that were open last: how far one was, the last first, and off the list when somebody says so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from annotator.ui.recent import MOST, RecentProjects
from annotator.ui.remembered import Remembered
from tests.windows import a_window, open_in, settle, wait_until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_the_last_comes_first_and_the_oldest_goes(tmp_path):
    recent = RecentProjects(Remembered(tmp_path))
    for nth in range(MOST + 2):
        recent.note(tmp_path / f"{nth}.sqlite", done=nth, total=9)
    recent.note(tmp_path / "4.sqlite")
    assert [one.done for one in recent.all()] == [4, 6, 5, 3, 2]


@pytest.mark.parametrize("spoiled", ["{", "7", '[1, {"path": 2}, {"path": "x", "done": "y"}]', "old/path.sqlite"])
def test_a_spoiled_list_is_passed_over(tmp_path, spoiled):
    remembered = Remembered(tmp_path)
    remembered.keep("recent", spoiled)
    assert RecentProjects(remembered).all() == []


def test_the_first_page_says_how_far_one_was_and_opens_the_project_again(window, project):
    page = open_in(window, project, "harbour")
    wait_until(lambda: page.documents.standings.is_complete)
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL | SHIFT)
    window.close_project()
    settle()
    words = [label.text() for label in window.welcome.recent.findChildren(QLabel)]
    assert "1 of 3 articles" in words and "Today" in words
    window.appearance.choose_language("ar")
    settle()
    assert "١ من ٣ مقالات" in [label.text() for label in window.welcome.recent.findChildren(QLabel)]
    QTest.mouseClick(window.welcome.recent.findChild(QAbstractButton, "recent"), Qt.MouseButton.LeftButton)
    wait_until(lambda: window.page is not None)


def test_a_project_that_is_gone_says_so_and_can_be_taken_off_the_list(qapp, tmp_path, project):
    with a_window() as first:
        open_in(first, project)
    project.rename(tmp_path / "elsewhere")
    with a_window() as second:
        row = second.welcome.recent.findChild(QAbstractButton, "recent")
        assert not row.isEnabled()
        assert "Not there any more" in [label.text() for label in row.findChildren(QLabel)]
        QTest.mouseClick(second.welcome.recent.findChild(QAbstractButton, "forgetRecent"), Qt.MouseButton.LeftButton)
        settle()
        assert second.welcome.recent.isHidden()
        assert RecentProjects(Remembered()).all() == []


def test_the_name_of_the_project_offers_the_others(window, page, project, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text("خبر\nنص.\n", encoding="utf-8")
    open_in(window, other)
    menu = window.top.findChild(QAbstractButton, "project").menu()
    first = menu.actions()[0]
    assert "articles" in first.text()
    former = window.page
    first.trigger()
    wait_until(lambda: window.page is not None and window.page is not former)
    assert window.page.desk.session.path == project / "annotations.sqlite"
