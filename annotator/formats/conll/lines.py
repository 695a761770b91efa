"""A document as lines of tokens: fast where nothing is labelled, exact where something is.

A chunk without a label gives the same lines wherever it stands, and those are remembered; only chunks under a label, or
with the end of a sentence or of the labelled text inside, are made anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from annotator.formats.conll.chunks import Chunks, tokens_of, word_and_gap
from annotator.formats.conll.outside import Outside, spacings
from annotator.formats.flattening import Unit
from annotator.text.tokens import sentences

_NO_WORD = ("", " ", "\n")

Range = tuple[int, int]


class LineMaker:
    """Makes the lines of the documents of one file, which all have the same columns."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._outside = Outside("\tO" * columns + "\n")
        self._tags: dict[tuple[int, str], tuple[str, str]] = {}

    def lines(
        self, chunks: Chunks, layers: Sequence[list[Unit]], ranges: list[Range], *, cut: bool
    ) -> tuple[str, int, int]:
        """Return the lines of the ranges with a blank line after each sentence, how many units they hold, and how many
        sentences were joined because a unit runs over their end.

        `layers` are the units of each column, apart within a column; `cut` divides tokens at the edges of units.
        """
        covered = merged([(unit.start, unit.end) for units in layers for unit in units])
        breaks, joined = _breaks(chunks.text, covered, ranges)
        cuts = {edge for pair in ranges for edge in pair}.union(breaks)
        split, closing = _places(chunks, cuts, breaks)
        self._outside.forget_if_full()
        made = list(map(self._outside.__getitem__, chunks.parts))
        begun, special = self._tag(chunks, layers, made, split)
        for number in closing - special:
            made[number] += "\n"
        if special:
            if cut:
                cuts.update([edge for units in layers for unit in units for edge in (unit.start, unit.end)])
            ending = closing | split
            detail = _Detail(chunks, layers, sorted(cuts), breaks, ranges)
            for number in special:
                made[number] = detail.lines(number, has_end=number in ending)
            begun += detail.begun
        return _of_ranges(chunks, made, ranges), begun, joined

    def _tag(
        self, chunks: Chunks, layers: Sequence[list[Unit]], made: list[str], split: set[int]
    ) -> tuple[int, set[int]]:
        """Give the chunks that only one unit touches their tags, and return how many units begin there.

        The other chunks that are touched are returned too, and those of `split`: they have to be made anew.
        """
        owners: dict[int, tuple[Unit, str, str]] = {}
        special = set(split)
        for column, units in enumerate(layers):
            for unit in units:
                owner = unit, *self._tags_of(column, unit.label)
                for number in chunks.touched(unit.start, unit.end):
                    if number in owners:
                        special.add(number)
                    owners[number] = owner
        begun = 0
        parts, starts = chunks.parts, chunks.starts
        for number, (unit, begin, inside) in owners.items():
            if number in special:
                continue
            at = starts[number]
            tagged = _tagged(made[number], parts[number], at, unit, begin, inside)
            if tagged is None:
                special.add(number)
            else:
                made[number] = tagged
                begun += unit.start >= at
        return begun, special

    def _tags_of(self, column: int, label: str) -> tuple[str, str]:
        """The ends of lines with a label in one column only: where it begins and where it goes on."""
        found = self._tags.get((column, label))
        if found is None:
            before, after = "\tO" * column, "\tO" * (self._columns - column - 1) + "\n"
            found = self._tags[column, label] = f"{before}\tB-{label}{after}", f"{before}\tI-{label}{after}"
        return found


def _tagged(lines: str, part: str, at: int, unit: Unit, begin: str, inside: str) -> str | None:
    """The lines that a chunk has outside all units with the tags of the one unit that touches it.

    None where an edge of the unit lies within a token, or a token doesn't begin where the chunk does.
    """
    start, end = unit.start - at, unit.end - at
    tags = len(begin) - len(unit.label) - 1  # as long as the tags of a line outside: "B-PER" stands for "O"
    first = lines.index("\t")
    if lines.index("\n") == len(lines) - 1:
        if start > 0 or end < first or not part.startswith(lines[:first]):
            return None
        return lines[:-tags] + (begin if start == 0 else inside)
    word, _ = word_and_gap(part)
    made = ""
    has_begun = start < 0
    for (a, b), line in zip(tokens_of(word), lines.split("\n"), strict=False):
        if b <= start or end <= a:
            made += f"{line}\n"
        elif a < start or end < b:
            return None
        else:
            made += line[: 1 - tags] + (begin if a == start else inside)
            has_begun = has_begun or a == start
    return made if has_begun else None


