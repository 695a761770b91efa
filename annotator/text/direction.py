"""The base direction of a paragraph or an article, by the majority of its letters.

The first strong character is wrong for news: it turns "CNN نقلت عن مصادر" and "(Reuters) - قال مسؤول" left-to-right.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["rtl", "ltr"]

_LETTERS = re.compile(r"[^\W\d_]+")
# The blocks of Unicode whose letters are right-to-left (bidi classes R and AL).
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]+")


def base_direction(text: str, default: Direction = "rtl") -> Direction:
    """Return "rtl" where right-to-left letters are at least half as many as the others, else "ltr".

    A Latin letter counts half, because names, quotations and links in Arabic news are often Latin. Digits and
    punctuation don't count; without any letter the answer is `default`.
    """
    if text.isascii():
        return "ltr" if _LETTERS.search(text) else default
    letters = "".join(_LETTERS.findall(text))
    if not letters:
        return default
    right_to_left = sum(map(len, _RIGHT_TO_LEFT.findall(letters)))
    return "rtl" if 2 * right_to_left >= len(letters) - right_to_left else "ltr"
