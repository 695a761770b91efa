"""Articles from CSV and TSV: a header row names the columns, a mapping says which is which, the rest is metadata."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from annotator.errors import InputError
from annotator.formats.decoding import problem_of
from annotator.formats.filelines import encoding_of
from annotator.formats.protocol import Format, Item, Notice, ReadOptions, Refusal
from annotator.model.identity import document_id, text_sha256
from annotator.model.values import Bundle, Document
from annotator.words import N_

_DELIMITERS = ",;\t|"
_KEY_COLUMNS = ("key", "id")


def read_table(source: Path, options: ReadOptions) -> Iterator[Item]:
    """Yield one bundle per row.

    `options.mapping` says which column is `text` and which is `key`; any other name in it renames a column of the
    metadata. Without a mapping the columns `text` and `key` (or `id`) are taken; where there is no key, rows are
    numbered.
    """
    reader = _Reader(source, options)
    try:
        yield from reader.items()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Refusal(file=str(source), code="formats.unreadable", facts={"reason": reason})
    except UnicodeDecodeError as error:
        facts = {"encoding": error.encoding, "offset": error.start, "byte": f"{error.object[error.start]:02X}"}
        yield Refusal(file=str(source), code="formats.bad_bytes", line=reader.line, facts=facts)
    except InputError as error:
        facts = {name: fact for name, fact in error.facts.items() if name != "file"}
        yield Refusal(file=str(source), code=error.code, line=reader.line, facts=facts)


class _Columns:
    """Which column holds what."""

    def __init__(self, header: list[str], options: ReadOptions) -> None:
        for name in header:
            if header.count(name) > 1:
                raise InputError("formats.same_column", column=name)
        self._header = header
        self._names = {column: field for field, column in options.mapping.items()}
        self.text = self._column(options.mapping.get("text", "text"))
        wanted = options.mapping.get("key")
        found = next((header.index(name) for name in _KEY_COLUMNS if name in header), None)
        self.key = found if wanted is None else self._column(wanted)
        for field, column in options.mapping.items():
            if field not in ("text", "key"):
                self._column(column)

    def __len__(self) -> int:
        return len(self._header)

    def name(self, number: int) -> str:
        """Return the name of a column as it stands in the file."""
        return self._header[number]

    def meta(self, row: list[str]) -> dict[str, str]:
        """Return what is neither text nor key, under the names of the mapping."""
        return {
            self._names.get(name, name): value
            for number, (name, value) in enumerate(zip(self._header, row, strict=True))
            if number not in (self.text, self.key)
        }

    def _column(self, name: str) -> int:
        if name not in self._header:
            raise InputError("formats.no_column", column=name, columns=", ".join(self._header))
        return self._header.index(name)


class _Reader:
    """What is known so far while one file is read."""

    def __init__(self, source: Path, options: ReadOptions) -> None:
        self._source = source
        self._options = options
        self._seen: set[int] = set()
        self.line = 0

    def items(self) -> Iterator[Item]:
        """Yield items; InputError means that the file as a whole can't be read."""
        # Python's limit of 131,072 letters per field is shorter than a long article.
        csv.field_size_limit(sys.maxsize)
        encoding, confidence = encoding_of(self._source, self._options.encoding)
        if confidence < 1:
            facts = {"encoding": encoding, "percent": round(confidence * 100)}
            yield Notice(file=str(self._source), code="formats.guessed", facts=facts)
        delimiter = self._delimiter(encoding)
        with self._source.open(encoding=encoding, newline="") as file:
            _pass_mark(file)
            rows = csv.reader(file, delimiter=delimiter, strict=True)
            columns = _Columns(self._header(rows), self._options)
            number = 0
            while True:
                self.line = rows.line_num + 1
                try:
                    row = next(rows)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield self._refusal("csv", reason=str(error))
                    continue
                if row:
                    number += 1
                    yield self._article(row, columns, number)

    def _header(self, rows: Iterator[list[str]]) -> list[str]:
        self.line = 1
        try:
            header = next((row for row in rows if row), None)
        except csv.Error as error:
            raise InputError("formats.csv", reason=str(error)) from error
        if header is None:
            raise InputError("formats.empty")
        return [name.strip() for name in header]

    def _article(self, row: list[str], columns: _Columns, number: int) -> Bundle | Refusal:
        if len(row) != len(columns):
            return self._refusal("csv_columns", expected=len(columns), found=len(row))
        text = row[columns.text]
        problem = problem_of(text)
        if problem is not None:
            code, facts = problem
            return self._refusal(
                "line_too_long_text" if code == "too_long" else f"line_{code}", columns.text, columns, **facts
            )
        key = f"{self._source.stem}/{number:05}" if columns.key is None else row[columns.key]
        if not key or any(letter < " " for letter in key):
            return self._refusal("name", columns.key, columns)
        if hash(key) in self._seen:
            return self._refusal("second_key", columns.key, columns, key=key)
        self._seen.add(hash(key))
        sha256 = text_sha256(text)
        document = Document(
            key=key, text=text, sha256=sha256, id=document_id(key, sha256), meta=dict(columns.meta(row))
        )
        return Bundle(document=document)

    def _refusal(
        self, code: str, column: int | None = None, columns: _Columns | None = None, **facts: object
    ) -> Refusal:
        field = columns.name(column) if columns is not None and column is not None else ""
        return Refusal(file=str(self._source), line=self.line, field=field, code=f"formats.{code}", facts=facts)

    def _delimiter(self, encoding: str) -> str:
        """The separator that divides the header row into most columns; a tab in .tsv."""
        if self._source.suffix.lower() == ".tsv":
            return "\t"
        with self._source.open(encoding=encoding, newline="") as file:
            _pass_mark(file)
            beginning = file.readline(65_536)
        counts = {mark: len(next(csv.reader([beginning], delimiter=mark), [])) for mark in _DELIMITERS}
        return max(_DELIMITERS, key=lambda mark: counts[mark])


def _pass_mark(file: TextIO) -> None:
    """Go past a byte order mark, which is no part of the first column's name."""
    if file.read(1) != "\ufeff":
        file.seek(0)


FORMAT = Format(
    name="csv",
    description=N_("Articles in CSV or TSV, one a row"),
    suffixes=(".csv", ".tsv"),
    reader=read_table,
)
