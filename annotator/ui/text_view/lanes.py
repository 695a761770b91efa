"""Who stands where when spans overlap: levels of bands, lanes of claims, shelves of tags. Plain numbers, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.ui.text_view.values import DrawnSpan

TAG_GAP = 2.0
TAG_REACH = 34.0
"""How far a tag may be moved away from its span before it goes to the next shelf."""


class Place(NamedTuple):
    """Where a tag stands: its distance from the reading start, and its shelf."""

    x: float
    shelf: int


def levels(spans: Sequence[DrawnSpan]) -> list[int]:
    """Return the level of each span: 0 for the innermost, one more than whatever it contains or crosses.

    Of two spans with the same extent the later one grows. The gap of a discontinuous span counts as covered, so that
    its connector runs below what stands in the gap.
    """
    found = [0] * len(spans)
    done: list[int] = []
    for this in sorted(range(len(spans)), key=lambda place: (spans[place].end - spans[place].start, place)):
        below = [found[other] for other in done if _touch(spans[this], spans[other])]
        found[this] = max(below) + 1 if below else 0
        done.append(this)
    return found


def crossing(spans: Sequence[DrawnSpan]) -> set[int]:
    """Return the places of the spans that are drawn unfilled: the second, in reading order, of each crossing pair."""
    unfilled: set[int] = set()
    filled: list[int] = []
    for this in sorted(range(len(spans)), key=lambda place: (spans[place].start, -spans[place].end, place)):
        if any(_cross(spans[other], spans[this]) for other in filled):
            unfilled.add(this)
        else:
            filled.append(this)
    return unfilled


def lanes(spans: Sequence[DrawnSpan]) -> list[int]:
    """Return the lane of each claim part, 0 nearest to the text. Parts of one group share their lane."""
    hulls: dict[str, tuple[int, int]] = {}
    for span in spans:
        start, end = hulls.get(_group(span), (span.start, span.end))
        hulls[_group(span)] = (min(start, span.start), max(end, span.end))
    found: dict[str, int] = {}
    for group, (start, end) in sorted(hulls.items(), key=lambda item: (item[1][1] - item[1][0], item[1][0])):
        below = [lane for other, lane in found.items() if start < hulls[other][1] and hulls[other][0] < end]
        found[group] = max(below) + 1 if below else 0
    return [found[_group(span)] for span in spans]


def shelve(wanted: Sequence[tuple[float, float]]) -> list[Place]:
    """Place tags given as (wanted distance from the reading start, width), in that order, without overlap."""
    ends: list[float] = []
    places = []
    for x, width in wanted:
        place = _first_fit(x, ends)
        if place.shelf == len(ends):
            ends.append(0.0)
        ends[place.shelf] = place.x + width + TAG_GAP
        places.append(place)
    return places


def _first_fit(x: float, ends: Sequence[float]) -> Place:
    for shelf, end in enumerate(ends):
        if max(x, end) - x <= TAG_REACH:
            return Place(max(x, end), shelf)
    return Place(x, len(ends))


def _touch(one: DrawnSpan, other: DrawnSpan) -> bool:
    return one.start < other.end and other.start < one.end


def _cross(one: DrawnSpan, other: DrawnSpan) -> bool:
    meets = any(a < d and c < b for a, b in one.fragments for c, d in other.fragments)
    return meets and not _holds(one, other) and not _holds(other, one)


def _holds(outer: DrawnSpan, inner: DrawnSpan) -> bool:
    return all(any(a <= c and d <= b for a, b in outer.fragments) for c, d in inner.fragments)


def _group(span: DrawnSpan) -> str:
    return span.group or span.id
