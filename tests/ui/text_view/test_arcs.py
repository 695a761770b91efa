"""Lanes, stems and names of the links below one line."""

from __future__ import annotations

import random

import pytest

from annotator.ui.text_view.arcs import NAME_OVERHANG, NAME_ROOM, Bundle, Foot, Run, Strand, strands
from annotator.ui.text_view.values import DrawnLink

COLUMN = 620.0
EDGE = COLUMN


def link(head: str, tail: str, name: str = "") -> DrawnLink:
    return DrawnLink(f"{head}-{tail}", head, tail, "Place", name)


def foot(left: float, width: float = 30.0, bottom: float = 50.0, below: tuple = ()) -> Foot:
    return Foot(left, left + width, bottom, below)


def bundle(head: str, *links: DrawnLink, here: bool = True, up: bool = False, down: bool = False) -> Bundle:
    return Bundle(head, links, "#D55E00", EDGE, here, up, down)


def laid(*bundles: Bundle, feet: dict[str, Foot], together: bool = False) -> list[Strand]:
    return strands(bundles, feet, column=COLUMN, name_width=lambda name: 6.0 * len(name), together=together)


def runs_of(strand: Strand) -> dict[str, Run]:
    return {run.link.tail if run.link else "": run for run in strand.runs}


def test_the_shortest_link_runs_nearest_to_the_text():
    feet = {"e": foot(500), "near": foot(400), "far": foot(200)}
    (one,) = laid(bundle("e", link("e", "far"), link("e", "near")), feet=feet)
    assert {name: run.lane for name, run in runs_of(one).items()} == {"near": 0, "far": 1}


def test_links_to_both_sides_share_a_lane_and_a_stem():
    feet = {"e": foot(300), "left": foot(200), "right": foot(420)}
    (one,) = laid(bundle("e", link("e", "left"), link("e", "right")), feet=feet)
    assert one.lanes == 1
    assert {run.start for run in one.runs} == {315.0}


def test_what_leads_to_other_lines_leaves_through_the_margin_once():
    feet = {"e": foot(300), "here": foot(100)}
    (one,) = laid(bundle("e", link("e", "here"), up=True, down=True), feet=feet)
    ways_out = [run for run in one.runs if run.link is None]
    assert [(run.stop, run.tip) for run in ways_out] == [(EDGE, None)]


def test_what_comes_from_other_lines_begins_in_the_margin():
    feet = {"a": foot(300), "b": foot(100)}
    (one,) = laid(bundle("e", link("e", "a"), link("e", "b"), here=False, up=True), feet=feet)
    assert {run.start for run in one.runs} == {EDGE}
    assert {name: run.lane for name, run in runs_of(one).items()} == {"a": 0, "b": 1}


def test_a_name_stands_in_its_line_or_beyond_the_target_where_the_line_is_too_short():
    feet = {"e": foot(500), "near": foot(450), "far": foot(200)}
    (one,) = laid(bundle("e", link("e", "near", "المستهدف"), link("e", "far", "المكان")), feet=feet)
    near, far = runs_of(one)["near"], runs_of(one)["far"]
    assert far.in_line
    assert far.length >= 36 + NAME_ROOM
    assert not near.in_line
    assert near.name is not None
    assert near.name[1] < near.stop


def test_a_name_beyond_the_target_makes_way_for_the_stem_of_another_link():
    feet = {"e": foot(300), "near": foot(250), "next": foot(215)}
    (one,) = laid(bundle("e", link("e", "near", "المستهدف"), link("e", "next")), feet=feet)
    near, stem = runs_of(one)["near"], runs_of(one)["next"].stop
    assert near.name is not None
    assert not near.name[0] - 3 < stem < near.name[1] + 3


def test_no_two_links_touch_a_tag_at_the_same_place():
    feet = {"e": foot(500), "t": foot(200)}
    (one,) = laid(bundle("e", link("e", "t"), DrawnLink("2", "e", "t", "Time", "")), feet=feet)
    first, second = (run.stop for run in one.runs)
    assert abs(first - second) >= 7


def test_a_stem_goes_past_the_tags_on_lower_shelves():
    feet = {"e": foot(500), "t": foot(200, 30, below=((212, 260),))}
    (one,) = laid(bundle("e", link("e", "t")), feet=feet)
    assert 200 < one.runs[0].stop < 212 - 2


def test_a_stem_that_can_not_pass_keeps_beside_the_letters_of_the_lower_tag():
    feet = {"e": foot(500), "t": foot(200, 30, below=((200, 232),))}
    (one,) = laid(bundle("e", link("e", "t")), feet=feet)
    assert one.runs[0].stop <= 203


def test_together_every_link_has_a_place_of_its_own():
    feet = {"e": foot(500), "f": foot(450), "t": foot(200), "u": foot(100)}
    pair = [bundle("e", link("e", "t")), bundle("f", link("f", "u"))]
    alone = laid(*pair, feet=feet)
    assert [strand.lanes for strand in alone] == [1, 1]
    assert [strand.lanes for strand in laid(*pair, feet=feet, together=True)] == [1, 2]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("together", [False, True])
def test_nothing_runs_over_anything_else_whatever_is_linked(seed, together):
    chance = random.Random(seed)
    names = [f"s{nth}" for nth in range(chance.randint(2, 14))]
    feet = {name: foot(nth * 42.0 + chance.random() * 8, 18 + chance.random() * 16) for nth, name in enumerate(names)}
    heads = chance.sample(names, max(1, len(names) // 4))
    bundles = []
    for head in heads:
        tails = [name for name in names if name != head and chance.random() < 0.4]
        links = [link(head, tail, "مكان" * chance.randint(0, 3)) for tail in tails]
        bundles.append(bundle(head, *links, up=chance.random() < 0.3, down=chance.random() < 0.3))
    found = laid(*bundles, feet=feet, together=together)
    for group in [[run for one in found for run in one.runs]] if together else [one.runs for one in found]:
        check_apart(group)
    for run in (run for one in found for run in one.runs if run.link is not None):
        assert feet[run.link.tail].left < run.stop < feet[run.link.tail].right
        if run.name is not None and not run.in_line:
            assert run.name[1] - run.name[0] == pytest.approx(6.0 * len(run.link.name))
            assert run.name[0] > -NAME_OVERHANG - 80


def check_apart(runs: list[Run]) -> None:
    """In one lane, runs and names touch at most at the stem that they share; a longer one lies lower."""
    for one in runs:
        for other in runs:
            if one is other:
                continue
            (left, right), (first, last) = one.reach, other.reach
            overlap = min(right, last) - max(left, first)
            if overlap > 1:
                assert one.lane != other.lane
                assert (one.lane > other.lane) == (one.length > other.length) or one.length == other.length
