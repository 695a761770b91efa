"""The places where something was found in the text, as a view tints them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

Range = tuple[int, int]


class FoundPlace(NamedTuple):
    """One place: the fragments that answer the search, and the whole that they span. Code points, half-open."""

    fragments: tuple[Range, ...]
    extent: Range


class Found:
    """All places of one search, in order and without overlap; `current` is the index of the one that is shown now."""

    def __init__(self, places: Sequence[FoundPlace] = (), current: int | None = None) -> None:
        self.places = places
        self.current = current

    def touching(self, start: int, end: int) -> list[tuple[FoundPlace, bool]]:
        """Return the places that share a character with a range, each with whether it is the current one."""
        touching = []
        for nth in range(bisect_left(self.places, start + 1, key=_end), len(self.places)):
            place = self.places[nth]
            if place.extent[0] >= end:
                break
            touching.append((place, nth == self.current))
        return touching


def _end(place: FoundPlace) -> int:
    return place.extent[1]
