"""Paragraphs as ranges of code points.

A paragraph ends at LF, CR LF, CR or U+2029. U+2028 breaks a line inside a paragraph, as in the text view.
"""

from __future__ import annotations

import re

Range = tuple[int, int]

_MARKS = "\n\r\u2029"
_BREAK = re.compile(f"\r\n|[{_MARKS}]")


def paragraphs(text: str) -> list[Range]:
    """Return the ranges of the paragraphs without their breaks, empty ones included, as `str.split` counts them."""
    if "\u2029" not in text and text.count("\r") == text.count("\r\n"):
        return _between_line_feeds(text)
    found = []
    start = 0
    for match in _BREAK.finditer(text):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    return found


def paragraph_at(text: str, position: int) -> Range:
    """Return the paragraph that holds a position."""
    start, end = 0, len(text)
    for mark in _MARKS:
        start = text.rfind(mark, start, position) + 1 or start
        end = found if (found := text.find(mark, position, end)) >= 0 else end
    return min(start, end), end


def _between_line_feeds(text: str) -> list[Range]:
    """Return the paragraphs of a text without breaks of other kinds, as nearly all are; faster than the general way."""
    found = []
    start = 0
    while (end := text.find("\n", start)) >= 0:
        found.append((start, end - 1 if end > start and text[end - 1] == "\r" else end))
        start = end + 1
    found.append((start, len(text)))
    return found
