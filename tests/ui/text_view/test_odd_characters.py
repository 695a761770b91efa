"""Characters that are more or less than a letter, under the mouse: what is selected is whole, and counted right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
PLAIN = Qt.KeyboardModifier.NoModifier

WORDS = [
    ("astral letters", "قبل 𝒜𝒷𝒸 بعد", "𝒜𝒷𝒸"),
    ("behind astral letters", "قبل 𝒜𝒷𝒸 بعد", "بعد"),
    ("a family of four", f"صورة {FAMILY} ثم نص", FAMILY),
    ("behind a family", f"صورة {FAMILY} ثم نص", "ثم"),
    ("a thumb with a skin", "رائع 👍🏽 جدا", "👍🏽"),
    ("a flag", "علم 🇱🇾 ليبيا", "🇱🇾"),
    ("tashkeel", "قَالَ الرَّئِيسُ اليَوْمَ", "الرَّئِيسُ"),
    ("tatweel", "وجاء الـــسلامَ أخيرا", "الـــسلامَ"),
    ("before U+2028", "سطر أول\u2028سطر ثان", "أول"),
    ("behind U+2028", "سطر أول\u2028سطر ثان", "ثان"),
    ("before U+2029", "فقرة أولى\u2029فقرة ثانية", "أولى"),
    ("behind U+2029", "فقرة أولى\u2029فقرة ثانية", "ثانية"),
    ("before a space that holds", "عشرون\u00a0كيلو قمح", "عشرون"),
    ("behind a space that holds", "عشرون\u00a0كيلو قمح", "كيلو"),
    ("a joiner that parts", "گفت می\u200cخواهم بروم", "می\u200cخواهم"),
    ("a letter and its accent", "the cafe\u0301 there", "cafe\u0301"),
]
"""What it is, a text, and the word of it that is double-clicked."""

STRETCHES = [
    ("from letter to emoji", f"صورة {FAMILY} ثم نص", "رة " + FAMILY),
    ("an emoji alone", f"صورة {FAMILY} ثم نص", FAMILY),
    ("an astral letter out of a word", "قبل 𝒜𝒷𝒸 بعد", "𝒷"),
    ("from astral letters on", "قبل 𝒜𝒷𝒸 بعد", "𝒸 بع"),
    ("a letter with its marks", "قَالَ الرَّئِيسُ اليَوْمَ", "رَّ"),
    ("marks at both ends", "قَالَ الرَّئِيسُ اليَوْمَ", "لَ الرَّئِ"),
    ("one tatweel of three", "وجاء الـــسلامَ أخيرا", "ـ"),
    ("over U+2028", "سطر أول\u2028سطر ثان", "ول\u2028سط"),
    ("over U+2029", "فقرة أولى\u2029فقرة ثانية", "لى\u2029فق"),
    ("over a space that holds", "عشرون\u00a0كيلو قمح", "ون\u00a0كي"),
    ("the space that holds", "عشرون\u00a0كيلو قمح", "\u00a0"),
    ("over a joiner that parts", "گفت می\u200cخواهم بروم", "ی\u200cخوا"),
    ("over a mark of direction", "قال\u200f (BBC)\u200e نعم", "ل\u200f (BB"),
]
"""What it is, a text, and the stretch of it that is drawn over with Shift held."""


@pytest.mark.parametrize(("text", "word"), [case[1:] for case in WORDS], ids=[case[0] for case in WORDS])
def test_a_double_click_takes_the_whole_word_and_no_more(view, qtbot, text, word) -> None:
    view.set_document(text, "rtl")
    start = text.index(word)
    with qtbot.waitSignal(view.selection_changed, timeout=1000) as said:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(start))
    assert said.args == [start, start + len(word)]
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(start))
    assert text[slice(*view.selection.range)] == word


@pytest.mark.parametrize(("text", "part"), [case[1:] for case in STRETCHES], ids=[case[0] for case in STRETCHES])
def test_a_free_drag_takes_just_the_characters_it_covers(view, drag, text, part) -> None:
    view.set_document(text, "rtl")
    start = text.index(part)
    assert drag(view, start, start + len(part)) == [start, start + len(part)]


@pytest.mark.parametrize(("text", "word"), [case[1:] for case in WORDS], ids=[case[0] for case in WORDS])
def test_a_drag_that_ends_inside_a_word_takes_the_whole_word(view, drag, text, word) -> None:
    view.set_document(text, "rtl")
    start = text.index(word)
    assert drag(view, start, start + len(word), PLAIN) == [start, start + len(word)]


def test_no_place_of_the_mouse_parts_a_character(view, qtbot) -> None:
    text = f"قَا {FAMILY} 🇱🇾e\u0301𝒜 👍🏽"
    view.set_document(text, "rtl")
    whole = ["قَ", "ا", " ", FAMILY, " ", "🇱🇾", "e\u0301", "𝒜", " ", "👍🏽"]
    edges = {sum(map(len, whole[:nth])) for nth in range(len(whole) + 1)}
    start = view.point_of(0)
    carets = set()
    for x in range(start.x() + 8, view.column_left(), -1):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, start.y()))
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, start.y()))
        carets.add(view.selection.caret)
    assert carets == edges
