"""CoNLL in: ours gives back the text as it was; files of others get a space between tokens, a line per sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotator.errors import AnnotatorError, InputError
from annotator.formats.conll.spacing import spaces, unescaped
from annotator.formats.decoding import problem_of
from annotator.formats.filelines import text_lines
from annotator.formats.protocol import Item, ReadOptions, Refusal
from annotator.model.identity import content_id, document_id, text_sha256
from annotator.model.values import Bundle, Document, Fragment, Person, PersonKind, Progress, Span, State

_START = "-DOCSTART-"


def read_conll(source: Path, options: ReadOptions) -> Iterator[Item]:
    """Yield one bundle per document; a file without -DOCSTART- is one document.

    Tags are IOB2; a tag I- that continues nothing begins a span, as in IOB1. The last columns are tags: all after the
    second in our files, the last alone in files of others.
    """
    reader = _Reader(source, options)
    try:
        yield from reader.items()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Refusal(file=str(source), code="formats.unreadable", facts={"reason": reason})
    except InputError as error:
        facts = {name: fact for name, fact in error.facts.items() if name not in ("file", "line", "field")}
        yield Refusal(file=str(source), code=error.code, line=reader.line, facts=facts)


class _Draft:
    """A document while its lines come."""

    def __init__(self, key: str, lead: str) -> None:
        self.key = key
        self.parts = [lead]
        self.length = len(lead)
        self.open: dict[int, tuple[str, int, int]] = {}
        self.found: list[tuple[str, Fragment]] = []
        self.has_tokens = False
        self.fault: Refusal | None = None

    def add(self, text: str) -> None:
        """Append text."""
        self.parts.append(text)
        self.length += len(text)

    def close(self, column: int) -> None:
        """End the span that is open in a column."""
        if column in self.open:
            label, start, end = self.open.pop(column)
            self.found.append((label, (start, end)))


class _Reader:
    """What is known so far while one file is read."""

    def __init__(self, source: Path, options: ReadOptions) -> None:
        self._source = source
        self._options = options
        self._facts: dict[str, str] = {}
        self._is_ours = False
        self._introduced = False
        self._number = 0
        self._keys: set[int] = set()
        self.line = 0

    def items(self) -> Iterator[Item]:
        """Yield items; InputError means that the rest of the file can't be read."""
        draft: _Draft | None = None
        for number, line in enumerate(text_lines(self._source, self._options.encoding), start=1):
            self.line = number
            if self._is_comment(line, draft):
                continue
            columns = line.split("\t") if "\t" in line else line.split()
            if columns and columns[0] == _START:
                if draft is not None:
                    yield from self._finished(draft)
                draft = self._draft(columns)
            elif not columns or columns == [""]:
                if draft is not None:
                    self._end_sentence(draft)
            else:
                draft = draft or self._draft([])
                self._take(draft, columns)
        if draft is None:
            raise InputError("formats.empty")
        yield from self._finished(draft)

    def _is_comment(self, line: str, draft: _Draft | None) -> bool:
        if draft is not None or not line.startswith("# "):
            return False
        self._is_ours = self._is_ours or line.startswith("# annotator conll ")
        name, _, value = line[2:].partition(" = ")
        self._facts[name] = value
        return True

    def _draft(self, columns: list[str]) -> _Draft:
        self._number += 1
        key, lead = "", ""
        for part in columns[1].split("|") if len(columns) > 1 else ():
            if part.startswith("Key="):
                key = unescaped(part.removeprefix("Key="))
            elif part.startswith("SpacesAfter="):
                lead = unescaped(part.removeprefix("SpacesAfter="))
        return _Draft(key or (f"{self._source.stem}/{self._number:05}" if columns else self._source.stem), lead)

    def _end_sentence(self, draft: _Draft) -> None:
        for column in tuple(draft.open):
            draft.close(column)
        if not self._is_ours and draft.has_tokens and draft.parts[-1] == " ":
            draft.parts[-1] = "\n"

    def _take(self, draft: _Draft, columns: list[str]) -> None:
        if draft.fault is not None:
            return
        try:
            self._take_token(draft, columns)
        except InputError as error:
            facts = dict(error.facts)
            field = str(facts.pop("field", ""))
            draft.fault = Refusal(file=str(self._source), line=self.line, field=field, code=error.code, facts=facts)

    def _take_token(self, draft: _Draft, columns: list[str]) -> None:
        between = spaces(columns[1]) if self._is_ours and len(columns) > 1 else ("", " ")
        if between is None or len(columns) < 2 or not columns[0]:
            raise InputError("formats.conll_columns", line=self.line)
        before, after = between
        draft.add(before)
        start = draft.length
        draft.add(columns[0])
        for number, tag in enumerate(columns[2:] if self._is_ours else columns[-1:]):
            self._tag(draft, number, tag, start)
        draft.add(after)
        draft.has_tokens = True

    def _tag(self, draft: _Draft, column: int, tag: str, start: int) -> None:
        prefix, _, label = tag.partition("-")
        if tag != "O" and (prefix not in ("B", "I") or not label):
            raise InputError("formats.conll_tag", field=f"column {column + 1}", tag=tag)
        is_open = column in draft.open and draft.open[column][0] == label
        if prefix == "I" and is_open:
            draft.open[column] = (label, draft.open[column][1], draft.length)
            return
        draft.close(column)
        if tag != "O":
            self._refuse_unknown(label)
            draft.open[column] = (label, start, draft.length)

    def _refuse_unknown(self, label: str) -> None:
        scheme = self._options.scheme
        if scheme is None:
            return
        try:
            is_known = scheme.label(label) is not None
        except (KeyError, AnnotatorError):
            is_known = False
        if not is_known:
            raise InputError("formats.unknown_label", label=label)

    def _finished(self, draft: _Draft) -> Iterator[Item]:
        self._end_sentence(draft)
        refusal = draft.fault or self._wrong(draft)
        if refusal is not None:
            yield refusal
            return
        self._keys.add(hash(draft.key))
        document = _document(draft.key, "".join(draft.parts))
        person = self._options.person or unescaped(self._facts.get("person", ""))
        if draft.found and not self._introduced:
            self._introduced = True
            yield Person(person, self._options.kind if self._options.person else PersonKind.HUMAN)
        spans = tuple(_spans(document, draft, person))
        states = (State(person, Progress.DONE),) if self._facts.get("documents") == "done" and person else ()
        yield Bundle(document=document, spans=spans, states=states)

    def _wrong(self, draft: _Draft) -> Refusal | None:
        problem = problem_of("".join(draft.parts))
        if problem is not None:
            return self._refusal(f"conll_{problem[0]}", key=draft.key, **problem[1])
        if hash(draft.key) in self._keys:
            return self._refusal("conll_same_key", key=draft.key)
        if draft.found and not self._options.person and not self._facts.get("person"):
            return self._refusal("whose")
        return None

    def _refusal(self, code: str, **facts: object) -> Refusal:
        return Refusal(file=str(self._source), line=self.line, code=f"formats.{code}", facts=facts)


def _document(key: str, text: str) -> Document:
    sha256 = text_sha256(text)
    return Document(key=key, text=text, sha256=sha256, id=document_id(key, sha256))


def _spans(document: Document, draft: _Draft, person: str) -> Iterator[Span]:
    equals: Counter[tuple[str, Fragment]] = Counter()
    for label, place in sorted(draft.found, key=lambda found: (found[1][0], -found[1][1], found[0])):
        ordinal = equals[label, place]
        equals[label, place] += 1
        identifier = content_id(document.id, person, label, (place,), ordinal)
        yield Span(id=identifier, person=person, label=label, fragments=(place,))
