"""Words, tokens, paragraphs, sentences and clauses."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import is_boundary
from annotator.text.tokens import (
    clauses,
    extend_to_clause,
    paragraph_at,
    paragraphs,
    sentence_at,
    sentences,
    tokens,
    word_at,
    words,
    words_touching,
)

from .alphabets import any_text, text_and_range


def cut(text: str, ranges: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in ranges]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(الجزيرة)مقاتل", ["الجزيرة", "مقاتل"]),
        ("يونيو/حزيران -وبدعم من-", ["يونيو", "حزيران", "وبدعم", "من"]),
        ("منطقة الفتائح٬ ثم ١٢٬٥٠٠ و3.5", ["منطقة", "الفتائح", "ثم", "١٢٬٥٠٠", "و3.5"]),
        ("القائدَ مُحَمَّدٌ محـــمد", ["القائدَ", "مُحَمَّدٌ", "محـــمد"]),
        ("المحطات\u00a0قبل", ["المحطات", "قبل"]),
        ("U.S. troops, 1,000 of them", ["U.S.", "troops", "1,000", "of", "them"]),
        ("وكالة أ.ف.ب. ثم د. سعاد", ["وكالة", "أ.ف.ب", "ثم", "د", "سعاد"]),
        ("don't l’homme 'quoted'", ["don't", "l’homme", "quoted"]),
        ('צה״ל צה"ל ג׳ "שלום"', ["צה״ל", 'צה"ל', "ג׳", "שלום"]),
        ("می‌رود کتاب‌ها", ["می‌رود", "کتاب‌ها"]),
        ("لـBBC و17 #وسم_آخر", ["لـBBC", "و17", "وسم_آخر"]),
        ("قا\u200fل \u202bنعم\u202c", ["قا\u200fل", "نعم"]),
        ("المدينة.وقال 12:30", ["المدينة", "وقال", "12", "30"]),
        ("١٤٣٧ ه\u200d 👍", ["١٤٣٧", "ه\u200d"]),
        ("...", []),
    ],
)
def test_words(text, expected):
    assert cut(text, words(text)) == expected


def test_tokens_hold_the_punctuation_too():
    text = "قال: «نعم»، (12/5) 👨‍👩‍👧🇸🇾🇱🇾"
    assert cut(text, tokens(text)) == [
        *("قال", ":", "«", "نعم", "»", "،", "(", "12", "/", "5", ")"),
        *("👨‍👩‍👧", "🇸🇾", "🇱🇾"),
    ]


@given(any_text)
def test_tokens_tile_the_visible_text_and_hold_every_word(text):
    last = 0
    for start, end in tokens(text):
        assert last <= start < end
        assert all(character.isspace() or not character.isprintable() for character in text[last:start])
        last = end
    assert set(words(text)) <= set(tokens(text))


@given(any_text)
def test_words_never_split_a_grapheme_overlap_or_hold_white_space(text):
    last = 0
    for start, end in words(text):
        assert last <= start < end
        assert is_boundary(text, start) and is_boundary(text, end), (text, start, end)
        assert not any(character.isspace() for character in text[start:end])
        last = end


@given(text_and_range())
def test_the_word_at_a_place_is_one_of_the_words(drawn):
    text, start, end = drawn
    everything = words(text)
    inside = [word for word in everything if word[0] <= start < word[1]]
    touching = [word for word in everything if word[1] == start]
    assert word_at(text, start) == (inside or touching or [None])[0]
    expected = [word for word in everything if word[0] < end and start < word[1]]
    assert words_touching(text, start, end) == (expected if end > start else words_touching(text, start, end))


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2029"])
def test_paragraphs_end_at_each_kind_of_break(line_break):
    text = f"أول{line_break}{line_break}ثان"
    assert cut(text, paragraphs(text)) == ["أول", "", "ثان"]
    assert paragraph_at(text, len(text)) == (len(text) - 3, len(text))
    assert paragraph_at(text, 0) == (0, 3)


def test_a_line_separator_does_not_end_a_paragraph():
    assert paragraphs("أول\u2028ثان") == [(0, 7)]


@given(any_text)
def test_paragraphs_and_their_breaks_make_up_the_text(text):
    ranges = paragraphs(text)
    assert ranges[0][0] == 0 and ranges[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(ranges):
        assert text[end:start] in ("\n", "\r", "\r\n", "\u2029")
    for start, end in ranges:
        assert not set(text[start:end]) & set("\n\r\u2029")
        assert paragraph_at(text, start) == (start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جاء الوفد. ثم عاد! «هل؟» نعم", ["جاء الوفد.", "ثم عاد!", "«هل؟»", "نعم"]),
        ("قالت د. سعاد إن النسبة 3.5 في المئة.", ["قالت د. سعاد إن النسبة 3.5 في المئة."]),
        ("انتهى الأمر في المدينة.وقال آخرون", ["انتهى الأمر في المدينة.", "وقال آخرون"]),
        ("سطر أول\nسطر ثان.", ["سطر أول", "سطر ثان."]),
        ("The U.S. Army left. Mr. Smith said no.", ["The U.S. Army left.", "Mr. Smith said no."]),
        ("They left the U.S. The end.", ["They left the U.S.", "The end."]),
        ("کتاب خوب است۔ بلی", ["کتاب خوب است۔", "بلی"]),
        ("انتظر… ثم قال", ["انتظر…", "ثم قال"]),
        (" \n ", []),
    ],
)
def test_sentences(text, expected):
    assert cut(text, sentences(text)) == expected


def test_clauses_are_cut_at_commas_of_every_kind_but_not_inside_numbers():
    text = "قال إنه ذهب، ثم عاد٬ وأنفق ١٢٬٥٠٠ دينار؛ وانتهى الأمر - كما قيل. نعم"
    assert cut(text, clauses(text)) == [
        "قال إنه ذهب",
        "ثم عاد",
        "وأنفق ١٢٬٥٠٠ دينار",
        "وانتهى الأمر",
        "كما قيل.",
        "نعم",
    ]


@given(any_text)
def test_sentences_and_clauses_are_in_order_and_leave_out_only_white_space_and_marks(text):
    for ranges in (sentences(text), clauses(text)):
        last = 0
        for start, end in ranges:
            assert last <= start < end
            assert not text[start].isspace() and not text[end - 1].isspace()
            assert ranges is not sentences(text) or not text[last:start].strip()
            assert not any(character.isalnum() for character in text[last:start])
            last = end


@given(text_and_range())
def test_the_sentence_at_a_place_is_one_of_the_sentences(drawn):
    text, place, _ = drawn
    found = sentence_at(text, place)
    assert found is None or found in sentences(text)
    for sentence in sentences(text):
        if sentence[0] <= place < sentence[1]:
            assert found == sentence


def test_a_selection_grows_clause_by_clause_and_takes_a_quotation_whole():
    text = 'أعلن أن طرد القوة "نصر كبير للمدينة"٬ داعيا إلى البناء، والعودة.\nفقرة أخرى'
    selection = (0, 4)
    grown = []
    for _ in range(7):
        selection = extend_to_clause(text, *selection)
        grown.append(text[slice(*selection)])
    assert grown == [
        "أعلن أن طرد القوة",
        'أعلن أن طرد القوة "نصر كبير للمدينة"',
        'أعلن أن طرد القوة "نصر كبير للمدينة"٬ داعيا إلى البناء',
        'أعلن أن طرد القوة "نصر كبير للمدينة"٬ داعيا إلى البناء، والعودة',
        *['أعلن أن طرد القوة "نصر كبير للمدينة"٬ داعيا إلى البناء، والعودة.'] * 3,
    ]


@given(text_and_range())
def test_growing_never_shrinks_and_stays_in_the_paragraph(drawn):
    text, start, end = drawn
    grown_start, grown_end = extend_to_clause(text, start, end)
    assert grown_start == start
    assert end <= grown_end <= paragraph_at(text, end)[1]


@given(st.integers(0, 3))
def test_a_hundred_thousand_words_are_found_in_a_moment(seed):
    text = "قالت، اللجنة " * 20_000
    began = time.perf_counter()
    assert word_at(text, len(text) // 2 + seed) is not None
    assert time.perf_counter() - began < 0.05


@pytest.mark.parametrize("text", ["ا" * 100_000, "a." * 50_000, "1," * 50_000, "\u200f" * 50_000, "ـ'" * 50_000])
def test_hostile_text_takes_linear_time(text):
    began = time.perf_counter()
    words(text)
    tokens(text)
    sentences(text)
    clauses(text)
    assert time.perf_counter() - began < 5
