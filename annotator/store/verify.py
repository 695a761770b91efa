"""Proving that nothing in a project file was lost or altered. Reads only, and runs nothing that lies in the file."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from annotator.errors import ProjectError
from annotator.model.identity import document_id, text_of
from annotator.store import history, opening
from annotator.store.chain import ChainRow, StreamVerifier
from annotator.store.connections import own_errors
from annotator.store.forks import start_of
from annotator.store.objects import person_object
from annotator.store.records import Progress
from annotator.store.refold import REFOLDED, Refolder, Rows, document_numbers, present_rows
from annotator.store.words import is_indexed
from annotator.text.terms import index_terms

_PAGE = 2_000
_DEADLINE_SECONDS = 3_600.0
_WORD_SAMPLE = 400
_TERMS_ASKED = 12


class Problem(msgspec.Struct, frozen=True):
    """What is wrong: a code with a sentence in `annotator.words.sentences.store`, and its facts."""

    code: str
    facts: dict[str, Any] = msgspec.field(default_factory=dict)


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a check. `redacted` names what was taken out by `redact`: a known gap, no fault."""

    problems: tuple[Problem, ...]
    redacted: tuple[str, ...]
    changes: int
    documents: int
    spans: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(path: Path, progress: Progress | None = None) -> CheckReport:
    """Check a whole project file: pages, schema, hash chains, texts, offsets, and that the state is the history's.

    Raises ProjectError where the file is missing, unreadable, no project at all or of a newer version.
    """
    path = Path(path)
    try:
        opening.look_at(path, write=False)
        connection = opening.open_foreign(path, deadline_seconds=_DEADLINE_SECONDS)
    except ProjectError as problem:
        if problem.code != "store.damaged":
            raise
        found = Problem("store.check_pages", {"reason": str(problem.facts.get("reason", ""))})
        return CheckReport(problems=(found,), redacted=(), changes=0, documents=0, spans=0)
    try:
        return Examination(connection, path, progress).report()
    finally:
        connection.close()


