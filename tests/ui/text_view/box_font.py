"""A font made for measuring: every character is a box one em wide, and nothing joins, kerns or turns into a ligature.

With it the place of a character follows from its visual order alone, so that a test can say where something must stand
without asking the code that it tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PySide6.QtGui import QFont

FAMILY = "Annotator Box"
_SIDE = 64
EM = 1024
"""A power of two, so that an em is a whole number of pixels at every whole size."""

_SCRIPTS = (
    (0x0020, 0x007F),  # Basic Latin
    (0x00A0, 0x0100),  # Latin-1
    (0x0300, 0x0340),  # combining marks
    (0x0590, 0x0700),  # Hebrew and Arabic
    (0x2000, 0x2070),  # general punctuation, with the controls of the bidi algorithm
    (0x2329, 0x232B),  # brackets that are the same as
    (0x3008, 0x300A),  # these
    (0x2680, 0x2684),  # dice, neutral signs of the Unicode test files
)
"""Half-open ranges of code points that the tests use."""


def write_box_font(path: Path, more: Iterable[str] = ()) -> Path:
    """Write the font as a TrueType file; `more` are characters beyond those of the scripts of our news."""
    points = {point for first, end in _SCRIPTS for point in range(first, end)} | set(map(ord, more))
    glyphs = {point: f"u{point:04X}" for point in sorted(points)}
    names = [".notdef", *glyphs.values()]
    box = _box()
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap(glyphs)
    font.setupGlyf(dict.fromkeys(names, box))
    font.setupHorizontalMetrics(dict.fromkeys(names, (EM, _SIDE)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(path)
    return path


def box_font(size_px: int) -> QFont:
    """Return the font with nothing merged in from others."""
    made = QFont(FAMILY)
    made.setPixelSize(size_px)
    made.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return made


def _box() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((_SIDE, 0))
    for corner in ((EM - _SIDE, 0), (EM - _SIDE, 700), (_SIDE, 700)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
