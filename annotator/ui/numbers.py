"""Numbers, ranges and names as the interface language writes them."""

from __future__ import annotations

from typing import Literal

from annotator.words import language

Digits = Literal["language", "arabic", "european"]

_ARABIC_INDIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_SIGNS = dict.fromkeys([0x200E, 0x200F, *range(0x2066, 0x206A)])
_chosen: Digits = "language"
_LTR_MARK = "\u200e"
_LTR_ISOLATE, _FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2066", "\u2068", "\u2069"


def choose_digits(name: Digits) -> None:
    """Write numbers in these digits from now on; `language` follows the language of the interface."""
    global _chosen
    _chosen = name


def number(value: int) -> str:
    """Return a whole number with thousands grouped: 12,500 or ١٢٬٥٠٠."""
    return digits(f"{value:,}")


def digits(text: str) -> str:
    """Return a text of digits and signs in the digits that were chosen."""
    is_arabic = language() == "ar" if _chosen == "language" else _chosen == "arabic"
    return text.translate(_ARABIC_INDIC) if is_arabic else text


def offsets(start: int, end: int) -> str:
    """Return a range of code points, isolated left-to-right: the smaller number stays left in both languages."""
    # A bare dash between Arabic-Indic digits runs right-to-left even so: the larger number would stand left.
    return left_to_right(digits(f"{start}{_LTR_MARK}–{_LTR_MARK}{end}"))


def left_to_right(text: str) -> str:
    """Isolate an id, a path or a range so that it stays left-to-right inside an Arabic sentence."""
    return f"{_LTR_ISOLATE}{text}{_POP_ISOLATE}"


def isolated(text: str) -> str:
    """Isolate a text of unknown direction (a surface, a title) inside a sentence of the interface."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def without_signs(text: str) -> str:
    """Return a text for the ear: without the signs that isolate directions, which some screen readers spell out."""
    return text.translate(_SIGNS)
