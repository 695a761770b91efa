"""Heights add up as a plain list would, whatever changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.text_view.heights import Heights

SOME = st.lists(st.integers(1, 300), min_size=1, max_size=70)


@given(SOME, st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 300)), max_size=20), st.integers(-50, 30_000))
def test_sums_and_searches_agree_with_a_list(heights, changes, y) -> None:
    tree, plain = Heights(heights), list(heights)
    for place, height in changes:
        tree[place % len(plain)] = height
        plain[place % len(plain)] = height
    assert [tree.top(block) for block in range(len(plain) + 1)] == [
        sum(plain[:block]) for block in range(len(plain) + 1)
    ]
    assert tree.total == sum(plain)
    covering = [block for block in range(len(plain)) if sum(plain[:block]) <= y]
    assert tree.at(y) == (covering[-1] if covering else 0)
