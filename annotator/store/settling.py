"""Bringing the cache up to date while changes of others come in that are older than some of ours.

Changes come in their total order, so of an object that is new here the last one counts. Where we hold later changes of
a document, each object is asked what it came from; where even that does not tell (times that add up, keys that several
documents want), the document is folded anew.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotator.model.changes import Kind
from annotator.store import cache, documents, fold, history, schemes
from annotator.store.cache import Item
from annotator.store.fold import Order
from annotator.store.plain import DocumentShape
from annotator.store.refold import OF_THE_PROJECT, Refolder, Shown, clear_rows, write_rows
from annotator.store.schema import MINOR_TABLES

_TABLES = {Kind.SPAN.value: "span", Kind.LINK.value: "link", **MINOR_TABLES}
_ORDER_NOW = {
    kind: f"SELECT clock, hash FROM {table} JOIN change USING (stream_no, seq) WHERE {table}.doc_no = ? AND id = ?"
    for kind, table in _TABLES.items()
}
_LATER_KEY = re.compile(r"(~[0-9]+)+\Z")
_ACTIVE, _DOCUMENT = Kind.ACTIVE.value, Kind.DOCUMENT.value
_TOLD = (_ACTIVE, _DOCUMENT, Kind.BATCH.value)


class Arrival(NamedTuple):
    """One thing that a change which was just written says, and the place of the change in the total order."""

    item: Item
    order: Order


class _View:
    """What we hold of a document: its first and last changes that are ours, and what was deleted or adds up."""

    def __init__(self, first: Order | None = None) -> None:
        self.first = first
        self.last_clock = 0
        self.document: Order | None = None
        self.deleted: dict[tuple[str, bytes], Order] = {}
        self.active: set[bytes] = set()


class Settler:
    """Follows batches of changes with the cache. One `Settler` per file that comes in."""

    def __init__(self) -> None:
        self._views: dict[int, _View] = {}
        self._anew: set[int] = set()
        self._earlier: set[int] = set()
        self._arrivals: list[Arrival] = []
        self._without_meta: set[int] = set()

    def begin(self) -> None:
        """Begin a batch; what one that failed had taken in is forgotten."""
        self._anew.clear()
        self._earlier.clear()
        self._arrivals.clear()
        self._without_meta.clear()

    def forget(self, doc_no: int) -> None:
        """Look at a document again: something was written to it from elsewhere."""
        self._views.pop(doc_no, None)

    def add_document(self, doc_no: int) -> None:
        """Take note of a document whose text was just put in, before its first change is."""
        self._views[doc_no] = _View()
        self._without_meta.add(doc_no)

    def look(self, connection: sqlite3.Connection, doc_no: int) -> None:
        """Look at what we hold of a document, before changes of others are written to it."""
        if doc_no not in self._views:
            self._views[doc_no] = _view_of(connection, doc_no)

    def take(self, connection: sqlite3.Connection, item: Item, order: Order, text: str | None) -> None:
        """Take in what a change says; `text` is that of a document that was put in with this batch."""
        if item.kind == Kind.PERSON.value:
            return
        if item.doc_no == OF_THE_PROJECT:
            self._anew.add(OF_THE_PROJECT)
            return
        view = self._views[item.doc_no]
        if view.first is None or order < view.first:
            if view.first is not None:
                self._earlier.add(item.doc_no)
            view.first = order
        if item.kind == _ACTIVE:
            # The same seconds may come twice, imported on two computers; they count once.
            if item.object in view.active:
                self._anew.add(item.doc_no)
            view.active.add(item.object)
        elif item.kind == _DOCUMENT:
            self._take_document(connection, item, order, text)
            return
        self._arrivals.append(Arrival(item, order))

    def finish(self, connection: sqlite3.Connection) -> None:
        """Write the cache of all that was taken in; the changes themselves have been written."""
        self._anew |= self._without_meta
        self._anew.update(doc_no for doc_no in self._earlier - self._anew if _shares_key(connection, doc_no))
        redirects = schemes.redirects(connection)
        if OF_THE_PROJECT in self._anew:
            redirects = self._fold_project(connection, redirects)
        cache.apply(connection, self._winners(connection), redirects)
        if self._anew:
            _fold_anew(connection, self._anew)

    def _take_document(self, connection: sqlite3.Connection, item: Item, order: Order, text: str | None) -> None:
        """Say under which key a new document is shown: at once where nobody else wants its key."""
        value, view = item.value, self._views[item.doc_no]
        is_older = view.document is not None and order < view.document
        view.document = view.document if is_older else order
        if is_older or not isinstance(value, DocumentShape):
            return
        if item.doc_no in self._without_meta:
            if text is not None and documents.number_of_key(connection, value.key) is None:
                documents.insert_meta(connection, item.doc_no, value.key, text, value)
                self._without_meta.discard(item.doc_no)
            return
        present = cache.present(connection, _DOCUMENT, item.doc_no, item.object)
        if present is None or present.value != value:
            self._anew.add(item.doc_no)

    def _winners(self, connection: sqlite3.Connection) -> Iterator[Item]:
        """Yield what the cache has to follow: that which is later than what it holds."""
        for item, order in self._arrivals:
            if item.doc_no in self._anew:
                continue
            view = self._views[item.doc_no]
            if item.kind == _ACTIVE or order[0] > view.last_clock or _is_later(connection, view, item, order):
                yield item

    def _fold_project(self, connection: sqlite3.Connection, before: dict[str, str]) -> dict[str, str]:
        self._anew.discard(OF_THE_PROJECT)
        folder = Refolder(connection, {})
        clear_rows(connection, OF_THE_PROJECT)
        write_rows(connection, folder.rows(OF_THE_PROJECT))
        after = schemes.redirects(connection)
        cache.relabel(connection, before, after)
        return after


def _is_later(connection: sqlite3.Connection, view: _View, item: Item, order: Order) -> bool:
    deleted = view.deleted.get((item.kind, item.object))
    if deleted is not None and deleted > order:
        return False
    row = connection.execute(_ORDER_NOW[item.kind], (item.doc_no, item.object)).fetchone()
    return row is None or (row[0], row[1]) < order


def _view_of(connection: sqlite3.Connection, doc_no: int) -> _View:
    view = _View()
    for row in history.fold_rows(connection, doc_no):
        order = (row.clock, row.hash)
        view.last_clock = max(view.last_clock, row.clock)
        view.first = order if view.first is None or order < view.first else view.first
        if row.payload is None:
            continue
        if row.kind in _TOLD or row.payload.startswith('{"new":null'):
            _note(view, row.kind, row.object, row.payload, order)
    return view


def _note(view: _View, kind: str, object_id: bytes, payload: str, order: Order) -> None:
    """Note what a change deletes, what it says of the document, and the times that it brings."""
    for part, identifier, value in fold.parts(kind, object_id, payload):
        if part == _ACTIVE:
            view.active.add(identifier)
        elif part == _DOCUMENT:
            view.document = order if view.document is None else max(order, view.document)
        elif value is None:
            place = (part, identifier)
            view.deleted[place] = max(order, view.deleted.get(place, order))


def _fold_anew(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Fold documents anew, and others whose key follows from theirs."""
    keys = [connection.execute("SELECT key FROM document WHERE doc_no = ?", (no,)).fetchone()[0] for no in numbers]
    shown: dict[int, tuple[str, int | None]] = {}
    for base in sorted({_LATER_KEY.sub("", key) for key in keys}):
        shown.update(_shown_of_family(connection, base))
    wanted = {*numbers, *_renamed(connection, shown)}
    folder = Refolder(connection, shown)
    rows = [folder.rows(doc_no) for doc_no in sorted(wanted)]
    # Keys are unique: all go before any comes.
    for doc_no in wanted:
        clear_rows(connection, doc_no)
    for found in rows:
        write_rows(connection, found)


