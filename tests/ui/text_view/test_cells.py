"""The cell table covers every line without gap or overlap, and carets come back from where they were drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest

from annotator.ui.text_view.paragraph import ShapedBlock
from annotator.ui.theme import article_font

NASTY = [
    "وأعلن Harbour Watch أن 17 سفينة/قاربًا (June 16, 2031) غادرت",
    "نَقَلَ الرُّبَّانُ إِنَّ الـــسلامَ لا يأتي إلا بالعدل",
    "لا لأن الله والله بالله لله أولاً الآن لإعلان فلأجل",
    "بلغت النسبة ٣٫٥٪ من ١٢٬٥٠٠ طلب (نحو 45%) «بحسب المكتب»",
    "أهلاً 👍🏽 يا 👨‍👩‍👧 عالم 𝒜 cafe\u0301 نهاية",
    "می‌خواهم خانه‌ها ۱۲٫۵ درصد نمی‌شود",
    "\u200fقال \u202aNile Press\u202c نعم\u200e ثم \u2067عاد\u2069 end",
    'ב-17 במאי אמר הדובר: "שלום" ל-BBC',
    "كلمة\u00a0لاصقة\tثم جدولة\u2028سطر جديد   ",
    "In Aden, قال الناطق that 12٪ (لا أكثر) left.",
    "\u064eحركة وحدها ثم e\u0301 ",
    "   ",
    "",
]


def tables(text: str, family: str, direction: str, width: float):
    block = ShapedBlock(text, 1000, direction=direction, font=article_font(20, family=family), width=width)
    return [(line, line.table) for line in block.lines]


@pytest.mark.parametrize("width", [640, 130])
@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_cells_stand_side_by_side_and_hold_every_character(family, direction, width) -> None:
    for text in NASTY:
        for line, table in tables(text, family, direction, width):
            for cell, following in pairwise(table.cells):
                assert abs(cell.right - following.left) < 0.01, text
            in_order = sorted(table.cells, key=lambda cell: cell.start)
            edges = [line.start, *(cell.end for cell in in_order)]
            assert edges[-1] == line.end, text
            assert [cell.start for cell in in_order] == edges[:-1], text


@pytest.mark.parametrize("width", [640, 130])
@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_cells_fill_the_width_that_the_line_takes(family, direction, width) -> None:
    for text in NASTY:
        for line, table in tables(text, family, direction, width):
            if table.cells and not text[line.start - 1000 : line.end - 1000].endswith((" ", "\u2028")):
                natural = line.qt.naturalTextRect()
                # Ink may overhang the advance of the last glyph by a few pixels; advances don't.
                assert abs(table.cells[0].left - natural.left()) < 0.6
                assert table.cells[-1].right <= natural.right() + 0.6
                assert table.cells[-1].right > natural.right() - 6


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_every_caret_comes_back_from_both_halves_of_its_cell(family, direction) -> None:
    for text in NASTY:
        for _, table in tables(text, family, direction, 300):
            for cell in table.cells:
                assert cell.right - cell.left > 0.9, (text, cell)
                quarter = (cell.trailing - cell.leading) / 4
                assert table.caret_at(cell.leading + quarter) == (cell.start, False), (text, cell)
                assert table.caret_at(cell.trailing - quarter) == (cell.end, True), (text, cell)
                assert table.x_of(cell.start, False) == cell.leading
                assert table.x_of(cell.end, True) == cell.trailing


def test_lam_alef_is_shared_equally_by_its_letters(family) -> None:
    ((_, table),) = tables("لا", family, "rtl", 300)
    alef, lam = table.cells
    total = lam.right - alef.left
    assert alef.right - alef.left > 0.25 * total
    assert lam.right - lam.left > 0.25 * total


def test_a_letter_keeps_its_width_beside_an_invisible_character(family) -> None:
    ((_, plain),) = tables("درنة", family, "rtl", 300)
    ((_, marked),) = tables("درنة\u200f", family, "rtl", 300)
    assert plain.rects(1000, 1004)[0][1] == marked.rects(1000, 1004)[0][1]
    assert abs(plain.rects(1000, 1004)[0][0] - marked.rects(1000, 1004)[0][0]) <= 1.01


def test_a_range_across_directions_has_two_stretches(family) -> None:
    text = "قال John أمس"
    ((_, table),) = tables(text, family, "rtl", 600)
    start = text.index("ohn")
    assert len(table.rects(1000 + start, 1000 + len(text))) == 2
    assert len(table.rects(1000, 1000 + len(text))) == 1


def test_carets_stand_only_between_graphemes(family) -> None:
    text = "👨‍👩‍👧 سَلام"
    block = ShapedBlock(text, 0, direction="rtl", font=article_font(20, family=family), width=600)
    carets = {0, *(cell.end for line in block.lines for cell in line.table.cells)}
    assert carets == {place for place in range(len(text) + 1) if block.is_caret_position(place)}
