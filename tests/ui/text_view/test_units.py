"""Edges where a caret stops, and stops where the edges of a span rest."""

from __future__ import annotations

import pytest

from annotator.text.graphemes import is_boundary
from annotator.ui.text_view.units import (
    nearest_stop,
    next_edge,
    next_stop,
    prefixes_of,
    previous_edge,
    previous_stop,
    word_from,
)

TEXT = "وأفاد «حارس» بمقتل عامل، ثم غادر Harbour."


def all_stops(text: str, *, at_end: bool) -> list[int]:
    found = []
    position = -1
    while (following := next_stop(text, position, at_end=at_end)) > position:
        position = following
        found.append(position)
    return found


def test_a_start_rests_where_words_signs_and_what_follows_a_clitic_begin() -> None:
    starts = all_stops(TEXT, at_end=False)
    words = ["وأفاد", "أفاد", "«", "حارس", "»", "بمقتل", "مقتل", "عامل", "،", "ثم", "غادر", "Harbour", "."]
    assert [TEXT.index(word) for word in words] == starts


def test_an_end_rests_where_words_and_signs_end_and_never_behind_a_space() -> None:
    ends = all_stops(TEXT, at_end=True)
    assert all(not TEXT[end - 1].isspace() for end in ends)
    assert {TEXT.index(word) + len(word) for word in ("وأفاد", "«", "حارس", "»", "بمقتل", "عامل", "،")} <= set(ends)


def test_the_way_back_has_the_same_stops() -> None:
    for at_end in (False, True):
        forward, back, position = all_stops(TEXT, at_end=at_end), [], len(TEXT) + 1
        while (former := previous_stop(TEXT, position, at_end=at_end)) < position:
            back.append(former)
            position = former
        assert back[::-1] == forward


def test_there_is_no_stop_beyond_the_last() -> None:
    assert next_stop(TEXT, len(TEXT), at_end=True) == len(TEXT)
    assert previous_stop(TEXT, 0, at_end=False) == 0
    assert nearest_stop("", 0, at_end=True) == 0


@pytest.mark.parametrize("text", ["נמל חיפה, ב-17 במאי", "می‌خواهم، ۱۲٫۵ درصد", "👨‍👩‍👧 نَقَلَ الرُّبَّانُ 👍🏽 لا"])
def test_no_stop_divides_a_grapheme(text) -> None:
    for at_end in (False, True):
        assert all(is_boundary(text, stop) for stop in all_stops(text, at_end=at_end))


def test_the_nearest_stop_is_where_a_handle_sticks() -> None:
    start = TEXT.index("بمقتل")
    assert nearest_stop(TEXT, start + 2, at_end=False) == start + 1
    assert nearest_stop(TEXT, start + 4, at_end=True) == start + 5


def test_a_prefix_can_be_left_out_and_taken_in_again() -> None:
    start, end = TEXT.index("بمقتل"), TEXT.index("بمقتل") + 5
    assert [cut.offset for cut in prefixes_of(TEXT, start, end)] == [start + 1]
    assert [cut.offset for cut in prefixes_of(TEXT, start + 1, end)] == [start]
    assert prefixes_of(TEXT, start + 2, end) == ()
    assert prefixes_of(TEXT, end, end + 3) == ()


def test_the_word_of_a_caret_begins_behind_the_clitic_that_it_stands_behind() -> None:
    start = TEXT.index("بمقتل")
    word = (start, start + 5)
    assert [word_from(TEXT, start + behind) for behind in (0, 1, 2, 5)] == [word, (start + 1, start + 5), word, word]
    assert word_from(TEXT, TEXT.index("، ثم") + 2) == (TEXT.index("ثم"), TEXT.index("ثم") + 2)
    assert word_from(" . ", 1) is None


def test_a_clitic_edge_lies_on_the_way_of_the_caret() -> None:
    start = TEXT.index("بمقتل")
    assert next_edge(TEXT, start, "clitic") == start + 1
    assert next_edge(TEXT, start, "word") == TEXT.index("عامل")
    assert previous_edge(TEXT, start + 1, "clitic") == start
