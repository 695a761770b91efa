"""Blocks: what of a document is arranged piece by piece. A block is a paragraph, or some lines of a long one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotator.text.paragraphs import Range, paragraphs
from annotator.ui.text_view.values import DrawnSpan

LONG = 4_000
"""Code points from which on a paragraph is several blocks. It is one layout all the same."""

LINES = 12
"""Lines in a block of a long paragraph: so many are arranged anew when a span in it changes."""


class Block(NamedTuple):
    """A half-open range of code points, and the paragraph it belongs to, which decides its direction."""

    start: int
    end: int
    paragraph: Range

    @property
    def is_last(self) -> bool:
        """Whether the paragraph ends here."""
        return self.end == self.paragraph[1]

    @property
    def is_part(self) -> bool:
        """Whether the block is one of a long paragraph."""
        return is_long(self.paragraph)


def is_long(paragraph: Range) -> bool:
    """Whether a paragraph is several blocks."""
    return paragraph[1] - paragraph[0] > LONG


def split_blocks(text: str, starts_in: Callable[[Range], Sequence[int]]) -> list[Block]:
    """Return the blocks of a text; there is at least one. `starts_in` tells where those of a long paragraph begin."""
    found: list[Block] = []
    for paragraph in paragraphs(text):
        start, end = paragraph
        if end - start <= LONG:
            found.append(Block(start, end, paragraph))
        else:
            starts = starts_in(paragraph)
            found += [Block(*part, paragraph) for part in zip(starts, [*starts[1:], end], strict=True)]
    return found


def block_of(starts: Sequence[int], offset: int) -> int:
    """Return the block that holds an offset; `starts` are those of all blocks."""
    return max(0, bisect_right(starts, offset) - 1)


def spread(spans: Sequence[DrawnSpan], starts: Sequence[int]) -> dict[int, list[DrawnSpan]]:
    """Return the spans that each block touches.

    `spans` stand in the order of their starts; `starts` are those of all blocks, and one past the end of the text.
    """
    found: dict[int, list[DrawnSpan]] = {}
    block = 0
    for span in spans:
        fragments = span.fragments
        start, end = fragments[0][0], fragments[-1][1]
        while starts[block + 1] <= start:
            block += 1
        found.setdefault(block, []).append(span)
        further = block + 1
        while starts[further] < end:
            found.setdefault(further, []).append(span)
            further += 1
    return found
