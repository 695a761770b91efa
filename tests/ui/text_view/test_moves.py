"""Where keys take the caret, line by line and sentence by sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

LONG = "وصلت السفينة إلى الميناء مساء أمس وعلى متنها قمح وزيت. " * 8
TEXT = f"{LONG}\n\nفقرة ثانية قصيرة. جملة أخرى.\nLast words in English here."
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def press(view, qtbot):
    view.set_document(TEXT)

    def make(key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> int:
        qtbot.keyClick(view, key, modifier)
        return view.selection.caret

    return make


def test_down_and_up_come_back_to_the_same_place(view, press) -> None:
    view.set_selection(20, 20)
    seen = [press(Qt.Key.Key_Down) for _ in range(4)]
    assert seen == sorted(set(seen))
    for _ in range(4):
        press(Qt.Key.Key_Up)
    assert abs(view.selection.caret - 20) <= 2


def test_up_at_the_first_line_and_down_at_the_last_go_to_its_ends(view, press) -> None:
    view.set_selection(5, 5)
    assert press(Qt.Key.Key_Up) == 0
    view.set_selection(len(TEXT) - 4, len(TEXT) - 4)
    assert press(Qt.Key.Key_Down) == len(TEXT)


def test_every_place_is_passed_by_left_from_start_to_end_of_arabic(view, press) -> None:
    first = view.page.blocks[0]
    passed = {0}
    for _ in range(len(LONG) + 20):
        passed.add(press(Qt.Key.Key_Left))
    assert set(range(first.start, first.end + 1)) <= passed


def test_sentence_keys_go_from_sentence_to_sentence(view, press) -> None:
    one, two = TEXT.index("فقرة"), TEXT.index("جملة")
    view.set_selection(one, one)
    assert press(Qt.Key.Key_Down, CTRL) == two
    assert press(Qt.Key.Key_Up, CTRL) == one


def test_paragraph_keys_go_from_paragraph_to_paragraph(view, press) -> None:
    view.set_selection(30, 30)
    assert press(Qt.Key.Key_Down, ALT) == len(LONG) + 1
    assert press(Qt.Key.Key_Up, ALT) == 0


def test_page_keys_stay_in_the_text(view, press) -> None:
    assert 0 < press(Qt.Key.Key_PageDown) <= len(TEXT)
    assert press(Qt.Key.Key_PageUp) < 60
    assert press(Qt.Key.Key_Home, CTRL) == 0


def test_the_caret_that_moved_out_of_sight_is_followed(view, press) -> None:
    view.set_document("\n".join(["سطر"] * 200))
    view.set_selection(0, 0)
    for _ in range(60):
        press(Qt.Key.Key_Down)
    y = view.point_of(view.selection.caret).y()
    assert 0 < y < view.viewport().height()


def test_the_span_under_the_mouse_is_outlined_and_forgotten(view, qtbot, mark) -> None:
    view.set_document(TEXT)
    view.set_spans([mark("a", 5, 12)])
    qtbot.mouseMove(view.viewport(), view.point_of(7))
    assert view.look().hovered == "a"
    qtbot.mouseMove(view.viewport(), QPoint(20, 300))
    assert view.look().hovered is None
