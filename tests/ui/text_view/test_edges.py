"""Edges move as the arrow points, in Arabic and in a Latin name inside it, and never past the other edge."""

from __future__ import annotations

import pytest

from annotator.ui.text_view.edges import joined, nudged, with_edge

TEXT = "غادر Harbour Watch الميناءَ بمقتل لا 👨‍👩‍👧 صياد"
LEFT, RIGHT = -1, 1


@pytest.fixture
def nudge(view):
    view.set_document(TEXT)

    def make(words: str, step: int, *, at_end: bool = False, by_letter: bool = False) -> str:
        start = TEXT.index(words)
        ((low, high),) = nudged(view.page, ((start, start + len(words)),), step, at_end=at_end, by_letter=by_letter)
        return TEXT[low:high]

    return make


def test_in_arabic_left_is_onward(nudge) -> None:
    assert nudge("بمقتل", LEFT) == "مقتل"
    assert nudge("مقتل", RIGHT) == "بمقتل"
    assert nudge("الميناءَ", LEFT, at_end=True) == "الميناءَ ب"
    assert nudge("الميناءَ بمقتل", RIGHT, at_end=True) == "الميناءَ ب"


def test_in_a_latin_name_inside_arabic_right_is_onward(nudge) -> None:
    assert nudge("Harbour Watch", RIGHT) == "Watch"
    assert nudge("Watch", LEFT) == "Harbour Watch"
    assert nudge("Harbour", RIGHT, at_end=True) == "Harbour Watch"
    assert nudge("Harbour Watch", LEFT, at_end=True) == "Harbour"


def test_by_letter_an_edge_goes_over_whole_graphemes(nudge) -> None:
    assert nudge("بمقتل", RIGHT, at_end=True, by_letter=True) == "بمقت"
    assert nudge("الميناءَ", RIGHT, at_end=True, by_letter=True) == "المينا"
    assert nudge("👨‍👩‍👧 صياد", LEFT, by_letter=True) == " صياد"
    assert nudge("لا", LEFT, by_letter=True) == "ا"
    assert nudge("Watch", RIGHT, by_letter=True) == "atch"


def test_an_edge_stops_before_the_other_one_and_before_the_next_fragment(view) -> None:
    view.set_document(TEXT)
    assert nudged(view.page, ((0, 1),), LEFT, at_end=False, by_letter=True) == ((0, 1),)
    both = ((0, 4), (19, 27))
    assert nudged(view.page, both, RIGHT, at_end=False, by_letter=False) == both
    assert with_edge(both, 30, at_end=False) == both
    assert with_edge(both, 21, at_end=True) == ((0, 4), (19, 21))


def test_a_fragment_that_touches_another_becomes_one_with_it() -> None:
    assert joined(((2, 4), (8, 9)), (5, 6)) == ((2, 4), (5, 6), (8, 9))
    assert joined(((2, 4), (8, 9)), (4, 8)) == ((2, 9),)
    assert joined(((2, 4),), (0, 9)) == ((0, 9),)
