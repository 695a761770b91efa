"""Characters stand in the order that Unicode's own tests of the bidi algorithm ask for.

Every row is laid out by the view's own layout in the box font. Two things are read from it: the cell table, which is
what highlights, mouse and caret go by, and the glyphs, which are what is painted.

What is not compared, and why:

- Rows with a mark (NSM) or a character without meaning (BN): these stand in another character's cell, or nowhere. How
  many they are is part of the test.
- The controls of the algorithm, which have no ink. The characters round them are compared.
- Where a row leaves the direction to the first strong character, it is laid out in the direction that this gives. Our
  own rule goes by the majority of the letters; on how many rows it differs is part of the test.
- A tab is shown as a space: a row with one has the order of the row with a space in its place.

The same rows prove the second opinion in `unicode_bidi.py`, by which `test_exact_drags.py` measures.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Sequence

import pytest
from PySide6.QtGui import QFont, QTextLayout

from annotator.text.direction import base_direction
from annotator.ui.text_view.paragraph import ShapedParagraph
from tests.ui.text_view.box_font import box_font
from tests.ui.text_view.unicode_bidi import levels, visual_order
from tests.ui.text_view.unicode_rows import ClassLine, Row, character_rows, class_lines, class_rows, version

_CONTROLS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_UNKNOWN = _CONTROLS | {"BN", "S"}
"""What the second opinion of the tests does not know."""
_SAMPLE = 2_500
"""Rows of each file in the short test."""

_COUNTED_IN = "15.0.0"
"""The version of Unicode in which the numbers below were counted; later ones may have more rows."""


def shown(row: Row, font: QFont) -> tuple[list[int], list[int]]:
    """Lay a row out as the view does; return the order of its characters by the cells, and by the glyphs."""
    block = ShapedParagraph(row.text, 0, direction="rtl" if row.level else "ltr", font=font, width=100_000)
    (line,) = block.lines
    inked = set(wanted(row))
    places = sorted(
        (position.x(), place)
        for run in line.qt.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
        for position, place in zip(run.positions(), run.stringIndexes(), strict=True)
    )
    cells = [cell.start for cell in line.table.cells if cell.start in inked]
    return cells, [place for _, place in places if place in inked]


def wanted(row: Row) -> list[int]:
    """Return the order that a row asks for, without controls."""
    return [place for place in row.order if unicodedata.bidirectional(row.text[place]) not in _CONTROLS]


def wrong(rows: Iterable[Row]) -> list[tuple[Row, tuple[list[int], list[int]]]]:
    """Return the rows whose characters don't stand where they should, with what was found."""
    font = box_font(20)
    found = ((row, shown(row, font)) for row in rows if row.text)
    return [(row, orders) for row, orders in found if orders != (wanted(row), wanted(row))]


def without_marks(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not row.has_marks]


def with_spaces_for_tabs(rows: Sequence[Row], lines: Sequence[ClassLine]) -> list[Row]:
    """Give rows with a tab the order of those with a space in its place; leave out what the file doesn't have so."""
    tabbed = {_spaced(row.text) for row in rows if "\t" in row.text}
    spaces = (line for line in lines if "WS" in line.classes) if tabbed else ()
    orders = {_key(row): row.order for row in class_rows(spaces) if row.text in tabbed}
    found = []
    for row in rows:
        if "\t" not in row.text:
            found.append(row)
        elif _key(row) in orders:
            found.append(row._replace(order=orders[_key(row)]))
    return found


def _key(row: Row) -> tuple[str, int, bool]:
    return _spaced(row.text), row.level, row.is_auto


def _spaced(text: str) -> str:
    return text.replace("\t", " ")


def wrong_by_second_opinion(rows: Iterable[Row]) -> list[Row]:
    known = (row for row in rows if _UNKNOWN.isdisjoint(map(unicodedata.bidirectional, row.text)))
    return [row for row in known if visual_order(row.text, levels(row.text, row.level), row.level) != [*row.order]]


@pytest.fixture(scope="module")
def characters(unicode_data) -> list[Row]:
    return list(character_rows(unicode_data))


@pytest.fixture(scope="module")
def classes(unicode_data) -> list[ClassLine]:
    return class_lines(unicode_data)


def test_brackets_letters_and_digits_stand_in_unicodes_order(box, characters) -> None:
    sample = random.Random(3).sample(characters, _SAMPLE)
    assert wrong(row for row in without_marks(sample) if "\t" not in row.text) == []


def test_every_class_of_character_stands_in_unicodes_order(box, classes) -> None:
    sample = random.Random(4).sample(classes, _SAMPLE)
    rows = without_marks(class_rows(sample))
    assert len(rows) > _SAMPLE  # a line stands for one to three directions, and about a third has marks
    assert wrong(with_spaces_for_tabs(rows, classes)) == []


def test_a_wrong_direction_would_be_noticed(box, characters) -> None:
    mixed = [row for row in random.Random(5).sample(characters, 200) if len(set(row.levels)) > 1]
    turned = [row._replace(level=1 - row.level) for row in mixed]
    assert len(wrong(turned)) > len(mixed) / 2


def test_our_own_rule_of_direction_differs_where_few_or_no_letters_decide(unicode_data, characters) -> None:
    auto = [row for row in characters if row.is_auto]
    differs = [row for row in auto if (base_direction(row.text) == "rtl") != (row.level == 1)]
    # Arabic digits alone, and as many letters of one side as of the other: Unicode says left, an Arabic article right.
    assert {(row.level, base_direction(row.text)) for row in differs} == {(0, "rtl")}
    if version(unicode_data / "BidiCharacterTest.txt") == _COUNTED_IN:
        assert (len(auto), len(differs)) == (28, 12)


def test_the_second_opinion_agrees_with_unicode(characters, classes) -> None:
    assert wrong_by_second_opinion(random.Random(6).sample(characters, _SAMPLE)) == []
    assert wrong_by_second_opinion(class_rows(random.Random(7).sample(classes, _SAMPLE))) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_row_of_brackets_letters_and_digits_stands_in_unicodes_order(box, unicode_data, characters) -> None:
    left_out = [row for row in characters if row.has_marks or "\t" in row.text]
    if version(unicode_data / "BidiCharacterTest.txt") == _COUNTED_IN:
        assert (len(characters), len(left_out)) == (91_707, 19)
    assert len(left_out) < len(characters) / 100
    assert wrong(row for row in without_marks(characters) if "\t" not in row.text) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_row_of_every_class_stands_in_unicodes_order(box, unicode_data, classes) -> None:
    rows = list(class_rows(classes))
    plain = without_marks(rows)
    compared = with_spaces_for_tabs(plain, classes)
    if version(unicode_data / "BidiTest.txt") == _COUNTED_IN:
        assert (len(rows), len(rows) - len(plain), len(plain) - len(compared)) == (770_241, 239_172, 3)
    assert len(compared) > len(rows) / 2
    assert wrong(compared) == []


@pytest.mark.slow
def test_the_second_opinion_agrees_with_every_row_of_unicode(characters, classes) -> None:
    assert wrong_by_second_opinion(characters) == []
    assert wrong_by_second_opinion(class_rows(classes)) == []
