"""Zone rules for lines without a set phrase: by the block they stand in, and by their shape."""

from __future__ import annotations

import re

from annotator.text.page_lines import (
    Line,
    doubled_at,
    is_agency_line,
    is_clock,
    is_credited,
    is_date,
    is_foreign,
    is_furniture,
    is_trail,
)
from annotator.text.page_state import PageState

DOUBLED = "doubled"
"""In place of a kind: the line says the same twice, and becomes a caption and its copy."""

_PART = r"[^\s.،:؛!؟?\"()«»–—-]+"
_NAME_AND_PLACE = re.compile(r"[^،.؛:,]+(?:[-–|]|\sـ\s)[^،.؛:,]+")
_SPACED_DASH = re.compile(r"\s[-–|ـ]\s")
_PLACE_AND_AGENCY = re.compile(rf"{_PART}(?:\s{_PART})?\s?\([^()]{{2,30}}\)[\s–—-]*")
_DESK = re.compile(r"\((?:إعداد|تغطية|تحرير|كتب|شارك|الدار|Reporting|Writing|Editing|Additional|Compiled)\b")
_HEADING_WORDS = 10
_STANDS_OVER = 60  # a heading stands over a paragraph of more than so many characters


def by_block(page: PageState, number: int, line: Line) -> str | None:
    """Return the zone of a line of a block: template text, tags, another story; or in another script."""
    if number < page.template_until:
        return "boilerplate"
    if page.in_tags:
        page.in_tags = line.word_count <= 4 and not line.is_sentence()
        if page.in_tags:
            return "boilerplate"
    if is_foreign(line, latin_page=page.is_latin):
        return "boilerplate" if not line.is_long and is_furniture(line) else "foreign_caption"
    return _other_story(line) if number < page.others_until else None


def by_shape(page: PageState, number: int, line: Line) -> str:
    """Return the zone of a line of the article itself; `DOUBLED` for a caption glued to its copy."""
    if not line.is_long:
        return _short(page, number, line)
    if doubled_at(line.text):
        return DOUBLED
    page.headline = page.headline or ""
    return "body"


def _other_story(line: Line) -> str:
    if not line.is_long and is_furniture(line):
        return "boilerplate" if not is_date(line.text) else "published_on"
    if is_date(line.text):
        return "published_on"
    return "related_title" if line.is_title_like() else "related_teaser"


def _short(page: PageState, number: int, line: Line) -> str:
    moment = _moment(page, line)
    if moment:
        return moment
    if is_furniture(line) or ((page.finished or not page.in_body) and is_trail(line)):
        return "boilerplate"
    if page.headline is None:
        return _first(page, number, line)
    if line.text == page.headline:
        return "boilerplate"
    return _picture_or_name(page, line) or _heading(page, number, line) or _rest(page, line)


def _moment(page: PageState, line: Line) -> str | None:
    """Return the zone of a time or a date; a time stands over an entry of a live blog."""
    if is_clock(line):
        return "subheading" if page.in_body else "byline"
    return page.date_kind() if is_date(line.text) else None


def _first(page: PageState, number: int, line: Line) -> str:
    """Return the zone of the first line that is the article's: the headline, a section name, or body."""
    if line.is_sentence() and line.word_count > 15:
        page.headline = ""
        return "body"
    following = page.line_after(number)
    if line.word_count <= 2 and following and not following.is_long and 5 <= following.word_count <= 25:
        return "boilerplate"
    page.headline = line.text
    return "headline"


def _picture_or_name(page: PageState, line: Line) -> str | None:
    if doubled_at(line.text):
        return DOUBLED
    if line.text in page.captions:
        return "caption_duplicate"
    if _DESK.match(line.text) or (not page.in_body and _is_byline(line)):
        return "byline"
    return "caption" if is_credited(line) else None


def _is_byline(line: Line) -> bool:
    if line.word_count > 8 or line.is_sentence():
        return False
    if line.word_count > 6:
        return _SPACED_DASH.search(line.text) is not None and _NAME_AND_PLACE.fullmatch(line.text) is not None
    return bool(
        _NAME_AND_PLACE.fullmatch(line.text)
        or (line.word_count <= 4 and _PLACE_AND_AGENCY.fullmatch(line.text))
        or is_agency_line(line)
    )


def _heading(page: PageState, number: int, line: Line) -> str | None:
    """Return "subheading" for a few words over a paragraph: on the line above it, or once the body has begun."""
    following = page.line_after(number)
    if following is None or page.finished or len(following.text) <= _STANDS_OVER:
        return None
    if line.is_question():
        return "subheading" if _is_asked(page, number, line) else None
    if line.is_sentence() or line.word_count > _HEADING_WORDS or line.text.endswith((":", "،")):
        return None
    adjacent = page.has_blanks and not following.after_blank
    return "subheading" if adjacent or (page.in_body and following.is_long) else None


def _is_asked(page: PageState, number: int, line: Line) -> bool:
    """Return whether a question heads the paragraph after it, and is no item of a list."""
    before, after = page.lines[number - 1], page.lines[number + 1]
    return page.in_body and line.word_count <= 20 and not before.is_question() and not after.is_question()


def _rest(page: PageState, line: Line) -> str:
    if page.in_body:
        if not page.finished or line.is_sentence():
            return "body"
        return "boilerplate" if line.word_count <= 4 else "related_title"
    if line.word_count <= 3 and not line.is_sentence():
        return "byline"
    if line.word_count <= 15 and len(line.text) < 120 and (page.has_prose or not line.is_sentence()):
        return "caption"
    return "body"
