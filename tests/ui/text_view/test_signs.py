"""Invisible signs: which are told, where, and that telling them moves nothing."""

from __future__ import annotations

import itertools
import random

import pytest
from PySide6.QtGui import QColor

from annotator.ui.text_view.signs import code_of, signs_of
from annotator.ui.theme import theme
from tests.ui.text_view.screen import on_screen

EVERY = (
    "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00a0\u200b\u2060\u00ad\ufeff"
)


def signs(view, start: int = 0, end: int | None = None):
    text = view.page.text
    line = view.page.spot_of(start).line
    stop = line.shaped.end if end is None else end
    return signs_of(text, line.shaped.start, stop, line.shaped.table, lambda code: 6.0 * len(code) + 6)


def test_every_sign_that_hides_in_scraped_text_is_told(view):
    view.set_document("كلمة " + " كلمة ".join(EVERY) + " آخر")
    boxes = [box for line in view.page.box(0).lines for box in signs(view, line.shaped.start)]
    codes = "ZWNJ ZWJ LRM RLM ALM LRE RLE PDF LRO RLO LRI RLI FSI PDI NBSP ZWSP WJ SHY BOM"
    assert sorted(box.code for box in boxes) == sorted(codes.split())


def test_breaks_and_tabs_are_told_and_line_feeds_are_not(view):
    view.set_document("سطر\u2028ثان\u2029فقرة\tأخرى\nآخر")
    page = view.page
    assert [box.code for box in signs(view)] == ["LS"]
    assert [box.code for box in signs(view, 4, page.blocks[1].start)] == ["PS"]
    assert [box.code for box in signs(view, page.blocks[1].start, page.blocks[2].start)] == ["TAB"]


def test_a_control_without_a_name_is_told_by_its_number():
    assert code_of("\x07") == "U+0007"


def test_visible_letters_and_tashkeel_are_no_signs(view):
    view.set_document("مُقتَل ـ «كلمة» 12٫5 Reuters")
    assert signs(view) == []


def test_a_box_stands_over_its_place(view):
    view.set_document("من\u200cهنا")
    (box,) = signs(view)
    cells = {cell.start: cell for cell in view.page.spot_of(0).line.shaped.table.cells}
    assert box.middle == box.place
    assert cells[3].right - 1.5 <= box.place <= cells[1].left + 1.5


def test_the_same_sign_in_a_row_is_told_once_with_its_number(view):
    view.set_document("كلمة\u200f\u200f\u200fأخرى\u200eثم\u200f")
    assert [box.code for box in signs(view)] == ["RLM", "LRM", "RLM ×3"]


@pytest.mark.parametrize("seed", range(12))
def test_boxes_never_overlap(view, seed):
    chance = random.Random(seed)
    view.set_document("".join(chance.choice(["كلمة ", "ب", " ", chance.choice(EVERY)]) for _ in range(60)))
    for line in view.page.box(0).lines:
        boxes = signs(view, line.shaped.start)
        assert all(after.left - before.right >= 1.9 for before, after in itertools.pairwise(boxes))


def test_signs_take_no_room_and_show_in_the_colour_of_warnings(view):
    view.set_document("كلمة\u200fأخرى\nسطر بلا علامات")
    view.clearFocus()
    heights = [view.page.box(block).height for block in range(2)]
    hidden = on_screen(view)
    view.show_signs(True)
    shown = on_screen(view)
    assert [view.page.box(block).height for block in range(2)] == heights
    warning = QColor(theme("light").tokens.warning).rgb()
    inked = [(x, y) for x in range(shown.width()) for y in range(60) if shown.pixel(x, y) == warning]
    assert inked
    line, top = view.page.spot_of(0).line, view.page.top(0)
    assert max(y for _, y in inked) <= top + line.text_top + 9
    assert all(hidden.pixel(*spot) != warning for spot in inked)
    view.show_signs(False)
    assert on_screen(view) == hidden
