"""Heights of all blocks of a page as a Fenwick tree: any prefix sum, any change and any search in logarithmic time."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """Whole pixels per block. Estimates are replaced by measured heights without rebuilding anything."""

    def __init__(self, heights: Sequence[int] = ()) -> None:
        self._heights = list(heights)
        self._tree = [0, *self._heights]
        for place in range(1, len(self._tree)):
            parent = place + (place & -place)
            if parent < len(self._tree):
                self._tree[parent] += self._tree[place]
        self._top_bit = 1 << max(0, len(self._heights).bit_length() - 1)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, block: int) -> int:
        return self._heights[block]

    def __setitem__(self, block: int, height: int) -> None:
        change = height - self._heights[block]
        self._heights[block] = height
        place = block + 1
        while change and place < len(self._tree):
            self._tree[place] += change
            place += place & -place

    def top(self, block: int) -> int:
        """Return the sum of the heights before a block; of all of them for `len(self)`."""
        total = 0
        while block > 0:
            total += self._tree[block]
            block -= block & -block
        return total

    @property
    def total(self) -> int:
        """The height of the whole page."""
        return self.top(len(self._heights))

    def at(self, y: int) -> int:
        """Return the block that covers a height; the first above the page, the last below it."""
        place, bit = 0, self._top_bit
        while bit:
            after = place + bit
            if after < len(self._tree) and self._tree[after] <= y:
                place = after
                y -= self._tree[after]
            bit >>= 1
        return min(place, len(self._heights) - 1)
