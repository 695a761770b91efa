"""Where a person is in a document, as plain numbers that can be kept and come back to in a window of any size."""

from __future__ import annotations

from typing import NamedTuple

from annotator.ui.text_view.page import Page
from annotator.ui.text_view.selection import Selection


class Place(NamedTuple):
    """The selection, and what stands at the upper edge of the view: all in code points but `depth`.

    `top` is the first code point of the line at the upper edge, `depth` how many pixels of that line are above the
    edge (below 0 in the margin of the page).
    """

    anchor: int = 0
    caret: int = 0
    trailing: bool = False
    top: int = 0
    depth: int = 0

    def selection(self, length: int) -> Selection:
        """Return the selection in a text of a length; what lay behind its end lies there now."""
        return Selection(min(max(self.anchor, 0), length), min(max(self.caret, 0), length), bool(self.trailing))


def place_of(page: Page, selection: Selection, scroll: int) -> Place:
    """Return the place of a selection on a page that is scrolled down by so many pixels."""
    spot = page.spot_at(scroll)
    return Place(*selection, top=spot.line.shaped.start, depth=scroll - spot.block_top - spot.line.top)
