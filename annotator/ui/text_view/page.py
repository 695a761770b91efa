"""The page: all blocks of a document with their heights, laid out when first seen and forgotten when long unseen.

No widget and no event: a page knows where everything is, the view shows a part of it. y runs over the page in whole
pixels, x over the column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtGui import QFont

from annotator.text.direction import Direction, base_direction
from annotator.text.paragraphs import Range
from annotator.ui.text_view.arcs import NameWidth
from annotator.ui.text_view.arrange import Linked, TagWidth, arrange
from annotator.ui.text_view.blocks import LONG, Block, block_of, split_blocks, spread
from annotator.ui.text_view.estimate import Estimate
from annotator.ui.text_view.heights import Heights
from annotator.ui.text_view.lines import BlockBox, LineBox
from annotator.ui.text_view.link_index import LinkIndex, Trunk
from annotator.ui.text_view.metrics import MEASURE, PAGE_BOTTOM, PAGE_TOP, Metrics, metrics
from annotator.ui.text_view.paragraph import ShapedParagraph
from annotator.ui.text_view.patience import NOTICED, patience
from annotator.ui.text_view.shapes import Shapes
from annotator.ui.text_view.values import DrawnSpan, ZoneMark
from annotator.ui.text_view.zone_index import ZoneIndex
from annotator.ui.theme import article_family, article_font, tashkeel_leading

_LATIN_SCALE = 0.9
_SAMPLED = 4000
_READING_ORDER = attrgetter("fragments")


class Spot(NamedTuple):
    """A line on the page: its block, its box, and where the block begins."""

    block: int
    line: LineBox
    block_top: int


class Division(NamedTuple):
    """How a text is divided into blocks, and where each begins."""

    blocks: list[Block]
    starts: list[int]

    @property
    def longest(self) -> int:
        """How long the longest paragraph is."""
        return max(end - start for _, _, (start, end) in self.blocks)


class Page:
    """One document, laid out lazily. Set the text first; spans, zones and sizes may come and change in any order."""

    def __init__(self, tag_width: TagWidth, name_width: NameWidth) -> None:
        self.text = ""
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
        self._division: Division | None = None
        self._given: list[DrawnSpan] = []
        self._spans: dict[int, list[DrawnSpan]] | None = None
        self._heights: Heights | None = None
        self._boxes: dict[int, BlockBox] = {}
        self._shapes = Shapes(self._shape, lambda block: self._boxes.pop(block, None))
        self._measured: set[int] = set()
        self._estimate: Estimate | None = None

    def set_text(self, text: str, direction: Direction | None) -> None:
        """Show another document, without spans and zones; `direction` overrides that of the letters."""
        self.text = text
        self._direction = direction
        self._is_rtl = None
        self._directions.clear()
        self._given, self._spans = [], None
        self.zones = ZoneIndex()
        self.forget_shapes()
        self._division = None

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

    @property
    def is_slow(self) -> bool:
        """Whether it is noticed when everything is laid out anew."""
        return self._division is not None and self._division.longest >= NOTICED

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
        self._given, self._spans = sorted(spans, key=_READING_ORDER), None
        self.redecorate()

    def replace_spans(self, block: int, spans: Sequence[DrawnSpan]) -> None:
        """Show these spans in one block; only its decoration is made anew, its letters stay as they are."""
        self._by_block[block] = sorted(spans, key=_READING_ORDER)
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
        self._shapes.clear()
        self.redecorate()
        if self._division is not None and self._division.longest > LONG:
            # Lines will break elsewhere, and with them the blocks of long paragraphs.
            if self._spans is not None:
                self._given, self._spans = _gathered(self._spans), None
            self._division = None
            self.links.moved()

    @property
    def blocks(self) -> list[Block]:
        """The blocks of the text; long paragraphs are shaped to find theirs."""
        return self._divided.blocks

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
        return block_of(self._divided.starts, offset)

    def blocks_of(self, span: DrawnSpan) -> list[int]:
        """Return the blocks that a span touches, those between its fragments included."""
        return list(range(self.block_of(span.start), self.block_of(max(span.start, span.end - 1)) + 1))

    def spans_of(self, block: int) -> list[DrawnSpan]:
        """Return the spans that touch a block, in document order."""
        return self._by_block.get(block, [])

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
            self._shapes.forget(block)

    def box(self, block: int) -> BlockBox:
        """Return a block laid out, now if need be; its true height replaces the estimate."""
        here = self.blocks[block]
        shaped = self._shapes.use(block, here)
        box = self._boxes.get(block)
        if box is None:
            box = arrange(
                shaped,
                self.spans_of(block),
                metrics=self._metrics(here.paragraph),
                is_last=here.is_last,
                tag_width=self._tag_width,
                linked=Linked(self.links, self._name_width, self.is_rtl),
            )
            self._boxes[block] = box
            self._measured.add(block)
            self.heights[block] = box.height
        return box

    def direction(self, block: int) -> Direction:
        """Return the base direction of a block's paragraph."""
        return self._direction_of(self.blocks[block].paragraph)

    @property
    def _divided(self) -> Division:
        if self._division is None:
            blocks = split_blocks(self.text, self._shapes.starts)
            self._division = Division(blocks, [block.start for block in blocks])
        return self._division

    @property
    def _by_block(self) -> dict[int, list[DrawnSpan]]:
        if self._spans is None:
            self._spans = spread(self._given, [*self._divided.starts, len(self.text) + 1])
        return self._spans

    def _direction_of(self, paragraph: Range) -> Direction:
        if self._direction is not None:
            return self._direction
        start, end = paragraph
        if start not in self._directions:
            self._directions[start] = base_direction(self.text[start:end])
        return self._directions[start]

    def _shape(self, paragraph: Range) -> ShapedParagraph:
        start, end = paragraph
        direction = self._direction_of(paragraph)
        font = self._font(paragraph, direction)
        with patience(end - start):
            return ShapedParagraph(self.text[start:end], start, direction=direction, font=font, width=self.width)

    def _font(self, paragraph: Range, direction: Direction) -> QFont:
        scale, bold = self.zones.style(paragraph)
        if direction == "ltr":
            return article_font(self.size * scale * _LATIN_SCALE, family=self.family, bold=bold, latin_first=True)
        return article_font(self.size * scale, family=self.family, bold=bold)

    def _metrics(self, paragraph: Range) -> Metrics:
        scale, _ = self.zones.style(paragraph)
        size = self.size * scale * (_LATIN_SCALE if self._direction_of(paragraph) == "ltr" else 1.0)
        return metrics(round(size), tashkeel_leading(self.family))

    def _estimated(self, blocks: range) -> list[int]:
        if self._estimate is None:
            self._estimate = Estimate(self.family, self.size, self.width)
        numbered = zip(blocks, self.blocks[blocks.start : blocks.stop], strict=True)
        return self._estimate.heights(numbered, self._by_block)


def _gathered(spread_out: Mapping[int, Sequence[DrawnSpan]]) -> list[DrawnSpan]:
    spans = {span.id: span for spans in spread_out.values() for span in spans}
    return sorted(spans.values(), key=_READING_ORDER)
