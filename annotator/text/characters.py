"""Classes of characters, as they stand inside the brackets of a regular expression."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from annotator.text.grapheme_data import EXTEND, SPACING

# Harakat and other Arabic marks, Quranic signs, tatweel, Hebrew points: they say how to read, not what is written.
DROPPED_MARKS = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
)

# Letters by category that nevertheless hang on the character before them.
HANGING_LETTERS = "\u0e33\u0eb3\uff9e\uff9f"

# Invisible: bidi controls, zero-width characters, soft hyphen, byte order mark.
CONTROLS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"

# Every white space, line breaks included, as `str.isspace` has it.
SPACES = "\t-\r\x1c-\x20\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

# Arabic letters stored as their shapes, as old files and PDFs have them.
PRESENTATION_FORMS = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfc\ufe70-\ufe74\ufe76-\ufefc"

# Arabic letters, without tatweel.
ARABIC_LETTERS = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u0750-\u077f"

_FIRST_MARK, _LAST_MARK = 0x300, 0x1F000


@cache
def combining_marks() -> str:
    """Return the class of what hangs on the character before it: marks, emoji modifiers, variation selectors."""
    ranges: list[tuple[int, int]] = []
    for code in range(_FIRST_MARK, _LAST_MARK):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    return as_class((*ranges, *EXTEND, *SPACING, (0xE0100, 0xE01EF)))


def as_class(ranges: Iterable[tuple[int, int]]) -> str:
    """Return ranges of code points as they stand inside the brackets of a regular expression."""
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
