"""What must hold of the cells of any line, whatever stands in it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtGui import QGlyphRun

from annotator.ui.text_view.cells import Cell, CellTable
from annotator.ui.text_view.paragraph import ShapedLine, ShapedParagraph

THINNEST = 0.9
"""Pixels: an invisible character gets a sliver this wide."""
_LETTER = 1.2
_NEAR = 1.1
"""A control character may have taken a sliver of the letter beside it."""


def assert_tiled(line: ShapedLine) -> None:
    """Cells stand side by side from left to right, and hold every character of the line once."""
    cells = line.table.cells
    for cell, following in pairwise(cells):
        assert abs(cell.right - following.left) < 0.01, (cell, following)
    in_order = sorted(cells, key=lambda cell: cell.start)
    edges = [line.start, *(cell.end for cell in in_order)]
    assert edges[-1] == line.end, (line.start, line.end)
    assert [cell.start for cell in in_order] == edges[:-1], in_order
    assert all(cell.right - cell.left > THINNEST for cell in cells), min(cells, key=lambda cell: cell.right - cell.left)


def assert_carets_come_back(table: CellTable) -> None:
    """From either half of a cell the caret goes to the edge that is nearer, and is drawn there."""
    for cell in table.cells:
        quarter = (cell.trailing - cell.leading) / 4
        assert table.caret_at(cell.leading + quarter) == (cell.start, False), cell
        assert table.caret_at(cell.trailing - quarter) == (cell.end, True), cell
        assert table.x_of(cell.start, False) == cell.leading
        assert table.x_of(cell.end, True) == cell.trailing


def assert_on_glyphs(block: ShapedParagraph, line: ShapedLine) -> int:
    """Every character that has a glyph for itself has the cell where Qt draws it; return how many these are.

    In a ligature Qt cannot say where a letter is, and a letter without width shares the glyph beside it.
    """
    drawn = {cell: _glyphs(block, line, cell) for cell in sorted(line.table.cells, key=lambda cell: cell.start)}
    cells = [cell for cell, runs in drawn.items() if runs]
    shared = {place for place, cell in enumerate(cells) if _is_shared(drawn[cell])}
    compared = 0
    for place, cell in enumerate(cells):
        if shared.isdisjoint((place - 1, place, place + 1)):
            left, right = _extent(drawn[cell])
            assert abs(left - cell.left) < _NEAR, (cell, left, right)
            assert abs(right - cell.right) < _NEAR, (cell, left, right)
            compared += 1
    return compared


def _glyphs(block: ShapedParagraph, line: ShapedLine, cell: Cell) -> list[QGlyphRun]:
    start = block.utf16(cell.start)
    return line.qt.glyphRuns(start, block.utf16(cell.end) - start)


def _is_shared(runs: list[QGlyphRun]) -> bool:
    left, right = _extent(runs)
    return right - left < _LETTER or any(run.flags() & QGlyphRun.GlyphRunFlag.SplitLigature for run in runs)


def _extent(runs: list[QGlyphRun]) -> tuple[float, float]:
    rects = [run.boundingRect() for run in runs]
    return min(rect.left() for rect in rects), max(rect.right() for rect in rects)
