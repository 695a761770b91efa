"""What was found is tinted where it is, in a look of its own."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from annotator.ui.text_view.found import Found, FoundPlace
from annotator.ui.theme import theme

TEXT = "أفاد مصدر في البلدية طلب عدم ذكر اسمه بمقتل صياد\nשלום Harbour Watch 👍🏽 آخر مصدر"


def place(*fragments: tuple[int, int]) -> FoundPlace:
    return FoundPlace(fragments, (fragments[0][0], fragments[-1][1]))


def test_only_places_that_share_a_character_touch_a_range() -> None:
    found = Found([place((2, 4)), place((6, 9), (11, 12)), place((20, 22))], current=1)
    assert found.touching(4, 6) == []
    assert found.touching(9, 10) == [(found.places[1], True)]
    assert [held for held, _ in found.touching(0, 21)] == list(found.places)
    assert Found().touching(0, 100) == []


def test_the_fragments_are_tinted_and_the_words_between_them_are_not(view) -> None:
    view.set_document(TEXT)
    source, between, asked = TEXT.index("مصدر"), TEXT.index("البلدية"), TEXT.index("طلب")
    view.show_found(Found([place((source, source + 4), (asked, asked + 16))]))
    picture = view.viewport().grab().toImage()
    tint = view._ink.found.name()

    def ground(offset: int) -> str:
        """The colour over the letters, inside the text box."""
        spot = view.page.spot_of(offset)
        y = spot.block_top + spot.line.text_top + 3 - view.anchor.value
        return picture.pixelColor(QPoint(view.point_of(offset).x(), y)).name()

    assert ground(source + 1) == ground(asked + 2) == tint
    assert ground(between + 2) == theme("light").colour("surface").name()


def test_another_document_forgets_what_was_found(view) -> None:
    view.set_document(TEXT)
    view.show_found(Found([place((0, 4))], current=0))
    view.set_document("نص آخر")
    assert view.look().found.places == ()
