"""Where a jump has landed is shown for a moment, unless the person wants less motion."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.windows import mark, open_in, press, settle, wait_until

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def jumped(window, project):
    """Back in the article where the last gesture was, by undo of a relabelling."""
    page = open_in(window, project, "harbour")
    mark(page, "طبرق", "1", "g")
    press(page, "l")
    page.open("rain")

    def jump() -> None:
        QTest.keyClick(page.article, Qt.Key.Key_Z, CTRL)
        assert page.desk.document.key == "harbour"
        assert page.article.chosen == page.labelling.selected.id

    return page, jump


def test_the_outline_goes_and_comes_back(jumped):
    page, jump = jumped
    jump()
    wait_until(lambda: page.article.chosen is None)
    wait_until(lambda: page.article.chosen == page.labelling.selected.id)


def test_less_motion_leaves_it_still(window, jumped):
    page, jump = jumped
    window.appearance.settings.put("less_motion", "yes")
    jump()
    QTest.qWait(250)
    assert page.article.chosen == page.labelling.selected.id


def test_another_choice_ends_it(jumped):
    page, jump = jumped
    jump()
    wait_until(lambda: page.article.chosen is None)
    page.labelling.select(None)
    QTest.qWait(150)
    settle()
    assert page.article.chosen is None
