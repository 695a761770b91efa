"""Folding and the way back."""

from __future__ import annotations

import json
import time
import unicodedata

import pytest
from hypothesis import given

from annotator.assets import resource
from annotator.text.folding import fold, fold_with_map

from .alphabets import any_text


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("أحمد إلى آسيا ٱلله", "احمد الي اسيا الله"),
        ("مُحَمَّدٌ محـــمد هٰذا", "محمد محمد هذا"),
        ("مدرسة على", "مدرسه علي"),
        ("مسؤول مسئول شيء", "مسؤول مسئول شيء"),
        ("یک کتاب", "يك كتاب"),
        ("می‌رود", "ميرود"),
        ("١٢٬٥٠٠ ۳", "12،500 3"),
        ("«قال» “نعم” „لا”", '"قال" "نعم" "لا"'),
        ("צה״ל שָׁלוֹם", 'צה"ל שלום'),
        ("BBC Straße ÉCOLE", "bbc straße école"),
        ("كلمة\u00a0\u202f\r\n\t\u2028\u2029\u0085أخرى", "كلمه اخري"),
        ("كلمة \u200f \u064e أخرى", "كلمه اخري"),
        ("ا\ufeffب\u2066ج\u2069", "ابج"),
        ("\ufefb\ufdf2 ﻣﺪﻳﻨﺔ", "لاالله مدينه"),
        ("\ufe70\u0640", ""),
        (" حد ", " حد "),
    ],
)
def test_folding_unites_spellings(raw, folded):
    assert fold(raw) == folded
    assert fold_with_map(raw).text == folded


def test_the_lexicon_is_folded_as_it_says():
    lexicon = json.loads(resource("lexicons", "arabic.json").read_text(encoding="utf-8"))
    assert lexicon["normalisation"]["name"] == "norm_v1"
    for noun in lexicon["source_nouns"]:
        assert fold(noun["form"]) == noun["norm"]
    for cue in lexicon["nonverbal_cues"]:
        assert fold(cue["phrase"]) == cue["norm"]


@given(any_text)
def test_the_fast_folding_equals_the_mapped_one_and_folding_twice_changes_nothing(text):
    folded = fold(text)
    assert folded == fold_with_map(text).text
    assert fold(folded) == folded


@given(any_text)
def test_folding_is_done_character_by_character(text):
    pieces = "".join(fold(character) for character in text)
    assert fold(text) == fold(pieces)


@given(any_text)
def test_folded_text_has_no_white_space_but_single_spaces(text):
    folded = fold(text)
    assert "  " not in folded
    assert all(character == " " for character in folded if character.isspace())


@given(any_text)
def test_the_way_back_is_monotone_and_gives_what_folds_to_it(text):
    folded = fold_with_map(text)
    last = 0
    for i, character in enumerate(folded.text):
        start, end = folded.raw(i, i + 1)
        assert last <= start < end <= len(text)
        assert character in fold(text[start])
        last = start
        whole = folded.raw(0, i + 1)
        assert whole[1] == end


@given(any_text)
def test_a_hit_keeps_the_marks_that_follow_it(text):
    folded = fold_with_map(text)
    for i in range(len(folded.text)):
        _, end = folded.raw(i, i + 1)
        if end < len(text):
            dropped = not fold(text[end])
            assert not (dropped and unicodedata.category(text[end]) == "Mn")


def test_a_hit_does_not_take_in_the_controls_that_follow_it():
    folded = fold_with_map("قالَ\u200f نعم")
    assert folded.raw(0, 3) == (0, 4)
    assert folded.raw(0, len(folded.text)) == (0, 9)
    assert folded.raw(2, 2) == (2, 2)
    assert folded.raw(len(folded.text), len(folded.text)) == (9, 9)


def test_three_million_characters_are_folded_in_a_second():
    text = "وَقَالَ المسؤولُ «إنّ» الأمرَ انتهى في ١٢ مايو.\n" * 65_000
    fold(text[:100])
    began = time.perf_counter()
    fold(text)
    assert time.perf_counter() - began < 1.5
