"""The sample articles as the page sets them: no gap, no overlap, every letter in its cell, every caret comes back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from annotator.ui.text_view.arrange import LineBox
from annotator.ui.text_view.hit import caret_hit
from annotator.ui.text_view.page import Page
from tests.ui.text_view.tiling import assert_carets_come_back, assert_on_glyphs, assert_tiled

FAMILIES = ("DejaVu Sans", "Noto Naskh Arabic", "Amiri", "Noto Sans Arabic")
WIDTHS = (620, 300, 130)
_SAMPLE = 2
"""Paragraphs of each article in the short test."""


def articles(repository: Path) -> list[str]:
    found = sorted((repository / "sample_corpus").rglob("*.txt"))
    assert len(found) >= 16
    return [path.read_bytes().decode() for path in found]


def show(page: Page, text: str, family: str, width: int) -> Page:
    page.set_text(text, None)
    page.set_size(20, family, width)
    return page


def check_block(page: Page, block: int) -> int:
    """Check all lines of a block; return how many letters were compared with their glyphs."""
    box = page.box(block)
    compared = 0
    for line in box.lines:
        assert_tiled(line.shaped)
        assert_carets_come_back(line.shaped.table)
        check_hits(page, page.top(block), line)
        compared += assert_on_glyphs(box.shaped, line.shaped)
    return compared


def check_hits(page: Page, top: int, line: LineBox) -> None:
    """A click a quarter into a cell, or three quarters, puts the caret at the edge of it that is nearer."""
    y = top + (line.text_top + line.text_bottom) / 2
    for cell in line.shaped.table.cells:
        quarter = (cell.trailing - cell.leading) / 4
        for x, caret in ((cell.leading + quarter, (cell.start, False)), (cell.trailing - quarter, (cell.end, True))):
            hit = caret_hit(page, x, y)
            assert (hit.offset, hit.trailing, hit.under) == (*caret, cell.start)
            again = page.spot_of(hit.offset, hit.trailing).line
            assert again is line
            assert abs(again.shaped.table.x_of(hit.offset, hit.trailing) - x) < abs(quarter) + 0.01


@pytest.fixture(params=FAMILIES)
def installed(request, qapp, need) -> str:
    need(request.param in QFontDatabase.families(), request.param)
    return request.param


@pytest.mark.parametrize("width", WIDTHS)
def test_some_paragraphs_are_tiled_and_carets_come_back(view, installed, repository, width) -> None:
    hand = random.Random(f"{installed}{width}")
    compared = 0
    for text in articles(repository):
        page = show(view.page, text, installed, width)
        compared += sum(check_block(page, block) for block in hand.sample(range(len(page.blocks)), _SAMPLE))
    assert compared > 500


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_every_paragraph_is_tiled_and_carets_come_back(view, installed, repository, width) -> None:
    compared = 0
    for text in articles(repository):
        page = show(view.page, text, installed, width)
        compared += sum(check_block(page, block) for block in range(len(page.blocks)))
    assert compared > 20_000
