"""The zones of a page: which a block touches, how they set its letters, and where their names stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from annotator.text.paragraphs import Range
from annotator.ui.text_view.blocks import Block
from annotator.ui.text_view.values import ZoneMark


class Style(NamedTuple):
    """How a block's letters differ from those of the body."""

    scale: float = 1.0
    bold: bool = False


_EXCLUDED = Style(0.8)
_STYLES = {"headline": Style(1.3, True), "subheading": Style(1.05, True), "byline": Style(0.8)}


class ZoneIndex:
    """Zones in the order of the text."""

    def __init__(self, zones: Iterable[ZoneMark] = ()) -> None:
        self._zones = sorted(zones)
        self._starts = [zone.start for zone in self._zones]

    def touching(self, block: Block) -> list[ZoneMark]:
        """Return the zones that a block touches."""
        return self._touching(block.start, block.end)

    def style(self, paragraph: Range) -> Style:
        """Return how a paragraph is set, from the zone it begins in."""
        zones = self._touching(*paragraph)
        if not zones:
            return Style()
        return _EXCLUDED if zones[0].excluded else _STYLES.get(zones[0].kind, Style())

    def is_named(self, block: Block, zone: ZoneMark) -> bool:
        """Whether a zone's name stands at a block: at its first one, unless the zone before is of the same kind."""
        if block.start > zone.start:
            return False
        place = self._zones.index(zone, bisect_right(self._starts, zone.start - 1))
        return place == 0 or self._zones[place - 1].kind != zone.kind

    def _touching(self, start: int, end: int) -> list[ZoneMark]:
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, max(end - 1, start))
        return [zone for zone in self._zones[first:last] if zone.end > start]
