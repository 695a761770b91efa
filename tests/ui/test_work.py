"""How long work will still take is only said once it can be known."""

from __future__ import annotations

import pytest

from annotator.ui.work import left_s


@pytest.mark.parametrize(
    ("done", "total", "elapsed_ms", "left"),
    [
        (100, 400, 10_000, 30),
        (399, 400, 10_000, 1),
        (100, 400, 500, None),
        (0, 400, 10_000, None),
        (100, 0, 10_000, None),
        (400, 400, 10_000, None),
    ],
)
def test_the_time_left_follows_from_the_speed_so_far(done, total, elapsed_ms, left):
    assert left_s(done, total, elapsed_ms) == left