def _shown_of_family(connection: sqlite3.Connection, base: str) -> Shown:
    """Return the keys of all documents that could want the same ones: `derna`, `derna~2`, `derna~2~2` …"""
    rows = connection.execute(
        "SELECT doc_no, key FROM document WHERE key = ? OR (key > ? AND key < ?)", (base, base + "~", base + "\x7f")
    ).fetchall()
    firsts = []
    for doc_no, key in rows:
        first = connection.execute(
            "SELECT clock, hash FROM change WHERE doc_no = ? ORDER BY clock, hash LIMIT 1", (doc_no,)
        ).fetchone()
        if first is not None:
            firsts.append(((first[0], first[1]), doc_no, key))
    return fold.shown_keys(firsts)


def _shares_key(connection: sqlite3.Connection, doc_no: int) -> bool:
    key = connection.execute("SELECT key FROM document WHERE doc_no = ?", (doc_no,)).fetchone()[0]
    base = _LATER_KEY.sub("", key)
    row = connection.execute(
        "SELECT 1 FROM document WHERE (key = ? OR (key > ? AND key < ?)) AND doc_no <> ? LIMIT 1",
        (base, base + "~", base + "\x7f", doc_no),
    ).fetchone()
    return row is not None


def _renamed(connection: sqlite3.Connection, shown: Shown) -> Iterator[int]:
    """Yield documents that are shown under another key now, or may replace another one."""
    for doc_no, (key, former) in shown.items():
        row = connection.execute("SELECT key FROM document_meta WHERE doc_no = ?", (doc_no,)).fetchone()
        if row is not None and (former is not None or row[0] != key):
            yield doc_no
