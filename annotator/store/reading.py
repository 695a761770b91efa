"""The reading half of an open project: each call is one short transaction, and nothing of it stays open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple, TypeVar

from annotator.model.changes import Change
from annotator.model.values import Bundle, Document, Link, Person, Round, Run, Span
from annotator.store import documents, history, listing, queries, rows, schemes, statistics, words
from annotator.store.connections import Connections
from annotator.store.people import everybody
from annotator.store.records import Counts, DocumentRow, SchemeRecord, Standing

Value = TypeVar("Value")

_BUNDLE_CHARACTERS = 200_000
_BUNDLE_ROWS = 20
_HISTORY_PAGE = 1_000
_KEYS_PAGE = 2_000


class Reading:
    """What can be asked of a project, from any thread."""

    _connections: Connections

    def document_count(self) -> int:
        """Return the number of documents."""
        return self.ask(lambda connection: int(connection.execute("SELECT count(*) FROM document").fetchone()[0]))

    def document_keys(self, after: str | None = None, limit: int = 500) -> list[DocumentRow]:
        """Return a page of the list of documents by key, beginning after a key."""
        return self.ask(lambda connection: documents.rows_after(connection, after, limit))

    def document_rows(self, first: int, limit: int) -> list[DocumentRow]:
        """Return a part of the list of documents by key, from a place on."""
        return self.ask(lambda connection: listing.rows_from(connection, first, limit))

    def place_of_key(self, key: str) -> int | None:
        """Return the place of a document in the list by key; None where there is none of that key."""
        return self.ask(lambda connection: listing.place_of(connection, key))

    def standings(self, person: str, document_ids: Sequence[str]) -> list[Standing]:
        """Return how far a person is with each of some documents, in their order."""
        return self.ask(lambda connection: listing.standings(connection, person, document_ids))

    def document(self, key: str) -> Document | None:
        """Return a document by the key it is shown under."""
        return self.ask(lambda connection: _load(connection, documents.number_of_key(connection, key)))

    def document_by_id(self, document_id: str) -> Document | None:
        """Return a document by id."""
        return self.ask(lambda connection: _load(connection, documents.number_of_id(connection, document_id)))

    def documents_by_id(self, document_ids: Sequence[str]) -> Iterator[Document]:
        """Yield documents in the order of their ids, several in one read; unknown ids are passed over."""
        for first in range(0, len(document_ids), _BUNDLE_ROWS):
            yield from self.ask(partial(_load_all, document_ids=document_ids[first : first + _BUNDLE_ROWS]))

    def bundle(self, document_id: str) -> Bundle | None:
        """Return a document with everything that anybody has said about it."""

        def ask(connection: sqlite3.Connection) -> _Page | None:
            number = documents.number_of_id(connection, document_id)
            return None if number is None else _page(connection, (number,))

        page = self.ask(ask)
        return None if page is None else _bundles(page)[0]

    def bundle_of_key(self, key: str) -> Bundle | None:
        """Return the document that is shown under a key, with everything that anybody has said about it."""
        page, _taken = self.ask(partial(_page_of_keys, keys=(key,), with_text=True))
        return next(iter(_bundles(page)), None)

    def bundles(
        self, after_key: str | None = None, keys: Sequence[str] | None = None, *, with_text: bool = True
    ) -> Iterator[Bundle]:
        """Yield documents with everything about them in the order of their keys, or of `keys`; page by page.

        What is changed meanwhile is seen or not, document by document; a document is never half old and half new.
        """
        if keys is not None:
            first = 0
            while first < len(keys):
                next_keys = keys[first : first + _BUNDLE_ROWS]
                page, taken = self.ask(partial(_page_of_keys, keys=next_keys, with_text=with_text))
                yield from _bundles(page)
                first += taken
            return
        after = after_key
        while True:
            found = _bundles(self.ask(partial(_page_after, after=after, with_text=with_text)))
            yield from found
            if not found:
                return
            after = found[-1].document.key

    def keys(self) -> Iterator[str]:
        """Yield the keys of all documents in their order, page by page."""
        after = ""
        while page := self.ask(partial(_keys_after, after=after)):
            yield from page
            after = page[-1]

    def spans(self, document_id: str, person: str | None = None) -> tuple[Span, ...]:
        """Return the spans of a document, everybody's or one person's, in the order of the text."""

        def ask(connection: sqlite3.Connection) -> tuple[Span, ...]:
            number = documents.number_of_id(connection, document_id)
            return () if number is None else queries.spans(connection, number, queries.people_names(connection))

        return tuple(span for span in self.ask(ask) if person is None or span.person == person)

    def span(self, document_id: str, span_id: str) -> Span | None:
        """Return one span of a document, None where it isn't there."""

        def ask(connection: sqlite3.Connection) -> tuple[Span, ...]:
            number = documents.number_of_id(connection, document_id)
            found = [] if number is None else rows.span_row(connection, number, span_id)
            return queries.spans_of(found, queries.people_names(connection)) if found else ()

        return next(iter(self.ask(ask)), None)

    def links(self, document_id: str, person: str | None = None) -> tuple[Link, ...]:
        """Return the links of a document, everybody's or one person's."""

        def ask(connection: sqlite3.Connection) -> tuple[Link, ...]:
            number = documents.number_of_id(connection, document_id)
            return () if number is None else queries.links(connection, number, queries.people_names(connection))

        return tuple(link for link in self.ask(ask) if person is None or link.person == person)

    def people(self) -> tuple[Person, ...]:
        """Return everybody in the project, by name."""
        return self.ask(lambda connection: tuple(known.person for known in everybody(connection).values()))

    def runs(self) -> tuple[Run, ...]:
        """Return the runs of models and rules, by id."""
        return self.ask(lambda connection: queries.runs(connection, queries.people_names(connection)))

    def rounds(self) -> tuple[Round, ...]:
        """Return the rounds, by name."""
        return self.ask(queries.rounds)

    def scheme(self) -> SchemeRecord:
        """Return the scheme in force."""
        return self.ask(schemes.versions_in_force)[-1]

    def scheme_versions(self) -> list[SchemeRecord]:
        """Return the versions of the scheme from the first to the one in force."""
        return self.ask(schemes.versions_in_force)

    def scheme_conflicts(self) -> list[SchemeRecord]:
        """Return the versions that were made at the same time as one in force, and are not in force themselves."""
        return self.ask(schemes.conflicts)

    def history(
        self,
        document_id: str | None = None,
        object: str | None = None,
        after: tuple[int, str] | None = None,
        limit: int | None = None,
    ) -> Iterator[Change]:
        """Yield changes in total order: of a document, about one object, or of everything.

        `after` is the (clock, hash) of the last change that is known already.
        """
        found = self._changes(document_id, after[0] - 1 if after else 0)
        if after is not None:
            found = (change for change in found if history.order_of(change) > after)
        if object is not None:
            found = history.parts_about(found, object)
        for count, change in enumerate(found, 1):
            yield change
            if limit is not None and count >= limit:
                return

    def counts(self) -> Counts:
        """Return how much there is of everything."""
        tally = statistics.Tally()
        while self.ask(tally.add_page):
            pass
        return self.ask(tally.finish)

    def candidates(
        self, terms: Sequence[Collection[str]], after_key: str | None = None, limit: int = 100
    ) -> list[DocumentRow]:
        """Return documents that hold, for each position, one of the alternatives: a page in the order of import.

        The index says that a document may match; the text has to be looked at. `after_key` = key of the last one seen.
        """
        return self.ask(lambda connection: words.candidates(connection, terms, after_key, limit))

    def expand(self, substring: str, limit: int = 1_000) -> list[str]:
        """Return the terms of the word index that contain a string, the shortest first."""
        return words.expand(self.ask, substring, limit)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside one read transaction: for the store's own modules."""
        with self._connections.reading() as connection:
            yield connection

    def ask(self, question: Callable[[sqlite3.Connection], Value]) -> Value:
        """Run one question in its own read transaction, which must be over in 20 ms. For the store's own modules."""
        with self._connections.reading() as connection:
            return question(connection)

    def _changes(self, document_id: str | None, after_clock: int) -> Iterator[Change]:
        if document_id is not None:
            yield from self.ask(lambda connection: _document_changes(connection, document_id))
            return
        clock = after_clock
        while True:
            page = self.ask(partial(history.page_of_all, after_clock=clock, limit=_HISTORY_PAGE))
            yield from page
            if not page:
                return
            clock = page[-1].clock


