"""A text taken apart at white space. Tokens never hold white space, so what a chunk gives depends on nothing around."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate

from annotator.text.characters import CONTROLS, HANGING_LETTERS
from annotator.text.tokens import tokens

_CHUNK = re.compile(rf"\S+(?:\s+(?:[{CONTROLS}]+(?:\s+|\Z))*)?")
_WORD = re.compile(r"\S+")
_LEAD = re.compile(rf"[\s{CONTROLS}]*")
_VISIBLE = re.compile(rf"[^\s{CONTROLS}]")
_NO_LETTER = "\u2139"  # a letter by category, an emoji by use: the tokens see it so


class Chunks:
    """Where the chunks of a text lie: `parts[n]` begins at `starts[n]`, a word with the white space behind it.

    `lead` is the white space before the first.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lead, self.parts = _taken_apart(text)
        self.starts = list(accumulate(map(len, self.parts), initial=len(self.lead)))
        self.starts.pop()

    def touched(self, start: int, end: int) -> range:
        """Return the numbers of the chunks that share a character with a range."""
        return range(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end))

    def tokens_touched(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the tokens that share a character with a range."""
        found: list[tuple[int, int]] = []
        for number in self.touched(start, end):
            at = self.starts[number]
            word, _ = word_and_gap(self.parts[number])
            found += [(at + a, at + b) for a, b in tokens_of(word) if at + b > start and at + a < end]
        return found

    def begins_and_ends_visibly(self, start: int, end: int) -> bool:
        """Whether neither the first nor the last character of a range is white space or invisible."""
        text = self.text
        if text[start].isalnum() and text[end - 1].isalnum():
            return True
        return bool(_VISIBLE.match(text, start) and _VISIBLE.match(text, end - 1))


def _taken_apart(text: str) -> tuple[str, list[str]]:
    """The white space before the first chunk, and the chunks."""
    if text.replace("\n", " ").isprintable():
        # No white space but spaces and line feeds, nothing invisible: faster than the expression below. A text
        # has no NUL; put behind every stretch of white space, it marks where to divide.
        rest = text.lstrip(" \n")
        marked = rest.replace(" ", " \0").replace("\n", "\n\0").replace("\0 ", " ").replace("\0\n", "\n")
        return text[: len(text) - len(rest)], marked.removesuffix("\0").split("\0") if rest else []
    found = _LEAD.match(text)
    lead = found[0] if found else ""
    return lead, _CHUNK.findall(text, len(lead))


def word_and_gap(part: str) -> tuple[str, str]:
    """Return a chunk as its word and the white space behind it."""
    if part[-1] == " " and part[:-1].isalpha():
        return part[:-1], " "
    found = _WORD.match(part)
    end = found.end() if found else 0
    return part[:end], part[end:]


def tokens_of(word: str) -> tuple[tuple[int, int], ...]:
    """Return the tokens of a word of a chunk; one without a visible character is a token itself."""
    return ((0, len(word)),) if is_one_token(word) else _tokens_of(word)


def is_one_token(word: str) -> bool:
    """Whether a word is made of letters and digits only, and so one token."""
    return word.isalnum() and word[0] not in HANGING_LETTERS and _NO_LETTER not in word


@lru_cache(maxsize=100_000)
def _tokens_of(word: str) -> tuple[tuple[int, int], ...]:
    return tuple(tokens(word)) or (((0, len(word)),) if word else ())
