"""One of several buttons is heard as that, and can be taken from outside."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from annotator.ui.panels import choice_access
from annotator.ui.panels.segments import Segments


@pytest.fixture
def segments(qtbot) -> Segments:
    choice_access.install()
    made = Segments()
    made.set_choices([("a", "Exact", "As typed"), ("b", "Folded", "Without vowel signs")])
    made.choose("a")
    qtbot.addWidget(made)
    return made


def test_one_of_several_is_heard_with_its_name_and_whether_it_is_taken(segments):
    first, second = map(QAccessible.queryAccessibleInterface, segments.buttons())
    assert [one.role() for one in (first, second)] == [QAccessible.Role.RadioButton] * 2
    assert second.text(QAccessible.Text.Name) == "Without vowel signs"
    assert first.state().checkable and first.state().checked
    assert not second.state().checked


def test_a_screen_reader_takes_another(qtbot, segments):
    second = QAccessible.queryAccessibleInterface(segments.buttons()[1])
    with qtbot.waitSignal(segments.chosen) as said:
        second.doAction(second.actionNames()[0])
    assert said.args == ["b"]
    assert second.state().checked
