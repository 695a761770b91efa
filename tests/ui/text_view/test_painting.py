"""Painted pixels: colours where the geometry says, in every theme, and nothing over the letters."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from annotator.ui.theme import theme
from tests.ui.text_view.screen import check_screen

TEXT = "أفاد حارس بمقتل عامل في المرفأ"


def picture(view) -> QImage:
    view.viewport().repaint()
    return view.viewport().grab().toImage()


def spot_colour(view, image: QImage, offset: int, y_from_baseline: float) -> QColor:
    line = view.page.spot_of(offset).line
    cell = next(c for c in line.shaped.table.cells if c.start <= offset < c.end)
    x = view.column_left() + (cell.left + cell.right) / 2
    y = view.page.spot_of(offset).block_top + line.baseline + y_from_baseline - view.verticalScrollBar().value()
    return image.pixelColor(round(x), round(y))


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_band_is_filled_with_its_shade_and_the_rest_is_surface(view, mark, name) -> None:
    chosen = theme(name)
    view.set_theme(chosen)
    view.set_document(TEXT)
    view.set_spans([mark("a", 5, 9)])
    image = picture(view)
    band = chosen.shades("#EE8866").band
    assert spot_colour(view, image, 6, -17).name().upper() == band
    assert spot_colour(view, image, 18, -17).name().upper() == chosen.tokens.surface


def test_a_suggestion_is_not_filled(view, mark) -> None:
    view.set_document(TEXT)
    view.set_spans([mark("a", 5, 9, suggestion=True, score=0.87)])
    assert spot_colour(view, picture(view), 6, -17).name().upper() == "#FFFFFF"
    assert view.page.spot_of(5).line.tags[0].width > 20


def test_a_clitic_outside_the_span_stays_outside_the_band(view, mark) -> None:
    view.set_document(TEXT)
    start = TEXT.index("بمقتل")
    view.set_spans([mark("a", start + 1, start + 5)])
    image = picture(view)
    assert spot_colour(view, image, start + 2, -17).name().upper() == theme("light").shades("#EE8866").band
    assert spot_colour(view, image, start, -17).name().upper() == "#FFFFFF"


def test_letters_are_the_same_pixels_on_the_selection_as_without_it(view) -> None:
    view.set_document(TEXT)
    view.clearFocus()
    plain = picture(view)
    view.set_selection(0, len(TEXT))
    selected = picture(view)
    dark = [
        (x, y) for x in range(0, plain.width(), 2) for y in range(0, 60, 2) if plain.pixelColor(x, y).lightness() < 40
    ]
    assert len(dark) > 30
    assert all(selected.pixelColor(x, y).lightness() < 60 for x, y in dark)


def test_excluded_text_is_dim(view) -> None:
    view.set_document(TEXT)
    view.clearFocus()
    view.set_zones([(0, len(TEXT), "related", "Related", True)])
    image = picture(view)
    darkest = min(image.pixelColor(x, y).lightness() for x in range(300, 740) for y in range(0, 60))
    assert darkest >= QColor(theme("light").tokens.dim).lightness() - 3


def test_only_the_excluded_part_of_a_line_is_dim(view) -> None:
    view.set_document(TEXT)
    view.clearFocus()
    half = TEXT.index("عامل")
    view.set_zones([(0, half, "caption", "Caption", False), (half, len(TEXT), "related", "Related", True)])
    image = picture(view)
    left, right = view.page.spot_of(0).line.shaped.table.rects(half, len(TEXT))[0]
    edge = view.column_left()
    dim = [
        image.pixelColor(x, y).lightness()
        for x in range(round(edge + left) + 1, round(edge + right) - 1)
        for y in range(60)
    ]
    full = [
        image.pixelColor(x, y).lightness() for x in range(round(edge + right) + 1, round(edge + 600)) for y in range(60)
    ]
    assert min(full) < 40 <= min(dim)


def test_scrolling_paints_what_a_whole_repaint_paints(view, mark) -> None:
    text = "\n".join([TEXT] * 60)
    view.set_document(text)
    view.set_spans([mark(str(nth), nth * (len(TEXT) + 1) + 5, nth * (len(TEXT) + 1) + 9) for nth in range(60)])
    view.refiner.pause()
    view.select_span("7")
    check_screen(view)
    for step in (37, 120, -60, 400, -11, 1, 1, 1):
        view.scroll_by(step)
        check_screen(view)


def test_nothing_is_painted_while_nothing_happens(view, qtbot, painted) -> None:
    view.set_document(TEXT)
    view.clearFocus()
    qtbot.wait(60)
    assert painted(view, lambda: qtbot.wait(120)) == []
    assert painted(view, view.viewport().update) != []


def test_a_claim_in_pieces_is_painted_over_lines_that_lie_in_its_gap(view, mark) -> None:
    text = " ".join([TEXT] * 12)
    view.set_document(text)
    gap = ((0, 5), (len(text) - 6, len(text)))
    view.set_spans([mark("c", fragments=gap, draw="lane", tag="CONT", name="Content", claims=(1,))])
    check_screen(view)
    assert len(view.page.box(0).lines) > 2
    assert all(part.stretches == [] for line in view.page.box(0).lines[1:-1] for part in line.claims)


def test_a_page_that_gets_shorter_at_its_end_is_painted_where_it_moves_to(view, mark) -> None:
    view.set_document("\n".join([TEXT] * 30))
    last = 29 * (len(TEXT) + 1)
    view.set_spans([mark("a", last + 5, last + 9), mark("b", last + 10, last + 15, draw="underline")])
    view.scroll_to(last, last + 5)
    view.scroll_by(10_000)
    check_screen(view)
    bottom = view.anchor.value
    view.update_spans(removed=["b"])
    check_screen(view)
    assert view.anchor.value < bottom
