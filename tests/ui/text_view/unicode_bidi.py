"""The bidi algorithm as Unicode's Annex 9 tells it, without embeddings and isolates: a second opinion for the tests.

It knows nothing of Qt and nothing of the view. That it is right is tested with Unicode's own rows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_BRACKETS = {"(": ")", "[": "]", "{": "}", "\u2329": "\u232a", "\u3008": "\u3009"}
_SAME = {"\u3008": "\u2329", "\u3009": "\u232a"}
_DEEPEST = 63
_NEUTRAL = frozenset({"WS", "ON", "S", "B"})
_AS_R = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character of a paragraph whose own level is `base`, before it is broken into lines."""
    outer = "R" if base else "L"
    kinds = [unicodedata.bidirectional(character) for character in text]
    _numbers_and_marks(kinds, outer)
    _separators(kinds)
    _digits_of_latin(kinds, outer)
    _brackets(text, kinds, outer)
    _neutrals(kinds, outer)
    return [_level(kind, base) for kind in kinds]


def visual_order(text: str, levels_of_line: Sequence[int], base: int) -> list[int]:
    """Return the indexes of a line's characters from left to right (rules L1 and L2)."""
    leveled = list(levels_of_line)
    to_base = True
    for place in range(len(text) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[place])
        to_base = kind in ("S", "B") or (to_base and kind == "WS")
        if to_base:
            leveled[place] = base
    order = list(range(len(text)))
    for level in range(max(leveled, default=0), 0, -1):
        for start, end in _stretches([leveled[place] >= level for place in range(len(text))]):
            order[start:end] = reversed(order[start:end])
    return order


def _numbers_and_marks(kinds: list[str], outer: str) -> None:
    before = strong = outer
    for place, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kinds[place] = before
        elif kind == "EN" and strong == "AL":  # W2
            kinds[place] = "AN"
        before = kinds[place]
        if kind in ("L", "R", "AL"):
            strong = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3


def _separators(kinds: list[str]) -> None:
    for place in range(1, len(kinds) - 1):  # W4
        around = kinds[place - 1]
        both = around == kinds[place + 1]
        if both and ((kinds[place] == "ES" and around == "EN") or (kinds[place] == "CS" and around in ("EN", "AN"))):
            kinds[place] = around
    for start, end in _stretches([kind == "ET" for kind in kinds]):  # W5
        if "EN" in kinds[max(0, start - 1) : start] + kinds[end : end + 1]:
            kinds[start:end] = ["EN"] * (end - start)
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]  # W6


def _digits_of_latin(kinds: list[str], outer: str) -> None:
    strong = outer
    for place, kind in enumerate(kinds):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _brackets(text: str, kinds: list[str], outer: str) -> None:
    for start, end in _pairs(text, kinds):  # N0
        inside = {_AS_R[kind] for kind in kinds[start + 1 : end] if kind in _AS_R}
        if outer in inside:
            found = outer
        elif inside:
            before = next((_AS_R[kind] for kind in reversed(kinds[:start]) if kind in _AS_R), outer)
            found = before if before in inside else outer
        else:
            continue
        for bracket in (start, end):
            kinds[bracket] = found
            for mark in range(bracket + 1, len(text)):
                if unicodedata.bidirectional(text[mark]) != "NSM":
                    break
                kinds[mark] = found


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs = []
    for place, character in enumerate(text):
        if kinds[place] != "ON":
            continue
        if character in _BRACKETS:
            if len(waiting) == _DEEPEST:
                return []
            closing = _BRACKETS[character]
            waiting.append((_SAME.get(closing, closing), place))
            continue
        closing = _SAME.get(character, character)
        depth = next((depth for depth in reversed(range(len(waiting))) if waiting[depth][0] == closing), None)
        if depth is not None:
            pairs.append((waiting[depth][1], place))
            del waiting[depth:]
    return sorted(pairs)


def _neutrals(kinds: list[str], outer: str) -> None:
    for start, end in _stretches([kind in _NEUTRAL for kind in kinds]):  # N1, N2
        before = _AS_R[kinds[start - 1]] if start else outer
        after = _AS_R[kinds[end]] if end < len(kinds) else outer
        kinds[start:end] = [before if before == after else outer] * (end - start)


def _level(kind: str, base: int) -> int:
    if base == 0:
        return {"L": 0, "R": 1, "AN": 2, "EN": 2}[kind]  # I1
    return {"L": 2, "R": 1, "AN": 2, "EN": 2}[kind]  # I2


def _stretches(members: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the half-open ranges of the members that are true."""
    edges = [place for place, (one, other) in enumerate(pairwise([False, *members, False])) if one != other]
    return list(zip(edges[::2], edges[1::2], strict=True))
