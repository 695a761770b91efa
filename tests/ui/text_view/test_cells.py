"""The cell table covers every line without gap or overlap, and carets come back from where they were drawn."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.ui.text_view.paragraph import ShapedParagraph
from annotator.ui.theme import article_font
from tests.ui.text_view.tiling import assert_carets_come_back, assert_on_glyphs, assert_tiled

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
    block = ShapedParagraph(text, 1000, direction=direction, font=article_font(20, family=family), width=width)
    return [(line, line.table) for line in block.lines]


@pytest.mark.parametrize("width", [640, 130])
@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_cells_stand_side_by_side_and_hold_every_character(family, direction, width) -> None:
    for text in NASTY:
        for line, _table in tables(text, family, direction, width):
            assert_tiled(line)


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
            assert_carets_come_back(table)


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
    block = ShapedParagraph(text, 0, direction="rtl", font=article_font(20, family=family), width=600)
    carets = {0, *(cell.end for line in block.lines for cell in line.table.cells)}
    assert carets == {place for place in range(len(text) + 1) if block.is_caret_position(place)}


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_whole_words_stand_where_qt_draws_their_glyphs(family, direction) -> None:
    for text in NASTY:
        for line, table in tables(text, family, direction, 5000):
            for word in re.finditer(r"\S+", text[line.start - 1000 : line.end - 1000]):
                if max(word.group()) > "\uffff":
                    continue
                shift = len(text[: word.start()].encode("utf-16-le")) // 2
                runs = line.qt.glyphRuns(line.qt.textStart() + shift, len(word.group()))
                stretches = table.rects(line.start + word.start(), line.start + word.end())
                left, right = stretches[0][0], stretches[-1][1]
                # A control character beside the word may have taken a sliver of it.
                assert abs(min(run.boundingRect().left() for run in runs) - left) < 1.1, (text, word.group())
                assert abs(max(run.boundingRect().right() for run in runs) - right) < 1.1, (text, word.group())


AGAINST = [
    "قال الوزير Hoffman’s offices في flat 5 بعد ذلك",
    "الإيفواري \u2068Koffi N’Dabian\u2069 النتيجة",
    "The paper said الإسلام لا لأن الأولاد والله again and again",
    "He wrote 👍🏽👍🏽 قبل 𝒜𝒜𝒜 and that was all",
]
"""Stretches that run against their paragraph, with fewer glyphs than characters."""


@pytest.mark.parametrize("width", [5000, 300, 130])
@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_letters_beside_ligatures_stand_where_qt_draws_them(family, direction, width) -> None:
    for text in NASTY + AGAINST:
        block = ShapedParagraph(text, 1000, direction=direction, font=article_font(20, family=family), width=width)
        for line in block.lines:
            assert_tiled(line)
            assert_on_glyphs(block, line)


LETTERS = (
    "ابتلالاهمنوية ءًَُِّْـ\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069"
    " Aaf.,:()«»\"'-/1٢۳%٪\u00a0\u00ad👍🏽👨👩𝒜e\u0301אבשלוםפچگی\t\u2028"
)


@given(st.text(LETTERS, max_size=60), st.sampled_from(["rtl", "ltr"]), st.sampled_from([90.0, 400.0]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_mixture_of_letters_and_controls_is_tiled(family, text, direction, width) -> None:
    place = 1000
    for line, table in tables(text, family, direction, width):
        assert line.start == place
        place = line.end
        in_order = sorted(table.cells, key=lambda cell: cell.start)
        assert [cell.start for cell in in_order] == [line.start, *(cell.end for cell in in_order)][: len(in_order)]
        assert not in_order or in_order[-1].end == line.end
        for cell, following in pairwise(table.cells):
            assert abs(cell.right - following.left) < 0.01
        for cell in table.cells:
            if cell.right - cell.left > 0.5:
                assert table.caret_at((cell.left + 3 * cell.right) / 4)[0] in (cell.start, cell.end)
                assert table.cell_at((cell.left + cell.right) / 2) == cell
    assert place == 1000 + len(text)
