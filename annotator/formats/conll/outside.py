"""The lines of chunks outside all units, remembered: most of a corpus is made of the same words over and over."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.formats.conll.chunks import is_one_token, tokens_of, word_and_gap
from annotator.formats.conll.spacing import spacing

_REMEMBERED = 200_000
_OPENING = frozenset('«"([“')
_MARKS = frozenset('،؛:.!؟»")]”…')

Range = tuple[int, int]


class Outside(dict[str, str]):
    """The lines of chunks by the chunk, made when first asked for; `tags` ends each line."""

    def __init__(self, tags: str) -> None:
        super().__init__()
        self._tags = tags
        self._ends = {" ": f"\t_{tags}", "\n": f"\tSpacesAfter=\\n{tags}"}
        self._apart = f"\tSpaceAfter=No{tags}"

    def __missing__(self, part: str) -> str:
        line = self[part] = self._plain(part) or self._exact(part)
        return line

    def _plain(self, part: str) -> str:
        """The lines of a word of letters and digits with at most one mark before and two behind it, else nothing."""
        end = self._ends.get(part[-1])
        if end is None:
            return ""
        word, before, behind = part[:-1], "", ""
        if word[:1] in _OPENING:
            before, word = word[0] + self._apart, word[1:]
        while word[-1:] in _MARKS:
            behind, end, word = word[-1] + end + behind, self._apart, word[:-1]
        return f"{before}{word}{end}{behind}" if is_one_token(word) else ""

    def _exact(self, part: str) -> str:
        word, gap = word_and_gap(part)
        ranges = tokens_of(word)
        places = spacings(word, ranges, gap)
        return "".join([f"{word[a:b]}\t{place}{self._tags}" for (a, b), place in zip(ranges, places, strict=True)])

    def forget_if_full(self) -> None:
        """Keep memory flat, however many words a corpus has."""
        if len(self) > _REMEMBERED:
            self.clear()


def spacings(word: str, ranges: Sequence[Range], gap: str) -> list[str]:
    """Return the second column of the tokens of a chunk: invisible characters between them are kept there."""
    if len(ranges) == 1 and ranges[0] == (0, len(word)):
        return [spacing("", gap)]
    made: list[str] = []
    before = word[: ranges[0][0]] if ranges else ""
    for number, (_, end) in enumerate(ranges):
        is_last = number + 1 == len(ranges)
        after = word[end:] + gap if is_last else word[end : ranges[number + 1][0]]
        made.append(spacing(before, after))
        before = ""
    return made
