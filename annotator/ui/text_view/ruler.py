"""Where the places of a line are seen, as Qt says, put right for the spaces that hang beyond the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

_EXACT = 0.01


class Ruler:
    """The places of one line in pixels, by UTF-16 offsets of its paragraph.

    Spaces at a line break hang. Qt leaves no room for them when it draws, but counts them when it says where a place
    is; and where the line breaks inside words of the other direction they stand between the letters. What lies to their
    right is moved back here by their width. `hanging` is how wide they are together, `inked` where they begin.
    """

    def __init__(self, layout: QTextLayout, line: QTextLine, units: str) -> None:
        # The binding returns a pair, of which the second is the position that Qt settled on.
        self._ask = cast(Callable[[int], tuple[float, int]], line.cursorToX)
        self._runs = line.glyphRuns
        self._width = line.width()
        start, end = line.textStart(), line.textStart() + line.textLength()
        self.hanging = _hanging_width(layout, line) if end > start and units[end - 1].isspace() else 0.0
        last, inked = self.raw(end) if end > start else 0.0, end
        spaces = _spaces_before(units, start, end)
        if self.hanging and abs(abs(self.raw(spaces) - last) - self.hanging) < _EXACT:
            inked = spaces
        while inked > start and units[inked - 1].isspace() and abs(self.raw(inked) - last) < self.hanging - _EXACT:
            inked -= 1
        self.inked = inked
        self._middle = min(self.raw(inked), last) + self.hanging / 2 if inked < end else self._width

    def raw(self, place: int) -> float:
        """Return what Qt answers."""
        return self._ask(place)[0]

    def x(self, place: int) -> float:
        """Return where a place is seen that is not behind the text's inked end."""
        x = self._ask(place)[0]
        return min(max(x - self.hanging if x > self._middle else x, 0.0), self._width)

    def painted(self, start: int, end: int, *, rtl: bool) -> float | None:
        """Return where the glyphs of a range end, as one reads; None where there are none."""
        rects = [run.boundingRect() for run in self._runs(start, end - start)]
        ends = [rect.left() if rtl else rect.right() for rect in rects]
        return (min(ends) if rtl else max(ends)) if ends else None


def _spaces_before(units: str, start: int, end: int) -> int:
    """Return where the spaces begin that a line ends with."""
    while end > start and units[end - 1] == " ":
        end -= 1
    return end


def placed(*, rtl: bool, spaces_hang: bool = False) -> QTextOption:
    """Return the option for a layout whose lines are broken: nothing is aligned or cut off any more.

    While spaces hang, Qt walks over all items of a right-to-left paragraph to answer for one of its lines.
    """
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    if not spaces_hang:
        option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    return option


def _hanging_width(layout: QTextLayout, line: QTextLine) -> float:
    """Return how wide the hanging spaces are: by so much the answers for a right-to-left paragraph differ with them."""
    start, option = line.textStart(), layout.textOption()
    ask = cast(Callable[[int], tuple[float, int]], line.cursorToX)
    layout.setTextOption(placed(rtl=True))
    included, _ = ask(start)
    layout.setTextOption(placed(rtl=True, spaces_hang=True))
    without, _ = ask(start)
    layout.setTextOption(option)
    return included - without
