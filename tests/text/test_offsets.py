"""Offsets in code points, UTF-16 and UTF-8."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.offsets import OffsetMap


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(1, 40))
def test_every_offset_goes_to_each_unit_and_back(text, times):
    text = text * times
    offsets = OffsetMap(text)
    assert offsets.utf16_length == len(text.encode("utf-16-le")) // 2
    assert offsets.utf8_length == len(text.encode())
    for cp in range(0, len(text) + 1, max(1, len(text) // 50)):
        before = text[:cp]
        assert offsets.utf16(cp) == len(before.encode("utf-16-le")) // 2
        assert offsets.utf8(cp) == len(before.encode())
        assert offsets.code_point(offsets.utf16(cp)) == cp
        assert offsets.code_point_of_utf8(offsets.utf8(cp)) == cp


@given(st.text(st.sampled_from("aاא€👍𐎠"), min_size=1, max_size=40))
def test_an_offset_inside_a_character_goes_to_its_start(text):
    offsets = OffsetMap(text)
    for cp, character in enumerate(text):
        for inside in range(offsets.utf16(cp), offsets.utf16(cp) + len(character.encode("utf-16-le")) // 2):
            assert offsets.code_point(inside) == cp
        for inside in range(offsets.utf8(cp), offsets.utf8(cp) + len(character.encode())):
            assert offsets.code_point_of_utf8(inside) == cp


@pytest.mark.parametrize("method", ["utf16", "code_point", "utf8", "code_point_of_utf8"])
@pytest.mark.parametrize("text", ["", "abc", "سلام", "سلا👍"])
def test_offsets_outside_the_text_are_refused(method, text):
    convert = getattr(OffsetMap(text), method)
    assert convert(0) == 0
    for outside in (-1, 4 * len(text) + 1):
        with pytest.raises(ValueError, match="outside"):
            convert(outside)


def test_a_lone_surrogate_breaks_nothing():
    offsets = OffsetMap("a\ud800ب👍")
    assert [offsets.utf16(cp) for cp in range(5)] == [0, 1, 2, 3, 5]
    assert offsets.code_point_of_utf8(offsets.utf8(2)) == 2


def test_a_million_characters_are_mapped_in_a_moment():
    text = ("ا" * 50 + "👍") * 20_000
    began = time.perf_counter()
    offsets = OffsetMap(text)
    for cp in range(0, len(text), 100):
        assert offsets.code_point(offsets.utf16(cp)) == cp
    assert time.perf_counter() - began < 1.0
