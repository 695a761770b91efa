"""Taking changes of another file into ours: people, documents and streams get our numbers, and every batch is whole.

A change belongs behind the one whose hash it follows. Where that is the end of a stream of ours, the stream goes on;
where something else follows there already, the rest becomes a stream of its own (`annotator.store.forks`).
What was redacted in our file stays out of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from annotator.store import fold, words
from annotator.store.cache import Item
from annotator.store.chain import genesis
from annotator.store.forks import fork_id
from annotator.store.incoming import DocumentRow, Incoming, PersonRow, Row, StreamRow
from annotator.store.settling import Settler

_INSERT = "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Text(NamedTuple):
    """The text of a document that is new here, and its words in order, made before the turn."""

    text: str
    terms: tuple[str, ...]


class Arriving(NamedTuple):
    """The next change of a stream of the other file; `before` is the hash that it follows."""

    stream: StreamRow
    row: Row
    before: bytes


class _Place:
    """Where changes of a stream go: the number of our stream, whose it is, and its end as we left it."""

    __slots__ = ("hash", "is_gone", "person_no", "seq", "stream_no")

    def __init__(self, stream_no: int, person_no: int | None, seq: int, digest: bytes, *, is_gone: bool) -> None:
        self.stream_no = stream_no
        self.person_no = person_no
        self.seq = seq
        self.hash = digest
        self.is_gone = is_gone


class Intake:
    """Writes batches of one other file. `changes`, `documents` and `forks` (person → changes apart) count them."""

    def __init__(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._settler = Settler()
        self._people: dict[int, int] = {}
        self._gone_people: dict[int, bytes] = {}
        self._documents: dict[int, int] = {}
        self._gone_documents: dict[int, bytes] = {}
        self._places: dict[int, _Place] = {}
        self._heads: dict[int, int] = {}
        self._pending: list[tuple[object, ...]] = []
        self._known_words: set[str] = set()
        self._forked: dict[int, str] = {}
        self.forks: dict[int, int] = {}
        self.changes = 0
        self.documents = 0
        self.continued: set[int] = set()

    @property
    def forked_people(self) -> dict[int, str]:
        """The number of each stream that parted here → whose it is ("" = the rules)."""
        return self._forked

    def enter(self, connection: sqlite3.Connection) -> None:
        """Enter the people, and find the documents that both files have."""
        gone = connection.execute("SELECT kind, no, id FROM redaction").fetchall()
        self._gone_people = {no: raw for kind, no, raw in gone if kind == "person"}
        for person in self._incoming.people.values():
            self._people[person.person_no] = self._enter_person(connection, person)
        known = {raw: no for no, raw in connection.execute("SELECT doc_no, id FROM document").fetchall()}
        self._gone_documents = {no: raw for kind, no, raw in gone if kind == "document" and raw not in known}
        known.update((raw, no) for no, raw in self._gone_documents.items())
        for document in self._incoming.documents.values():
            if document.id in known:
                self._documents[document.doc_no] = known[document.id]
        for number, raw in self._incoming.gone_documents.items():
            self._documents[number] = known[raw] if raw in known else self._enter_gone(connection, raw)
        self._heads = dict(connection.execute("SELECT stream_no, seq FROM cache_state").fetchall())

    def is_new(self, doc_no: int | None) -> bool:
        """Whether a document of the other file is not in ours yet."""
        return doc_no is not None and doc_no not in self._documents

    def write(self, connection: sqlite3.Connection, batch: Sequence[Arriving], texts: dict[int, Text]) -> None:
        """Write a batch with its cache; `texts` are those of its new documents by their number in the other file."""
        self._settler.begin()
        self._look_at_our_edits(connection)
        self._put_in(connection, texts)
        written = {self._documents[number]: text.text for number, text in texts.items()}
        for arriving in batch:
            self._take(connection, arriving, written)
        self._flush(connection)
        heads = [(place.stream_no, place.seq, place.hash) for place in self._places.values()]
        connection.executemany("INSERT OR REPLACE INTO cache_state VALUES (?, ?, ?)", heads)
        self._heads.update((stream_no, seq) for stream_no, seq, _hash in heads)
        self._settler.finish(connection)
        self.changes += len(batch)
        self.documents += len(texts)

    def _look_at_our_edits(self, connection: sqlite3.Connection) -> None:
        """Notice what gestures wrote since the last batch."""
        for stream_no, seq in connection.execute("SELECT stream_no, seq FROM cache_state").fetchall():
            before = self._heads.get(stream_no, 0)
            if seq != before:
                rows = connection.execute(
                    "SELECT DISTINCT doc_no FROM change WHERE stream_no = ? AND seq > ?", (stream_no, before)
                ).fetchall()
                for (doc_no,) in rows:
                    self._settler.forget(doc_no)
                self._heads[stream_no] = seq
        for number, place in list(self._places.items()):
            if self._heads.get(place.stream_no) != place.seq:
                # The person went on writing to this stream: the rest of what comes parts from it here.
                del self._places[number]

    def _put_in(self, connection: sqlite3.Connection, texts: dict[int, Text]) -> None:
        """Put in the texts of new documents, and the index of their words."""
        terms: list[tuple[int, str]] = []
        fresh: set[str] = set()
        for number, text in texts.items():
            document: DocumentRow = self._incoming.documents[number]
            known = connection.execute("SELECT doc_no FROM document WHERE id = ?", (document.id,)).fetchone()
            if known is not None:
                self._documents[number] = known[0]
                continue
            cursor = connection.execute(
                "INSERT INTO document(id, key, sha256, length, imported_ms, text) VALUES (?, ?, ?, ?, ?, ?)",
                (*document[1:], text.text),
            )
            doc_no = cursor.lastrowid or 0
            self._documents[number] = doc_no
            self._settler.add_document(doc_no)
            terms.append((doc_no, " ".join(text.terms)))
            fresh.update(term for term in text.terms if term not in self._known_words)
        words.index(connection, terms)
        words.add_words(connection, sorted(fresh))
        self._known_words |= fresh

    def _take(self, connection: sqlite3.Connection, arriving: Arriving, written: dict[int, str]) -> None:
        stream, row, _before = arriving
        place = self._places.get(stream.stream_no)
        if place is None:
            self._flush(connection)
            place = self._places[stream.stream_no] = self._place(connection, arriving)
        doc_no = None if row.doc_no is None else self._documents[row.doc_no]
        is_gone = place.is_gone or doc_no in self._gone_documents
        payload = None if is_gone else row.payload
        if payload is None and not is_gone:
            self._note_missing(connection, row.hash)
        seq, clock, gesture, undoes, kind, _doc, object_id, _payload, payload_hash, at_ms, digest = row
        self._pending.append(
            (
                place.stream_no,
                seq,
                clock,
                gesture,
                undoes,
                kind,
                doc_no,
                object_id,
                payload,
                payload_hash,
                at_ms,
                digest,
            )
        )
        if place.stream_no in self._forked:
            self.forks[place.stream_no] = self.forks.get(place.stream_no, 0) + 1
        place.seq, place.hash = seq, digest
        if payload is None:
            return
        if doc_no is not None:
            self._settler.look(connection, doc_no)
        order = (clock, digest)
        text = None if doc_no is None else written.get(doc_no)
        for part, identifier, value in fold.parts(kind, object_id, payload):
            item = Item(part, doc_no or 0, identifier, place.person_no, value, place.stream_no, seq)
            self._settler.take(connection, item, order, text)

    def _flush(self, connection: sqlite3.Connection) -> None:
        connection.executemany(_INSERT, self._pending)
        self._pending.clear()

    def _place(self, connection: sqlite3.Connection, arriving: Arriving) -> _Place:
        """Return our stream in which a change has its place, beginning one where there is none."""
        stream, row, before = arriving
        holder = connection.execute(
            "SELECT stream_no, id, person_no, (SELECT max(seq) FROM change WHERE change.stream_no = stream.stream_no)"
            " FROM stream WHERE root = ?1 AND (EXISTS (SELECT 1 FROM change WHERE change.stream_no = stream.stream_no"
            " AND seq = ?2 AND hash = ?3) OR (?2 = 0 AND id = ?1))",
            (stream.root, row.seq - 1, before),
        ).fetchone()
        if holder is None:
            assert row.seq == 1, "a change came before the one that it follows"
            return self._begin(connection, stream, stream.root, (None, None), 0)
        stream_no, identifier, person_no, last = holder
        if last is None or last == row.seq - 1:
            self._take_over(stream_no)
            is_gone = person_no in self._gone_people
            return _Place(stream_no, person_no, row.seq - 1, before, is_gone=is_gone)
        place = self._begin(
            connection, stream, fork_id(stream.root, row.hash), (identifier, row.seq - 1), row.seq - 1, person_no
        )
        name = connection.execute("SELECT name FROM person WHERE person_no = ?", (person_no,)).fetchone()
        self._forked[place.stream_no] = "" if name is None else name[0]
        return place

    def _take_over(self, stream_no: int) -> None:
        """Let another stream of the other file go on where one ended here for now: that one will part."""
        self.continued.add(stream_no)
        for number, place in list(self._places.items()):
            if place.stream_no == stream_no:
                del self._places[number]

    def _begin(
        self,
        connection: sqlite3.Connection,
        stream: StreamRow,
        identifier: bytes,
        parent: tuple[bytes | None, int | None],
        seq: int,
        person_no: int | None = None,
    ) -> _Place:
        if person_no is None and stream.person_no is not None:
            person_no = self._people[stream.person_no]
        if parent[0] is None and stream.id == stream.root:
            parent = (stream.parent, stream.parent_seq)
        cursor = connection.execute(
            "INSERT INTO stream(id, root, person_no, device, role, parent, parent_seq, created_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (identifier, stream.root, person_no, stream.device, stream.role, *parent, stream.created_ms),
        )
        is_gone = person_no in self._gone_people
        return _Place(cursor.lastrowid or 0, person_no, seq, genesis(stream.root), is_gone=is_gone)

    def _enter_person(self, connection: sqlite3.Connection, person: PersonRow) -> int:
        """Return our number of a person, who may have been redacted in one of the files."""
        original = self._incoming.gone_people.get(person.person_no, person.id)
        for number, raw in self._gone_people.items():
            if raw == original:
                return number
        known = connection.execute("SELECT person_no FROM person WHERE id = ?", (original,)).fetchone()
        if known is not None:
            return int(known[0])
        cursor = connection.execute(
            "INSERT INTO person(id, name, kind) VALUES (?, ?, ?)", (person.id, person.name, person.kind)
        )
        number = cursor.lastrowid or 0
        if original != person.id:
            connection.execute("INSERT INTO redaction VALUES ('person', ?, ?)", (number, original))
            self._gone_people[number] = original
        return number

    def _enter_gone(self, connection: sqlite3.Connection, raw: bytes) -> int:
        """Enter a document of which only the id is left. Its number is negative: no document will ever get it."""
        number = int(
            connection.execute(
                "SELECT min(0, coalesce(min(no), 0)) - 1 FROM redaction WHERE kind = 'document'"
            ).fetchone()[0]
        )
        connection.execute("INSERT INTO redaction VALUES ('document', ?, ?)", (number, raw))
        self._gone_documents[number] = raw
        return number

    def _note_missing(self, connection: sqlite3.Connection, digest: bytes) -> None:
        connection.execute(
            "INSERT INTO redaction SELECT 'change', coalesce(max(no), 0) + 1, ? FROM redaction WHERE kind = 'change'",
            (digest,),
        )
