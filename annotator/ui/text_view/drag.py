"""What a drag that has begun would select, or where it would move the edge of a span."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.text.snapping import snap
from annotator.ui.text_view.edges import edge_of, with_edge
from annotator.ui.text_view.hit import CaretHit, Handle
from annotator.ui.text_view.selection import Selection
from annotator.ui.text_view.units import nearest_stop
from annotator.ui.text_view.values import Fragment


@dataclass(slots=True)
class Drag:
    """A drag from the press on: where it began, what was selected before, and what it is for.

    `word` is the word of a double click, which stays selected whole. `free` says that nothing snaps, `extends` that a
    click grows the selection to here, `adds` that the chosen span gets what is dragged as one more fragment.
    """

    pressed: CaretHit
    before: Selection
    handle: Handle | None = None
    word: tuple[int, int] | None = None
    free: bool = False
    extends: bool = False
    adds: bool = False
    moved: bool = False

    def selection(self, text: str, reached: CaretHit, *, free: bool) -> Selection:
        """Return what is selected when the mouse is here: whole words, or whole graphemes when nothing snaps."""
        free = free or self.free
        if self.handle is not None:
            return _along_handle(text, self.handle, reached, free=free)
        anchor, caret = self.pressed.offset, reached.offset
        start, end = min(anchor, caret), max(anchor, caret)
        if self.word is not None:
            start, end = min(self.word[0], caret), max(self.word[1], caret)
        if start < end and not free:
            start, end = snap(text, start, end)
        return Selection(start, end, True) if caret >= anchor else Selection(end, start, False)

    def resized(self, selection: Selection) -> tuple[Fragment, ...]:
        """Return the fragments of the span whose handle is dragged, when its edge is at the caret of a selection."""
        assert self.handle is not None
        return with_edge(self.handle.span.fragments, selection.caret, at_end=not self.handle.at_start)


def _along_handle(text: str, handle: Handle, reached: CaretHit, *, free: bool) -> Selection:
    """Return the fragment as it would become; its edge sticks where words begin or end, and at clitics."""
    at_end = not handle.at_start
    edge = reached.offset if free else nearest_stop(text, reached.offset, at_end=at_end)
    fragments = with_edge(handle.span.fragments, edge, at_end=at_end)
    kept = fragments[-1][0] if at_end else fragments[0][1]
    return Selection(kept, edge_of(fragments, at_end=at_end), at_end)
