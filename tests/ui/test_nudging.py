"""Edges of the selected span from the keyboard, in the window and on disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.actions import BY_ID
from tests.windows import labels_of, mark, select

ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.mark.parametrize(
    ("key", "held", "expected", "action"),
    [
        (LEFT, ALT, "مقتل صياد", "start_left"),
        (RIGHT, ALT, "اسمه بمقتل صياد", "start_right"),
        (LEFT, ALT | SHIFT, "بمقتل صياد من", "end_left"),
        (RIGHT, ALT | SHIFT, "بمقتل", "end_right"),
        (LEFT, ALT | CTRL, "مقتل صياد", "start_left_letter"),
        (RIGHT, ALT | CTRL, " بمقتل صياد", "start_right_letter"),
        (LEFT, ALT | CTRL | SHIFT, "بمقتل صياد ", "end_left_letter"),
        (RIGHT, ALT | CTRL | SHIFT, "بمقتل صيا", "end_right_letter"),
    ],
)
def test_each_key_moves_its_edge_and_so_does_its_row_of_the_menu(window, page, key, held, expected, action):
    mark(page, "بمقتل صياد", "2", "d")
    QTest.keyClick(page.article, key, held)
    assert labels_of(page) == [("DIE", expected)]
    page.undo()
    window.actions_[action].trigger()
    assert labels_of(page) == [("DIE", expected)]
    assert BY_ID[action].local


def test_where_text_is_selected_the_keys_are_those_of_the_caret(page):
    mark(page, "صياد", "p")
    select(page, "بمقتل")
    QTest.keyClick(page.article, LEFT, ALT)
    assert page.article.page.text[slice(*page.article.selection.range)] == "مقتل"
    assert labels_of(page) == [("PER", "صياد")]


def test_the_edge_that_moved_is_in_view(page):
    mark(page, "صياد", "p")
    page.article.zoom(40)
    page.article.scroll_by(5_000)
    QTest.keyClick(page.article, LEFT, ALT | SHIFT)
    end = page.desk.own_spans()[0].end
    assert page.article.viewport().rect().contains(page.article.point_of(end, trailing=True))
