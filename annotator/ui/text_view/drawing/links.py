"""Links: in lanes under the tags, from tag to tag, and down the margin where they lead to another line."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from annotator.ui.text_view.arcs import ARROW_HEIGHT, ARROW_WIDTH, Run, Strand
from annotator.ui.text_view.drawing.bands import DASH
from annotator.ui.text_view.drawing.ink import FLAT, SQUARE, Ink, pen
from annotator.ui.text_view.lines import BlockBox, LineBox
from annotator.ui.text_view.link_index import Trunk
from annotator.ui.text_view.metrics import LINK_MARGIN, LINK_RAIL

WIDTH = 1.5
HALO = 4.0
RADIUS = 4.0
_UNDER_TAG = 1.0
_NAME_HEIGHT = 13.0
_NAME_SIDE = 3.0
_TURNS = tuple(step * pi / 8 for step in range(5))
"""From the end of a corner on the level to that on the upright: a quarter of a circle in four pieces."""


@dataclass(slots=True)
class _Picture:
    """What is stroked for a strand: made once, because a page of links is painted often."""

    sure: list[QLineF] = field(default_factory=list)
    suggested: list[QLineF] = field(default_factory=list)
    arrows: list[QPolygonF] = field(default_factory=list)


def draw_strand(painter: QPainter, line: LineBox, strand: Strand, ink: Ink, *, faint: bool) -> None:
    """Draw what a line shows of the links of one span; faint ones keep their names to themselves."""
    colour = _stroke(ink, strand.bundle.colour, faint=faint)
    if not isinstance(strand.picture, _Picture):
        strand.picture = _made_picture(line, strand)
    picture = strand.picture
    _draw_lines(painter, picture.sure, ink, colour, ())
    _draw_lines(painter, picture.suggested, ink, colour, DASH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for arrow in picture.arrows:
        painter.drawPolygon(arrow)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not faint:
        for run in strand.runs:
            if run.link is not None and run.name is not None:
                _draw_name(painter, line, run, run.link.name, run.name, ink)


def draw_trunk(painter: QPainter, box: BlockBox, block: int, trunk: Trunk, ink: Ink, *, faint: bool) -> None:
    """Draw the part of a way through the margin that lies beside a block."""
    junctions = [
        (_crisp(line.link_y(run.lane)), strand.bundle.up, strand.bundle.down)
        for line in box.lines
        for strand in line.strands
        if strand.bundle.head == trunk.head
        for run in strand.runs
        if run.is_outside
    ]
    heights = [y for y, _, _ in junctions]
    top = 0.0 if trunk.first < block else min(heights, default=0.0) + RADIUS
    bottom = float(box.height) if trunk.last > block else max(heights, default=0.0) - RADIUS
    if bottom < top - 2 * RADIUS or not (heights or trunk.first < block < trunk.last):
        return
    edge, x, inward = _rail(box, trunk)
    lines = [QLineF(x, top, x, bottom)] if bottom > top else []
    for y, up, down in junctions:
        for towards in [-1] * up + [1] * down:
            lines.append(QLineF(edge, y, x + inward * RADIUS, y))
            lines += _corner(x, y, inward * RADIUS, towards * RADIUS)
    _draw_lines(painter, lines, ink, _stroke(ink, trunk.colour, faint=faint), ())


def rail_x(column: float, rail: int, *, at_right: bool) -> float:
    """Return where a rail runs: outside the column on the side where reading starts."""
    aside = LINK_MARGIN + rail * LINK_RAIL
    return column + aside if at_right else -float(aside)


def _rail(box: BlockBox, trunk: Trunk) -> tuple[float, float, float]:
    """Return the edge of the column, where the rail runs beside it, and the direction from the rail inward."""
    column = box.lines[0].shaped.qt.width()
    x = _crisp(rail_x(column, trunk.rail, at_right=trunk.at_right))
    return (column, x, -1.0) if trunk.at_right else (0.0, x, 1.0)


def _made_picture(line: LineBox, strand: Strand) -> _Picture:
    picture = _Picture()
    for run in strand.runs:
        suggested = run.link is not None and run.link.suggestion
        _add_run(picture.suggested if suggested else picture.sure, line, run)
        if run.tip is not None:
            x, y = _crisp(run.stop), run.tip + _UNDER_TAG
            base = y + ARROW_HEIGHT
            half = ARROW_WIDTH / 2
            picture.arrows.append(QPolygonF([QPointF(x, y), QPointF(x + half, base), QPointF(x - half, base)]))
    return picture


def _add_run(lines: list[QLineF], line: LineBox, run: Run) -> None:
    start, stop, y = _crisp(run.start), _crisp(run.stop), _crisp(line.link_y(run.lane))
    ahead = 1.0 if stop >= start else -1.0
    radius = min(RADIUS, abs(stop - start) / 2)
    left, right = run.start, run.stop
    if run.stem is not None:
        lines.append(QLineF(start, run.stem + _UNDER_TAG, start, y - radius))
        lines += _corner(start, y, ahead * radius, -radius)
        left = start + ahead * radius
    if run.tip is not None:
        right = stop - ahead * radius
        lines += _corner(stop, y, -ahead * radius, -radius)
        lines.append(QLineF(stop, y - radius, stop, run.tip + _UNDER_TAG + ARROW_HEIGHT - 0.5))
    lines.append(QLineF(left, y, right, y))


def _corner(x: float, y: float, across: float, along: float) -> list[QLineF]:
    """Return a round corner at (x, y) between a level and an upright line, which begin at the distances given."""
    points = [QPointF(x + across * (1 - sin(turn)), y + along * (1 - cos(turn))) for turn in _TURNS]
    return [QLineF(one, other) for one, other in pairwise(points)]


def _draw_lines(painter: QPainter, lines: list[QLineF], ink: Ink, colour: QColor, dash: tuple[float, ...]) -> None:
    # Straight lines, even for corners: stroking a path takes ten times as long.
    if lines:
        painter.setPen(pen(ink.surface, HALO))
        painter.drawLines(lines)
        # The strokes of a line, of a block and of the next one close up; their halos must not cut one another.
        painter.setPen(pen(colour, WIDTH, dash, caps=FLAT if dash else SQUARE))
        painter.drawLines(lines)


def _draw_name(painter: QPainter, line: LineBox, run: Run, name: str, place: tuple[float, float], ink: Ink) -> None:
    y = _crisp(line.link_y(run.lane))
    rect = QRectF(place[0], y - _NAME_HEIGHT / 2, place[1] - place[0], _NAME_HEIGHT)
    painter.fillRect(rect.adjusted(-_NAME_SIDE, 0, _NAME_SIDE, 0), ink.surface)
    ink.plain.write(painter, rect, name, ink.text)


def _stroke(ink: Ink, colour: str, *, faint: bool) -> QColor:
    return ink.of(colour).faint if faint else ink.of(colour).stroke


def _crisp(place: float) -> float:
    """Return a place near by where a line of 1.5 px has one sharp edge."""
    return round(place) - 0.25
