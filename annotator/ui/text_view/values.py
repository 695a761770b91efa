"""What the view is asked to draw: spans and zones as plain values, with nothing that the drawing doesn't need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Draw = Literal["band", "underline", "lane"]
"""Where a layer is drawn: entities on the line, events below it, claims above it."""

Pattern = Literal["solid", "diagonal", "dots"]

Fragment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DrawnSpan:
    """A span as it is drawn. `fragments` are code points of the document, half-open, in order.

    `tag` is the short name under the span, `name` the full one that it shows when selected. Spans with one `group` (the
    parts of a claim) share a lane. `score` is shown with suggestions only.
    """

    id: str
    label: str
    fragments: tuple[Fragment, ...]
    draw: Draw
    colour: str
    pattern: Pattern = "solid"
    tag: str = ""
    name: str = ""
    suggestion: bool = False
    score: float | None = None
    group: str = ""

    @property
    def start(self) -> int:
        """First code point of the first fragment."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """One past the last code point of the last fragment."""
        return self.fragments[-1][1]

    @property
    def length(self) -> int:
        """Code points that the fragments hold together."""
        return sum(end - start for start, end in self.fragments)


class ZoneMark(NamedTuple):
    """A part of the page as the gutter shows it; `name` is what a person reads."""

    start: int
    end: int
    kind: str
    name: str
    excluded: bool
