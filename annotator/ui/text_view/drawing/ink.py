"""Colours, pens and fonts ready for the painter, made once per theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap

from annotator.text.direction import base_direction
from annotator.ui.colours import INK_ON_TAG, mix
from annotator.ui.text_view.drawing.lettering import Lettering
from annotator.ui.text_view.values import DrawnSpan
from annotator.ui.theme import Theme, interface_font, qcolour

Caps = Qt.PenCapStyle
FLAT, SQUARE, ROUND = Caps.FlatCap, Caps.SquareCap, Caps.RoundCap

TAG_PADDING = 4.5
COUNT_PADDING = 3.5
SIGN_PX = 9
_PATTERN_ALPHA = {"light": 0.5, "dark": 0.32, "contrast": 0.32}
_LINE_ALPHA = 0.8
_FAINT_SHARE = 0.35
"""How much of its colour a link keeps that is not in focus: mixed, not transparent, so that crossings stay even."""
_FOUND_SHARE = 0.5
_COMMA = {True: "،", False: ","}
_DIAGONAL_TILE = 17
"""Twice the distance of two diagonals along the line, 6 px times the root of 2, rounded."""
_DOTS_TILE = 6


@dataclass(slots=True)
class LabelInk:
    """The colours of one label in one theme, and its pattern as a brush."""

    band: QColor
    line: QColor
    edge: QColor
    pattern: QColor
    stroke: QColor
    faint: QColor
    text: QColor
    tag: QColor
    _textures: dict[tuple[str, float], QBrush] = field(default_factory=dict)

    def texture(self, pattern: str, ratio: float) -> QBrush:
        """Return a pattern as a brush for a device of this pixel ratio."""
        if (pattern, ratio) not in self._textures:
            self._textures[pattern, ratio] = _texture(self.pattern, pattern, ratio)
        return self._textures[pattern, ratio]


class Ink:
    """A theme's colours, and its tags' fonts. `digits` writes figures as the interface does."""

    def __init__(self, theme: Theme, language: str, digits: Callable[[str], str]) -> None:
        self.theme = theme
        self.surface = theme.colour("surface")
        self.text = theme.colour("text")
        self.muted = theme.colour("muted")
        self.dim = theme.colour("dim")
        self.accent = theme.colour("accent")
        self.focus = theme.colour("focus")
        self.warning = theme.colour("warning")
        self.selection = theme.colour("selection")
        self.found = qcolour(mix(theme.tokens.selection, theme.tokens.surface, _FOUND_SHARE))
        self.found_edge = theme.colour("control")
        self.hover = theme.colour("text", 0.55)
        self.on_tag = qcolour(INK_ON_TAG)
        font = interface_font(language, "tag")
        self.plain = Lettering(font)
        self.bold = Lettering(_like(font, bold=True))
        self.small = Lettering(_like(font, px=SIGN_PX))
        self._digits = digits
        self._labels: dict[str, LabelInk] = {}

    def of(self, colour: str) -> LabelInk:
        """Return the colours of a label."""
        ink = self._labels.get(colour)
        if ink is None:
            shades = self.theme.shades(colour)
            ink = self._labels[colour] = LabelInk(
                band=qcolour(shades.band),
                line=qcolour(shades.line),
                edge=qcolour(shades.line, _LINE_ALPHA),
                pattern=qcolour(shades.line, _PATTERN_ALPHA[self.theme.name]),
                stroke=qcolour(shades.stroke),
                faint=qcolour(mix(shades.stroke, self.theme.tokens.surface, _FAINT_SHARE)),
                text=qcolour(shades.text),
                tag=qcolour(shades.tag),
            )
        return ink

    def tag_text(self, span: DrawnSpan) -> str:
        """Return what a span's tag says: its short name, and the score of a suggestion."""
        return f"{span.tag} {self._score(span)}".rstrip()

    def tag_width(self, span: DrawnSpan, links: int = 0) -> float:
        """Return how wide a span's tag is with its padding, and with the number of links that it hides."""
        name = self.tag_lettering(span).width(self.tag_text(span)) + 2 * TAG_PADDING
        return name + self.count_width(links)

    def count_text(self, links: int) -> str:
        """Return a number of links as a tag says it."""
        return self._digits(str(links))

    def count_width(self, links: int) -> float:
        """Return how much of a tag the number of its links takes; nothing for none."""
        return self.plain.width(self.count_text(links)) + 2 * COUNT_PADDING if links else 0.0

    def bracket_names(self, span: DrawnSpan) -> list[str]:
        """Return what a bracket may say, the best first: the name or the tag, with the numbers of its claims."""
        numbers = f"{_COMMA[base_direction(span.name) == 'rtl']} ".join(self._digits(str(one)) for one in span.claims)
        score = self._score(span)
        if score and numbers:
            score = f"({score})"
        return [" ".join(filter(None, (name, numbers, score))) for name in (span.name, span.tag) if name]

    def _score(self, span: DrawnSpan) -> str:
        shown = span.suggestion and span.score is not None
        return self._digits(f"{round((span.score or 0.0) * 100)}%") if shown else ""

    def tag_lettering(self, span: DrawnSpan) -> Lettering:
        """Return in which letters a span's tag is written."""
        return self.bold if span.draw == "underline" else self.plain


def pen(colour: QColor, width: float, dash: tuple[float, ...] = (), *, caps: Caps = FLAT) -> QPen:
    """Return a pen, not to be altered; `dash` in pixels, which Qt counts in widths of the pen."""
    return _pen(colour.rgba(), width, dash, caps)


@lru_cache(maxsize=2_000)
def _pen(rgba: int, width: float, dash: tuple[float, ...], caps: Caps) -> QPen:
    made = QPen(QColor.fromRgba(rgba), width)
    made.setCapStyle(caps)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        made.setDashPattern([length / width for length in dash])
    return made


def _like(font: QFont, *, bold: bool = False, px: int | None = None) -> QFont:
    made = QFont(font)
    made.setBold(bold)
    if px is not None:
        made.setPixelSize(px)
    return made


def _texture(colour: QColor, pattern: str, ratio: float) -> QBrush:
    """Return diagonals of 1.6 px every 6, or dots of .9 every 6, as a tile that repeats without a seam."""
    side = _DIAGONAL_TILE if pattern == "diagonal" else _DOTS_TILE
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if pattern == "diagonal":
        painter.setPen(pen(colour, 1.6))
        step = side / 2
        painter.drawLines([QLineF(x, 0, x - side, side) for x in (nth * step for nth in range(-1, 6))])
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(side / 2, side / 2), 0.9, 0.9)
    painter.end()
    return QBrush(tile)
