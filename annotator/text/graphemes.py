"""Grapheme clusters, what a reader takes for one character: no span may begin or end inside one.

The rules of UAX #29 (Unicode 15.0, extended clusters), without Qt. Categories come from `unicodedata`; what it lacks
stands in `grapheme_data`. A code point that is younger than Python's Unicode data counts as a character of its own.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum, auto

from annotator.text.grapheme_data import EXTEND, NOT_SPACING, PICTOGRAPHIC, PREPEND, SPACING


class _Kind(IntEnum):
    OTHER = auto()
    CR = auto()
    LF = auto()
    CONTROL = auto()
    EXTEND = auto()
    ZWJ = auto()
    SPACING = auto()
    PREPEND = auto()
    REGIONAL = auto()
    PICTOGRAPHIC = auto()
    L = auto()
    V = auto()
    T = auto()
    LV = auto()
    LVT = auto()


_BREAKING = (_Kind.CONTROL, _Kind.CR, _Kind.LF)
_AFTER_HANGUL = {
    _Kind.L: (_Kind.L, _Kind.V, _Kind.LV, _Kind.LVT),
    _Kind.LV: (_Kind.V, _Kind.T),
    _Kind.V: (_Kind.V, _Kind.T),
    _Kind.LVT: (_Kind.T,),
    _Kind.T: (_Kind.T,),
}
_FIRST_JOINING = 0x300  # below it, only CR LF and what follows a soft hyphen's like can matter


def is_boundary(text: str, i: int) -> bool:
    """Return whether a cluster may begin or end before code point `i`; the two ends of the text always count."""
    if i <= 0 or i >= len(text):
        return 0 <= i <= len(text)
    before, after = text[i - 1], text[i]
    if ord(after) < _FIRST_JOINING and ord(before) < _FIRST_JOINING:
        return not (before == "\r" and after == "\n")
    return not _joins(text, i, _KINDS[before], _KINDS[after])


def next_boundary(text: str, i: int) -> int:
    """Return the first boundary after `i`, at most the length of the text."""
    i = max(i, -1) + 1
    while i < len(text) and not is_boundary(text, i):
        i += 1
    return min(i, len(text))


def previous_boundary(text: str, i: int) -> int:
    """Return the last boundary before `i`, at least 0."""
    i = min(i, len(text) + 1) - 1
    while i > 0 and not is_boundary(text, i):
        i -= 1
    return max(i, 0)


def snap_out(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the smallest range of whole clusters around a range; an empty range moves back to a boundary."""
    if not is_boundary(text, start):
        start = previous_boundary(text, start)
    if end > start and not is_boundary(text, end):
        end = next_boundary(text, end)
    return start, max(start, end)


def _joins(text: str, i: int, before: _Kind, after: _Kind) -> bool:
    if before in _BREAKING or after in _BREAKING:
        return before is _Kind.CR and after is _Kind.LF
    if after in (_Kind.EXTEND, _Kind.ZWJ, _Kind.SPACING) or before is _Kind.PREPEND:
        return True
    if before is _Kind.ZWJ and after is _Kind.PICTOGRAPHIC:
        return _follows_pictograph(text, i - 1)
    if before is _Kind.REGIONAL and after is _Kind.REGIONAL:
        return _regionals_before(text, i) % 2 == 1
    return after in _AFTER_HANGUL.get(before, ())


def _follows_pictograph(text: str, joiner: int) -> bool:
    i = joiner - 1
    while i >= 0 and _KINDS[text[i]] is _Kind.EXTEND:
        i -= 1
    return i >= 0 and _KINDS[text[i]] is _Kind.PICTOGRAPHIC


def _regionals_before(text: str, i: int) -> int:
    first = i
    while first > 0 and _KINDS[text[first - 1]] is _Kind.REGIONAL:
        first -= 1
    return i - first


class _Kinds(dict[str, _Kind]):
    """The kind of each character, worked out when first met."""

    def __missing__(self, character: str) -> _Kind:
        self[character] = kind = _kind(ord(character), unicodedata.category(character))
        return kind


_KINDS = _Kinds()
_SINGLE = {0x0D: _Kind.CR, 0x0A: _Kind.LF, 0x200D: _Kind.ZWJ, 0x200C: _Kind.EXTEND}
_BLOCKS = (  # the first that holds the code point counts
    (EXTEND, _Kind.EXTEND),
    (PREPEND, _Kind.PREPEND),
    (SPACING, _Kind.SPACING),
    (PICTOGRAPHIC, _Kind.PICTOGRAPHIC),
    (((0x1F1E6, 0x1F1FF),), _Kind.REGIONAL),
    (((0x1100, 0x115F), (0xA960, 0xA97C)), _Kind.L),
    (((0x1160, 0x11A7), (0xD7B0, 0xD7C6)), _Kind.V),
    (((0x11A8, 0x11FF), (0xD7CB, 0xD7FB)), _Kind.T),
    (NOT_SPACING, _Kind.OTHER),
)
_CATEGORIES = {
    "Mn": _Kind.EXTEND,
    "Me": _Kind.EXTEND,
    "Mc": _Kind.SPACING,
    **dict.fromkeys(("Cc", "Cf", "Cs", "Zl", "Zp"), _Kind.CONTROL),
}
_HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)
_TRAILING_CONSONANTS = 28


def _kind(code: int, category: str) -> _Kind:
    if code in _SINGLE:
        return _SINGLE[code]
    for ranges, kind in _BLOCKS:
        if any(first <= code <= last for first, last in ranges):
            return kind
    if code in _HANGUL_SYLLABLES:
        return _Kind.LVT if (code - _HANGUL_SYLLABLES.start) % _TRAILING_CONSONANTS else _Kind.LV
    if category == "Cn" and (0xE0000 <= code <= 0xE0FFF or 0xFFF0 <= code <= 0xFFF8 or code == 0x2065):
        return _Kind.CONTROL  # unassigned, but reserved for invisible characters
    return _CATEGORIES.get(category, _Kind.OTHER)
