"""The boxes of a laid out block: its lines one under another, and in each line what it shows of spans.

Only values and where they stand; `arrange` makes them. x runs over the column from its left edge, y over the block from
its top.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.ui.text_view.arcs import Strand
from annotator.ui.text_view.metrics import LINK_FIRST, LINK_LANE, TAG_HEIGHT, Metrics
from annotator.ui.text_view.paragraph import ShapedBlock, ShapedLine
from annotator.ui.text_view.values import DrawnSpan

Stretch = tuple[float, float]
"""Left and right edge in the column."""

EVENT_ROW = 5
_EVENT_PEN = 2.5


@dataclass(slots=True)
class Part:
    """What one line shows of a span: its stretches, and whether the span truly starts and ends here.

    `place` is the level of a band, the row of an event, the lane of a claim.
    """

    span: DrawnSpan
    stretches: list[Stretch]
    starts: bool
    ends: bool
    place: int = 0
    filled: bool = True
    joins: list[Stretch] = field(default_factory=list)
    leaves: bool = False
    arrives: bool = False
    picture: object = None
    """Kept for whoever draws it."""


@dataclass(slots=True)
class Tag:
    """A short name under the start of a span; `links` counts those that aren't seen and go out from it."""

    span: DrawnSpan
    left: float
    top: float
    width: float
    links: int = 0

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + TAG_HEIGHT


@dataclass(slots=True)
class LineBox:
    """One line with all that belongs to it."""

    shaped: ShapedLine
    metrics: Metrics
    top: int
    lanes: int
    text_top: int
    baseline: int
    text_bottom: int
    height: int
    bands: list[Part]
    events: list[Part]
    claims: list[Part]
    tags: list[Tag]
    strands: list[Strand] = field(default_factory=list)
    links_top: float = 0.0

    @property
    def is_rtl(self) -> bool:
        """Whether the line belongs to a right-to-left paragraph."""
        return self.shaped.rtl

    @property
    def bottom(self) -> int:
        """One past the last pixel of the line."""
        return self.top + self.height

    def parts(self) -> Iterator[Part]:
        """Yield everything that the line shows of spans."""
        yield from self.bands
        yield from self.events
        yield from self.claims

    def band_top(self, level: int) -> int:
        """Return the upper edge of a band."""
        return self.baseline - self.metrics.rise - level * self.metrics.level

    def band_bottom(self, level: int) -> int:
        """Return the lower edge of a band."""
        return self.baseline + self.metrics.drop + level * self.metrics.level

    @property
    def deepest(self) -> int:
        """The highest level of a band on the line."""
        return max((part.place for part in self.bands), default=0)

    def event_y(self, row: int) -> float:
        """Return the middle of an event's underline."""
        return self.band_bottom(self.deepest) + self.metrics.event_gap + _EVENT_PEN / 2 + row * EVENT_ROW

    def link_y(self, lane: int) -> float:
        """Return the height of a link that runs in a lane below the tags."""
        return self.links_top + LINK_FIRST + lane * LINK_LANE

    def lane_y(self, lane: int) -> float:
        """Return the height of a claim's bracket."""
        return self.top + (self.lanes - 1 - lane) * self.metrics.lane + self.metrics.lane / 2 - 0.5


@dataclass(slots=True)
class BlockBox:
    """All lines of a block and the height that they take together."""

    shaped: ShapedBlock
    metrics: Metrics
    lines: list[LineBox]
    height: int

    def line_at(self, y: float) -> LineBox:
        """Return the line at a height; the first above the block, the last below it."""
        return next((line for line in self.lines if y < line.bottom), self.lines[-1])

    def line_of(self, offset: int, trailing: bool = False) -> LineBox:
        """Return the line where a caret stands."""
        return self.lines[self.shaped.line_of(offset, trailing).index]
