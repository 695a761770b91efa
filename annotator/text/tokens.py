"""Words as ranges of code points of the untouched text; the doorway to sentences, clauses and paragraphs as well.

A word keeps its harakat, tatweel and ZWNJ, an abbreviation its periods (U.S.), a number its separators (3.5, ١٢٬٥٠٠),
a Hebrew acronym its gershayim (צה״ל). Slashes and hyphens divide words. Scripts that write no spaces are not divided.
"""

from __future__ import annotations

import re
from functools import cache

from annotator.text.characters import CONTROLS, HANGING_LETTERS, as_class, combining_marks
from annotator.text.grapheme_data import PICTOGRAPHIC, PREPEND
from annotator.text.paragraphs import Range, paragraph_at, paragraphs
from annotator.text.sentences import clauses, extend_to_clause, sentence_at, sentences

__all__ = [
    "Range",
    "clauses",
    "extend_to_clause",
    "paragraph_at",
    "paragraphs",
    "sentence_at",
    "sentences",
    "tokens",
    "word_at",
    "words",
    "words_touching",
]

_HEBREW = "\u05d0-\u05ea"
_NEVER_FIRST = f"{HANGING_LETTERS}\u2139"  # the last is a letter by category, an emoji by use
_REGIONAL = "\U0001f1e6-\U0001f1ff"


def words(text: str) -> list[Range]:
    """Return the ranges of the words of a text, in order."""
    return [match.span() for match in _word().finditer(text)]


def tokens(text: str) -> list[Range]:
    """Return the words and each visible character between them; white space and invisible controls are left over."""
    return [match.span() for match in _token().finditer(text)]


def word_at(text: str, position: int) -> Range | None:
    """Return the word that holds the character at `position`, else the one that ends there, else None."""
    start, end = _surroundings(text, position)
    touching = None
    for match in _word().finditer(text, start, end):
        if match.start() <= position < match.end():
            return match.span()
        if match.end() == position:
            touching = match.span()
    return touching


def words_touching(text: str, start: int, end: int) -> list[Range]:
    """Return the words that share at least one character with a range."""
    first, _ = _surroundings(text, start)
    _, last = _surroundings(text, max(start, end - 1))
    spans = (match.span() for match in _word().finditer(text, first, last))
    return [span for span in spans if span[0] < end and start < span[1]]


def _surroundings(text: str, position: int) -> Range:
    """Return a range around a position that no word can leave: words never hold a space or a line feed."""
    start = max(text.rfind(" ", 0, position), text.rfind("\n", 0, position)) + 1
    ends = (text.find(" ", position), text.find("\n", position))
    return start, min((end for end in ends if end >= 0), default=len(text))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(_word_pattern())


@cache
def _token() -> re.Pattern[str]:
    emoji = rf"\u200d[{as_class(PICTOGRAPHIC)}]"
    other = rf"(?:[{_REGIONAL}]{{2}}|[^\s{CONTROLS}])(?:{emoji}|[{_hanging()}])*"
    return re.compile(rf"{_word_pattern()}|{other}")


def _word_pattern() -> str:
    hanging = _hanging()
    run = rf"[{as_class(PREPEND)}]*[^\W{_NEVER_FIRST}][\w{hanging}]*"
    inside = "|".join(
        (
            r"(?<=\d)[.,'’\u066b\u066c](?=\d)",
            rf"(?<=[^\W\d_])['’](?=[^\W\d_])|(?<=[^\W\d_][{hanging}])['’](?=[^\W\d_])",
            rf"(?<=[{_HEBREW}])[\"״׳](?=[{_HEBREW}])",
            rf"[{CONTROLS}]+(?=\w)",
        )
    )
    # The look-aheads only save time: most words end at a space, and few begin an abbreviation.
    joined = rf"(?:(?=[.,'’\"״׳\u066b\u066c{CONTROLS}])(?:{inside}){run})*"
    letter = rf"[^\W\d_{_NEVER_FIRST}]"
    initials = rf"(?={letter}\.)(?<![\w.])(?:(?:[A-Za-z]\.){{2,}}|{letter}(?:\.{letter})+)(?![\w{hanging}])"
    return rf"{initials}|{run}{joined}(?:(?<=[{_HEBREW}])׳[{hanging}]*)?"


def _hanging() -> str:
    return f"{combining_marks()}\u200c\u200d"
