"""Names of zones fit into the gutter."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from annotator.model.scheme import load_scheme
from annotator.model.scheme_parts import name_of
from annotator.ui.text_view.column import column_left, measure, name_rooms
from annotator.ui.text_view.drawing.zones import name_lines
from annotator.ui.theme import interface_font

CENTRE_PX = 806
"""How wide the article is in a window of 1366 pixels."""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_names_of_labelled_zones_fit_into_the_gutter_whole(qapp, language):
    letters = QFontMetricsF(interface_font(language, "tag"))
    _, room = name_rooms(CENTRE_PX, measure(CENTRE_PX, 20), "rtl")
    for kind in load_scheme("news").zones:
        if kind.labelled:
            name = name_of(kind, language)
            assert " ".join(name_lines(name, letters, room, 40)) == name


def test_a_name_takes_the_lines_that_its_bar_leaves_it(qapp):
    letters = QFontMetricsF(interface_font("en", "tag"))
    room = letters.horizontalAdvance("in a foreign") + 1
    assert name_lines("Caption in a foreign language", letters, room, 100) == ["Caption in", "a foreign", "language"]
    short = name_lines("Caption in a foreign language", letters, room, 20)
    assert len(short) == 2
    assert short[1].endswith("…")


def test_each_margin_has_its_own_room(qapp):
    left, right = name_rooms(900, 620, "rtl")
    assert (left, right) == (column_left(900, 620, "rtl") - 40, 900 - column_left(900, 620, "rtl") - 620 - 40)
