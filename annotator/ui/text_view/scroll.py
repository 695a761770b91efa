"""Keeping the place: the page is held at an anchor, a block and a distance into it, while heights turn true."""

from __future__ import annotations

from typing import NamedTuple

from annotator.ui.text_view.metrics import PAGE_TOP
from annotator.ui.text_view.page import Page

_JUMP = 3
"""Scrolling farther than this many views goes by estimated heights; nearer, block by block, so that nothing shakes."""


class _Held(NamedTuple):
    """A line by where it begins in the text, and how much of its height lies above the upper edge of the view."""

    offset: int
    share: float


class Anchor:
    """What stands at the upper edge of the view: `depth` pixels into `block`, negative in the margin of the page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.block = 0
        self.depth = -PAGE_TOP
        self._held: _Held | None = None

    @property
    def value(self) -> int:
        """The anchor as a distance from the top of the page, with the heights known now."""
        return self._page.top(self.block) + self.depth

    def reset(self) -> None:
        """Go to the top of the page."""
        self.block, self.depth = 0, -PAGE_TOP
        self._held = None

    def hold(self) -> None:
        """Remember the place by the text that stands there, because lines and blocks will be others."""
        if self._held is None and (self.block > 0 or self.depth >= 0):
            line = self._page.box(self.block).line_at(self.depth)
            self._held = _Held(line.shaped.start, (self.depth - line.top) / line.height)

    def restore(self) -> None:
        """Go back to the place that was held. Until somebody scrolls it stays held, so that it can't creep away."""
        held = self._held
        if held is not None:
            spot = self._page.spot_of(held.offset)
            self.put(spot.block, spot.line.top + round(held.share * spot.line.height))
            self._held = held

    def move(self, distance: int, view_height: int) -> bool:
        """Scroll by a distance; return whether what was seen has moved by just that."""
        if abs(distance) > _JUMP * max(1, view_height):
            self.jump(self.value + distance)
            return False
        self.depth += distance
        self._held = None
        return self._normalise()

    def jump(self, value: int) -> None:
        """Go to a distance from the top of the page, as far as heights are known."""
        self.block = self._page.block_at(value)
        self.depth = value - self._page.top(self.block)
        self._held = None

    def put(self, block: int, depth: int) -> None:
        """Put a place inside a block at the upper edge; both may lie beyond the block."""
        self.block, self.depth = block, depth
        self._held = None
        self._normalise()

    def fill(self, view_height: int) -> bool:
        """Lay out what is seen, so that painting changes no height; return whether the view lay inside the page.

        Where it did not, it does now.
        """
        page = self._page
        for nth in range(2):
            block, y = self.block, -self.depth
            while block < len(page.blocks) and y < view_height:
                y += page.box(block).height
                block += 1
            lowest = max(0, page.height - view_height)
            if 0 <= self.value <= lowest:
                return nth == 0
            self.put(self.block, self.depth + min(max(self.value, 0), lowest) - self.value)
        return False

    def _normalise(self) -> bool:
        page = self._page
        while self.depth < 0 and self.block > 0:
            self.block -= 1
            self.depth += page.box(self.block).height
        while self.block + 1 < len(page.blocks) and self.depth >= (height := page.box(self.block).height):
            self.depth -= height
            self.block += 1
        beyond = self.depth < -PAGE_TOP
        self.depth = max(self.depth, -PAGE_TOP)
        return not beyond
