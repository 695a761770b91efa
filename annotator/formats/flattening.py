"""One label per token: which of several spans on the same text are written. What is not written is counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping

import msgspec

from annotator.formats.losses import LossCounter
from annotator.formats.protocol import Flatten


class Unit(msgspec.Struct, gc=False):
    """A stretch of text with a label as it will be written: `start` and `end` fit the tokens.

    `from_start` and `from_end` are where the span itself stood; a piece is a fragment of a span of several.
    """

    start: int
    end: int
    label: str
    from_start: int
    from_end: int
    is_piece: bool = False


Order = Callable[[Unit], tuple[int, int, int, str]]


def flatten(
    units: list[Unit], policy: Flatten, ranks: Mapping[str, int], counter: LossCounter, key: str, text: str
) -> list[Unit]:
    """Return units that don't overlap, in order of place; `ranks` is the order of labels in the scheme.

    `outermost` keeps the span that begins first and is longest, `innermost` the one that ends first and is shortest,
    `longest` the longest anywhere, `scheme` the one whose label comes first in the scheme.
    """
    units.sort(key=_place)
    if all(units[n].end <= units[n + 1].start for n in range(len(units) - 1)):
        return units
    rank = len(ranks)
    orders: dict[str, Order] = {
        "outermost": lambda u: (u.start, -u.end, ranks.get(u.label, rank), u.label),
        "innermost": lambda u: (u.end, -u.start, ranks.get(u.label, rank), u.label),
        "longest": lambda u: (u.start - u.end, u.start, ranks.get(u.label, rank), u.label),
        "scheme": lambda u: (ranks.get(u.label, rank), u.start - u.end, u.start, u.label),
    }
    kept: list[Unit] = []
    starts: list[int] = []
    for unit in sorted(units, key=orders[policy]):
        at = bisect_left(starts, unit.end)
        if at and kept[at - 1].end > unit.start:
            if not unit.is_piece:
                what = f"{unit.label} {text[unit.from_start : unit.from_end]}"
                counter.lose(_why(unit, kept[at - 1]), key, what)
            continue
        kept.insert(at, unit)
        starts.insert(at, unit.start)
    return kept


def _place(unit: Unit) -> tuple[int, int]:
    return unit.start, unit.end


def _why(lost: Unit, kept: Unit) -> str:
    a, b = (lost.from_start, lost.from_end), (kept.from_start, kept.from_end)
    if a == b:
        return "stacked"
    if a[1] <= b[0] or b[1] <= a[0]:
        return "same_word"
    if (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1]):
        return "nested"
    return "crossing"
