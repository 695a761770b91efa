"""Proving a file before anything of it is taken over: chains, texts, people, and what every change says."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Iterator

import msgspec

from annotator.errors import ProjectError, RefusedError
from annotator.model.changes import Kind
from annotator.model.identity import bytes_of, document_id
from annotator.model.values import PersonKind
from annotator.store import fold
from annotator.store.chain import ChainRow, StreamVerifier
from annotator.store.checks import check_offsets
from annotator.store.incoming import DocumentRow, Incoming, PersonRow, Row, StreamRow
from annotator.store.objects import person_object
from annotator.store.plain import (
    SHAPES,
    ActiveShape,
    DocumentShape,
    LinkShape,
    PersonShape,
    Shape,
    SpanShape,
    ZoneShape,
)
from annotator.store.records import Progress
from annotator.store.streams import IMPORT, OWN

STRANGE = (
    msgspec.MsgspecError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    struct.error,
    RecursionError,
    RefusedError,
    sqlite3.DatabaseError,
)
"""What reading raises at bytes that no program of ours wrote."""

_OF_THE_PROJECT = {Kind.RUN.value, Kind.ROUND.value, Kind.SCHEME.value, Kind.PERSON.value}
# Clocks must leave room for all that will ever be written after them.
_LAST_CLOCK = 1 << 60
_MOST = 1 << 40
_DELETION = '{"new":null'


def inspect(incoming: Incoming, progress: Progress | None = None) -> None:
    """Look at everything in a file. Raises ProjectError `store.damaged` at the first thing that is not right."""
    try:
        fault = next(_faults(incoming, progress), None)
    except STRANGE as problem:
        fault = str(problem)
    if fault is not None:
        raise ProjectError("store.damaged", file=str(incoming.path), reason=fault)


class StreamInspector:
    """Walks along one stream and tells what is not right with its next change."""

    def __init__(self, incoming: Incoming, stream: StreamRow) -> None:
        self._incoming = incoming
        self.stream = stream
        self._owner = None if stream.person_no is None else incoming.people.get(stream.person_no)
        self.verifier = StreamVerifier.starting(*incoming.start_of(stream))

    def fault_of_stream(self) -> str | None:
        """Return what is wrong with the stream itself, None where nothing is."""
        stream = self.stream
        if stream.person_no is not None and self._owner is None:
            return "person"
        if (len(stream.id), len(stream.root), len(stream.device)) != (16, 16, 16) or stream.role not in (OWN, IMPORT):
            return "stream"
        if stream.id == stream.root:
            return None
        parents = [other for other in self._incoming.streams.values() if other.id == stream.parent]
        is_fork = stream.parent_seq is not None and stream.parent_seq >= 0 and bool(parents)
        if not is_fork or parents[0].root != stream.root or parents[0].person_no != stream.person_no:
            return "parent"
        return None

    def fault(self, row: Row) -> str | None:
        """Take the next change; return what is wrong with it, None where nothing is."""
        seq, clock, gesture, undoes, kind, doc_no, object_id, payload, payload_hash, at_ms, digest = row
        document = None if doc_no is None else self._incoming.documents.get(doc_no)
        if document is not None:
            raw: bytes | None = document.id
        else:
            raw = None if doc_no is None else self._incoming.gone_documents[doc_no]
        chain = ChainRow(seq, clock, gesture, undoes, kind, raw, object_id, payload, payload_hash, at_ms, digest)
        what = self.verifier.check(chain)
        if what is not None:
            return what
        if clock > _LAST_CLOCK or not 0 < gesture <= seq or len(object_id) != 16 or not -_MOST < at_ms < _MOST << 4:
            return "numbers"
        if undoes is not None and not 0 < undoes < gesture:
            return "undoes"
        if payload is None:
            return None if self._may_be_missing(row) else "missing"
        if (doc_no is None) != (kind in _OF_THE_PROJECT) or (doc_no is not None and document is None):
            return "document"
        return self._fault_of_payload(kind, object_id, payload, document)

    def _may_be_missing(self, row: Row) -> bool:
        incoming = self._incoming
        return (
            (row.doc_no is not None and row.doc_no in incoming.gone_documents)
            or (self.stream.person_no is not None and self.stream.person_no in incoming.gone_people)
            or row.hash in incoming.gone_changes
        )

    def _fault_of_payload(self, kind: str, object_id: bytes, payload: str, document: DocumentRow | None) -> str | None:
        for part, identifier, value in fold.parts(kind, object_id, payload):
            if len(identifier) != 16 or part not in SHAPES:
                return "object"
            if value is None:
                # Deletions are found by how they begin; a batch is looked at as a whole.
                if part in (Kind.DOCUMENT.value, Kind.PERSON.value, Kind.ACTIVE.value):
                    return "deletion"
                if kind == part and not payload.startswith(_DELETION):
                    return "form"
            elif isinstance(value, PersonShape):
                if not _is_person(value, self._owner):
                    return "person"
            elif document is not None and not _is_sound(value, identifier, document):
                return part
        return None


def _faults(incoming: Incoming, progress: Progress | None) -> Iterator[str]:
    yield from (f"person {person.person_no}" for person in incoming.people.values() if is_strange(person, incoming))
    for document in incoming.documents.values():
        fault = fault_of_text(document, incoming.text(document.doc_no))
        if fault is not None:
            yield f"{fault} {document.key}"
    done, total = 0, incoming.count()
    for stream in incoming.streams.values():
        inspector = StreamInspector(incoming, stream)
        fault = inspector.fault_of_stream()
        if fault is not None:
            yield f"{fault} {stream.stream_no}"
        for row in incoming.rows(stream.stream_no, inspector.verifier.seq):
            fault = inspector.fault(row)
            if fault is not None:
                yield f"{fault} {stream.stream_no}/{row.seq}"
            done += 1
            if progress is not None and done % 2_000 == 0:
                progress(done, 2 * total)
    if done != total:
        yield "changes of no stream"


def is_strange(person: PersonRow, incoming: Incoming) -> bool:
    """Whether a person's row is none of ours; who was redacted keeps a row under another name."""
    if person.kind not in PersonKind._value2member_map_ or not person.name:
        return True
    return person.person_no not in incoming.gone_people and bytes_of(person_object(person.name)) != person.id


