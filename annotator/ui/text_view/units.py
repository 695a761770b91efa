"""The units a caret or a drag moves by: words, clitics, sentences, as ranges and edges of the raw text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from annotator.text.clitics import Boundary, bare_words, boundaries
from annotator.text.graphemes import next_boundary
from annotator.text.paragraphs import paragraph_at
from annotator.text.sentences import sentence_at
from annotator.text.tokens import word_at, words_touching

Range = tuple[int, int]
Unit = Literal["word", "clitic"]

_NEAR = 400
"""How far from a place its neighbours are sought; longer than any word."""
_SEARCHED_FOR_BARE_WORDS = 200_000


def word_or_grapheme(text: str, position: int) -> Range:
    """Return the word that holds a character, or the character alone where there is no word."""
    return word_at(text, position) or (position, next_boundary(text, position))


def sentence(text: str, position: int) -> Range:
    """Return the sentence that holds a character, or its paragraph where there is none."""
    return sentence_at(text, position) or paragraph_at(text, position)


def next_edge(text: str, position: int, unit: Unit) -> int:
    """Return the next place where a word begins (or, by clitic, where a word or a clitic begins or ends)."""
    return min((edge for edge in _edges(text, position, unit) if edge > position), default=len(text))


def previous_edge(text: str, position: int, unit: Unit) -> int:
    """Return the last such place before a position."""
    return max((edge for edge in _edges(text, position, unit) if edge < position), default=0)


def nearest_edge(text: str, position: int) -> int:
    """Return the edge of a word or clitic that is nearest to a position, as handles snap."""
    return min(_edges(text, position, "clitic"), key=lambda edge: abs(edge - position), default=position)


def prefixes_of(text: str, start: int, end: int) -> tuple[Boundary, ...]:
    """Return the places inside a range where its first word could lose a prefix, as offsets into the text."""
    first = word_at(text, start)
    if first is None:
        return ()
    # Words that stand alone elsewhere make a boundary sure; in a giant document they aren't worth the wait.
    seen = bare_words(text) if len(text) <= _SEARCHED_FOR_BARE_WORDS else frozenset[str]()
    found = (Boundary(first[0] + offset, sure) for offset, sure in boundaries(text[slice(*first)], seen=seen))
    return tuple(boundary for boundary in found if start < boundary.offset < end)


def _edges(text: str, position: int, unit: Unit) -> Iterator[int]:
    low, high = max(0, position - _NEAR), min(len(text), position + _NEAR)
    yield from paragraph_at(text, position)
    for start, end in words_touching(text, low, high):
        yield start
        if unit == "clitic":
            yield end
            for inside in boundaries(text[start:end]):
                yield start + inside.offset
