"""Rows of the table: our figure, the bar, the limit, and how they are measured and printed."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

Better = Literal["more", "less"]


class Row(NamedTuple):
    """One measured thing. `better` says whether the bar is a floor (rates) or a ceiling (times)."""

    what: str
    ours: float
    bar: float
    limit: float | None
    unit: str
    better: Better

    @property
    def met(self) -> bool:
        """Whether our figure clears the bar."""
        return self.ours >= self.bar if self.better == "more" else self.ours <= self.bar

    @property
    def times_the_limit(self) -> float | None:
        """How many times the limit's time ours takes."""
        if not self.limit or not self.ours:
            return None
        return self.limit / self.ours if self.better == "more" else self.ours / self.limit


def rate(what: str, unit: str, count: int, seconds: float, bar: float, limit_seconds: float | None) -> Row:
    """A row that counts things per second."""
    return Row(what, count / seconds, bar, count / limit_seconds if limit_seconds else None, unit, "more")


def seconds_of(work: Callable[[], object]) -> float:
    """How long a piece of work takes, in seconds."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def median_seconds(work: Callable[[], object], times: int) -> float:
    """The median of several runs, in seconds."""
    return statistics.median(seconds_of(work) for _ in range(times))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values don't exceed."""
    in_order = sorted(values)
    return in_order[min(len(in_order) - 1, int(share * len(in_order)))]


def say(text: str) -> None:
    """Tell on stderr what is being measured: standard output is for the table."""
    print(text, file=sys.stderr, flush=True)


def printed(rows: Sequence[Row]) -> str:
    """Return the table."""
    head = ("what", "ours", "bar", "limit", "time / limit", "met")
    body = [
        (
            row.what,
            f"{_figure(row.ours)} {row.unit}",
            ("≥ " if row.better == "more" else "≤ ") + _figure(row.bar),
            "–" if row.limit is None else _figure(row.limit),
            "–" if row.times_the_limit is None else f"{row.times_the_limit:.1f}",
            "yes" if row.met else "NO",
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in [head, *body]) for column in range(len(head))]
    lines = [_line(head, widths), "|".join(["", *("-" * (width + 2) for width in widths), ""])]
    return "\n".join([*lines, *(_line(line, widths) for line in body)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return f"| {first[0]:<{first[1]}} | " + " | ".join(f"{cell:>{width}}" for cell, width in rest) + " |"


def _figure(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
