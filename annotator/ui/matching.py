"""Finding a command by what somebody types, whatever the spelling: where the typed words stand in a text, and how well.

Spellings are united as in the search for articles, so `انشئ` finds `أنشئ`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from annotator.text.folding import fold, fold_with_map


class Rank(IntEnum):
    """How well a text fits, the best first."""

    BEGINS = 0
    WORD_BEGINS = 1
    INSIDE = 2


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits, and which of its code points were typed, as (start, end) in the order of the text."""

    rank: Rank
    ranges: tuple[tuple[int, int], ...]


def typed_words(query: str) -> tuple[str, ...]:
    """Return the words that somebody typed, folded."""
    return tuple(fold(query).split())


def match(words: Sequence[str], text: str) -> Match | None:
    """Find every word in a text; None where one of them is missing. No words at all match everything."""
    folded = fold_with_map(text)
    ranges, ranks = [], []
    for word in words:
        at = _best_place(folded.text, word)
        if at < 0:
            return None
        ranges.append(folded.raw(at, at + len(word)))
        ranks.append(_rank(folded.text, at))
    return Match(max(ranks, default=Rank.BEGINS), _joined(ranges))


def _best_place(text: str, word: str) -> int:
    """Where a word stands: at the beginning of a word if it can be, else anywhere."""
    first = at = text.find(word)
    while at > 0 and not _begins_word(text, at):
        at = text.find(word, at + 1)
    return first if at < 0 else at


def _rank(text: str, at: int) -> Rank:
    if at == 0:
        return Rank.BEGINS
    return Rank.WORD_BEGINS if _begins_word(text, at) else Rank.INSIDE


def _begins_word(text: str, at: int) -> bool:
    """Whether a word begins here, be it behind the Arabic article, which nobody types."""
    if text[:at].endswith("ال"):
        at -= 2
    return at == 0 or not text[at - 1].isalnum()


def _joined(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
