"""Folding for search, propagation and suggestions (`norm_v1` of the lexicon), with a way back to the untouched text.

Folding drops harakat, tatweel and invisible controls, unites the spellings of alef, ya, ta marbuta, digits and
quotation marks, lowers capitals, and turns every white space, line breaks included, into single spaces. Hamza on waw
and on ya is kept. ZWNJ is dropped: Persian `می‌رود` and `میرود` are one word, `می رود` is two. Nothing folded is stored.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from annotator.text.characters import CONTROLS, DROPPED_MARKS, PRESENTATION_FORMS, SPACES

_SAME = {
    **dict.fromkeys("أإآٱ", "ا"),
    **{"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "٬": "،"},
    **dict.fromkeys("“”«»„‟״", '"'),
    **dict.fromkeys("‘’‚‛׳", "'"),
    **{chr(0x660 + digit): str(digit) for digit in range(10)},
    **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
}
_DROPPED = re.compile(f"[{DROPPED_MARKS}{CONTROLS}]")
_MARKS = re.compile(f"[{DROPPED_MARKS}\u200c\u200d]*")
_SPACE = re.compile(f"[{SPACES}]")
_PRESENTATION = re.compile(f"[{PRESENTATION_FORMS}]")
_DOUBLE_SPACE = re.compile("  +")

# What news is written in. Each of these is replaced on its own, which is several times faster than a table lookup
# per character; a text with many other characters takes the table.
_USUAL = (
    "\t\n\r -~\u00a0«»\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u066c\u0670\u067e\u0686\u0698\u06a9\u06af"
    "\u06cc\u06f0-\u06f9\u05d0-\u05ea\u200b-\u200f\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u202a-\u202e"
)
_MOST_UNUSUAL = 64
_UNUSUAL = re.compile(f"[^{_USUAL}]")


def fold(text: str) -> str:
    """Return the folded text; equal to `fold_with_map(text).text` and much faster."""
    if text.isascii():
        folded = _replaced(text.lower(), _ascii_replacements())
    else:
        unusual = set(_UNUSUAL.findall(text))
        if len(unusual) > _MOST_UNUSUAL:
            folded = text.translate(_table())
        else:
            folded = _replaced(text, _usual_replacements())
            folded = _replaced(folded, ((c, new) for c in unusual if (new := _table()[ord(c)]) != c))
    return _DOUBLE_SPACE.sub(" ", folded) if "  " in folded else folded


def _replaced(text: str, replacements: Iterable[tuple[str, str]]) -> str:
    for old, new in replacements:
        if old in text:
            text = text.replace(old, new)
    return text


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from."""

    text: str
    _source: str
    # Runs of equal shift: from folded offset `_starts[i]` on, the raw offset is the folded one plus `_shifts[i]`.
    _starts: list[int]
    _shifts: list[int]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw range of a folded range, extended over the dropped marks that follow its last character.

        An empty range gives the empty range before the character at `start`.
        """
        raw_start = self._raw_offset(start)
        if end <= start:
            return raw_start, raw_start
        after_last = self._raw_offset(end - 1) + 1
        match = _MARKS.match(self._source, after_last)
        return raw_start, match.end() if match else after_last

    def _raw_offset(self, offset: int) -> int:
        if offset >= len(self.text):
            return len(self._source)
        run = bisect_right(self._starts, offset) - 1
        return offset + self._shifts[run]


def fold_with_map(text: str) -> Folded:
    """Fold a text and keep the way back to it."""
    folded = fold(text)
    starts, shifts = [0], [0]
    position = 0  # in the folded text, of the character after the last irregular stretch
    done = 0  # in the raw text
    for match in _irregular().finditer(text):
        position += match.start() - done
        done = match.end()
        for size, source in _pieces(match):
            for step in range(size):
                starts.append(position + step)
                shifts.append(source - position - step)
            position += size
        starts.append(position)
        shifts.append(done - position)
    return Folded(folded, text, starts, shifts)


def _pieces(match: re.Match[str]) -> list[tuple[int, int]]:
    """Return (folded length, raw offset) of what is left of a stretch that does not fold one to one."""
    if match.lastgroup == "wide":
        return [(len(_table()[ord(match.group())]), match.start())]
    space = _SPACE.search(match.group())
    return [(1, match.start() + space.start())] if space else []


class _Table(dict[int, str]):
    """What each code point folds to, worked out when first met."""

    def __missing__(self, code_point: int) -> str:
        self[code_point] = folded = _fold_character(chr(code_point))
        return folded


@cache
def _table() -> _Table:
    return _Table()


def _fold_character(character: str) -> str:
    if _DROPPED.match(character):
        return ""
    if _SPACE.match(character):
        return " "
    if _PRESENTATION.match(character):
        # A tashkeel on its own is written as a space that carries it: no letter, nothing to search for.
        plain = unicodedata.normalize("NFKC", character)
        if plain != character:
            return "" if plain[0] == " " else "".join(map(_fold_character, plain))
    lower = _SAME.get(character) or character.lower()
    return lower if len(lower) == 1 else character


@cache
def _ascii_replacements() -> tuple[tuple[str, str], ...]:
    return tuple((chr(code), " ") for code in range(128) if chr(code) != " " and _SPACE.match(chr(code)))


@cache
def _usual_replacements() -> tuple[tuple[str, str], ...]:
    """Return the replacements that matter in usual text; no result is itself replaced, so order is free."""
    usual = re.compile(f"[{_USUAL}]")
    characters = (chr(code) for code in range(0x3000))
    return tuple((c, _table()[ord(c)]) for c in characters if usual.match(c) and _table()[ord(c)] != c)


@cache
def _irregular() -> re.Pattern[str]:
    """Return the pattern of stretches that don't fold one to one: dropped, several white spaces, wide ligatures."""
    wide = "".join(c for c in map(chr, range(0xFB50, 0xFEFF)) if len(_table()[ord(c)]) > 1)
    dropped = f"{DROPPED_MARKS}{CONTROLS}{_lone_marks()}"
    either = f"[{dropped}{SPACES}]"
    return re.compile(f"(?P<wide>[{wide}])|[{dropped}]+(?:[{SPACES}]{either}*)?|[{SPACES}]{either}+")


def _lone_marks() -> str:
    """Return the presentation forms that fold to nothing."""
    forms = (c for c in map(chr, range(0xFB50, 0xFF00)) if _PRESENTATION.match(c))
    return "".join(c for c in forms if not _table()[ord(c)])
