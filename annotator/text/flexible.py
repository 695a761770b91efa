"""The flexible level of phrase search: clitics, the article, and a few words between the words of the query."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from annotator.text.folding import Folded, fold, fold_with_map
from annotator.text.paragraphs import Range
from annotator.text.prefixes import clitic_length, core, word_run

_SENTENCE_END = re.compile(r"[.!?؟…۔]+[\"')\]]*(?= |$)")
_LINE_BREAK = re.compile("[\n\r\u2028\u2029]")


class _Word(NamedTuple):
    """A word of the folded text that answers a word of the query; `start` is behind its clitics.

    `number` counts the words of the text.
    """

    number: int
    start: int
    end: int
    has_clitic: bool


def find_flexible(text: str, query: str, max_gap: int) -> list[list[Range]]:
    """Return the fragments of each hit; neighbouring words of a hit are one fragment.

    Where hits overlap, the one that ends first counts, and of those the shortest.
    """
    cores = [core(word) for word in word_run().findall(fold(query))]
    plain = fold(text)
    if not cores or not all(each in plain for each in cores):
        return []
    runs = [match.span() for match in word_run().finditer(plain)]
    answers = _answers(plain, runs, cores)
    if not all(answers):
        return []
    folded = fold_with_map(text)
    found = []
    free = -1
    for path in _paths(answers, max_gap, _Barriers(text, folded)):
        if path[0].number > free:
            free = path[-1].number
            found.append(_fragments(text, folded, path))
    return found


class _Barriers:
    """Which words stand in one sentence: no hit goes across the end of a sentence or of a line."""

    def __init__(self, text: str, folded: Folded) -> None:
        self._ends = [match.end() for match in _SENTENCE_END.finditer(folded.text)]
        self._breaks = [match.start() for match in _LINE_BREAK.finditer(text)]
        self._folded = folded

    def between(self, left: _Word, right: _Word) -> bool:
        """Return whether something divides two words."""
        if _any_within(self._ends, left.end, right.start):
            return True
        _, raw_left = self._folded.raw(left.start, left.end)
        raw_right, _ = self._folded.raw(right.start, right.end)
        return _any_within(self._breaks, raw_left, raw_right)


def _any_within(positions: list[int], start: int, end: int) -> bool:
    place = bisect_left(positions, start)
    return place < len(positions) and positions[place] < end


def _answers(plain: str, runs: list[Range], cores: list[str]) -> list[list[_Word]]:
    answers: list[list[_Word]] = [[] for _ in cores]
    for index, (start, end) in enumerate(runs):
        word = plain[start:end]
        for place, each in enumerate(cores):
            length = clitic_length(word, each) if word.endswith(each) else None
            if length is not None:
                answers[place].append(_Word(index, start + length, end, length > 0))
    return answers


def _paths(answers: list[list[_Word]], max_gap: int, barriers: _Barriers) -> list[list[_Word]]:
    """Return the hits, first end first, the shortest before the longer with the same end.

    Walks the query from its first word: for each word that answers, only the latest way to reach it is kept, which is
    the shortest hit that ends there.
    """
    ways = {word.number: [word] for word in answers[0]}
    for words in answers[1:]:
        reached: dict[int, list[_Word]] = {}
        for word in words:
            for index in range(word.number - 1, word.number - max_gap - 2, -1):
                way = ways.get(index)
                if way and not barriers.between(way[-1], word) and _is_later(way, reached.get(word.number)):
                    reached[word.number] = [*way, word]
        ways = reached
    return [ways[index] for index in sorted(ways)]


def _is_later(way: list[_Word], other: list[_Word] | None) -> bool:
    return other is None or way[0].number > other[0].number


def _fragments(text: str, folded: Folded, path: list[_Word]) -> list[Range]:
    fragments: list[Range] = []
    previous = None
    for word in path:
        start, end = folded.raw(word.start, word.end)
        if previous is not None and _touch(text, previous, word, fragments[-1][1], start):
            fragments[-1] = (fragments[-1][0], end)
        else:
            fragments.append((start, end))
        previous = word
    return fragments


def _touch(text: str, previous: _Word, word: _Word, end: int, start: int) -> bool:
    """Return whether two words are neighbours with white space or a mark such as a hyphen between, but no clitic."""
    if word.number != previous.number + 1 or word.has_clitic:
        return False
    between = text[end:start].strip()
    return not between or between == text[end:start]
