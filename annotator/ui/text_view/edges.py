"""Moving the edges of a span, by hand or by key: from stop to stop or from grapheme to grapheme."""

from __future__ import annotations

from annotator.text.graphemes import next_boundary, previous_boundary
from annotator.ui.text_view.page import Page
from annotator.ui.text_view.units import next_stop, previous_stop
from annotator.ui.text_view.values import Fragment

Fragments = tuple[Fragment, ...]


def edge_of(fragments: Fragments, *, at_end: bool) -> int:
    """Return where a span starts, or `at_end` where it ends."""
    return fragments[-1][1] if at_end else fragments[0][0]


def with_edge(fragments: Fragments, edge: int, *, at_end: bool) -> Fragments:
    """Move the start of the first fragment or the end of the last one; never past the fragment's other edge."""
    if at_end:
        start, end = fragments[-1]
        return (*fragments[:-1], (start, edge if edge > start else end))
    start, end = fragments[0]
    return ((edge if edge < end else start, end), *fragments[1:])


def nudged(page: Page, fragments: Fragments, step: int, *, at_end: bool, by_letter: bool) -> Fragments:
    """Move an edge to the left (-1) or right (1) as the letters beside it run, to the next stop or grapheme."""
    edge = edge_of(fragments, at_end=at_end)
    forward = (step < 0) == _runs_leftward(page, edge, at_end=at_end)
    if by_letter:
        moved_to = (next_boundary if forward else previous_boundary)(page.text, edge)
    else:
        moved_to = (next_stop if forward else previous_stop)(page.text, edge, at_end=at_end)
    low = fragments[-2][1] if at_end and len(fragments) > 1 else 0
    high = fragments[1][0] if not at_end and len(fragments) > 1 else len(page.text)
    return with_edge(fragments, max(low, min(moved_to, high)), at_end=at_end)


def joined(fragments: Fragments, added: Fragment) -> Fragments:
    """Return the fragments with one more; what touches or overlaps becomes one."""
    merged: list[Fragment] = []
    for start, end in sorted([*fragments, added]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _runs_leftward(page: Page, edge: int, *, at_end: bool) -> bool:
    """Return the direction of the span's own letter at an edge: a Latin name in an Arabic line grows to the right."""
    line = page.spot_of(edge, trailing=at_end).line
    inside = edge - 1 if at_end else edge
    return next((cell.rtl for cell in line.shaped.table.cells if cell.start <= inside < cell.end), line.is_rtl)
