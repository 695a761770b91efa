"""Clitic boundaries: a list of right answers, look-alikes, and any word at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

from annotator.text.clitics import bare_words, boundaries, document_boundaries
from annotator.text.folding import fold
from annotator.text.graphemes import is_boundary
from annotator.text.snapping import snap, stops

from .alphabets import any_text, text_and_range

DERNA = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "derna.txt"
SEEN = frozenset({"درنه", "المدينه", "الجزيره", "مقتل", "تنظيم", "مدرسه"})


def divided(word: str) -> str:
    """Show a word with + at its confident boundaries and - at the others."""
    pieces, last = "", 0
    for offset, confident in boundaries(word, seen=SEEN):
        pieces += word[last:offset] + ("+" if confident else "-")
        last = offset
    return pieces + word[last:]


@pytest.mark.parametrize(
    "answer",
    [
        "و+البيضاء",
        "و+ب+المدينة",
        "و+قال",
        "ف+قال",
        "و+أعلن",
        "و+كان",
        "و+بين",
        "و+ليبيا",
        "ب+مقتل",
        "و+ب+مقتل",
        "ل+تنظيم",
        "ب+درنة",
        "ف+درنة",
        "ل+لمدينة",  # fused: the second ل is the article
        "و+ل+لمدينة",
        "ل+لجزيرة",
        "ل-لحكومة",
        "ك+العادة",
        "ك-مدرسة",  # كـ is certain before the article only
        "س+يقول",
        "و+س+تعلن",
        "س-نعود",
        "س-أغادر",
        "ل-جماعة",
        "و-طبرق",
        "و-ب-دعم",
        "وَ+قَالَ",
        "بِ+مَقْتَلِ",
        "وـ+البيضاء",
        "ب+مـقـتـل",
        "لـ+BBC",
        "بـ+17",
        "و+17",
        "و+٢٠",
        "ل+مقتل",
        "ب+بغداد",
        "ل+وزير",
        "و+لبنان",
    ],
)
def test_words_that_carry_clitics(answer):
    assert divided(answer.replace("+", "").replace("-", "")) == answer


LOOK_ALIKES = re.findall(
    r"\w+",
    """
    وسط فجر بين كان لغم ليبيا بغداد وزير فرنسا كتاب لبنان سوريا بنغازي باشا سرت فلسطين كابل لندن بيروت واشنطن كندا
    كربلاء وكالة وزارة وفد وطن وقت واقع والد والي وادي ولاية وحدة ورشة وليد فبراير فتح فترة فرج فريق فقط فوز فوق في
    فيه فيها كل كلمة كما كبير كتيبة لجنة لدى لقاء لكن لم لن ليس ليل بحر بدء برلمان بعد بعض بلد بلدة بناء بيان باب
    سابق سبب سعد سفير سكان سلاح سنة سيارة سيارات سياسة سيطرة سيد ستة ساعة ساحة سائق كلية كرة كثير كهرباء لاعب لحظة لغة
    لواء لجان بحث بطل بنك بيت برنامج بريطانيا برلين بلدية وثيقة وضع وصل وقع وقف وقود وجود وراء فصل فرق فرع
    فيلم فندق فصائل محمد الدولة مصدر تمشيط انفجار حكومة
""",
)


@pytest.mark.parametrize("word", LOOK_ALIKES)
def test_words_that_only_look_as_if(word):
    assert boundaries(word, seen=SEEN) == ()


@pytest.mark.parametrize(
    "word",
    re.findall(r"\S+", "وزيرا وزيرة وزيرها وزراء بينهم بعدها فوقها كتابه لجنته بلدتهم وَسَطَ فَـجْر كِتاب بيتها وزارتهم"),
)
def test_look_alikes_keep_together_with_endings_and_marks(word):
    assert boundaries(word, seen=SEEN) == ()


@pytest.mark.parametrize("word", ["", "و", "ب", "في", "BBC", "17", "و،", "اللغة", "من", "ًو", "👍"])
def test_words_without_a_boundary(word):
    assert boundaries(word) == ()


def test_the_document_makes_a_boundary_certain():
    assert document_boundaries("وطبرق") == ((1, False),)
    assert document_boundaries("طبرق وطبرق") == ((6, True),)
    assert document_boundaries("وطبرق", gazetteer={"طبرق"}) == ((1, True),)


def test_half_of_the_boundaries_of_the_real_page_are_certain():
    if not DERNA.exists():
        pytest.skip("the shared corpus is not here")
    found = document_boundaries(DERNA.read_bytes().decode("utf-8")[:2200])
    certain = sum(boundary.confident for boundary in found)
    assert 22 <= certain <= 30
    assert 15 <= len(found) - certain <= 26


@given(any_text)
def test_boundaries_are_inside_the_word_in_order_and_never_inside_a_grapheme(text):
    for word in text.split():
        last = 0
        for offset, _ in boundaries(word, seen=bare_words(text)):
            assert last < offset < len(word)
            last = offset
    offsets = [boundary.offset for boundary in document_boundaries(text)]
    assert offsets == sorted(set(offsets))
    assert all(is_boundary(text, offset) for offset in offsets)


@given(any_text)
def test_what_stands_before_a_boundary_is_a_clitic(text):
    for word in text.split():
        for offset, _ in boundaries(word):
            letters = "".join(filter(str.isalpha, fold(word[:offset])))
            assert letters in {c + p for c in ("", "و", "ف") for p in ("", "ب", "ك", "ل", "س")}


@pytest.mark.parametrize(
    ("selected", "snapped"),
    [
        ("قتل أحد", "بمقتل أحد"),
        (" أحد ", "أحد"),
        ("ح", "أحد"),
        ("آخر، ", "آخر،"),
        ("،", "،"),
        ("(الجز", "(الجزيرة"),
        ("زيرة)مق", "الجزيرة)مقاتل"),
    ],
)
def test_a_drag_takes_whole_words(selected, snapped):
    text = "وأفاد بمقتل أحد آخر، كما قال (الجزيرة)مقاتل"
    start = text.index(selected)
    assert text[slice(*snap(text, start, start + len(selected)))] == snapped


def test_a_click_takes_the_word_it_touches_and_nothing_between_words():
    text = "قال  نعم"
    assert snap(text, 1, 1) == (0, 3)
    assert snap(text, 3, 3) == (0, 3)
    assert snap(text, 4, 4) == (4, 4)
    assert snap(text, 5, 5) == (5, 8)
    assert snap("", 0, 0) == (0, 0)


def test_the_handles_stop_at_the_clitics_of_the_first_and_the_last_word():
    text = "مقتل بمقتل رجل وبالمدينة المدينة"
    start, end = text.index("بمقتل"), text.index("وبالمدينة") + 9
    assert stops(text, start, end) == ((start + 1, True), (end - 8, True), (end - 7, True))
    assert stops(text, start + 1, start + 5) == ((start + 1, True),)
    assert stops(text, 0, 4) == ()


@given(text_and_range())
def test_snapping_never_splits_a_grapheme_or_loses_a_letter(drawn):
    text, start, end = drawn
    snapped_start, snapped_end = snap(text, start, end)
    assert is_boundary(text, snapped_start) and is_boundary(text, snapped_end)
    assert not text[start:snapped_start].strip() and not text[snapped_end:end].strip()
    assert snap(text, snapped_start, snapped_end) == (snapped_start, snapped_end) or start == end
    assert all(0 < boundary.offset < len(text) for boundary in stops(text, start, end))
