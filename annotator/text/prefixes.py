"""How a word of a query may stand in a text: with a proclitic, with or without the article.

Search and the word index share these rules, so that the index never misses what the search would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from annotator.text.characters import combining_marks
from annotator.text.folding import fold

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ك", "ل", "س")
_BEFORE_ARTICLE = ("", "ب", "ك")
_SHORTEST_CORE = 2
_SHORTEST_WITHOUT_ARTICLE = 3

# What may stand before the core of a word, and how many letters of it are clitics; the article counts none.
_PREFIXES = {
    **{f"{first}{second}": len(first + second) for first in _CONJUNCTIONS for second in _PREPOSITIONS},
    **{f"{first}{second}ال": len(first + second) for first in _CONJUNCTIONS for second in _BEFORE_ARTICLE},
    **{f"{first}لل": len(first) + 1 for first in _CONJUNCTIONS},  # fused: the second ل stands for the article
}


@cache
def word_run() -> re.Pattern[str]:
    """Return the pattern of a word of folded text: letters, digits and the marks on them, nothing else."""
    return re.compile(rf"[\w{combining_marks()}]+")


def folded_words(text: str) -> frozenset[str]:
    """Return the distinct words of a text, folded."""
    # Most pieces between spaces are words; only the others need the pattern, which takes much longer than a split.
    pieces = set(fold(text).split(" "))
    others = [piece for piece in pieces if not piece.isalnum()]
    return frozenset(pieces.difference(others).union(word_run().findall(" ".join(others))))


def core(folded_word: str) -> str:
    """Return a folded query word without its article, where enough of it remains: المصدر → مصدر, but الله stays."""
    for article in ("ال", "لل"):
        if folded_word.startswith(article) and len(folded_word) >= len(article) + _SHORTEST_WITHOUT_ARTICLE:
            return folded_word[len(article) :]
    return folded_word


def clitic_length(folded_word: str, core: str) -> int | None:
    """Return how many letters before the core are clitics; the article is none. None where the word isn't the core's.

    بالمدينة and المدينة hold the core مدينة: 1 and 0. Fused للمدينة: 1, the second ل stands for the article.
    """
    if folded_word == core:
        return 0
    if len(core) < _SHORTEST_CORE or not folded_word.endswith(core):
        return None
    return _PREFIXES.get(folded_word[: len(folded_word) - len(core)])


def possible_cores(folded_words: Iterable[str]) -> set[str]:
    """Return every core that `clitic_length` accepts in some of the words, except the whole words."""
    joined = f" {' '.join(folded_words)}"
    return {core for pattern in _prefixed() for core in pattern.findall(joined)}


@cache
def _prefixed() -> tuple[re.Pattern[str], ...]:
    """Return one pattern for each length of prefix, to run over words that spaces divide: much faster than a loop."""
    lengths = sorted({len(prefix) for prefix in _PREFIXES if prefix})
    return tuple(
        re.compile(rf" (?:{'|'.join(p for p in _PREFIXES if len(p) == length)})(\S{{{_SHORTEST_CORE},}})")
        for length in lengths
    )
