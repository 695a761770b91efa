"""The parts of a scraped news page: headline, captions, body, other stories, template text; found by rules.

A zone is one line, or part of one, without white space at its ends; it never holds a line break, and zones never
overlap. The rules look at set phrases, at the block a line stands in, and at its shape, in this order. What they get
wrong is corrected by hand: zones are data, the text is never touched.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.text.page_lines import Line, doubled_at, lines_of
from annotator.text.page_phrase_rules import by_phrase
from annotator.text.page_shape_rules import DOUBLED, by_block, by_shape
from annotator.text.page_state import PageState


class Zone(NamedTuple):
    """A part of a page: code points, half-open, and its kind as the scheme names it."""

    start: int
    end: int
    kind: str


_PART = r"[^\s.،:؛!؟?\"()«»–—-]+"
_DATELINE = re.compile(
    rf"(?:{_PART}(?:\s{_PART}){{0,2}}\s?)?\([^()]{{2,30}}\)\s*[-–—ـ:]+\s*"  # القاهرة (وكالة) -
    rf"|{_PART}(?:\s{_PART}){{0,2}}\s*[-–—]\s*{_PART}(?:\s{_PART}){{0,2}}\s*[-–—:]\s+"  # الخرطوم - وكالات:
    rf"|{_PART}(?:\s{_PART})?,?\s+[–—-]{{1,2}}\s+"  # القاهرة –
    rf"|{_PART}(?:[،,]?\s{_PART}){{0,3}}\s[–—-]\s\d{{1,2}}\s{_PART}(?:\s\d{{4}})?\s*[:،–-]\s+"  # الدقم – 16 يونيو:
    r"|[A-Z][A-Z.'’ -]{2,30}(?:,\s[A-Z][\w. ]{2,20})?(?:\s\([\w ./]{2,20}\))?\s+[–—-]{1,2}\s+"  # ROME, May 3 (AP) —
)
_LONGEST_DATELINE = 90
_SHORTEST_PARAGRAPH = 60


def find_zones(text: str) -> list[Zone]:
    """Return the zones of a page in order. White space between them belongs to none."""
    lines = lines_of(text)
    page = PageState.of(lines, text)
    zones: list[Zone] = []
    for number, line in enumerate(lines):
        kind = by_phrase(page, number, line) or by_block(page, number, line) or by_shape(page, number, line)
        if kind == "body" and not page.in_body:
            page.in_body = True
            zones += _first_body(line)
        elif kind == DOUBLED:
            zones += _caption_and_copy(line)
            page.captions.add(line.text)
        else:
            zones.append(Zone(line.start, line.end, kind))
            if kind == "caption":
                page.captions.add(line.text)
    return zones


def _caption_and_copy(line: Line) -> list[Zone]:
    first_end, second_start = doubled_at(line.text) or (len(line.text), len(line.text))
    return [
        Zone(line.start, line.start + first_end, "caption"),
        Zone(line.start + second_start, line.end, "caption_duplicate"),
    ]


def _first_body(line: Line) -> list[Zone]:
    """Return the first paragraph, the dateline of an agency as a zone of its own."""
    dateline = _DATELINE.match(line.text[:_LONGEST_DATELINE])
    if dateline is None or len(line.text) - dateline.end() < _SHORTEST_PARAGRAPH:
        return [Zone(line.start, line.end, "body")]
    return [
        Zone(line.start, line.start + len(dateline.group().rstrip()), "byline"),
        Zone(line.start + dateline.end(), line.end, "body"),
    ]
