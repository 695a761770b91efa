"""What the view is asked to draw: spans, links and zones as plain values, no more than drawing needs."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

Draw = Literal["band", "underline", "lane"]
"""Where a layer is drawn: entities on the line, events below it, claims above it."""

Pattern = Literal["solid", "diagonal", "dots"]

Fragment = tuple[int, int]


class DrawnSpan(msgspec.Struct, frozen=True, gc=False):
    """A span as it is drawn. `fragments` are code points of the document, half-open, in order.

    `tag` is the short name under the span, `name` the full one that it shows when selected. Spans with one `group` (the
    parts of a claim) share a lane; `claims` are the numbers of the claims that it is part of. `score` is shown with
    suggestions only.
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
    claims: tuple[int, ...] = ()

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


class DrawnLink(NamedTuple):
    """A link as it is drawn, from the tag of the span `head` to that of the span `tail`, in the colour of the head.

    `name` is what it says.
    """

    id: str
    head: str
    tail: str
    label: str
    name: str
    suggestion: bool = False


class ZoneMark(NamedTuple):
    """A part of the page as the gutter shows it; `name` is what a person reads."""

    start: int
    end: int
    kind: str
    name: str
    excluded: bool
