"""The keyboard on mixed lines in Arabic, Hebrew and Persian: as seen, by the grapheme, and with Shift all the same."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QTimer

from annotator.ui.text_view.cells import CellTable
from annotator.ui.text_view.selection import Selection

MIXED = (
    "وأعلن Harbour Watch أن 17 سفينة (June 16) غادرت",
    "نَقَلَ الرُّبَّانُ إِنَّ الـــسلامَ لا يأتي إلا بالعدل",
    "ב-17 במאי אמר הדובר: שלום ל-BBC וגם 3.5 אחוז",
    "می‌خواهم ۱۲٫۵ درصد از Azadi Tower بگویم",
    "مرحبًا 👍🏽 يا 👨‍👩‍👧 عالم 𝒜 نهاية",
    "The ship رأس النخيل left at 17:30 from נמל today",
)
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def press(view, qtbot):
    def make(key: Qt.Key, held=NONE, times: int = 1) -> int:
        for _ in range(times):
            qtbot.keyClick(view, key, held)
        return view.selection.caret

    return make


def table_of(view) -> CellTable:
    return view.page.spot_of(*view.selection[1:]).line.shaped.table


@pytest.mark.parametrize("text", MIXED)
@pytest.mark.parametrize("key", [LEFT, RIGHT])
def test_an_arrow_goes_over_one_grapheme_a_press_as_seen(view, press, text, key) -> None:
    view.set_document(text)
    cells = table_of(view).cells
    # From the side it comes from, whichever logical end that is.
    first = cells[-1] if key == LEFT else cells[0]
    at_start = first.rtl == (key == LEFT)
    offset = first.start if at_start else first.end
    view.settle_selection(Selection(offset, offset, not at_start))
    places = [table_of(view).x_of(*view.selection[1:])]
    for _ in cells:
        press(key)
        places.append(table_of(view).x_of(*view.selection[1:]))
    edges = [cells[0].left, *(cell.right for cell in cells)]
    assert places == pytest.approx(edges[::-1] if key == LEFT else edges, abs=0.02)


@pytest.mark.parametrize("text", MIXED)
def test_shift_and_an_arrow_select_whole_graphemes_only(view, press, text) -> None:
    view.set_document(text)
    borders = {edge for cell in table_of(view).cells for edge in (cell.start, cell.end)}
    forward = LEFT if view.page.direction(0) == "rtl" else RIGHT
    for _ in range(len(table_of(view).cells)):
        press(forward, SHIFT)
        assert view.selection.anchor == 0
        assert view.selection.caret in borders


def test_a_lam_alef_takes_two_presses_and_a_family_of_emoji_one(view, press) -> None:
    view.set_document("لا 👨‍👩‍👧 نَعم")
    assert [press(LEFT) for _ in range(6)] == [1, 2, 3, 8, 9, 11]


def test_an_arrow_goes_on_over_the_end_of_a_line_and_of_a_paragraph(view, press) -> None:
    view.set_document("سطر أول\nשורה\nlast")
    assert press(LEFT, times=8) == 8
    assert press(LEFT, times=5) == 13
    # The last paragraph is left-to-right, where left is the way back.
    assert press(RIGHT, times=4) == 17
    view.set_selection(8, 8)
    assert press(RIGHT) == 7


def test_up_and_down_keep_to_a_column_over_short_lines(view, press) -> None:
    long = "وصلت السفينة إلى الميناء مساء أمس وعلى متنها"
    view.set_document(f"{long}\nقصير\n\nEnglish\n{long}")
    view.set_selection(30, 30)
    x = table_of(view).x_of(30, False)
    press(DOWN, times=4)
    assert table_of(view).x_of(*view.selection[1:]) == pytest.approx(x, abs=12)
    assert press(UP, times=4) == 30


def test_a_step_sideways_makes_a_new_column(view, press) -> None:
    long = "وصلت السفينة إلى الميناء مساء أمس وعلى متنها"
    view.set_document(f"{long}\nقصير\n{long}")
    view.set_selection(30, 30)
    press(DOWN)
    press(RIGHT)
    assert press(DOWN) < len(long) + 6 + 12


def test_words_clitics_sentences_and_lines_extend_with_shift(view, press) -> None:
    text = "أفاد حارس بمقتل عامل. ثم غادر."
    view.set_document(text)
    press(LEFT, CTRL | SHIFT)
    assert text[slice(*view.selection.range)] == "أفاد "
    view.set_selection(10, 10)
    press(LEFT, ALT | SHIFT)
    assert text[slice(*view.selection.range)] == "ب"
    view.set_selection(0, 0)
    press(DOWN, CTRL | SHIFT)
    assert text[slice(*view.selection.range)] == "أفاد حارس بمقتل عامل. "
    press(Qt.Key.Key_End, SHIFT)
    assert view.selection.range == (0, len(text))
    press(Qt.Key.Key_Home, CTRL | SHIFT)
    assert view.selection.is_empty


def test_left_means_the_way_on_or_back_by_the_direction_of_the_paragraph(view, press) -> None:
    view.set_document("one two three\nאחד שתיים שלוש")
    view.set_selection(4, 4)
    assert press(RIGHT, CTRL) == 8
    assert press(LEFT, CTRL) == 4
    view.set_selection(14, 14)
    assert press(LEFT, CTRL) == 18


def test_space_grows_to_the_next_comma_or_stop_and_shift_space_takes_it_back(view, press) -> None:
    text = "قال المتحدث إن القوات انسحبت، وأضاف «لم يبق أحد»، ثم صمت. وبعد ساعة عاد."
    view.set_document(text)
    view.set_selection(text.index("القوات") + 2, text.index("القوات") + 2)
    grown = []
    for _ in range(4):
        press(Qt.Key.Key_Space)
        grown.append(text[slice(*view.selection.range)])
    assert grown[0] == "القوات انسحبت"
    assert grown[1] == "القوات انسحبت، وأضاف"
    assert all(later.startswith(former) for former, later in pairwise(grown))
    for expected in grown[-2::-1]:
        press(Qt.Key.Key_Space, SHIFT)
        assert text[slice(*view.selection.range)] == expected
    press(Qt.Key.Key_Space, SHIFT)
    assert view.selection.is_empty
    press(Qt.Key.Key_Space, SHIFT)
    assert view.selection.is_empty


def test_a_page_further_the_caret_stays_at_its_height_in_the_view(view, press) -> None:
    view.set_document("\n".join(f"سطر رقم {nth}" for nth in range(300)))
    view.set_selection(90, 90)
    before = view.point_of(90).y()
    caret = press(Qt.Key.Key_PageDown)
    assert caret > 90
    assert abs(view.point_of(caret).y() - before) <= 2
    press(Qt.Key.Key_PageUp)
    assert abs(view.selection.caret - 90) <= 1
    assert press(Qt.Key.Key_PageUp, times=2) == 0


def test_nothing_ticks_while_nothing_happens(view, press, qtbot) -> None:
    view.set_document(MIXED[0])
    press(LEFT, SHIFT, times=3)
    qtbot.waitUntil(lambda: view.refiner.is_done)
    qtbot.wait(40)
    assert [timer for timer in view.findChildren(QTimer) if timer.isActive()] == []
