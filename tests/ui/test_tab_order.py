"""Tab goes as one reads, in both directions of the interface, whenever widgets were made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.tab_order import step, stops_of


@pytest.fixture
def form(qtbot) -> QWidget:
    """Two lines of two buttons, made from the last to the first, and a button of a later turn above them."""
    made = QWidget()
    grid = QGridLayout(made)
    for name in "dcba":
        place = "abcd".index(name)
        grid.addWidget(QPushButton(name), 1 + place // 2, place % 2)
    late = QPushButton("late")
    late.setProperty("tabTurn", 3)
    grid.addWidget(late, 0, 0)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def _texts(widget: QWidget) -> str:
    return " ".join(stop.text() for stop in stops_of(widget))


def test_lines_are_read_from_the_side_where_reading_starts(form):
    assert _texts(form) == "a b c d late"
    form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    form.layout().activate()
    assert _texts(form) == "a b c d late"
    assert form.layout().itemAtPosition(1, 0).widget().x() > form.layout().itemAtPosition(1, 1).widget().x()


def test_what_is_hidden_disabled_or_of_the_mouse_is_no_stop(form):
    a, b, c, _d, _late = stops_of(form)
    a.hide()
    b.setEnabled(False)
    c.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert _texts(form) == "d late"


def test_what_has_no_height_yet_is_no_trap(form):
    for stop in stops_of(form):
        stop.setFixedHeight(0)
    form.layout().activate()
    assert _texts(form) == "a b c d late"


def test_the_focus_goes_round_both_ways(form):
    first, *_others, last = stops_of(form)
    first.setFocus()
    assert step(form, forward=False)
    assert QApplication.focusWidget() is last
    assert step(form, forward=True)
    assert QApplication.focusWidget() is first


def test_what_is_scrolled_out_of_sight_keeps_its_turn(qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    scroll, inside = QScrollArea(widgetResizable=True), QWidget()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    rows = QVBoxLayout(inside)
    for number in range(40):
        rows.addWidget(QPushButton(str(number)))
    scroll.setWidget(inside)
    for widget in (QPushButton("above"), scroll):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.resize(200, 200)
    with qtbot.waitExposed(window):
        window.show()
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    assert _texts(window).split() == ["above", *map(str, range(40))]
