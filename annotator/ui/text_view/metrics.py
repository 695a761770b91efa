"""The measures of the article in pixels, from the size of its letters. The numbers are those of the look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

MEASURE = 620
WIDEST_MEASURE = 680
NARROWEST = 240
GUTTER_MARGIN = 102
"""The margin of 84 px on the side of the gutter, with room for the names of zones."""
OTHER_MARGIN = 64
"""The margin of 84 px on the other side, less the frame of the view and its scroll bar."""
NARROW_MARGIN = 40
GUTTER = 26
GUTTER_BAR = 3
GUTTER_NAME = 36

TAG_HEIGHT = 15
SHELF = 17
LINK_FIRST = 12
LINK_LANE = 14
LINK_LAST = 8
"""Links: from the tags to the first lane, from lane to lane, and from the last lane to the next line."""
LINK_MARGIN = 10
LINK_RAIL = 6
"""Links to other lines run this far outside the column, and this far from one another."""
LINKS_WIDE = GUTTER
"""How much of the margin they take."""
PAGE_TOP = 14
PAGE_BOTTOM = 48


@dataclass(frozen=True, slots=True)
class Metrics:
    """Whole pixels for one size of letters; `leading` is extra space above vocalised lines."""

    size: float
    box: int
    baseline: int
    rise: int
    drop: int
    level: int
    lane: int
    event_gap: float
    tag_gap: int
    tag_gap_event: int
    after_tags: int
    after_block: int
    blank: int
    leading: int


@lru_cache(maxsize=64)
def metrics(size: float, leading_em: float = 0.0) -> Metrics:
    """Return the measures for letters of `size` pixels."""
    scale = size / 20
    return Metrics(
        size=size,
        box=round(1.7 * size),
        baseline=round(1.07 * size),
        rise=round(0.93 * size),
        drop=round(0.46 * size),
        level=max(2, round(3 * scale)),
        lane=max(15, round(16 * scale)),
        event_gap=3.5 * scale,
        tag_gap=round(5 * scale),
        tag_gap_event=round(10 * scale),
        after_tags=round(6 * scale),
        after_block=round(8 * scale),
        blank=round(12 * scale),
        leading=round(leading_em * size),
    )
