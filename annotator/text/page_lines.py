"""The lines of a scraped page, and what can be told from one line alone."""

from __future__ import annotations

import re
from functools import cache

from annotator.text.folding import fold
from annotator.text.page_phrases import Phrase, agencies, fillers, phrases_by_first_word, sharing

LONG = 140
"""From this many characters on a line is prose: no heading, no menu, no name."""

_FINAL = ".؟!…۔?"
_CLOSING = "\"'”’»)]"
_DECORATION = " \t|•·-–—*»«›>:؛،,.#"
_LEADING = re.compile(r"[^\w©]+")  # bullets, emoji, quotation marks before the first word
_BULLET = re.compile(r"[•▪■●◾◼◆►▶➤*–—-]\s|[سQ]\s?[:/]\s")
_WORDS = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile("[A-Za-z]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_TELEPHONE = re.compile(r"(?:هاتف|جوال|فاكس|תל|טלפון|تلفن|tel|phone|fax)\S*\s*[+\d(]", re.IGNORECASE)
_TIME = r"\d{1,2}[:.٫]\d{2}(?::\d{2})?"
_CLOCK = re.compile(
    rf"{_TIME}(?:\s*(?:[(\[]?(?:[A-Z]{{2,4}}|[ap]\.?m\.?|ص|م|صباحا|صباحًا|مساء|مساءً|ظهرا|ظهرًا|بتوقيت\s\S+(?:\s\S+)?)[)\]]?))*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:[^\W\d]+[،,]?\s+){0,2}"  # Wednesday, / الأربعاء
    r"(?:\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}|\d{4}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{1,2}"
    r"|\d{1,2}\.?\s+(?:[^\W\d]+[\s/،,.]+){1,4}\d{4}|[^\W\d]+\s+\d{1,2},\s+\d{4}"
    r"|\d{1,2}\s+[^\W\d]+(?:/[^\W\d]+)?(?=[\s،,|–-]+\d{1,2}[:.]\d\d))"  # 22 شتنبر – 18:40
    rf"(?:[\s،,|–-]*(?:(?:at|في|בשעה|ساعت|الساعة)\s+)?{_CLOCK.pattern})?",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"\d[\d.,]*\s*(?:k\s*)?(?:تعليق|مشارك|مشاهد|دقيق|دقائق|إعجاب|comments?\b|shares?\b|views?\b|likes?\b|min\b|minutes?\b"
    r"|תגובות|דקות|نظر\b|دیدگاه|دقیقه)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\([^()]{2,30}\)$|\[[^\[\]]{2,30}\]$")
_TRAILING_NAME = re.compile(r"[|/–—-]\s*([^|/–—-]{2,30})$")
_SPLIT_NAMES = re.compile(r"[^\w.]*[\s/|،,–—()-]+[^\w.]*")


class Line:
    """One line that is not blank: its place without white space at the ends, and what it looks like."""

    __slots__ = ("after_blank", "end", "is_long", "start", "text", "word_count")

    def __init__(self, start: int, text: str, after_blank: bool) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.after_blank = after_blank
        self.is_long = len(text) > LONG
        self.word_count = text.count(" ") + 1 if self.is_long else len(text.split())

    def is_sentence(self) -> bool:
        """Return whether the line ends as a sentence does."""
        return self.text.rstrip(_CLOSING)[-1:] in _FINAL

    def is_question(self) -> bool:
        """Return whether the line asks something, or begins with a bullet, as the questions of interviews do."""
        return self.text[-1] in "؟?" or _BULLET.match(self.text) is not None

    def is_title_like(self) -> bool:
        """Return whether the line could be the title of a story."""
        return not self.is_long and self.word_count <= 20 and not self.text.endswith((".", "۔", ":", "،"))


def lines_of(text: str) -> list[Line]:
    """Return the lines of a page that are not blank. Every line break of Unicode ends one."""
    lines = []
    position = 0
    after_blank = True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            lines.append(Line(position + raw.index(stripped[0]), stripped, after_blank))
        after_blank = not stripped
        position += len(raw)
    return lines


def phrase_of(line: Line) -> tuple[Phrase, str] | None:
    """Return the set phrase that a line begins with, and what follows it on the line; both folded."""
    key = _bare(line.text.split(None, 1)[0])
    if key and key not in phrases_by_first_word():
        return None
    return phrase_at_start(fold(line.text[:400]).rstrip(_DECORATION))


def phrase_at_start(folded: str) -> tuple[Phrase, str] | None:
    """Return the set phrase that a folded text begins with, and what follows; decoration before it doesn't count."""
    folded = _without_decoration(folded)
    if not folded:
        return None
    key = _bare(folded.split(" ", 1)[0])
    for phrase in phrases_by_first_word().get(key, ()):
        rest = folded[len(phrase.text) :]
        if folded.startswith(phrase.text) and not rest[:1].isalnum():
            return phrase, rest
    return None


@cache
def _bare_words() -> dict[str, str]:
    return {}


def _bare(word: str) -> str:
    """Return a word folded, without the punctuation on it; pages repeat their words, so the answers are kept."""
    known = _bare_words()
    bare = known.get(word)
    if bare is None:
        bare = _without_decoration(fold(word)).rstrip(_DECORATION)
        if len(known) < 20_000:
            known[word] = bare
    return bare


def _without_decoration(folded: str) -> str:
    match = _LEADING.match(folded)
    return folded[match.end() :] if match else folded


def is_foreign(line: Line, *, latin_page: bool) -> bool:
    """Return whether more than ten letters of a line, and most of them, are of the other script than the page."""
    extra = len(line.text.encode("utf-8", "surrogatepass")) - len(line.text)
    mostly_latin = 2 * extra < len(line.text)
    if mostly_latin is latin_page:
        return False
    latin = len(_LATIN.findall(line.text))
    other = len(_LETTER.findall(line.text)) - latin
    return other > max(10, latin) if latin_page else latin > max(10, other)


def is_furniture(line: Line) -> bool:
    """Return whether a short line is a share bar, a counter, an address, a notice of rights, or has no letters."""
    text = line.text
    if "©" in text or _COUNTER.match(text) or not _LETTER.search(text):
        return True
    if line.word_count <= 6 and (_ADDRESS.search(text) or _TELEPHONE.match(text)):
        return True
    return line.word_count <= 14 and (_is_share_bar(text) or _is_menu(text))


def _is_share_bar(text: str) -> bool:
    """Return whether a line has nothing but the names of networks and what one does with a page."""
    if _bare(text.split(None, 1)[0]) not in sharing():
        return False
    return all(word in fillers() for word in _WORDS.findall(fold(text)))


def _is_menu(text: str) -> bool:
    """Return whether a line is divided by bars into parts, most of them template text."""
    if "|" not in text:
        return False
    parts = [_without_decoration(part) for part in fold(text).split("|")]
    known = sum(phrase_at_start(part) is not None or part.split(" ", 1)[0] in sharing() for part in parts if part)
    return len(parts) >= 2 and 2 * known > len(parts)


def is_trail(line: Line) -> bool:
    """Return whether a line is a breadcrumb trail: sections divided by arrows or bars."""
    parts = re.split(r"\s*[›»>|/\\←]\s*", line.text.strip(" ›»>|/"))
    return len(parts) >= 3 and line.word_count <= 12 and all(len(part.split()) <= 3 for part in parts)


def is_clock(line: Line) -> bool:
    """Return whether a line is a time of day and nothing else."""
    return line.text[0].isdecimal() and _CLOCK.fullmatch(line.text) is not None


def is_date(text: str) -> bool:
    """Return whether a line is a date, with a time or without, and nothing else."""
    return len(text) <= 60 and _DIGIT.search(text) is not None and _DATE.fullmatch(text.strip(" |•-–()")) is not None


def is_credited(line: Line) -> bool:
    """Return whether a line of at most 25 words ends with the credit of a picture."""
    if line.word_count <= 20 and _CREDIT.search(line.text):
        return True
    tail = _TRAILING_NAME.search(line.text) if line.word_count <= 25 else None
    return tail is not None and fold(tail[1]).strip(_DECORATION) in agencies()


def is_agency_line(line: Line) -> bool:
    """Return whether a line names agencies and at most a place: القاهرة - وكالات, (رويترز)."""
    if line.word_count > 6 or (line.is_sentence() and not line.text.endswith(")")):
        return False
    parts = [part for part in _SPLIT_NAMES.split(fold(line.text).strip(_DECORATION + "()")) if part]
    whole = fold(line.text).strip(_DECORATION + "()")
    return whole in agencies() or (
        bool(parts) and (parts[0] in agencies() or parts[-1] in agencies()) and len(parts) <= 3
    )


def doubled_at(text: str) -> tuple[int, int] | None:
    """Return where the first copy ends and the second begins, when a line says the same twice; else None."""
    half, odd = divmod(len(text), 2)
    if half < 10:
        return None
    if not odd:
        return (half, half) if text[:half] == text[half:] else None
    return (half, half + 1) if text[half].isspace() and text[:half] == text[half + 1 :] else None
