"""Phrase search at four levels, propagation of a surface, and the context of a hit.

- `exact`: the query as typed, as whole words.
- `folded`: the same after folding (spelling variants, harakat, digits, quotes, white space).
- `flexible`: each word may carry و ف ب ك ل س and gain or lose the article, with up to `max_gap` words between, inside
  one sentence. Clitics are left outside the fragments, the article is not.
- `lexicon`: where the query holds an anonymity phrase, every anonymous source of the text: a source noun, up to six
  words, an anonymity phrase.

All offsets are code points of the untouched text. No step takes more than linear time in the text for a given query.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from annotator.text.clitics import looks_prefixed_but_is_not
from annotator.text.flexible import find_flexible
from annotator.text.folding import fold, fold_with_map
from annotator.text.graphemes import snap_out
from annotator.text.lexicon import lexicon
from annotator.text.prefixes import word_run
from annotator.text.tokens import Range, paragraph_at

Level = Literal["exact", "folded", "flexible", "lexicon"]
LEVELS: tuple[Level, ...] = get_args(Level)

_EDGES = f" \t\n\r\u00a0{''.join(map(chr, (0x200E, 0x200F, 0x61C, 0xFEFF)))}"
_PUNCTUATION = ".,،؛:!؟?\"'()[]"


class Hit(NamedTuple):
    """A place where a query was found: the fragments that answer it, and the whole they span.

    At the level `lexicon` the fragment is the whole source, and `nested` the anonymity phrase inside it.
    """

    level: Level
    fragments: tuple[Range, ...]
    extent: Range
    nested: tuple[Range, ...] = ()


class Context(NamedTuple):
    """A hit with the text around it, as it stands in its paragraph."""

    before: str
    match: str
    after: str


def search(text: str, query: str, level: Level | None = None, max_gap: int = 4) -> list[Hit]:
    """Return the hits at one level, or without one, those at the first level that has any."""
    for each in LEVELS if level is None else (level,):
        hits = find(text, query, each, max_gap)
        if hits:
            return hits
    return []


def find(text: str, query: str, level: Level, max_gap: int = 4) -> list[Hit]:
    """Return the hits at one level, in order and without overlap. `max_gap` counts words, at the level `flexible`."""
    if level == "lexicon":
        return anonymous_sources(text) if lexicon().anonymity.search(fold(query)) else []
    if level == "flexible":
        return [_hit("flexible", text, fragments) for fragments in find_flexible(text, query, max_gap)]
    ranges = _folded_ranges(text, query)
    if level == "exact":
        wanted = query.strip(_EDGES)
        ranges = [(start, end) for start, end in ranges if text[start:end] == wanted]
    return [_hit(level, text, [whole]) for whole in _without_overlap(ranges)]


def anonymous_sources(text: str) -> list[Hit]:
    """Return the sources that the text says are not named."""
    known = lexicon()
    plain = fold(text)
    matches = [m for m in known.anonymous_source.finditer(plain) if not _is_no_source(plain, m.start("np"))]
    if not matches:
        return []
    folded = fold_with_map(text)
    hits = []
    for match in matches:
        end = match.start("anon") + len(match["anon"].rstrip(_PUNCTUATION))
        extent = folded.raw(match.start("np"), end)
        hits.append(Hit("lexicon", (extent,), extent, (folded.raw(match.start("anon"), end),)))
    return hits


def occurrences(text: str, surface: str) -> list[Range]:
    """Return where a surface stands in a text, whatever proclitic is written onto its first word, the clitic left out.

    The words themselves must be the same after folding: a surface that begins with the article is also found fused
    (للمدينة), one without is not found with it. Words that only look prefixed are left alone.
    """
    wanted = fold(surface).strip()
    if not wanted:
        return []
    plain = fold(text)
    found = _whole(plain, wanted) + (_prefixed(plain, wanted) if word_run().match(wanted) else [])
    return [snap_out(text, *whole) for whole in _without_overlap(_raw(text, found))]


def context(text: str, extent: Range, width: int) -> Context:
    """Return a hit with at most `width` code points on either side, cut at words and never leaving the paragraph."""
    start, end = extent
    first, _ = paragraph_at(text, start)
    _, last = paragraph_at(text, end)
    before = text[max(first, start - width) : start]
    if start - width > first and not text[start - width - 1].isspace():
        before = before[_first_space(before) :]
    after = text[end : min(last, end + width)]
    if end + width < last and not text[end + width].isspace():
        after = after[: len(after) - _first_space(after[::-1])]
    return Context(before.lstrip(), text[start:end], after.rstrip())


def _first_space(text: str) -> int:
    match = re.search(r"\s", text)
    return match.start() if match else len(text)


def _folded_ranges(text: str, query: str) -> list[Range]:
    wanted = fold(query).strip()
    if not wanted:
        return []
    return _raw(text, _whole(fold(text), wanted))


def _raw(text: str, found: list[Range]) -> list[Range]:
    """Return folded ranges as raw ones; the map, which takes longer than the search, is made only for hits."""
    if not found:
        return []
    folded = fold_with_map(text)
    return [folded.raw(start, end) for start, end in found]


def _whole(plain: str, wanted: str) -> list[Range]:
    """Return where a folded phrase stands in folded text without cutting a word; hits may overlap."""
    found = []
    start = plain.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if _is_edge(plain, start) and _is_edge(plain, end):
            found.append((start, end))
        start = plain.find(wanted, start + 1)
    return found


def _is_edge(plain: str, i: int) -> bool:
    """Return whether no word of folded text goes on across offset `i`."""
    if i <= 0 or i >= len(plain):
        return True
    run = word_run()
    return not (run.match(plain[i - 1]) and run.match(plain[i]))


def _prefixed(plain: str, wanted: str) -> list[Range]:
    """Return where a folded phrase stands behind a proclitic; the ranges begin after the proclitic."""
    whole, fused = re.escape(wanted), re.escape(wanted[2:]) if wanted.startswith("ال") else r"\Z."
    pattern = re.compile(rf"(?:[وف]?[بكل]?(?P<whole>{whole})|[وف]?ل(?P<fused>ل{fused}))")
    found = []
    for match in pattern.finditer(plain):
        start, end = match.span(match.lastgroup or 0)
        word = word_run().match(plain, match.start())
        clitics = range(start - match.start())
        if word is None or not clitics or any(looks_prefixed_but_is_not(word.group()[cut:]) for cut in clitics):
            continue
        if _is_edge(plain, match.start()) and _is_edge(plain, end):
            found.append((start, end))
    return found


def _without_overlap(ranges: list[Range]) -> list[Range]:
    kept: list[Range] = []
    for start, end in sorted(ranges):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _hit(level: Level, text: str, fragments: list[Range]) -> Hit:
    whole = tuple(snap_out(text, *fragment) for fragment in fragments)
    return Hit(level, whole, (whole[0][0], whole[-1][1]))


def _is_no_source(plain: str, start: int) -> bool:
    """Return whether a source noun stands in a phrase in which it means something else, such as مصدر رزق."""
    bare = start + 2 if plain.startswith("ال", start) else start
    return any(plain.startswith(phrase, place) for phrase in lexicon().no_source for place in (start, bare))
