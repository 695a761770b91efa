"""Segments: one of several, with one stop for Tab, and what can be let go of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.panels.segments import Segments

CHOICES = [("a", "One", ""), ("b", "Two", ""), ("c", "Three", "")]


@pytest.fixture
def shown(qtbot):
    """Make segments in a window that is shown."""
    kept: list[QWidget] = []

    def make(*, clearable: bool = False, rtl: bool = False) -> tuple[Segments, list[str]]:
        window = QWidget()
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        segments = Segments(clearable=clearable)
        segments.set_choices(CHOICES)
        QHBoxLayout(window).addWidget(segments)
        qtbot.addWidget(window)
        kept.append(window)
        window.show()
        QTest.qWaitForWindowActive(window)
        taken: list[str] = []
        segments.chosen.connect(taken.append)
        return segments, taken

    return make


def stops(segments: Segments) -> list[str]:
    return [button.text() for button in segments.buttons() if button.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_a_click_takes_one_and_another_click_keeps_it(shown):
    segments, taken = shown()
    for _time in range(2):
        QTest.mouseClick(segments.buttons()[1], Qt.MouseButton.LeftButton)
    assert segments.choice() == "b"
    assert [button.isChecked() for button in segments.buttons()] == [False, True, False]
    assert taken == ["b", "b"]


def test_what_is_clearable_is_let_go_of_with_another_click(shown):
    segments, taken = shown(clearable=True)
    for _time in range(2):
        QTest.mouseClick(segments.buttons()[1], Qt.MouseButton.LeftButton)
    assert taken == ["b", ""]
    assert not any(button.isChecked() for button in segments.buttons())


def test_tab_stops_once_at_what_is_taken_else_suggested_else_the_first(shown):
    segments, _taken = shown(clearable=True)
    assert stops(segments) == ["One"]
    segments.suggest("c")
    assert stops(segments) == ["Three"]
    segments.choose("b")
    assert stops(segments) == ["Two"]
    segments.choose_none()
    assert stops(segments) == ["Three"]


@pytest.mark.parametrize(("rtl", "forward"), [(False, Qt.Key.Key_Right), (True, Qt.Key.Key_Left)])
def test_arrows_take_the_next_as_seen(shown, rtl, forward):
    segments, taken = shown(rtl=rtl)
    segments.choose("a")
    segments.buttons()[0].setFocus()
    QTest.keyClick(segments.buttons()[0], forward)
    assert segments.buttons()[1].hasFocus()
    QTest.keyClick(segments.buttons()[1], Qt.Key.Key_Down)
    assert taken == ["b", "c"]
    QTest.keyClick(segments.buttons()[2], forward)
    assert taken == ["b", "c"]


def test_arrows_only_go_where_a_choice_is_an_edit(shown):
    segments, taken = shown(clearable=True)
    segments.buttons()[0].setFocus()
    QTest.keyClick(segments.buttons()[0], Qt.Key.Key_Right)
    assert segments.buttons()[1].hasFocus()
    assert taken == []
    QTest.keyClick(segments.buttons()[1], Qt.Key.Key_Space)
    assert taken == ["b"]


def test_what_is_shown_sends_nothing(shown):
    segments, taken = shown()
    segments.choose("b")
    segments.choose("nothing of the kind")
    assert segments.choice() == "b"
    segments.set_choices([("a", "Eins", ""), ("b", "Zwei", ""), ("c", "Drei", "")])
    assert segments.choice() == "b"
    assert taken == []
