"""The units a caret or a drag moves by: words, clitics, sentences, as ranges and edges of the raw text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from annotator.text.clitics import boundaries
from annotator.text.graphemes import next_boundary, snap_out
from annotator.text.paragraphs import paragraph_at
from annotator.text.sentences import sentence_at
from annotator.text.tokens import word_at, words_touching

Range = tuple[int, int]
Unit = Literal["word", "clitic"]

_NEAR = 400
"""How far from a place its neighbours are sought; longer than any word."""


def word_or_grapheme(text: str, position: int) -> Range:
    """Return the word that holds a character, or the character alone where there is no word."""
    return word_at(text, position) or (position, next_boundary(text, position))


def sentence(text: str, position: int) -> Range:
    """Return the sentence that holds a character, or its paragraph where there is none."""
    return sentence_at(text, position) or paragraph_at(text, position)


def snapped(text: str, start: int, end: int) -> Range:
    """Return a dragged range grown to whole words; a range without words keeps to whole graphemes."""
    touched = words_touching(text, start, end)
    if not touched:
        return snap_out(text, start, end)
    return min(start, touched[0][0]), max(end, touched[-1][1])


def next_edge(text: str, position: int, unit: Unit) -> int:
    """Return the next place where a word begins (or, by clitic, where a word or a clitic begins or ends)."""
    return min((edge for edge in _edges(text, position, unit) if edge > position), default=len(text))


def previous_edge(text: str, position: int, unit: Unit) -> int:
    """Return the last such place before a position."""
    return max((edge for edge in _edges(text, position, unit) if edge < position), default=0)


def nearest_edge(text: str, position: int) -> int:
    """Return the edge of a word or clitic that is nearest to a position, as handles snap."""
    return min(_edges(text, position, "clitic"), key=lambda edge: abs(edge - position), default=position)


def clitic_edges(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Return the clitic boundaries strictly inside a range, each with whether it is sure."""
    return [
        (first + inside.offset, inside.confident)
        for first, last in words_touching(text, start, end)
        for inside in boundaries(text[first:last])
        if start < first + inside.offset < end
    ]


def _edges(text: str, position: int, unit: Unit) -> Iterator[int]:
    low, high = max(0, position - _NEAR), min(len(text), position + _NEAR)
    yield from paragraph_at(text, position)
    for start, end in words_touching(text, low, high):
        yield start
        if unit == "clitic":
            yield end
            for inside in boundaries(text[start:end]):
                yield start + inside.offset