def _load(connection: sqlite3.Connection, number: int | None) -> Document | None:
    return None if number is None else documents.load(connection, number)


def _load_all(connection: sqlite3.Connection, document_ids: Sequence[str]) -> list[Document]:
    found = (_load(connection, documents.number_of_id(connection, document_id)) for document_id in document_ids)
    return [document for document in found if document is not None]


def _document_changes(connection: sqlite3.Connection, document_id: str) -> list[Change]:
    number = documents.number_of_id(connection, document_id)
    return [] if number is None else history.document_changes(connection, number)


class _Page(NamedTuple):
    """What was fetched in one read, to become bundles after it."""

    rows: list[rows.DocumentRows]
    people: queries.Names


def _bundles(page: _Page) -> list[Bundle]:
    return [queries.bundle_of(found, page.people) for found in page.rows]


def _page(connection: sqlite3.Connection, numbers: Sequence[int], *, with_text: bool = True) -> _Page:
    return _Page(rows.fetch(connection, numbers, with_text=with_text), queries.people_names(connection))


def _page_after(connection: sqlite3.Connection, after: str | None, *, with_text: bool) -> _Page:
    """Return the documents behind a key that fit in a page."""
    found = connection.execute(
        "SELECT doc_no, length FROM document_meta JOIN document USING (doc_no) WHERE document_meta.key > ?"
        " ORDER BY document_meta.key LIMIT ?",
        (after if after is not None else "", _BUNDLE_ROWS),
    ).fetchall()
    return _page(connection, _fitting(found), with_text=with_text)


def _page_of_keys(connection: sqlite3.Connection, keys: Sequence[str], *, with_text: bool) -> tuple[_Page, int]:
    """Return those of the documents that fit in a page, and how many of the keys that are."""
    known = {
        key: (doc_no, length)
        for key, doc_no, length in connection.execute(
            "SELECT document_meta.key, doc_no, length FROM document_meta JOIN document USING (doc_no)"
            f" WHERE document_meta.key IN ({', '.join('?' * len(keys))})",
            keys,
        )
    }
    numbers = _fitting([known.get(key, (0, 0)) for key in keys])
    return _page(connection, numbers, with_text=with_text), len(numbers)


def _fitting(found: Sequence[tuple[int, int]]) -> list[int]:
    """The first numbers of documents whose texts are not too long together for one short read; one at least."""
    characters = 0
    for place, (_, length) in enumerate(found):
        characters += length
        if place and characters > _BUNDLE_CHARACTERS:
            return [number for number, _ in found[:place]]
    return [number for number, _ in found]


def _keys_after(connection: sqlite3.Connection, after: str) -> list[str]:
    found = connection.execute("SELECT key FROM document_meta WHERE key > ? ORDER BY key LIMIT ?", (after, _KEYS_PAGE))
    return [key for (key,) in found]
