"""Levels, lanes and shelves: who goes above whom."""

from __future__ import annotations

import itertools

from annotator.ui.text_view.lanes import TAG_REACH, crossing, lanes, levels, shelve


def test_what_contains_grows_above_what_it_contains(mark) -> None:
    spans = [mark("outer", 0, 30), mark("middle", 5, 20), mark("inner", 6, 10), mark("beside", 40, 50)]
    assert levels(spans) == [2, 1, 0, 0]


def test_of_two_equal_spans_the_later_grows(mark) -> None:
    assert levels([mark("first", 3, 9), mark("second", 3, 9), mark("third", 3, 9)]) == [0, 1, 2]


def test_the_gap_of_a_discontinuous_span_counts_as_covered(mark) -> None:
    split = mark("split", fragments=((0, 4), (20, 24)))
    assert levels([split, mark("between", 8, 12)]) == [1, 0]
    assert crossing([split, mark("between", 8, 12)]) == set()


def test_the_second_of_two_crossing_spans_is_unfilled(mark) -> None:
    assert crossing([mark("a", 0, 10), mark("b", 5, 15)]) == {1}
    assert crossing([mark("b", 5, 15), mark("a", 0, 10)]) == {0}
    assert crossing([mark("a", 0, 10), mark("b", 2, 8)]) == set()


def test_a_span_that_crosses_only_an_unfilled_one_is_filled(mark) -> None:
    assert crossing([mark("a", 0, 10), mark("b", 5, 15), mark("c", 12, 20)]) == {1}


def test_parts_of_a_claim_share_a_lane_and_an_outer_claim_goes_above(mark) -> None:
    parts = [mark("source", 0, 4, group="1"), mark("content", 6, 30, group="1"), mark("inner", 10, 20, group="2")]
    assert lanes(parts) == [1, 1, 0]
    assert lanes([mark("a", 0, 5), mark("b", 5, 9)]) == [0, 0]


def test_tags_move_a_little_and_then_take_the_next_shelf() -> None:
    first, second, third = shelve([(0, 30), (10, 30), (12, 30)])
    assert (first.x, first.shelf) == (0, 0)
    assert (second.x, second.shelf) == (32, 0)
    assert (third.x, third.shelf) == (12, 1)


def test_no_tag_is_farther_from_its_span_than_it_may_be() -> None:
    wanted = [(nth * 3.0, 25.0) for nth in range(40)]
    places = shelve(wanted)
    assert all(0 <= place.x - x <= TAG_REACH for place, (x, _) in zip(places, wanted, strict=True))
    for shelf in {place.shelf for place in places}:
        on_shelf = sorted(place.x for place in places if place.shelf == shelf)
        assert all(after - before >= 27 for before, after in itertools.pairwise(on_shelf))
