"""Shaped text that is worth keeping: the blocks last used, and the long paragraphs that they are parts of."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from annotator.text.paragraphs import Range
from annotator.ui.text_view.blocks import LINES, Block
from annotator.ui.text_view.paragraph import ShapedBlock, ShapedParagraph

KEPT = 60_000
"""Code points in the blocks that stay laid out, several times what a large screen shows."""

KEPT_LONG = 500_000
"""Code points in the long paragraphs that stay laid out beside the two longest: more than two are never seen at once
that would fill a screen each."""


class Shapes:
    """Shapes by the numbers of blocks. `shape` lays a paragraph out; `forgotten` hears which blocks went."""

    def __init__(self, shape: Callable[[Range], ShapedParagraph], forgotten: Callable[[int], object]) -> None:
        self._shape = shape
        self._forgotten = forgotten
        self._blocks: OrderedDict[int, tuple[Block, ShapedBlock]] = OrderedDict()
        self._letters = 0
        self._long: OrderedDict[Range, ShapedParagraph] = OrderedDict()

    def starts(self, paragraph: Range) -> list[int]:
        """Return where the blocks of a long paragraph begin."""
        return self._paragraph(paragraph).starts(LINES)

    def use(self, number: int, block: Block) -> ShapedBlock:
        """Return a block shaped, now if need be, and keep it for a while."""
        if block.is_part:
            self._paragraph(block.paragraph)
        if number not in self._blocks:
            self._blocks[number] = block, self._shaped(block)
            self._letters += _letters(block)
            while self._letters > KEPT and len(self._blocks) > 1:
                self.forget(next(iter(self._blocks)))
        self._blocks.move_to_end(number)
        return self._blocks[number][1]

    def forget(self, number: int) -> None:
        """Keep a block no longer."""
        if number in self._blocks:
            block, _ = self._blocks.pop(number)
            self._letters -= _letters(block)
            self._forgotten(number)

    def clear(self) -> None:
        """Keep nothing."""
        self._blocks.clear()
        self._letters = 0
        self._long.clear()

    def _shaped(self, block: Block) -> ShapedBlock:
        if block.is_part:
            return self._paragraph(block.paragraph).part(block.start, block.end)
        return self._shape(block.paragraph)

    def _paragraph(self, paragraph: Range) -> ShapedParagraph:
        shaped = self._long.get(paragraph)
        if shaped is None:
            shaped = self._long[paragraph] = self._shape(paragraph)
            while len(self._long) > 2 and sum(sorted(end - start for start, end in self._long)[:-2]) > KEPT_LONG:
                self._forget_long(next(iter(self._long)))
        self._long.move_to_end(paragraph)
        return shaped

    def _forget_long(self, paragraph: Range) -> None:
        del self._long[paragraph]
        for number in [number for number, (block, _) in self._blocks.items() if block.paragraph == paragraph]:
            self.forget(number)


def _letters(block: Block) -> int:
    return block.end - block.start + 1
