"""Panes: beside each other in a wide window, a drawer over the article in a narrow one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.windows import a_window, open_in, settle, wait_until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def narrow(window, page):
    window.resize(1100, 700)
    settle()
    return page


def test_the_button_of_the_top_bar_opens_the_drawer_over_the_article(window, narrow):
    button = window.top.findChild(QAbstractButton, "tool_show_documents")
    assert button.isVisible()
    width = narrow.article.width()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    assert narrow.documents.isVisible() and narrow.documents.list.hasFocus()
    assert narrow.article.width() == width
    assert narrow.documents.mapTo(narrow, QPoint()).x() == 0
    assert not button.isVisible()


def test_the_drawer_goes_when_an_article_is_opened_from_it(narrow):
    QTest.keyClick(narrow.article, Qt.Key.Key_F9)
    QTest.keyClick(narrow.documents.list, Qt.Key.Key_Down)
    QTest.keyClick(narrow.documents.list, Qt.Key.Key_Return)
    assert narrow.desk.document.key == "rain"
    assert narrow.documents.isHidden()
    assert narrow.article.hasFocus()


def test_esc_and_a_second_f9_close_the_drawer(narrow):
    for close in (Qt.Key.Key_Escape, Qt.Key.Key_F9):
        QTest.keyClick(narrow.article, Qt.Key.Key_F9)
        assert narrow.documents.isVisible()
        QTest.keyClick(narrow.documents.list, close)
        assert narrow.documents.isHidden()
        assert narrow.article.hasFocus()


def test_the_search_opens_the_drawer(narrow):
    QTest.keyClick(narrow.article, Qt.Key.Key_F, CTRL | SHIFT)
    assert narrow.documents.isVisible() and narrow.documents.search.hasFocus()


def test_the_drawer_stands_at_the_right_in_an_arabic_window(window, narrow):
    QTest.keyClick(narrow.article, Qt.Key.Key_F9)
    window.appearance.choose_language("ar")
    settle()
    assert narrow.documents.geometry().right() == narrow.rect().right()


def test_a_wide_window_has_its_widths_again(window, page):
    page.panes.setSizes([300, 700, 366])
    settle()
    widths = page.panes.sizes()
    window.resize(1100, 700)
    settle()
    window.resize(1366, 768)
    settle()
    assert page.panes.sizes() == widths
    assert page.documents.parentWidget() is page.panes


def test_widths_come_back_in_the_next_window(qapp, project):
    with a_window() as first:
        page = open_in(first, project)
        page.panes.setSizes([320, 680, 366])
        settle()
        widths = page.panes.sizes()
    with a_window() as second:
        second.resize(1366, 768)
        page = open_in(second, project)
        wait_until(lambda: page.panes.sizes() == widths)


def test_documents_that_were_hidden_stay_hidden_when_the_window_grows(window, page):
    QTest.keyClick(page.article, Qt.Key.Key_F9)
    assert page.documents.isHidden()
    window.resize(1100, 700)
    settle()
    window.resize(1366, 768)
    settle()
    assert page.documents.isHidden()
