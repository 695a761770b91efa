"""What the tables of the current state must hold, told by the history alone: for `check`, `rebuild` and `merge`.

One document at a time, so memory does not grow with the project. What belongs to the project itself (runs, rounds,
schemes) counts as a document of number 0, whose changes have no document.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from annotator.errors import ProjectError
from annotator.model.changes import Kind
from annotator.model.identity import bytes_of
from annotator.store import cache, documents, fold, history, words
from annotator.store.plain import ActiveShape, DocumentShape, SchemeShape, canonical
from annotator.store.schema import CACHE_TABLES, MINOR_TABLES

Rows = dict[str, list[tuple[Any, ...]]]
"""Cache table → its rows, as they stand in the file, sorted by their keys."""

OF_THE_PROJECT = 0
REFOLDED = tuple(table for table in CACHE_TABLES if table != "cache_state")
"""The tables that this module speaks for; `cache_state` follows from the streams."""

_TABLE_OF = {Kind.SPAN.value: "span", Kind.LINK.value: "link", **MINOR_TABLES}
_NOT_CACHED = (Kind.PERSON.value, Kind.DOCUMENT.value, Kind.ACTIVE.value)

Shown = Mapping[int, tuple[str, int | None]]
"""Document number → the key it is shown under, and the number of the document that it replaces."""


class Refolder:
    """Folds documents of one file. `redirects` and `shown` hold for the whole file, so they are found first.

    Who folds some documents only may bring `shown` for these. Raises ProjectError `store.damaged` where a payload is
    none of ours.
    """

    def __init__(self, connection: sqlite3.Connection, shown: Shown | None = None) -> None:
        self._connection = connection
        self.project = self._latest(None)
        self.redirects = _redirects(self.project)
        self.shown: Shown = fold.shown_keys(_first_changes(connection)) if shown is None else shown

    def rows(self, doc_no: int) -> Rows:
        """Return the rows of one document (0 = of the project) in every table that has any."""
        latest = self.project if doc_no == OF_THE_PROJECT else self._latest(doc_no)
        found: Rows = {}
        seconds: dict[int, int] = {}
        for (kind, object_id), entry in sorted(latest.items()):
            if isinstance(entry.value, ActiveShape):
                person = entry.person_no or 0
                seconds[person] = seconds.get(person, 0) + entry.value.seconds
            elif kind == Kind.DOCUMENT.value and isinstance(entry.value, DocumentShape):
                found["document_meta"] = [self._meta_row(doc_no, entry.value)]
            elif entry.value is not None and kind not in _NOT_CACHED:
                item = cache.Item(kind, doc_no, object_id, entry.person_no, entry.value, entry.stream_no, entry.seq)
                found.setdefault(_TABLE_OF[kind], []).append(cache.row(item, entry.value, self.redirects))
        if seconds:
            found["active_time"] = [(doc_no, person, total) for person, total in sorted(seconds.items())]
        return found

    def _latest(self, doc_no: int | None) -> dict[tuple[str, bytes], fold.Entry]:
        try:
            return fold.latest(history.fold_rows(self._connection, doc_no))
        except (msgspec.MsgspecError, ValueError, KeyError) as problem:
            raise ProjectError("store.damaged", file="", reason=str(problem)) from problem

    def _meta_row(self, doc_no: int, value: DocumentShape) -> tuple[Any, ...]:
        key, former = self.shown[doc_no]
        text = self._connection.execute("SELECT text FROM document WHERE doc_no = ?", (doc_no,)).fetchone()
        replaces = None if value.replaces is None else bytes_of(value.replaces)
        if replaces is None and former is not None:
            replaces = self._connection.execute("SELECT id FROM document WHERE doc_no = ?", (former,)).fetchone()[0]
        title = documents.title_of(text[0])
        return doc_no, key, title, canonical(value.meta).decode("utf-8"), value.direction, replaces


def document_numbers(connection: sqlite3.Connection) -> list[int]:
    """Return the numbers of all documents, behind 0 for the project itself."""
    rows = connection.execute("SELECT doc_no FROM document ORDER BY doc_no").fetchall()
    return [OF_THE_PROJECT, *(row[0] for row in rows)]


def write_rows(connection: sqlite3.Connection, rows: Rows) -> None:
    """Put rows into tables in which these documents have none."""
    for table, found in rows.items():
        places = ", ".join("?" * len(found[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", found)


def clear_rows(connection: sqlite3.Connection, doc_no: int) -> None:
    """Take out what the tables hold of a document."""
    for table in REFOLDED:
        connection.execute(f"DELETE FROM {table} WHERE doc_no = ?", (doc_no,))


def present_rows(connection: sqlite3.Connection, doc_no: int) -> Rows:
    """Return what the tables hold of a document, as `Refolder.rows` tells it."""
    found: Rows = {}
    for table in REFOLDED:
        rows = connection.execute(f"SELECT * FROM {table} WHERE doc_no = ? ORDER BY 1, 2", (doc_no,)).fetchall()
        if rows:
            found[table] = rows
    return found


def index_documents(connection: sqlite3.Connection, doc_nos: Iterable[int]) -> None:
    """Put documents that are not in the word index into it."""
    from annotator.text.terms import index_terms

    for doc_no, text in _texts(connection, doc_nos):
        terms = index_terms(text)
        words.index(connection, [(doc_no, " ".join(sorted(terms)))])
        words.add_words(connection, sorted(terms))


def _texts(connection: sqlite3.Connection, doc_nos: Iterable[int]) -> Iterator[tuple[int, str]]:
    for doc_no in doc_nos:
        row = connection.execute("SELECT text FROM document WHERE doc_no = ?", (doc_no,)).fetchone()
        if row is not None:
            yield doc_no, row[0]


def _redirects(project: Mapping[tuple[str, bytes], fold.Entry]) -> dict[str, str]:
    versions = [
        fold.SchemeVersion(object_id, entry.value, entry.order)
        for (_kind, object_id), entry in project.items()
        if isinstance(entry.value, SchemeShape)
    ]
    path, _losers = fold.scheme_path(versions)
    return fold.resolved(version.value.redirects for version in path)


def _first_changes(connection: sqlite3.Connection) -> list[tuple[fold.Order, int, str]]:
    """Return for every document the place of its first change in the total order, its number and its key."""
    rows = connection.execute(
        "SELECT min(clock), doc_no FROM change WHERE doc_no IS NOT NULL GROUP BY doc_no"
    ).fetchall()
    keys = dict(connection.execute("SELECT doc_no, key FROM document").fetchall())
    firsts = []
    for clock, doc_no in rows:
        if doc_no in keys:
            digest = connection.execute(
                "SELECT min(hash) FROM change WHERE doc_no = ? AND clock = ?", (doc_no, clock)
            ).fetchone()[0]
            firsts.append(((clock, digest), doc_no, keys[doc_no]))
    return firsts
