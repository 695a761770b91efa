"""Grapheme clusters."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from annotator.text.graphemes import is_boundary, next_boundary, previous_boundary, snap_out

from .alphabets import any_text, text_and_range

UNICODE_TEST = Path("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt")


def clusters(text: str) -> list[str]:
    edges = [i for i in range(len(text) + 1) if is_boundary(text, i)]
    return [text[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize(
    "expected",
    [
        ["قَ", "ا", "لَّ", "ـ"],
        ["\r\n", "\n", "\r"],
        ["👨‍👩‍👧", "👍🏽", "❤️", "1️⃣"],
        ["🇸🇾", "🇱🇾", "🇱"],
        ["e\u0301", "ש\u05b8\u05c1"],
        ["각", "가", "각"],
        ["का", "நி", "กำ"],
        ["\u06dd١", "ه\u200d", " ", "م\u200c"],
        ["\u200f", "ا", "\u2067"],
    ],
)
def test_what_a_reader_takes_for_one_character(expected):
    assert clusters("".join(expected)) == expected


def test_the_boundaries_are_those_of_the_unicode_test_file():
    if not UNICODE_TEST.exists():
        pytest.skip("the Unicode data of Debian is not here")
    lines = [line.split("#")[0].split() for line in UNICODE_TEST.read_text(encoding="utf-8").splitlines()]
    tested = 0
    for line in filter(None, lines):
        expected, text = [], ""
        for item in line:
            if item == "÷":
                expected.append(len(text))
            elif item != "×":
                text += chr(int(item, 16))
        assert [i for i in range(len(text) + 1) if is_boundary(text, i)] == expected, line
        tested += 1
    assert tested > 500


@given(any_text)
def test_walking_forwards_and_backwards_meets_every_boundary(text):
    edges = [i for i in range(len(text) + 1) if is_boundary(text, i)]
    forwards, backwards = [0], [len(text)]
    while forwards[-1] < len(text):
        forwards.append(next_boundary(text, forwards[-1]))
    while backwards[-1] > 0:
        backwards.append(previous_boundary(text, backwards[-1]))
    assert forwards == edges == backwards[::-1]


@given(text_and_range())
def test_snapping_out_gives_the_smallest_range_of_whole_clusters(drawn):
    text, start, end = drawn
    snapped_start, snapped_end = snap_out(text, start, end)
    assert is_boundary(text, snapped_start) and is_boundary(text, snapped_end)
    assert snapped_start <= start and (snapped_end >= end or start == end)
    assert not any(is_boundary(text, i) for i in range(snapped_start + 1, start + 1))
    assert snap_out(text, snapped_start, snapped_end) == (snapped_start, snapped_end)


def test_outside_the_text_there_is_no_boundary():
    assert not is_boundary("ab", -1)
    assert not is_boundary("ab", 3)
    assert next_boundary("ab", 2) == 2
    assert previous_boundary("ab", 0) == 0
