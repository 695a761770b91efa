"""Invisible and bidi control characters of a line: their codes, and where each is told. Plain numbers, no Qt."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from annotator.ui.text_view.cells import CellTable

_CODES = {
    0x09: "TAB",
    0x0B: "VT",
    0x0C: "FF",
    0x0D: "CR",
    0x85: "NEL",
    0xA0: "NBSP",
    0xAD: "SHY",
    0x034F: "CGJ",
    0x061C: "ALM",
    0x180E: "MVS",
    0x2007: "FSP",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x202F: "NNBSP",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
    0xFFFC: "OBJ",
}
_OTHERS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u2061-\u2065\u206a-\u206f\ufff9-\ufffb"
"""Controls without a name that people use: they are told by their number."""
_SIGNS = re.compile("[" + "".join(map(chr, _CODES)) + _OTHERS + "]")
_WIDE = 2.0
_GAP = 2.0


@dataclass(slots=True)
class Sign:
    """A sign at x `place`, told in a box `width` wide around x `middle`; `code` counts a row of the same."""

    code: str
    place: float
    middle: float
    width: float

    @property
    def left(self) -> float:
        """The left edge of the box."""
        return self.middle - self.width / 2

    @property
    def right(self) -> float:
        """The right edge of the box."""
        return self.middle + self.width / 2


def signs_of(text: str, start: int, end: int, table: CellTable, width_of: Callable[[str], float]) -> list[Sign]:
    """Return the signs among the code points `start` to `end` of a text, side by side; `width_of` measures a code.

    What stands beyond the cells of the line, the break after it, is told at its end.
    """
    signs: list[Sign] = []
    rows: list[int] = []
    after = -1
    for match in _SIGNS.finditer(text, start, end):
        offset = match.start()
        code = code_of(match[0])
        if offset == after and signs[-1].code == code:
            rows[-1] += 1
        else:
            place = _place(table, offset)
            signs.append(Sign(code, place, place, 0.0))
            rows.append(1)
        after = offset + 1
    for sign, count in zip(signs, rows, strict=True):
        sign.code = sign.code if count == 1 else f"{sign.code} ×{count}"
        sign.width = width_of(sign.code)
    signs.sort(key=lambda sign: sign.place)
    _pack(signs)
    return signs


def code_of(character: str) -> str:
    """Return the code of an invisible character: its short name, else its number."""
    return _CODES.get(ord(character)) or f"U+{ord(character):04X}"


def _place(table: CellTable, offset: int) -> float:
    cell = next((cell for cell in table.cells if cell.start <= offset < cell.end), None)
    if cell is None:
        return table.x_of(offset, True)
    # A sign that is part of another grapheme stands behind that one's letter.
    inside = offset > cell.start and cell.right - cell.left > _WIDE
    return cell.trailing if inside else (cell.left + cell.right) / 2


def _pack(signs: list[Sign]) -> None:
    """Move boxes sideways until none overlaps another, those that touch as little as they can together."""
    groups: list[list[Sign]] = []
    for sign in signs:
        groups.append([sign])
        while len(groups) > 1 and groups[-2][-1].right + _GAP > groups[-1][0].left:
            joined = groups.pop()
            groups[-1].extend(joined)
            _spread(groups[-1])


def _spread(group: list[Sign]) -> None:
    """Put the boxes of a group side by side around the middle of their places."""
    total = sum(sign.width for sign in group) + _GAP * (len(group) - 1)
    x = sum(sign.place for sign in group) / len(group) - total / 2
    for sign in group:
        sign.middle = x + sign.width / 2
        x += sign.width + _GAP
