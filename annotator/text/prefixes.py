"""How a word of a query may stand in a text: with a proclitic, with or without the article.

Search and the word index share these rules, so that the index never misses what the search would find.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from annotator.text.characters import combining_marks

_PREFIX = re.compile(r"([وف]?)(?:([بكلس]?)|([بك]?)(ال)|(ل)(ل))")
_FIRST_LETTERS = frozenset("وفبكلسا")
_SHORTEST_CORE = 2
_SHORTEST_WITHOUT_ARTICLE = 3


@cache
def word_run() -> re.Pattern[str]:
    """Return the pattern of a word of folded text: letters, digits and the marks on them, nothing else."""
    return re.compile(rf"[\w{combining_marks()}]+")


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
    match = _PREFIX.fullmatch(folded_word, 0, len(folded_word) - len(core))
    if match is None:
        return None
    conjunction, preposition, before_article, _, fused, _ = match.groups(default="")
    return len(conjunction) + len(preposition) + len(before_article) + len(fused)


@lru_cache(maxsize=65536)
def possible_cores(folded_word: str) -> tuple[str, ...]:
    """Return every core that `clitic_length` accepts in a word, except the whole word."""
    if folded_word[0] not in _FIRST_LETTERS:
        return ()
    longest = min(4, len(folded_word) - _SHORTEST_CORE)
    return tuple(folded_word[cut:] for cut in range(1, longest + 1) if _PREFIX.fullmatch(folded_word, 0, cut))
