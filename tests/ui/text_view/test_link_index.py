"""Links by their ends, and the blocks they pass."""

from __future__ import annotations

import random

from annotator.ui.text_view.link_index import RAILS, LinkIndex, Trunk, Trunks
from annotator.ui.text_view.values import DrawnLink


def link(name: str, head: str, tail: str) -> DrawnLink:
    return DrawnLink(name, head, tail, "Place", "المكان")


def index_of(spans, *links: DrawnLink) -> LinkIndex:
    index = LinkIndex()
    index.follow({span.id: span for span in spans})
    index.replace(links)
    return index


def test_links_are_found_by_either_end(mark):
    index = index_of([mark("e", 0, 4), mark("a", 5, 9), mark("b", 12, 15)], link("1", "e", "a"), link("2", "e", "b"))
    assert index.targets("e") == ["a", "b"]
    assert [one.id for one in index.into("b")] == ["2"]
    assert set(index.partners("a")) == {"e"}


def test_a_link_waits_for_its_spans_and_hangs_on_no_claim(mark):
    spans = [mark("e", 0, 4), mark("claim", 5, 9, draw="lane")]
    index = index_of(spans, link("1", "e", "gone"), link("2", "e", "claim"))
    assert index.targets("e") == []
    assert not index.has_links("e")
    index.follow({span.id: span for span in [*spans, mark("gone", 10, 12)]})
    assert index.targets("e") == ["gone"]


def test_replacing_links_tells_whose_links_are_others(mark):
    spans = [mark(name, nth * 5, nth * 5 + 4) for nth, name in enumerate("eabc")]
    index = index_of(spans, link("1", "e", "a"), link("2", "e", "b"))
    assert index.replace([link("1", "e", "a"), link("2", "e", "b")]) == set()
    assert index.replace([link("1", "e", "a"), link("2", "e", "c")]) == {"e", "b", "c"}
    assert index.into("b") == []


def test_links_are_counted_while_they_are_hidden(mark):
    index = index_of([mark("e", 0, 4), mark("a", 5, 9)], link("1", "e", "a"))
    assert index.hidden("e") == 1
    index.shows_all = True
    assert index.hidden("e") == 0


def test_the_way_of_a_spans_links_goes_from_the_first_block_to_the_last(mark):
    spans = [mark("up", 3, 5), mark("e", 42, 45), mark("down", 71, 75)]
    index = index_of(spans, link("1", "e", "up"), link("2", "e", "down"))
    trunk = index.trunk("e", lambda offset: offset // 10, at_right=True)
    assert trunk is not None
    assert (trunk.first, trunk.last) == (0, 7)
    assert trunk.passes(5)
    assert not trunk.passes(8)
    assert index.trunk("up", lambda offset: offset // 10, at_right=True) is None


def test_the_ways_that_pass_some_blocks_are_found_among_many():
    chance = random.Random(7)
    made = []
    for nth in range(600):
        first = chance.randrange(2000)
        made.append(Trunk(first, first + chance.choice([0, 1, 3, 40, 900]), f"s{nth}", "#D55E00", True))
    trunks = Trunks(made)
    for _ in range(200):
        first = chance.randrange(2900)
        last = first + chance.randrange(12)
        wanted = {trunk.head for trunk in made if trunk.first <= last and trunk.last >= first}
        assert {trunk.head for trunk in trunks.between(first, last)} == wanted


def test_ways_side_by_side_take_different_rails():
    trunks = Trunks(Trunk(nth, nth + 2, str(nth), "#D55E00", True) for nth in range(0, 60))
    for first in range(0, 50):
        seen = [trunk.rail for trunk in trunks.between(first, first)]
        assert len(set(seen)) == len(seen) <= RAILS
