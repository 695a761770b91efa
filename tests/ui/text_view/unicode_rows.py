"""Unicode's own tests of the bidi algorithm, read as rows: a text, the level of its paragraph, its visual order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

STAND_INS = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "AN": "\u0661", "ES": "+", "ET": "$", "CS": ",", "WS": " ",
    "ON": "!", "NSM": "\u0300", "BN": "\u00ad", "S": "\t", "LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d",
    "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip
"""A character of each class, for BidiTest.txt, which names only classes."""

_STRONG = {"L": 0, "R": 1, "AL": 1}
_ISOLATES = {"LRI", "RLI", "FSI"}
_AUTO, _LTR, _RTL = 1, 2, 4
_VERSION = re.compile(r"^# \w+-([\d.]+)\.txt")

Levels = tuple[int | None, ...]


class Row(NamedTuple):
    """A line of text and how Unicode wants it.

    `level` is that of its paragraph, `is_auto` says that it was found by the first strong character. `levels` are those
    of the characters, None for a control; `order` are the indexes of the characters from left to right, without these.
    """

    text: str
    level: int
    is_auto: bool
    levels: Levels
    order: tuple[int, ...]

    @property
    def has_marks(self) -> bool:
        """Whether a character belongs to the one before it (NSM), or to none (BN): it has no place of its own."""
        return not {"NSM", "BN"}.isdisjoint(map(unicodedata.bidirectional, self.text))


class ClassLine(NamedTuple):
    """A line of BidiTest.txt with the two lines that it stands under, nothing of it read yet."""

    classes: str
    bits: str
    levels: str
    order: str


def version(path: Path) -> str:
    """Return the version of Unicode that a file is of."""
    with path.open(encoding="utf-8") as lines:
        found = _VERSION.match(lines.readline())
    return found[1] if found else ""


def character_rows(folder: Path) -> Iterator[Row]:
    """Yield the rows of BidiCharacterTest.txt."""
    for line in _lines(folder / "BidiCharacterTest.txt"):
        points, direction, level, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        yield Row(text, int(level), direction == "2", _levels(levels), _indexes(order))


def class_lines(folder: Path) -> list[ClassLine]:
    """Return the lines of BidiTest.txt."""
    found = []
    levels = order = ""
    for line in _lines(folder / "BidiTest.txt"):
        if line[0] != "@":
            classes, bits = line.split("; ")
            found.append(ClassLine(classes, bits, levels, order))
        elif line.startswith("@Levels:"):
            levels = line[8:]
        elif line.startswith("@Reorder:"):
            order = line[9:]
    return found


def class_rows(lines: Iterable[ClassLine]) -> Iterator[Row]:
    """Yield a row for every direction that a line of BidiTest.txt stands for.

    A paragraph separator, which is only ever the last, is left out: with us it is no part of the paragraph.
    """
    for written in lines:
        classes, levels, order = written.classes.split(), _levels(written.levels), _indexes(written.order)
        if classes[-1] == "B":
            last = len(classes) - 1
            classes, levels, order = classes[:last], levels[:last], tuple(place for place in order if place != last)
        text, bits = "".join(map(STAND_INS.__getitem__, classes)), int(written.bits, 16)
        if bits & _AUTO:
            yield Row(text, _first_strong(classes), True, levels, order)
        if bits & _LTR:
            yield Row(text, 0, False, levels, order)
        if bits & _RTL:
            yield Row(text, 1, False, levels, order)


def _first_strong(classes: list[str]) -> int:
    """Return the level of a paragraph by Unicode's rules P2 and P3."""
    depth = 0
    for name in classes:
        if name in _ISOLATES:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif name in _STRONG and depth == 0:
            return _STRONG[name]
    return 0


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")


@cache
def _levels(written: str) -> Levels:
    return tuple(None if level == "x" else int(level) for level in written.split())


@cache
def _indexes(written: str) -> tuple[int, ...]:
    return tuple(map(int, written.split()))