def fault_of_text(document: DocumentRow, text: str) -> str | None:
    """Return what is wrong with a text, None where it is what its document says."""
    if hashlib.sha256(text.encode("utf-8")).digest() != document.sha256 or len(text) != document.length:
        return "text"
    if bytes_of(document_id(document.key, document.sha256.hex())) != document.id or "\0" in text:
        return "document"
    return None


def _is_person(value: PersonShape, owner: PersonRow | None) -> bool:
    return owner is not None and (value.name, value.kind.value) == (owner.name, owner.kind)


def _is_sound(value: Shape, identifier: bytes, document: DocumentRow) -> bool:
    """Whether the cache can hold a value. Raises RefusedError `store.offsets`, ValueError."""
    if isinstance(value, SpanShape):
        check_offsets(value, document.length)
        return (value.origin is None or _is_id(value.origin)) and -_MOST < value.scheme < _MOST
    if isinstance(value, LinkShape):
        ends = (value.head, value.tail) if value.origin is None else (value.head, value.tail, value.origin)
        return all(_is_id(end) for end in ends) and -_MOST < value.scheme < _MOST
    if isinstance(value, ZoneShape):
        check_offsets(value, document.length)
        return True
    if isinstance(value, ActiveShape):
        return 0 <= value.seconds < _MOST
    if isinstance(value, DocumentShape):
        is_same = (value.key, value.sha256, identifier) == (document.key, document.sha256.hex(), document.id)
        return is_same and (value.replaces is None or _is_id(value.replaces))
    return True


def _is_id(text: str) -> bool:
    return len(bytes_of(text)) == 16
