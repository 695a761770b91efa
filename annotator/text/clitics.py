"""Where a word may be divided from the و ف ب ك ل س written onto it; the article and attached pronouns are never cut.

A boundary is confident where what follows also stands alone in the document, begins with the article, is a word of
the lexicon (a form of a reporting verb, one of the words that are never cut), or is not Arabic at all; otherwise it is
offered and not applied.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import NamedTuple

from annotator.text.characters import ARABIC_LETTERS, CONTROLS, DROPPED_MARKS, HANGING_LETTERS, combining_marks
from annotator.text.folding import fold
from annotator.text.lexicon import lexicon
from annotator.text.prefixes import folded_words
from annotator.text.tokens import words


class Boundary(NamedTuple):
    """A place between a clitic and the rest of its word, in code points; the clitic's marks stand before it."""

    offset: int
    confident: bool


_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"
_IMPERFECT = "يتنا"
_FOREIGN = re.compile(rf"[^\W_{HANGING_LETTERS}{ARABIC_LETTERS}]")
_SUFFIXES = ("ا", "وا", "ون", "ين", "ان", "ات", "يه", "ي")
_SHORTEST_STEM = 3


def boundaries(word: str, *, seen: Collection[str] = ()) -> tuple[Boundary, ...]:
    """Return the boundaries inside one raw word, in the order of their offsets.

    `seen` holds folded words that stand alone in the document or in a gazetteer.
    """
    if not word or word[0] not in "وفبكلس":
        return ()
    cuts = _cuts(word)
    found: list[Boundary] = []
    certain = False
    for clitic, offset in reversed(cuts):
        certain = certain or _is_confident(clitic, word[offset:], seen)
        found.append(Boundary(offset, certain))
    return tuple(reversed(found))


def bare_words(text: str) -> frozenset[str]:
    """Return the folded words of a document, as `boundaries` wants them in `seen`."""
    return _bare_words(text)


def document_boundaries(text: str, *, gazetteer: Collection[str] = ()) -> tuple[Boundary, ...]:
    """Return the boundaries inside all words of a text, as offsets into the text."""
    seen = _bare_words(text).union(gazetteer)
    return tuple(
        Boundary(start + offset, confident)
        for start, end in words(text)
        for offset, confident in boundaries(text[start:end], seen=seen)
    )


def looks_prefixed_but_is_not(folded: str) -> bool:
    """Return whether a folded word is known to begin with a letter of its own, not with a clitic: بعد, وزير, ليبيا.

    Its forms with a pronoun or an ending count too: بينهم, وزيرا, وزيرة.
    """
    known = lexicon().no_strip
    return folded in known or any(stem in known for stem in _stems(folded))


def _stems(folded: str) -> list[str]:
    stems = []
    for suffix in _endings():
        stem = folded.removesuffix(suffix)
        if stem != folded and len(stem) >= _SHORTEST_STEM:
            stems += [stem, f"{stem}ه"]  # a feminine noun without its ending: وزير from وزيره, لجن from لجنه
            if stem.endswith("ت"):
                stems.append(f"{stem[:-1]}ه")
    return stems


@cache
def _endings() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*lexicon().enclitics, *_SUFFIXES)))


def _cuts(word: str) -> list[tuple[str, int]]:
    """Return the clitics of a word with the raw offset behind each, marks included."""
    cuts: list[tuple[str, int]] = []
    rest = fold(word)
    if rest[:1] in _CONJUNCTIONS and _takes_conjunction(rest):
        cuts.append((rest[0], _after_letter(word, 0)))
        rest = rest[1:]
    start = cuts[-1][1] if cuts else 0
    end = _after_letter(word, start)
    # أ of the first person, not any alef: سأقول is divided, ساعة is not.
    if _takes_preposition(rest) and (rest[0] != "س" or word[end : end + 1] != "ا"):
        cuts.append((rest[0], end))
    return [(clitic, offset) for clitic, offset in cuts if offset < len(word)]


def _takes_conjunction(rest: str) -> bool:
    return (len(rest) > 2 or _is_foreign(rest[1:])) and not looks_prefixed_but_is_not(rest)


def _takes_preposition(rest: str) -> bool:
    if len(rest) < 2 or looks_prefixed_but_is_not(rest):
        return False
    if rest[0] == "س":
        return len(rest) > 3 and rest[1] in _IMPERFECT
    return rest[0] in _PREPOSITIONS and (len(rest) > _SHORTEST_STEM or _is_foreign(rest[1:]))


def _is_foreign(rest: str) -> bool:
    """Return whether what follows a clitic is a number or a name in other letters."""
    return _FOREIGN.match(rest) is not None


def _is_confident(clitic: str, rest: str, seen: Collection[str]) -> bool:
    folded = fold(rest)
    if _begins_with_article(folded) or _is_foreign(folded):
        return True
    if clitic == "ك":
        return False
    fused = clitic == "ل" and folded.startswith("ل") and f"ال{folded[1:]}" in seen
    known = lexicon()
    return fused or folded in seen or folded in known.cue_forms or folded in known.no_strip


def _begins_with_article(folded: str) -> bool:
    return folded.startswith("ال") and len(folded) > _SHORTEST_STEM


def _after_letter(word: str, start: int) -> int:
    """Return the offset behind the first letter at or after `start`, with the marks that hang on it."""
    match = _letter_with_marks().match(word, start)
    return match.end() if match else start


@cache
def _letter_with_marks() -> re.Pattern[str]:
    hanging = f"{DROPPED_MARKS}{combining_marks()}\u200c\u200d"
    return re.compile(rf"[{hanging}{CONTROLS}]*[^{hanging}{CONTROLS}][{hanging}]*")


@lru_cache(maxsize=16)
def _bare_words(text: str) -> frozenset[str]:
    return folded_words(text)
