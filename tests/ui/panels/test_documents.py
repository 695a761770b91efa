"""The documents: found by what stands in their text, filtered by state, counted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.windows import mark, open_in, press, settle, wait_until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def documents(page):
    wait_until(lambda: page.documents.standings.is_complete)
    return page.documents


def test_an_article_is_found_by_words_that_stand_only_in_its_text(page, documents):
    documents.search.setText("طبرق جلسه")
    documents.search.setText("جلسة قصيرة")
    wait_until(lambda: keys_of(documents) == ["council"])
    assert documents.model.entry(0).hits == 1
    assert "1 hit" in documents.model.entry(0).meta
    QTest.keyClick(documents.search, Qt.Key.Key_Return)
    assert page.desk.document.key == "council"


def test_titles_come_before_texts_and_no_article_comes_twice(documents):
    documents.search.setText("مجلس المدينة")
    wait_until(lambda: keys_of(documents) == ["council"])
    documents.search.setText("الميناء")
    wait_until(lambda: keys_of(documents) == ["rain"])


def test_a_new_search_ends_the_one_before(documents):
    for query in ("ا", "ال", "الم", "طبرق"):
        documents.search.setText(query)
        settle()
    wait_until(lambda: set(keys_of(documents)) == {"harbour", "council"})
    wait_until(lambda: count(documents) == "2 found")
    documents.search.clear()
    wait_until(lambda: len(keys_of(documents)) == 3)


def test_the_filter_shows_the_articles_of_one_state_and_counts_them(page, documents):
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL | SHIFT)
    mark_in(page, "rain")
    assert count(documents) == "1 of 3"
    texts = [action.text() for action in documents.filter.menu().actions()]
    assert texts == ["All articles\t3", "To do\t1", "In progress\t1", "Finished\t1", "Flagged\t0"]
    for state, expected in (("done", ["harbour"]), ("in_progress", ["rain"]), ("todo", ["council"])):
        documents.filter.choose(state)
        wait_until(lambda expected=expected: keys_of(documents) == expected)
    documents.filter.choose("flagged")
    wait_until(lambda: not documents.findChild(QLabel, "nothingFound").isHidden())
    documents.filter.choose("")
    wait_until(lambda: len(keys_of(documents)) == 3)


def test_states_of_former_days_are_known_when_the_project_opens(window, page, project, documents):
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL | SHIFT)
    window.close_project()
    page = open_in(window, project)
    wait_until(lambda: count(page.documents) == "1 of 3")
    page.documents.filter.choose("done")
    wait_until(lambda: keys_of(page.documents) == ["harbour"])


def test_filter_and_search_go_together(page, documents):
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL | SHIFT)
    documents.filter.choose("todo")
    documents.search.setText("طبرق")
    wait_until(lambda: keys_of(documents) == ["council"])


def test_down_goes_from_the_field_into_the_list_and_enter_opens(page, documents):
    documents.search.setFocus()
    QTest.keyClick(documents.search, Qt.Key.Key_Down)
    assert documents.list.hasFocus()
    QTest.keyClick(documents.list, Qt.Key.Key_Down)
    QTest.keyClick(documents.list, Qt.Key.Key_Return)
    assert page.desk.document.key == "rain"


def test_the_current_article_stays_in_view_when_there_is_less_room(window, page, documents):
    window.resize(1366, 640)
    settle()
    visible = documents.list.viewport().rect()
    assert visible.contains(documents.list.visualRect(documents.list.currentIndex()))


def test_a_project_that_is_closed_while_it_is_searched_is_let_go(window, page, documents):
    documents.search.setText("طبرق")
    documents.filter.choose("done")
    window.close_project()
    settle()
    assert window.page is None


def test_the_filter_says_what_it_shows(documents):
    button = documents.findChild(QAbstractButton, "stateFilter")
    documents.filter.choose("done")
    assert button.accessibleName() == "Filter: Finished"
    assert button.isChecked()


def mark_in(page, key: str) -> None:
    page.open(key)
    mark(page, "طريق", "1", "l")
    press(page, ".")


def keys_of(documents) -> list[str]:
    return [documents.model.entry(place).key for place in range(documents.model.rowCount())]


def count(documents) -> str:
    return documents.findChild(QLabel, "documentsCount").text()
