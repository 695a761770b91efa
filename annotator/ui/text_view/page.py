"""The page: all blocks of a document with their heights, laid out when first seen and forgotten when long unseen.

No widget and no event: a page knows where everything is, the view shows a part of it. y runs over the page in whole
pixels, x over the column.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtGui import QFont

from annotator.text.direction import Direction, base_direction
from annotator.ui.text_view.arcs import NameWidth
from annotator.ui.text_view.arrange import Linked, TagWidth, arrange
from annotator.ui.text_view.blocks import Block, block_of, split_blocks, spread
from annotator.ui.text_view.estimate import Estimate
from annotator.ui.text_view.heights import Heights
from annotator.ui.text_view.lines import BlockBox, LineBox
from annotator.ui.text_view.link_index import LinkIndex, Trunk
from annotator.ui.text_view.metrics import MEASURE, PAGE_BOTTOM, PAGE_TOP, Metrics, metrics
from annotator.ui.text_view.paragraph import ShapedBlock
from annotator.ui.text_view.values import DrawnSpan, ZoneMark
from annotator.ui.text_view.zone_index import ZoneIndex
from annotator.ui.theme import article_family, article_font, tashkeel_leading

KEPT = 240
"""Blocks that stay laid out."""

_LATIN_SCALE = 0.9
_SAMPLED = 4000
_READING_ORDER = attrgetter("fragments")


class Spot(NamedTuple):
    """A line on the page: its block, its box, and where the block begins."""

    block: int
    line: LineBox
    block_top: int


class Page:
    """One document, laid out lazily. Set the text first; spans, zones and sizes may come and change in any order."""

    def __init__(self, tag_width: TagWidth, name_width: NameWidth) -> None:
        self.text = ""
        self.blocks: list[Block] = split_blocks("")
        self._heights: Heights | None = None
        self.zones = ZoneIndex()
        self.size = 20.0
        self.family = article_family()
        self.width = MEASURE
        self.links = LinkIndex()
        self._tag_width = tag_width
        self._name_width = name_width
        self._direction: Direction | None = None
        self._is_rtl: bool | None = None
        self._directions: dict[int, Direction] = {}
        self._spans: dict[int, list[DrawnSpan]] = {}
        self._starts: list[int] = [0]
        self._shaped: OrderedDict[int, ShapedBlock] = OrderedDict()
        self._boxes: dict[int, BlockBox] = {}
        self._measured: set[int] = set()
        self._estimate: Estimate | None = None

    def set_text(self, text: str, direction: Direction | None) -> None:
        """Show another document, without spans and zones; `direction` overrides that of the letters."""
        self.text = text
        self._direction = direction
        self._is_rtl = None
        self._directions.clear()
        self.blocks = split_blocks(text)
        self._starts = [block.start for block in self.blocks]
        self._spans = {}
        self.zones = ZoneIndex()
        self.forget_shapes()

    @property
    def is_rtl(self) -> bool:
        """Whether the article as a whole is read from the right: the margin of its links is on that side."""
        if self._is_rtl is None:
            self._is_rtl = (self._direction or base_direction(self.text[:_SAMPLED])) == "rtl"
        return self._is_rtl

    def trunk(self, head: str) -> Trunk | None:
        """Return the way of a span's links through the margin; None where it has none."""
        return self.links.trunk(head, self.block_of, at_right=self.is_rtl)

    def trunks_between(self, first: int, last: int) -> list[Trunk]:
        """Return the ways of all links that pass any of some blocks."""
        return self.links.trunks(self.block_of, at_right=self.is_rtl).between(first, last)

    def set_zones(self, zones: Iterable[ZoneMark]) -> None:
        """Show zones; they decide the size and weight of their text."""
        self.zones = ZoneIndex(zones)
        self.forget_shapes()

    def set_size(self, size: float, family: str | None, width: int) -> None:
        """Set the size of the letters, their family (None: the best installed), and the width of the column."""
        self.size, self.family, self.width = size, family or article_family(), width
        self._estimate = None
        self.forget_shapes()

    def set_spans(self, spans: Iterable[DrawnSpan]) -> None:
        """Show these spans in place of the former ones."""
        self._spans = spread(sorted(spans, key=_READING_ORDER), [*self._starts, len(self.text) + 1])
        self.redecorate()

    def replace_spans(self, block: int, spans: Sequence[DrawnSpan]) -> None:
        """Show these spans in one block; only its decoration is made anew, its letters stay as they are."""
        self._spans[block] = sorted(spans, key=_READING_ORDER)
        if self._boxes.pop(block, None) is not None:
            self.box(block)
        else:
            self._measured.discard(block)
            (self.heights[block],) = self._estimated(range(block, block + 1))

    def redecorate(self) -> None:
        """Arrange everything anew around the letters, because tags have other sizes."""
        self._boxes.clear()
        self._measured.clear()
        self._heights = None

    def forget_shapes(self) -> None:
        """Lay everything out anew when it is next seen."""
        self._shaped.clear()
        self.redecorate()

    @property
    def heights(self) -> Heights:
        """The heights of all blocks: estimates from their lengths, and true ones where something was laid out."""
        if self._heights is None:
            self._heights = Heights(self._estimated(range(len(self.blocks))))
        return self._heights

    @property
    def height(self) -> int:
        """The height of the page with its margins."""
        return PAGE_TOP + self.heights.total + PAGE_BOTTOM

    def top(self, block: int) -> int:
        """Return where a block begins."""
        return PAGE_TOP + self.heights.top(block)

    def block_at(self, y: float) -> int:
        """Return the block at a height."""
        return self.heights.at(int(y) - PAGE_TOP)

    def block_of(self, offset: int) -> int:
        """Return the block that holds an offset."""
        return block_of(self._starts, offset)

    def blocks_of(self, span: DrawnSpan) -> list[int]:
        """Return the blocks that a span touches, those between its fragments included."""
        return list(range(self.block_of(span.start), self.block_of(max(span.start, span.end - 1)) + 1))

    def spans_of(self, block: int) -> list[DrawnSpan]:
        """Return the spans that touch a block, in document order."""
        return self._spans.get(block, [])

    def spot_at(self, y: float) -> Spot:
        """Return the line at a height of the page."""
        block = self.block_at(y)
        box = self.box(block)
        top = self.top(block)
        return Spot(block, box.line_at(y - top), top)

    def spot_of(self, offset: int, trailing: bool = False) -> Spot:
        """Return the line where a caret stands."""
        block = self.block_of_caret(offset, trailing)
        return Spot(block, self.box(block).line_of(offset, trailing), self.top(block))

    def block_of_caret(self, offset: int, trailing: bool) -> int:
        """Return the block where a caret stands: between parts of a giant paragraph, `trailing` means the former."""
        block = self.block_of(offset)
        joined = block > 0 and offset == self.blocks[block].start == self.blocks[block - 1].end
        return block - 1 if joined and trailing else block

    def measure(self, block: int) -> None:
        """Replace the estimate of a block by its true height, without keeping its layout."""
        if block not in self._measured:
            self.box(block)
            self._boxes.pop(block, None)
            self._shaped.pop(block, None)

    def box(self, block: int) -> BlockBox:
        """Return a block laid out, now if need be; its true height replaces the estimate."""
        box = self._boxes.get(block)
        if box is None:
            shaped = self._shape(block)
            box = arrange(
                shaped,
                self.spans_of(block),
                metrics=self._metrics(block, self.direction(block)),
                is_last=self.blocks[block].is_last,
                tag_width=self._tag_width,
                linked=Linked(self.links, self._name_width, self.is_rtl),
            )
            self._boxes[block] = box
            self._measured.add(block)
            self.heights[block] = box.height
        elif block in self._shaped:
            self._shaped.move_to_end(block)
        return box

    def direction(self, block: int) -> Direction:
        """Return the base direction of a block's paragraph."""
        if self._direction is not None:
            return self._direction
        start, end = self.blocks[block].paragraph
        if start not in self._directions:
            self._directions[start] = base_direction(self.text[start:end])
        return self._directions[start]

    def _shape(self, block: int) -> ShapedBlock:
        shaped = self._shaped.get(block)
        if shaped is None:
            start, end, _ = self.blocks[block]
            direction = self.direction(block)
            shaped = ShapedBlock(
                self.text[start:end],
                start,
                direction=direction,
                font=self._font(block, direction),
                width=self.width,
            )
            self._shaped[block] = shaped
            while len(self._shaped) > KEPT:
                forgotten, _ = self._shaped.popitem(last=False)
                self._boxes.pop(forgotten, None)
        self._shaped.move_to_end(block)
        return shaped

    def _font(self, block: int, direction: Direction) -> QFont:
        scale, bold = self.zones.style(self.blocks[block])
        if direction == "ltr":
            return article_font(self.size * scale * _LATIN_SCALE, family=self.family, bold=bold, latin_first=True)
        return article_font(self.size * scale, family=self.family, bold=bold)

    def _metrics(self, block: int, direction: Direction) -> Metrics:
        scale, _ = self.zones.style(self.blocks[block])
        size = self.size * scale * (_LATIN_SCALE if direction == "ltr" else 1.0)
        return metrics(round(size), tashkeel_leading(self.family))

    def _estimated(self, blocks: range) -> list[int]:
        if self._estimate is None:
            self._estimate = Estimate(self.family, self.size, self.width)
        return self._estimate.heights(zip(blocks, self.blocks[blocks.start : blocks.stop], strict=True), self._spans)
