"""Paragraphs as ranges of code points.

A paragraph ends at LF, CR LF, CR or U+2029. U+2028 breaks a line inside a paragraph, as in the text view.
"""

from __future__ import annotations

import re

Range = tuple[int, int]

_BREAK = re.compile("\r\n|[\n\r\u2029]")


def paragraphs(text: str) -> list[Range]:
    """Return the ranges of the paragraphs without their breaks, empty ones included, as `str.split` counts them."""
    found = []
    start = 0
    if "\r" not in text and "\u2029" not in text:
        while (end := text.find("\n", start)) >= 0:
            found.append((start, end))
            start = end + 1
        found.append((start, len(text)))
        return found
    for match in _BREAK.finditer(text):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    return found


def paragraph_at(text: str, position: int) -> Range:
    """Return the paragraph that holds a position."""
    start = max(text.rfind(mark, 0, position) for mark in "\n\r\u2029") + 1
    match = _BREAK.search(text, position)
    end = match.start() if match else len(text)
    return min(start, end), end
