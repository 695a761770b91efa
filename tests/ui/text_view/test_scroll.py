"""What a person reads stays where it is while heights elsewhere turn true."""

from __future__ import annotations

import random

import pytest

VARIED = "\n".join(" ".join(["كلمة", "أطول"] * (1 + (nth * 7) % 60)) for nth in range(400))


def place_of(view, offset: int) -> int:
    spot = view.page.spot_of(offset)
    return spot.block_top + spot.line.top - view.verticalScrollBar().value()


@pytest.fixture
def paused(view, qtbot):
    """A long document whose blocks are not measured in the background."""
    view.set_document(VARIED)
    view.refiner.pause()
    qtbot.waitUntil(view.verticalScrollBar().isVisible)
    return view


def test_the_place_is_kept_while_blocks_above_are_measured(paused) -> None:
    bar = paused.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    offset = paused.page.blocks[paused.page.block_at(bar.value() + 100)].start
    before, estimated = place_of(paused, offset), paused.page.height
    while not paused.refiner.is_done:
        paused.refiner.measure_some()
    assert paused.page.height != estimated
    assert place_of(paused, offset) == before
    assert bar.maximum() == paused.page.height - paused.viewport().height()


def test_scrolling_back_moves_by_what_was_asked(paused) -> None:
    bar = paused.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    offset = paused.page.blocks[paused.page.block_at(bar.value() + 200)].start
    for _ in range(10):
        before = place_of(paused, offset)
        paused.scroll_by(-40)
        assert place_of(paused, offset) == before + 40


def test_both_ends_can_be_reached_and_nothing_lies_beyond(paused, qtbot) -> None:
    bar = paused.verticalScrollBar()
    hand = random.Random(3)
    for _ in range(30):
        bar.setValue(hand.randrange(bar.maximum() + 1))
        paused.viewport().repaint()
        assert 0 <= bar.value() <= bar.maximum()
    bar.setValue(0)
    assert place_of(paused, 0) == 14
    for _ in range(5):
        bar.setValue(bar.maximum())
    last = paused.page.box(len(paused.page.blocks) - 1)
    bottom = paused.page.top(len(paused.page.blocks) - 1) + last.height - bar.value()
    assert 0 < paused.viewport().height() - bottom <= 60


def test_scroll_to_brings_a_far_range_into_view(paused) -> None:
    start = paused.page.blocks[300].start
    paused.scroll_to(start, start + 4)
    assert 0 <= place_of(paused, start) <= paused.viewport().height() - 30
    value = paused.verticalScrollBar().value()
    paused.scroll_to(start, start + 4)
    assert paused.verticalScrollBar().value() == value


def test_the_place_survives_another_size_of_letters(paused) -> None:
    start = paused.page.blocks[200].start
    paused.scroll_to(start, start + 1)
    paused.set_article_size(28)
    assert -40 <= place_of(paused, start) <= paused.viewport().height()
    assert paused.page.size == 28


def test_a_span_above_what_is_seen_does_not_move_it(paused, mark) -> None:
    bar = paused.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    block = paused.page.block_at(bar.value() + 100)
    offset = paused.page.blocks[block].start
    before = place_of(paused, offset)
    above = paused.page.blocks[block - 30].start
    paused.update_spans([mark("above", above, above + 4)])
    assert place_of(paused, offset) == before


def test_the_scroll_bar_comes_only_with_text_that_needs_it(view, qtbot) -> None:
    bar = view.verticalScrollBar()
    view.set_document("سطر واحد")
    qtbot.wait(40)
    assert not bar.isVisible()
    view.set_document(VARIED)
    qtbot.waitUntil(bar.isVisible)
    assert bar.maximum() > 1000
    view.set_document("سطر واحد")
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert bar.maximum() == 0


def test_scrolling_right_after_a_new_text_works(view) -> None:
    view.set_document(VARIED)
    view.scroll_by(500)
    assert view.anchor.value == view.verticalScrollBar().value() == 500