class Examination:
    """One check while it runs; `connection` stays the caller's."""

    def __init__(self, connection: sqlite3.Connection, path: Path, progress: Progress | None) -> None:
        self._connection = connection
        self._path = path
        self._progress = progress
        self._problems: list[Problem] = []
        self._done = 0

    def report(self) -> CheckReport:
        """Check everything; damage that stops the reading of a part is a problem like any other."""
        for part in (self._check_streams, self._check_people, self._check_texts, self._check_state, self._check_words):
            self._guarded(part)
        return CheckReport(
            problems=tuple(self._problems),
            redacted=tuple(self._redacted()),
            changes=self._count("SELECT count(*) FROM change"),
            documents=self._count("SELECT count(*) FROM document"),
            spans=self._count("SELECT count(*) FROM span"),
        )

    def _guarded(self, part: Callable[[], None]) -> None:
        try:
            with own_errors(self._path):
                part()
        except ProjectError as problem:
            self._add("store.check_pages", reason=str(problem.facts.get("reason", "")))
        except (sqlite3.Error, ValueError, TypeError, KeyError, RecursionError) as problem:
            # A value of a kind that no program of ours writes: text that is no UTF-8, a number where bytes belong.
            self._add("store.check_pages", reason=str(problem))

    def _add(self, code: str, **facts: Any) -> None:
        self._problems.append(Problem(code, facts))

    def _count(self, question: str) -> int:
        try:
            return int(self._connection.execute(question).fetchone()[0])
        except sqlite3.Error:
            return 0

    def _tick(self, rows: int) -> None:
        self._done += rows
        if self._progress is not None:
            self._progress(self._done, None)

    def _redacted(self) -> Iterator[str]:
        try:
            rows = self._connection.execute("SELECT kind, id FROM redaction ORDER BY kind, no").fetchall()
        except sqlite3.Error:
            return
        for kind, identifier in rows:
            yield f"{kind} {identifier.hex()}"

    def _check_streams(self) -> None:
        known = {row[0] for row in self._connection.execute("SELECT stream_no FROM stream").fetchall()}
        used = {row[0] for row in self._connection.execute("SELECT DISTINCT stream_no FROM change").fetchall()}
        for stream_no in sorted(used - known):
            self._add("store.check_unknown", stream=stream_no, seq=0)
        for stream_no in sorted(known):
            self._check_stream(stream_no)

    def _check_stream(self, stream_no: int) -> None:
        seq, clock, head = start_of(self._connection, stream_no)
        verifier = StreamVerifier(b"")
        verifier.seq, verifier.clock, verifier.head = seq, clock, head
        while True:
            page = history.chain_page(self._connection, stream_no, seq, _PAGE)
            for row in page:
                what = verifier.check(row)
                if what is not None:
                    self._add(f"store.check_{what}", stream=stream_no, seq=row.seq)
                if row.payload is None and not self._may_be_missing(stream_no, row):
                    self._add("store.check_missing", stream=stream_no, seq=row.seq)
            self._tick(len(page))
            if len(page) < _PAGE:
                break
            seq = page[-1].seq
        self._check_head(stream_no, verifier)

    def _may_be_missing(self, stream_no: int, change: ChainRow) -> bool:
        """Whether a payload was taken out with its document or its person, or by itself."""
        row = self._connection.execute(
            "SELECT 1 FROM redaction WHERE (kind = 'document' AND id = ?) OR (kind = 'stream' AND no = ?)"
            " OR (kind = 'person' AND no = (SELECT person_no FROM stream WHERE stream_no = ?))"
            " OR (kind = 'change' AND id = ?)",
            (change.document, stream_no, stream_no, change.hash),
        ).fetchone()
        return row is not None

    def _check_head(self, stream_no: int, verifier: StreamVerifier) -> None:
        row = self._connection.execute("SELECT seq, hash FROM cache_state WHERE stream_no = ?", (stream_no,)).fetchone()
        if row is not None and (row[0], row[1]) != (verifier.seq, verifier.head):
            # The state knows of changes that are not there: the end of the stream is gone.
            self._add("store.check_end", stream=stream_no, seq=verifier.seq)
        elif row is None and verifier.seq:
            self._add("store.check_head", stream=stream_no, seq=verifier.seq)

    def _check_people(self) -> None:
        """Whether every stream belongs to the person whom its first change names."""
        gone = {row[0] for row in self._connection.execute("SELECT no FROM redaction WHERE kind = 'person'").fetchall()}
        everybody = self._connection.execute("SELECT person_no, id, name FROM person").fetchall()
        for person_no, identifier, name in everybody:
            if person_no not in gone and identifier.hex() != person_object(name).replace("-", ""):
                self._add("store.check_person", person=name)
        rows = self._connection.execute(
            "SELECT stream.person_no, person.name, person.kind, change.payload FROM stream JOIN change"
            " ON change.stream_no = stream.stream_no AND change.kind = 'person' LEFT JOIN person"
            " ON person.person_no = stream.person_no"
        ).fetchall()
        for person_no, name, kind, payload in rows:
            if payload is None or person_no in gone:
                continue
            said = msgspec.json.decode(payload).get("new") or {}
            if (said.get("name"), said.get("kind")) != (name, kind):
                self._add("store.check_person", person=str(name))

    def _check_texts(self) -> None:
        for doc_no in document_numbers(self._connection)[1:]:
            identifier, key, sha256, length, text = self._connection.execute(
                "SELECT id, key, sha256, length, text FROM document WHERE doc_no = ?", (doc_no,)
            ).fetchone()
            if hashlib.sha256(text.encode("utf-8")).digest() != sha256 or len(text) != length:
                self._add("store.check_text", key=key)
            elif document_id(key, sha256.hex()) != identifier.hex():
                self._add("store.check_document", key=key)
            self._tick(1)

    def _check_state(self) -> None:
        """Whether the tables of the current state hold what the history says, row by row."""
        refolder = Refolder(self._connection)
        lengths = dict(self._connection.execute("SELECT doc_no, length FROM document").fetchall())
        for doc_no in document_numbers(self._connection):
            expected = refolder.rows(doc_no)
            found = present_rows(self._connection, doc_no)
            if expected != found:
                self._tell_difference(doc_no, expected, found)
            for span in expected.get("span", ()):
                if span[5] > lengths.get(doc_no, 0):
                    self._add("store.check_offsets", span=text_of(span[1]), key=self._key(doc_no))
            self._tick(1)
        self._check_strays()

    def _tell_difference(self, doc_no: int, expected: Rows, found: Rows) -> None:
        for table in sorted({*expected, *found}):
            wrong = {*map(repr, expected.get(table, ()))} ^ {*map(repr, found.get(table, ()))}
            if wrong:
                self._add("store.check_state", table=table, key=self._key(doc_no), rows=len(wrong))

    def _check_strays(self) -> None:
        """Rows of the state about documents that are not there."""
        for table in REFOLDED:
            count = self._connection.execute(
                f"SELECT count(*) FROM {table} WHERE doc_no <> 0 AND doc_no NOT IN (SELECT doc_no FROM document)"
            ).fetchone()[0]
            if count:
                self._add("store.check_state", table=table, key="?", rows=count)

    def _key(self, doc_no: int) -> str:
        row = self._connection.execute("SELECT key FROM document WHERE doc_no = ?", (doc_no,)).fetchone()
        return row[0] if row else "–"

    def _check_words(self) -> None:
        """Whether the word index finds documents by their words: by a sample, and `rebuild` mends it.

        The index is a table of SQLite's own full text search, which a hedged connection can't open. By now the schema
        is known to be ours.
        """
        plain = opening.open_own(self._path, write=False)
        try:
            self._check_sample(plain)
        finally:
            plain.close()

    def _check_sample(self, plain: sqlite3.Connection) -> None:
        numbers = document_numbers(self._connection)[1:]
        for doc_no in random.Random(len(numbers)).sample(numbers, min(len(numbers), _WORD_SAMPLE)):
            text = self._connection.execute("SELECT text FROM document WHERE doc_no = ?", (doc_no,)).fetchone()[0]
            terms = sorted(index_terms(text))
            asked = terms[:: max(1, len(terms) // _TERMS_ASKED)]
            if asked and not is_indexed(plain, doc_no, asked):
                self._add("store.check_words", key=self._key(doc_no))
