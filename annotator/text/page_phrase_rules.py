"""Zone rules for lines that begin with a set phrase: each returns a kind of zone, or None where it means nothing.

A rule may also note in the state what the phrase says about the lines that follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from annotator.text.page_lines import Line, is_date, is_trail, phrase_of
from annotator.text.page_phrases import Role, fillers
from annotator.text.page_state import PageState

_ANNOUNCES = (":", "،", ",", "/", "|", "-", "–", "—")
_AUTHOR_WORDS = frozenset(("كتب", "كتبت", "بقلم", "מאת", "by", "written by", "reporting by"))
_MOST_LINKS = 4
_BLOCK_ROLES = (Role.RELATED, Role.READ_ALSO, Role.OTHER_STORIES, Role.SOURCE, Role.TAGS, Role.COMMENTS)


def by_phrase(page: PageState, number: int, line: Line) -> str | None:
    """Return the zone of a line that begins with a set phrase."""
    found = phrase_of(line)
    if found is None:
        return None
    phrase, rest = found
    return _RULES[phrase.role](page, number, phrase.text, rest.strip())


def _related(page: PageState, number: int, _phrase: str, rest: str) -> str | None:
    if page.headline is None:
        return None
    if not rest:
        page.others_until, page.template_until = len(page.lines), 0
        return "related_header"
    return "related_title" if rest[0] in ":|" and not page.lines[number].is_long else None


def _read_also(page: PageState, number: int, _phrase: str, rest: str) -> str | None:
    line = page.lines[number]
    if page.headline is None:
        return None
    if not rest:
        page.others_until, page.template_until = _end_of_others(page, number), 0
        return "related_header"
    if line.is_long or (line.is_sentence() and rest[0] not in ":|"):
        return None
    return "related_title"


def _other_stories(page: PageState, number: int, _phrase: str, _rest: str) -> str | None:
    line = page.lines[number]
    if line.word_count > 6 or line.is_sentence():
        return None
    if page.in_body:
        page.others_until, page.template_until = _end_of_others(page, number), 0
    return "boilerplate"


def _end_of_others(page: PageState, number: int) -> int:
    """Return the number of the line at which the article goes on after a header of links to other stories.

    It goes on at the first paragraph after some titles; it doesn't where the article was over, where the links carry
    dates, or where each paragraph that follows has a title of its own.
    """
    last = _end_of_block(page, number)
    after = number + 1
    while after < last and page.lines[after].is_title_like() and not _heads_prose(page, number, after):
        after += 1
    if page.finished or after >= last or after - number > _MOST_LINKS + 1:
        return len(page.lines)
    block = page.lines[number + 1 : last]
    if any(is_date(line.text) or _role(line) is Role.STAMP for line in block):
        return len(page.lines)
    paired = [line.is_title_like() for line in page.lines[after + 1 : last][:4]]
    return len(page.lines) if paired == [True, False, True, False] else after


def _end_of_block(page: PageState, number: int) -> int:
    """Return the number of the next line that heads something else, or the number of lines."""
    for later in range(number + 1, len(page.lines)):
        if _role(page.lines[later]) in _BLOCK_ROLES:
            return later
    return len(page.lines)


def _heads_prose(page: PageState, number: int, candidate: int) -> bool:
    """Return whether a line after the links is a subheading: set off by a blank line, as the links are not."""
    following = page.line_after(candidate)
    set_off = page.lines[candidate].after_blank and not page.lines[number + 1].after_blank
    return candidate > number + 1 and set_off and following is not None and following.is_long


def _role(line: Line) -> Role | None:
    found = phrase_of(line)
    return found[0].role if found else None


def _template(page: PageState, number: int, phrase: str, rest: str) -> str | None:
    """A phrase of one word must be all, but for words such as "this article"; a longer one may go on a little."""
    line = page.lines[number]
    if all(word in fillers() for word in re.findall(r"[^\W\d]+", rest)):
        return "boilerplate"
    return "boilerplate" if " " in phrase and line.word_count <= 8 and not line.is_sentence() else None


def _label(_page: PageState, _number: int, _phrase: str, rest: str) -> str | None:
    return None if any(character.isalnum() for character in rest) else "boilerplate"


def _notice(page: PageState, number: int, phrase: str, rest: str) -> str | None:
    if page.lines[number].word_count > 80:
        return None
    return "boilerplate" if " " in phrase or any(c.isdecimal() or c == "©" for c in rest) else None


def _comments(page: PageState, _number: int, _phrase: str, rest: str) -> str | None:
    if any(character.isalpha() for character in rest):
        return None
    if page.in_body:
        page.template_until = len(page.lines)
    return "boilerplate"


def _tags(page: PageState, _number: int, _phrase: str, rest: str) -> str | None:
    if rest and rest[0] not in ":#":
        return None
    page.in_tags = not rest
    page.finished = page.in_body
    return "boilerplate"


def _home(page: PageState, number: int, _phrase: str, rest: str) -> str | None:
    return "boilerplate" if not rest or is_trail(page.lines[number]) else None


def _source(page: PageState, number: int, _phrase: str, rest: str) -> str | None:
    if page.lines[number].word_count > 12 or not rest.startswith((":", "/", "-", "–", "|")):
        return None
    page.finished = page.in_body
    return "source_line"


def _author(page: PageState, number: int, phrase: str, rest: str) -> str | None:
    line = page.lines[number]
    if phrase == "reporting by" and not line.is_long:
        return "byline"
    if line.is_long or line.word_count > 12 or not rest:
        return None
    if rest[0] in ":|/":
        return "byline"
    plain = phrase in _AUTHOR_WORDS and page.headline is not None and not page.in_body
    return "byline" if plain and line.word_count <= 8 and not line.is_sentence() else None


def _picture(page: PageState, number: int, phrase: str, rest: str) -> str | None:
    if rest.startswith(_ANNOUNCES):
        return "caption"
    return "caption" if " " in phrase and not page.lines[number].is_long else None


def _stamp(page: PageState, number: int, _phrase: str, rest: str) -> str | None:
    line = page.lines[number]
    if line.is_long or line.word_count > 14 or not any(character.isdecimal() for character in rest):
        return None
    return page.date_kind()


_Rule = Callable[[PageState, int, str, str], str | None]
_RULES: dict[Role, _Rule] = {
    Role.RELATED: _related,
    Role.READ_ALSO: _read_also,
    Role.OTHER_STORIES: _other_stories,
    Role.TEMPLATE: _template,
    Role.LABEL: _label,
    Role.NOTICE: _notice,
    Role.COMMENTS: _comments,
    Role.TAGS: _tags,
    Role.HOME: _home,
    Role.SOURCE: _source,
    Role.AUTHOR: _author,
    Role.PICTURE: _picture,
    Role.STAMP: _stamp,
}
