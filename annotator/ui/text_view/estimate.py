"""How high blocks will be, guessed from their lengths before they are laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized

from PySide6.QtGui import QFontMetricsF

from annotator.ui.text_view.blocks import Block
from annotator.ui.text_view.metrics import SHELF, metrics
from annotator.ui.theme import article_font

_SAMPLE = "وقالت الوكالة إن المدينة هادئة "


class Estimate:
    """A guess for one family and size of letters in a column of `width` pixels."""

    def __init__(self, family: str, size: float, width: int) -> None:
        letters = QFontMetricsF(article_font(size, family=family)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        plain = metrics(round(size))
        self._lines_per_letter = letters / width
        self._line = plain.box + 2
        self._shelf = SHELF + plain.tag_gap
        self._after = plain.after_block
        self._blank = plain.blank

    def heights(self, blocks: Iterable[tuple[int, Block]], spans: Mapping[int, Sized]) -> list[int]:
        """Return the heights of numbered blocks with these spans."""
        found = []
        for number, (start, end, _) in blocks:
            lines = 1 + int((end - start) * self._lines_per_letter)
            tags = min(lines, len(spans[number])) * self._shelf if number in spans else 0
            found.append(lines * self._line + tags + self._after if end > start else self._blank)
        return found
