"""Blocks: the pieces of a document that are laid out one by one. A block is a paragraph, or a part of a giant one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from annotator.text.graphemes import previous_boundary
from annotator.text.paragraphs import paragraphs
from annotator.ui.text_view.values import DrawnSpan

LONGEST = 4_000
"""Code points in one layout. A longer paragraph is laid out in parts: shaping it whole would freeze the window."""

_SEARCHED = 1_000


class Block(NamedTuple):
    """A half-open range of code points, and the paragraph it belongs to, which decides its direction."""

    start: int
    end: int
    paragraph: tuple[int, int]

    @property
    def is_last(self) -> bool:
        """Whether the paragraph ends here."""
        return self.end == self.paragraph[1]


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a text; there is at least one."""
    found: list[Block] = []
    for paragraph in paragraphs(text):
        start, end = paragraph
        while end - start > LONGEST:
            cut = _cut(text, start + LONGEST)
            found.append(Block(start, cut, paragraph))
            start = cut
        found.append(Block(start, end, paragraph))
    return found or [Block(0, len(text), (0, len(text)))]


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


def _cut(text: str, end: int) -> int:
    """Return the place after the last space before `end`, or before the last grapheme in a text without spaces."""
    space = text.rfind(" ", end - _SEARCHED, end)
    return space + 1 if space > 0 else previous_boundary(text, end)
