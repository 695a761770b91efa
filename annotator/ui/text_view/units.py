"""The units a caret or a drag moves by: words, clitics, sentences, as ranges and edges of the raw text.

An edge is a place where the caret stops. A stop is a place where the start or the end of a span may rest: a start where
a word, a sign or what follows a clitic begins, an end where a word or a sign ends, or behind a clitic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from annotator.text.clitics import Boundary, bare_words, boundaries
from annotator.text.graphemes import next_boundary
from annotator.text.paragraphs import paragraph_at
from annotator.text.sentences import sentence_at
from annotator.text.tokens import tokens, word_at, words_touching

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


def word_from(text: str, caret: int) -> Range | None:
    """Return the word that a caret is in or beside; from a caret behind a clitic, what follows the clitic."""
    word = word_at(text, caret)
    if word is None:
        return None
    start, end = word
    behind_clitic = any(start + inside.offset == caret for inside in boundaries(text[start:end]))
    return (caret, end) if behind_clitic else word


def next_edge(text: str, position: int, unit: Unit) -> int:
    """Return the next place where a word begins (or, by clitic, where a word or a clitic begins or ends)."""
    return min((edge for edge in _edges(text, position, unit) if edge > position), default=len(text))


def previous_edge(text: str, position: int, unit: Unit) -> int:
    """Return the last such place before a position."""
    return max((edge for edge in _edges(text, position, unit) if edge < position), default=0)


def next_stop(text: str, position: int, *, at_end: bool) -> int:
    """Return the next place where the start of a span may rest, or `at_end` its end."""
    return min((stop for stop in _stops(text, position, at_end) if stop > position), default=position)


def previous_stop(text: str, position: int, *, at_end: bool) -> int:
    """Return the last such place before a position."""
    return max((stop for stop in _stops(text, position, at_end) if stop < position), default=position)


def nearest_stop(text: str, position: int, *, at_end: bool) -> int:
    """Return the stop that is nearest to a position: where a handle that is drawn there sticks."""
    return min(_stops(text, position, at_end), key=lambda stop: abs(stop - position), default=position)


def prefixes_of(text: str, start: int, end: int) -> tuple[Boundary, ...]:
    """Return where the start of a span could stand otherwise inside its first word, as offsets into the text.

    A start at the word's own start could leave a prefix out; one behind a prefix could take it in again.
    """
    first = word_at(text, start)
    if first is None or start >= first[1]:
        return ()
    # Words that stand alone elsewhere make a boundary sure; in a giant document they aren't worth the wait.
    seen = bare_words(text) if len(text) <= _SEARCHED_FOR_BARE_WORDS else frozenset[str]()
    cuts = [Boundary(first[0] + offset, sure) for offset, sure in boundaries(text[slice(*first)], seen=seen)]
    here = next((cut for cut in cuts if cut.offset == start), None)
    if here is not None:
        cuts.insert(0, Boundary(first[0], here.confident))
    elif start != first[0]:
        return ()
    return tuple(cut for cut in cuts if cut.offset != start and cut.offset < end)


def _edges(text: str, position: int, unit: Unit) -> Iterator[int]:
    low, high = max(0, position - _NEAR), min(len(text), position + _NEAR)
    yield from paragraph_at(text, position)
    for start, end in words_touching(text, low, high):
        yield start
        if unit == "clitic":
            yield end
            yield from (start + inside.offset for inside in boundaries(text[start:end]))


def _stops(text: str, position: int, at_end: bool) -> Iterator[int]:
    low = text.rfind(" ", 0, max(0, position - _NEAR)) + 1
    high = text.find(" ", min(len(text), position + _NEAR))
    for start, end in tokens(text[low : high if high >= 0 else len(text)]):
        yield low + (end if at_end else start)
        yield from (low + start + inside.offset for inside in boundaries(text[low + start : low + end]))