class _Detail:
    """The lines of chunks in which something begins or ends."""

    def __init__(
        self, chunks: Chunks, layers: Sequence[list[Unit]], cuts: list[int], breaks: list[int], ranges: list[Range]
    ) -> None:
        self._chunks = chunks
        self._layers = [(units, [unit.start for unit in units]) for units in layers]
        self._cuts = cuts
        self._breaks = breaks
        self._ranges = ranges
        self._range_starts = [start for start, _ in ranges]
        self.begun = 0

    def lines(self, number: int, *, has_end: bool) -> str:
        """Return the lines of one chunk; `has_end` = a sentence or a range ends in it or behind it."""
        part, at = self._chunks.parts[number], self._chunks.starts[number]
        word, gap = word_and_gap(part)
        pieces = self._pieces(tokens_of(word), at)
        if not has_end:
            return "".join(
                [
                    f"{word[a:b]}\t{place}{self._tags(at + a)}\n"
                    for (a, b), place in zip(pieces, spacings(word, pieces, gap), strict=True)
                ]
            )
        return self._ending(part, at, word, pieces, gap)

    def _ending(self, part: str, at: int, word: str, pieces: Sequence[Range], gap: str) -> str:
        """The lines of a chunk with an end in it, without tokens outside the ranges."""
        places = spacings(word, pieces, gap)
        limits = [a for a, _ in pieces[1:]]
        limits.append(len(part))
        made = ""
        for (a, b), place, limit in zip(pieces, places, limits, strict=True):
            if self._is_written(at + a):
                made += f"{word[a:b]}\t{place}{self._tags(at + a)}\n"
                if self._breaks_between(at + b, at + limit):
                    made += "\n"
        return made

    def _pieces(self, tokens: tuple[Range, ...], at: int) -> Sequence[Range]:
        """The tokens of a chunk that begins at `at`, divided at the cuts inside them."""
        first, last = bisect_right(self._cuts, at + tokens[0][0]), bisect_left(self._cuts, at + tokens[-1][1])
        if first >= last:
            return tokens
        cuts = [cut - at for cut in self._cuts[first:last]]
        pieces: list[Range] = []
        for a, b in tokens:
            for cut in cuts:
                if a < cut < b:
                    pieces.append((a, cut))
                    a = cut
            pieces.append((a, b))
        return pieces

    def _tags(self, start: int) -> str:
        tags = ""
        for units, starts in self._layers:
            found = bisect_right(starts, start) - 1
            if found < 0 or units[found].end <= start:
                tags += "\tO"
            elif starts[found] == start:
                tags += f"\tB-{units[found].label}"
                self.begun += 1
            else:
                tags += f"\tI-{units[found].label}"
        return tags

    def _is_written(self, start: int) -> bool:
        found = bisect_right(self._range_starts, start) - 1
        return found >= 0 and start < self._ranges[found][1]

    def _breaks_between(self, end: int, limit: int) -> bool:
        found = bisect_left(self._breaks, end)
        return found < len(self._breaks) and self._breaks[found] <= limit


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Return ranges in order, those joined that overlap."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            if end > joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _breaks(text: str, covered: list[Range], ranges: list[Range]) -> tuple[list[int], int]:
    """The ends of the sentences that no unit runs over, in order, and how many are left out."""
    ends = {end for _, end in sentences(text)}
    ends.update(end for _, end in ranges)
    # A unit goes on after the end of a sentence when it holds a character on both sides of it.
    starts = [start for start, _ in covered]
    kept: list[int] = []
    for end in sorted(ends):
        found = bisect_left(starts, end) - 1
        if found < 0 or covered[found][1] <= end:
            kept.append(end)
    return kept, len(ends) - len(kept)


def _places(chunks: Chunks, places: Iterable[int], breaks: list[int]) -> tuple[set[int], set[int]]:
    """The chunks that have one of the places inside, and those that a break follows."""
    split: set[int] = set()
    closing: set[int] = set()
    among = set(breaks)
    for place in places:
        number = bisect_left(chunks.starts, place) - 1
        if number < 0:
            continue
        if _is_in_word(chunks, number, place):
            split.add(number)
        elif place in among:
            closing.add(number)
    return split, closing


def _is_in_word(chunks: Chunks, number: int, place: int) -> bool:
    """Whether a place behind the beginning of a chunk lies before the end of its word."""
    if chunks.text[place : place + 1] in _NO_WORD:
        return False
    word, _ = word_and_gap(chunks.parts[number])
    return place < chunks.starts[number] + len(word)


def _of_ranges(chunks: Chunks, made: list[str], ranges: list[Range]) -> str:
    """The lines of the chunks that the ranges touch, each range ending with a blank line."""
    parts: list[str] = []
    first = 0
    for start, end in ranges:
        numbers = chunks.touched(start, end)
        lines = "".join(made[max(first, numbers.start) : numbers.stop])
        first = max(first, numbers.stop)
        if lines:
            parts.append(lines if lines.endswith("\n\n") else lines + "\n")
    return "".join(parts)
