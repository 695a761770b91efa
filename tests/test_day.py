"""A day at the window, in short: memory, speed and the project stay as they were. `ANNOTATOR_SOAK` makes it longer."""

from __future__ import annotations

import os

import pytest

from benchmarks.day import spend, told
from benchmarks.table import percentile

EDITS = int(os.environ.get("ANNOTATOR_SOAK", "600"))
NOISE = 1.5
"""How much slower the last tenth of the day may be than the first: the 99th of a hundred marks moves by as much."""
BAR_MS = 50.0
GROWTH = 0.05
MORE_OBJECTS = 100
"""Fields of the inspector come and go with the span that is chosen."""


@pytest.mark.slow
def test_a_day_of_work_neither_fills_the_memory_nor_slows_the_hand(qapp, tmp_path):
    report = spend(tmp_path, EDITS)
    last = percentile(report.last_marks, 0.99)
    assert report.is_whole
    assert report.edits >= EDITS
    assert len(report.last_marks) >= EDITS // 50, "marks were made to the end"
    assert report.growth < GROWTH, told(report)
    assert report.slower <= NOISE or last <= BAR_MS, told(report)
    assert report.widgets[1] <= report.widgets[0] + MORE_OBJECTS, told(report)
