"""Where the column of text stands in a view of a given width."""

from __future__ import annotations

from annotator.text.direction import Direction
from annotator.ui.text_view import metrics


def measure(view_width: int, size: float) -> int:
    """Return how wide the column is for letters of `size` pixels."""
    wanted = min(max(31 * size, metrics.MEASURE), metrics.WIDEST_MEASURE)
    room = view_width - metrics.GUTTER_MARGIN - metrics.OTHER_MARGIN
    narrow = view_width - 2 * metrics.NARROW_MARGIN
    return round(max(min(wanted, room), min(metrics.NARROWEST, narrow), 1))


def column_left(view_width: int, column: int, direction: Direction) -> int:
    """Return where the column begins; the side of the gutter gets more room than the other."""
    spare = view_width - column
    gutter = max(spare / 2, min(metrics.GUTTER_MARGIN, spare - metrics.NARROW_MARGIN))
    return round(spare - gutter if direction == "rtl" else gutter)


def name_rooms(view_width: int, column: int, direction: Direction) -> tuple[float, float]:
    """Return how wide the name of a zone may be on the left and on the right of the column."""
    left = column_left(view_width, column, direction)
    aside = metrics.GUTTER_NAME + 4
    return max(0.0, left - aside), max(0.0, view_width - left - column - aside)
