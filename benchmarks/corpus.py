"""Made-up articles: 60,000 word forms in a Zipf distribution, mixed scripts, about 2,500 characters, 40 spans each.

Everything comes from one seed, so that two machines measure the same text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

ARTICLES = int(os.environ.get("ANNOTATOR_BENCH_ARTICLES", "100000"))
SPANS_PER_ARTICLE = 40
SMALLER = max(50, ARTICLES // 10)
"""Articles of the projects in which the history and single edits are measured: 400,000 spans at full size."""

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench" / str(ARTICLES)
PERSON = "ann1"
LABELS = ("PER", "ORG", "GPE", "LOC", "DATE", "NUM", "OCC", "NORP")

PHRASE = ("لجنة", "اعمار", "الوادي")
"""Planted in every 200th article; its words are frequent by themselves."""
QUERY = "لَجنة إعمار الوادي"
"""The phrase as somebody else would spell it: found only when both are folded."""

_SEED = 20_261_101
_VOCABULARY = 60_000
_PLANTED_RANKS = (40, 1_500, 200)
_EVERY = 200
_WORDS, _SPREAD, _FEWEST = 353, 60, 120
_CHUNK = 1_000
_ARABIC = "اايلنموربتهدعقفسكحجشصخطضزغثذظءآأإىةؤئ"
_LATIN = "etaoinshrdlucmfwypvbgkjqxz"
_HEBREW = "יהולאשרתבמדנחעגקכפסטזצ"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйх"
_BEFORE = ("", "", "", "", "ال", "ال", "ال", "و", "وال", "ب", "بال", "لل", "ف", "س")
_AFTER = ("", "", "", "", "", "ة", "ات", "ين", "ون", "ه", "ها", "ية")
_SEPARATORS = np.array([" ", "، ", ". ", ".\n", " «", "» "], dtype=object)
_SEPARATOR_ODDS = (0.86, 0.05, 0.045, 0.017, 0.014, 0.014)


class Article(NamedTuple):
    """A text and the spans in it: label, start and end in code points."""

    key: str
    text: str
    spans: list[tuple[str, int, int]]


class Files(NamedTuple):
    """The articles as JSONL: all and a tenth of them, without labels, and with the spans of a person who is done."""

    articles: Path
    labelled: Path
    smaller_articles: Path
    smaller: Path


def files() -> Files:
    """Return the files of this size; they are made the first time, in one pass."""
    made = Files(*(FOLDER / f"{name}.jsonl" for name in Files._fields))
    if not all(path.is_file() for path in made):
        FOLDER.mkdir(parents=True, exist_ok=True)
        _write(made)
    return made


def articles(count: int) -> Iterator[Article]:
    """Yield the first `count` articles; the same ones however many are asked for."""
    words = np.array(vocabulary(), dtype=object)
    weights = np.cumsum(1.0 / (np.arange(len(words)) + 2.7))
    weights /= weights[-1]
    lengths = np.array([len(word) for word in words])
    gaps = np.array([len(gap) for gap in _SEPARATORS])
    for first in range(0, count, _CHUNK):
        random = np.random.default_rng([_SEED, first])
        for number in range(first, first + _CHUNK):
            made = _article(number, random, words, weights, lengths, gaps)
            if number < count:
                yield made


def joined(sizes: Iterable[tuple[str, int, int, int]]) -> Iterator[Article]:
    """Yield long articles made of the first ones: (name, how many, characters, spans)."""
    for name, count, characters, spans in sizes:
        for number in range(count):
            yield _joined(f"{name}/{number:02}", characters, spans)


def _joined(key: str, characters: int, wanted: int) -> Article:
    """One article out of many; where it has too few spans, some stand around two others."""
    pieces: list[str] = []
    spans: list[tuple[str, int, int]] = []
    length = 0
    for article in articles(2 + characters // 1_500):
        spans += [(label, start + length, end + length) for label, start, end in article.spans]
        pieces.append(article.text)
        length += len(article.text)
        if length >= characters:
            break
    inside = sorted((span for span in spans if span[2] <= characters), key=lambda span: span[1:])
    around = [(one[0], one[1], other[2]) for one, other in pairwise(inside) if other[2] > one[2]]
    missing = max(0, wanted - len(inside))
    chosen = [inside[place * len(inside) // wanted] for place in range(wanted)] if not missing else inside
    return Article(key, "".join(pieces)[:characters], [*chosen, *around[:missing]])


def vocabulary() -> list[str]:
    """Return the word forms, the most frequent first."""
    random = np.random.default_rng(_SEED)
    seen: dict[str, None] = {}
    while len(seen) < _VOCABULARY:
        seen[_word(random)] = None
    words = [word for word in seen if word not in PHRASE][: _VOCABULARY - len(PHRASE)]
    for rank, word in sorted(zip(_PLANTED_RANKS, PHRASE, strict=True)):
        words.insert(rank, word)
    return words


def _word(random: np.random.Generator) -> str:
    kind = random.random()
    if kind < 0.04:
        digits = str(int(random.integers(1, 10_000)))
        return digits if kind < 0.02 else digits.translate({ord("0") + n: chr(0x660 + n) for n in range(10)})
    if kind < 0.16:
        letters = (_LATIN, _LATIN, _HEBREW, _CYRILLIC)[int(random.integers(4))]
        stem = _letters(random, letters, 3, 10)
        return stem.capitalize() if random.random() < 0.3 else stem
    before, after = _BEFORE[int(random.integers(len(_BEFORE)))], _AFTER[int(random.integers(len(_AFTER)))]
    return before + _letters(random, _ARABIC, 2, 6) + after


def _letters(random: np.random.Generator, letters: str, fewest: int, most: int) -> str:
    places = np.minimum(random.exponential(len(letters) / 4, int(random.integers(fewest, most))), len(letters) - 1)
    return "".join(letters[int(place)] for place in places)


def _article(
    number: int,
    random: np.random.Generator,
    words: np.ndarray,
    weights: np.ndarray,
    lengths: np.ndarray,
    gaps: np.ndarray,
) -> Article:
    count = max(_FEWEST, int(random.normal(_WORDS, _SPREAD)))
    chosen = np.searchsorted(weights, random.random(count))
    between = random.choice(len(_SEPARATORS), count, p=_SEPARATOR_ODDS)
    if number % _EVERY == 0:
        chosen[60:63] = _PLANTED_RANKS
        between[60:62] = 0
    between[[9, 13]] = 3  # the headline and the line of author and place stand by themselves
    pieces = np.empty(2 * count, dtype=object)
    pieces[0::2], pieces[1::2] = words[chosen], _SEPARATORS[between]
    pieces[-1] = ".\n"
    starts = np.concatenate(([0], np.cumsum(lengths[chosen] + gaps[between])[:-1]))
    ends = starts + lengths[chosen]
    first = np.sort(random.integers(0, count - 3, SPANS_PER_ARTICLE))
    last = first + random.integers(0, 3, SPANS_PER_ARTICLE)
    labels = random.integers(0, len(LABELS), SPANS_PER_ARTICLE)
    spans = [
        (LABELS[label], start, end)
        for label, start, end in zip(labels.tolist(), starts[first].tolist(), ends[last].tolist(), strict=True)
    ]
    return Article(f"bench/{number:06d}", "".join(pieces.tolist()), spans)


def _write(made: Files) -> None:
    unfinished = Files(*(path.with_suffix(".part") for path in made))
    with ExitStack() as stack:
        out = Files(*(stack.enter_context(path.open("w", encoding="utf-8", newline="\n")) for path in unfinished))
        for number, article in enumerate(articles(ARTICLES)):
            plain, labelled = _line(article), _labelled_line(number, article)
            out.articles.write(plain)
            out.labelled.write(labelled)
            if number < SMALLER:
                out.smaller_articles.write(plain)
                out.smaller.write(labelled)
    for part, path in zip(unfinished, made, strict=True):
        part.rename(path)


def write_labelled(made: Iterable[Article], path: Path) -> Path:
    """Write articles with their spans as JSONL; the spans get their ids from the import."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for article in made:
            spans = [
                {"person": PERSON, "label": label, "fragments": [[start, end]]} for label, start, end in article.spans
            ]
            row = {"key": article.key, "text": article.text, "spans": spans}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def _line(article: Article) -> str:
    return f'{{"key": "{article.key}", "text": {json.dumps(article.text, ensure_ascii=False)}}}\n'


def _labelled_line(number: int, article: Article) -> str:
    spans = ", ".join(
        f'{{"id": "{span_id(number, order)}", "person": "{PERSON}", "kind": "human", "label": "{label}", '
        f'"fragments": [[{start}, {end}]], "scheme": 1}}'
        for order, (label, start, end) in enumerate(article.spans)
    )
    states = f'[{{"person": "{PERSON}", "state": "done"}}]'
    return f'{_line(article)[:-2]}, "spans": [{spans}], "states": {states}}}\n'


def span_id(number: int, order: int) -> str:
    """A UUID of version 7 for a span of an article: its time grows with the article, the rest looks random."""
    mixed = (number * SPANS_PER_ARTICLE + order + 1) * 0x9E37_79B9_7F4A_7C15 & 0xFFFF_FFFF_FFFF_FFFF
    time = f"0193{number >> 16:04x}-{number & 0xFFFF:04x}"
    return f"{time}-7{order:03x}-8{mixed >> 52:03x}-{mixed & 0xFFFF_FFFF_FFFF:012x}"
