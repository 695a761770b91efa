"""Sentences and clauses as ranges of code points, and growing a selection clause by clause."""

from __future__ import annotations

import re

from annotator.text.characters import ARABIC_LETTERS
from annotator.text.paragraphs import Range, paragraph_at, paragraphs

_CLOSING = "\"'”’»)\\]״"
_END = re.compile(
    # One mark is taken first, so that the search runs on characters, not on what might come before them. Then:
    rf"[.!?؟…۔](?:(?<=[{ARABIC_LETTERS}]{{3}}[.؟!])(?=[{ARABIC_LETTERS}]{{3}})"  # the space forgotten: المدينة.وقال
    rf"|[.!?؟…۔]*[{_CLOSING}]*(?=\s|$))"  # more marks, quotation marks and brackets that close with it, white space
    r"|[。！？]"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“«])(?:\w|(?:\w\.)+\w|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|St|No|Jr|Sr|vs|etc"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|أ\.د|م\.م|ד\"ר|עו\"ד)$"
)
_LONGER_THAN_ANY = 5
"""As many letters in a row end no abbreviation: a word with a period behind it, as most are."""
_LATIN_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_OPENERS = re.compile(r"(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|This|That|There|However)\b")
_CLAUSE = re.compile(r"[،؛;:](?!\d)|[,\u066c](?!\d)|(?<!\d)[,\u066c]|\s[-–—]+\s|—")
_STOP = re.compile(r"[،؛;:.!?؟…۔。！？](?!\d)|[,\u066c](?!\d)|(?<!\d)[,\u066c]|[\"“”«»„]")
_QUOTES = {"“": "”", "«": "»", "„": "“", '"': '"'}


def sentences(text: str) -> list[Range]:
    """Return the ranges of the sentences, final punctuation included, white space around them not."""
    return [sentence for start, end in paragraphs(text) for sentence in _sentences(text, start, end)]


def sentence_at(text: str, position: int) -> Range | None:
    """Return the sentence that holds a position, else the one before it in the paragraph, else the first, else None."""
    found = None
    for sentence in _sentences(text, *paragraph_at(text, position)):
        if found is not None and position < sentence[0]:
            break
        found = sentence
    return found


def clauses(text: str) -> list[Range]:
    """Return the ranges of the clauses: sentences divided at commas, semicolons, colons and dashes, these left out."""
    found = []
    for start, end in sentences(text):
        for match in _CLAUSE.finditer(text, start, end):
            found.append(_stripped(text, start, match.start()))
            start = match.end()
        found.append(_stripped(text, start, end))
    return [clause for clause in found if clause is not None]


def extend_to_clause(text: str, start: int, end: int) -> Range:
    """Grow a range to before the next comma, stop or quotation mark in its paragraph; each call goes one further.

    A quotation mark that closes one opened inside the range is taken in, because the quotation is then whole.
    """
    _, last = paragraph_at(text, end)
    for match in _STOP.finditer(text, end, last):
        closes = _open_quote(text[start : match.start()]) == match.group()
        stop = match.end() if closes else match.start()
        grown = _stripped(text, end, stop)
        if grown is not None and (closes or any(c.isalnum() for c in text[slice(*grown)])):
            return start, grown[1]
    grown = _stripped(text, end, last)
    return start, grown[1] if grown else end


def _sentences(text: str, start: int, end: int) -> list[Range]:
    found = []
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, start, match, end):
            found.append(_stripped(text, start, match.end()))
            start = match.end()
    found.append(_stripped(text, start, end))
    return [sentence for sentence in found if sentence is not None]


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    rest = text[match.end() : match.end() + 20].lstrip()
    if match.group() != "." or match.end() >= end:
        return not (match.group()[0] in ".…" and rest[:1].islower())
    if match.start() - start >= _LONGER_THAN_ANY and text[match.start() - _LONGER_THAN_ANY : match.start()].isalpha():
        return not rest[:1].islower()
    before = text[max(start, match.start() - 12) : match.start()]
    if _LATIN_INITIALS.search(before):
        return bool(_OPENERS.match(rest))
    return not (rest[:1].islower() or _ABBREVIATION.search(before))


def _open_quote(text: str) -> str | None:
    """Return the mark that would close the quotation left open at the end of a text."""
    awaited = None
    for mark in re.findall(r"[\"“”«»„]", text):
        if mark == awaited:
            awaited = None
        elif awaited is None:
            awaited = _QUOTES.get(mark)
    return awaited


def _stripped(text: str, start: int, end: int) -> Range | None:
    """Return the range without white space at its ends, or None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
