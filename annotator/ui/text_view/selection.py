"""The caret and what it has selected."""

from __future__ import annotations

from typing import NamedTuple


class Selection(NamedTuple):
    """A caret at `caret` that has selected everything from `anchor`; both are code points.

    `trailing` says that the caret belongs to the character before it: where two directions or two lines meet, one
    offset has two places on the screen.
    """

    anchor: int = 0
    caret: int = 0
    trailing: bool = False

    @property
    def range(self) -> tuple[int, int]:
        """The selected code points, half-open."""
        return (self.anchor, self.caret) if self.anchor <= self.caret else (self.caret, self.anchor)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.caret

    def moved(self, caret: int, trailing: bool, *, extend: bool) -> Selection:
        """Return the selection after the caret went elsewhere, dragging the selection along or not."""
        return Selection(self.anchor if extend else caret, caret, trailing)
