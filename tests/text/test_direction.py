"""The base direction of a paragraph."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.direction import base_direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("CNN نقلت عن مصادر أن الحدود مغلقة", "rtl"),
        ("(Reuters) - قال مسؤول", "rtl"),
        ("@user: قال الرئيس", "rtl"),
        ("17 فبراير/شباط كان يوماً", "rtl"),
        ("חדשות הצפון", "rtl"),
        ("خبرهای تازه", "rtl"),
        ("\U0001e900\U0001e901", "rtl"),
        ("Breaking news from Reuters", "ltr"),
        ("BBC", "ltr"),
        ("The Arabic word is درنة and no other", "ltr"),
        ("Новости", "ltr"),
        ("新聞", "ltr"),
    ],
)
def test_the_majority_of_letters_decides(text, direction):
    assert base_direction(text) == direction
    assert base_direction(text, "ltr") == direction


@pytest.mark.parametrize("text", ["", "2015-06-16", "١٢٣", "... 👍 _ \u200f"])
def test_without_letters_the_default_decides(text):
    assert base_direction(text) == "rtl"
    assert base_direction(text, "ltr") == "ltr"


def test_a_latin_letter_counts_half():
    assert base_direction("اا abcd") == "rtl"
    assert base_direction("اا abcde") == "ltr"


@given(st.text(max_size=80))
def test_any_text_has_a_direction(text):
    assert base_direction(text) in ("rtl", "ltr")


def test_a_million_characters_are_counted_in_a_moment():
    text = "قالت اللجنة in English أيضا. " * 35_000
    began = time.perf_counter()
    assert base_direction(text) == "rtl"
    assert time.perf_counter() - began < 1.0
