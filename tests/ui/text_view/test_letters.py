"""Letters, marks, spaces and separators of every kind: where a caret may stand, what a word is, where lines end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from annotator.ui.text_view.paragraph import ShapedParagraph
from annotator.ui.theme import article_font

FAMILY = "👨‍👩‍👧"
WAVING = "👋🏽"
BOLD_A = "𝐀𝐁"


def carets(text: str, family: str) -> list[int]:
    shaped = ShapedParagraph(text, 0, direction="rtl", font=article_font(20, family=family), width=600)
    cells = [cell for line in shaped.lines for cell in line.table.cells]
    for line in shaped.lines:
        for cell, following in pairwise(line.table.cells):
            assert cell.right == pytest.approx(following.left, abs=0.01)
    return sorted({edge for cell in cells for edge in (cell.start, cell.end)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"أ{FAMILY}ب", [0, 1, 6, 7]),
        (f"أ{WAVING}ب", [0, 1, 3, 4]),
        (f"أ{BOLD_A}ب", [0, 1, 2, 3, 4]),
        ("سَلَامٌ", [0, 2, 4, 5, 7]),
        ("شدَّة", [0, 1, 4, 5]),
        ("ســلام", [0, 1, 2, 3, 4, 5, 6]),
        ("cafe\u0301 قال", [0, 1, 2, 3, 5, 6, 7, 8, 9]),
        ("أ\u00a0ب\tج", [0, 1, 2, 3, 4, 5]),
        ("می\u200cخواهم", [0, 1, 3, 4, 5, 6, 7, 8]),
    ],
)
def test_carets_stand_between_graphemes_only(family, text, expected) -> None:
    assert carets(text, family) == expected


@pytest.mark.parametrize(
    "word", ["سَلَامٌ", "الـــسلام", "الرُّبَّانُ", "𝐀𝐁𝐂", FAMILY, WAVING, "می‌خواهم", "لله"], ids=lambda word: ascii(word)[1:9]
)
def test_a_double_click_selects_what_a_reader_takes_for_one_thing(view, qtbot, word) -> None:
    text = f"قبل {word} بعد"
    view.set_document(text)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(4))
    assert text[slice(*view.selection.range)] == word


def test_words_beside_a_no_break_space_or_a_tab_are_words_of_their_own(view, qtbot) -> None:
    text = "مئة\u00a0كيلومتر\tشرقًا"
    view.set_document(text)
    for word in ("مئة", "كيلومتر", "شرقًا"):
        place = text.index(word)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(place + 1))
        assert text[slice(*view.selection.range)] == word
        view.set_selection(0, 0)


def test_no_line_breaks_at_a_no_break_space(view) -> None:
    text = " ".join(["مئة\u00a0كيلومتر"] * 40)
    view.set_document(text)
    ends = [line.shaped.end for line in view.page.box(0).lines[:-1]]
    assert len(ends) > 3
    assert {text[end - 1] for end in ends} == {" "}


def test_a_line_separator_breaks_the_line_and_not_the_paragraph(view) -> None:
    text = "سطر أول\u2028سطر ثانٍ\nفقرة ثانية"
    view.set_document(text)
    first, second = view.page.blocks
    assert text[first.start : first.end] == "سطر أول\u2028سطر ثانٍ"
    lines = [text[line.shaped.start : line.shaped.end] for line in view.page.box(0).lines]
    assert lines == ["سطر أول\u2028", "سطر ثانٍ"]
    assert text[second.start : second.end] == "فقرة ثانية"


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\u2029"])
def test_every_paragraph_separator_ends_a_paragraph_wherever_it_stands(view, qtbot, mark) -> None:
    text = f"{mark}أول{mark}{mark}ثانٍ{mark}"
    view.set_document(text)
    assert [text[block.start : block.end] for block in view.page.blocks] == ["", "أول", "", "ثانٍ", ""]
    view.viewport().repaint()
    for offset in range(len(text) + 1):
        for trailing in (False, True):
            spot = view.page.spot_of(offset, trailing)
            assert view.page.blocks[spot.block].start <= offset
    view.set_selection(0, 0)
    passed = {0}
    for _ in range(len(text) + 4):
        qtbot.keyClick(view, Qt.Key.Key_Left)
        passed.add(view.selection.caret)
    assert {block.start for block in view.page.blocks} <= passed


@pytest.mark.parametrize("text", ["\u2028\u2028\u2028", " \u2028 ", "\u2028", "أ\u2028", "\u00a0\u2028\t"])
def test_a_paragraph_of_nothing_but_breaks_and_spaces_has_all_its_lines(view, text) -> None:
    view.set_document(text)
    view.viewport().repaint()
    assert view.page.box(0).lines[-1].shaped.end == len(text)
    for offset in range(len(text) + 1):
        line = view.page.spot_of(offset).line.shaped
        assert line.start <= offset <= line.end


def test_a_tab_takes_the_room_of_a_space_and_can_be_selected(view, drag) -> None:
    text = "عمود\tآخر"
    view.set_document(text)
    (space,) = view.page.spot_of(4).line.shaped.table.rects(4, 5)
    assert 2 < space[1] - space[0] < 12
    assert drag(view, 2, 7) == [2, 7]


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_words_at_a_break_inside_the_other_direction_stand_where_their_glyphs_are(family, direction) -> None:
    text = "قال John Smith إن Harbour Watch غادرت (June 16, 2031) ثم عاد الناطق said Blue Moon وأضاف "
    for width in range(80, 400, 23):
        font = article_font(20, family=family)
        shaped = ShapedParagraph(text, 0, direction=direction, font=font, width=width)
        for line in shaped.lines:
            for cell in line.table.cells:
                if not text[cell.start].isspace():
                    (glyph, *_) = (run.boundingRect() for run in line.qt.glyphRuns(cell.start, cell.end - cell.start))
                    # A ligature's rectangle is shared by its letters: one edge may lie inside it.
                    near = min(abs(glyph.left() - cell.left), abs(glyph.right() - cell.right))
                    assert near < 1.1, (text[line.start : line.end], width, text[cell.start])


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_spaces_at_a_line_break_hang_at_the_end_of_the_line(family, direction) -> None:
    text = "قال John Smith الناطق said قال"
    for width in range(80, 300, 17):
        font = article_font(20, family=family)
        shaped = ShapedParagraph(text, 0, direction=direction, font=font, width=width)
        for line in shaped.lines[:-1]:
            last = line.table.cells[0 if direction == "rtl" else -1]
            assert text[last.start : last.end] == " "
            assert last.rtl == (direction == "rtl")
