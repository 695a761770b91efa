"""Coming back to a place: same selection, same line at the upper edge, in a window of any size."""

from __future__ import annotations

import json
import random

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.text_view.metrics import PAGE_TOP
from annotator.ui.text_view.place import Place

PARAGRAPH = "وصلت السفينة Harbour Watch إلى الميناء 👍🏽 مساء أمس وعلى متنها قمح وزيت، אמר הדובר. "
TEXT = "\n".join(PARAGRAPH * (nth % 5 + 1) for nth in range(120))


def settle(view) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()


def test_a_place_survives_json_and_comes_back_exactly_in_the_same_window(view) -> None:
    view.set_document(TEXT)
    hand = random.Random(3)
    for _ in range(12):
        view.scroll_by(hand.randrange(-3000, 6000))
        view.set_selection(*sorted(hand.sample(range(len(TEXT)), 2)))
        scroll, selection = view.anchor.value, view.selection
        kept = json.loads(json.dumps(view.place()))
        view.set_document(TEXT)
        assert view.anchor.value == 0
        view.go_back_to(Place(*kept))
        assert view.selection == selection
        assert view.place() == Place(*kept)
        assert abs(view.anchor.value - scroll) <= view.page.height * 0.05


@pytest.mark.parametrize("size", [(700, 900), (1500, 400)])
def test_in_another_window_the_same_words_stand_at_the_upper_edge(view, size) -> None:
    view.set_document(TEXT)
    view.scroll_by(7000)
    kept = view.place()
    view.resize(*size)
    view.set_article_size(28)
    settle(view)
    view.set_document(TEXT)
    view.go_back_to(kept)
    spot = view.page.spot_at(view.anchor.value)
    assert spot.line.shaped.start <= kept.top < spot.line.shaped.end


def test_the_top_of_a_document_stays_its_top(view) -> None:
    view.set_document(TEXT)
    kept = view.place()
    assert kept.depth == -PAGE_TOP
    view.scroll_by(500)
    view.go_back_to(kept)
    assert view.anchor.value == 0


def test_a_place_beyond_a_text_that_became_shorter_is_its_end(view) -> None:
    view.set_document("قصير")
    view.go_back_to(Place(50, 90, True, 80, 12))
    assert view.selection.range == (4, 4)
    assert view.anchor.value == 0
