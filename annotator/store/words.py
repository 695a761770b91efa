"""The word index: which documents may hold a word, before anybody reads their texts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from annotator.store import documents
from annotator.store.records import DocumentRow

Page = tuple[list[str], str | None]
"""Terms, and the term that the next page begins after (None = that was all)."""

_WORDS_PAGE = 20_000

# What the tokenizer splits at: no term of the index holds any of these.
_SEPARATORS = re.compile("[\\x00-\\x20\\x7f]")


def index(connection: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Put documents into the index: (number, folded terms with a space between them)."""
    connection.executemany("INSERT INTO word_index(rowid, terms) VALUES (?, ?)", rows)


def add_words(connection: sqlite3.Connection, terms: Iterable[str]) -> None:
    """Put terms into the list of all terms; known ones stay as they are."""
    connection.executemany("INSERT OR IGNORE INTO word VALUES (?)", ((term,) for term in terms))


def candidates(
    connection: sqlite3.Connection, terms: Sequence[Collection[str]], after_key: str | None, limit: int
) -> list[DocumentRow]:
    """Return the documents that hold one of the alternatives for each position, in the order of import."""
    wanted = _expression(terms)
    if wanted is None:
        return []
    after = 0 if after_key is None else documents.number_of_key(connection, after_key) or 0
    rows = connection.execute(
        "SELECT document.id, document_meta.key, length, title, replaces FROM"
        " (SELECT rowid AS doc_no FROM word_index WHERE word_index MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?)"
        " JOIN document USING (doc_no) JOIN document_meta USING (doc_no) ORDER BY doc_no",
        (wanted, after, limit),
    ).fetchall()
    return [
        DocumentRow(id=identifier.hex(), key=key, length=length, title=title, replaces=replaces and replaces.hex())
        for identifier, key, length, title, replaces in rows
    ]


def is_indexed(connection: sqlite3.Connection, doc_no: int, terms: Iterable[str]) -> bool:
    """Whether the index finds a document by every one of these terms."""
    row = connection.execute(
        "SELECT 1 FROM word_index WHERE word_index MATCH ? AND rowid = ?",
        (_expression([(term,) for term in terms]), doc_no),
    ).fetchone()
    return row is not None


def expand(ask: Callable[[Callable[[sqlite3.Connection], Page]], Page], substring: str, limit: int) -> list[str]:
    """Return the terms that contain a string, the shortest first, then by letters; read in short pages."""
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        terms, after = ask(partial(_containing, substring=substring, after=after))
        found.extend(terms)
    return sorted(found, key=lambda term: (len(term), term))[:limit]


def _containing(connection: sqlite3.Connection, substring: str, after: str) -> Page:
    """Look at the next terms; SQLite does it without holding up the threads of Python."""
    row = connection.execute(
        "SELECT term FROM word WHERE term > ? ORDER BY term LIMIT 1 OFFSET ?", (after, _WORDS_PAGE - 1)
    ).fetchone()
    last = None if row is None else row[0]
    until, place = ("", (after,)) if last is None else (" AND term <= ?", (after, last))
    rows = connection.execute(
        f"SELECT term FROM word WHERE term > ?{until} AND instr(term, ?) > 0", (*place, substring)
    ).fetchall()
    return [found for (found,) in rows], last


def _expression(terms: Sequence[Collection[str]]) -> str | None:
    """Return the FTS5 expression, or None where a position has no alternative, so that nothing can match."""
    positions = [sorted(term for term in group if term and not _SEPARATORS.search(term)) for group in terms]
    if not positions or not all(positions):
        return None
    return " AND ".join("(" + " OR ".join(_quoted(term) for term in group) + ")" for group in positions)


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
