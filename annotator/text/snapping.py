"""What a drag becomes: whole words, with the clitic edges offered as places for the handles."""

from __future__ import annotations

from annotator.text.clitics import Boundary, bare_words, boundaries
from annotator.text.graphemes import snap_out
from annotator.text.tokens import words_touching


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of whole words around a range, without white space at its ends; graphemes are never split.

    An empty range takes the word it touches, and stays empty where there is none. A range of white space only stays.
    """
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    if start == end:
        return _word_around(text, start)
    inner_start, inner_end = _without_space(text, start, end)
    if inner_start == inner_end:
        return snap_out(text, start, end)
    touched = words_touching(text, inner_start, inner_start + 1) + words_touching(text, inner_end - 1, inner_end)
    snapped_start = min([inner_start, *(word_start for word_start, _ in touched)])
    snapped_end = max([inner_end, *(word_end for _, word_end in touched)])
    return snap_out(text, snapped_start, snapped_end)


def stops(text: str, start: int, end: int) -> tuple[Boundary, ...]:
    """Return the clitic boundaries in the first and the last word of a range, as offsets into the text.

    They lie inside the words, not only inside the range: a handle may move out again as far as the word's edge.
    """
    edges = words_touching(text, start, max(end, start + 1))
    if not edges:
        return ()
    seen = bare_words(text)
    return tuple(
        Boundary(word_start + offset, confident)
        for word_start, word_end in dict.fromkeys((edges[0], edges[-1]))
        for offset, confident in boundaries(text[word_start:word_end], seen=seen)
    )


def _word_around(text: str, position: int) -> tuple[int, int]:
    touching = words_touching(text, position, position + 1) or words_touching(text, max(0, position - 1), position)
    return snap_out(text, *(touching[0] if touching else (position, position)))


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
