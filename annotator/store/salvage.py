"""Saving from a damaged file what proves itself: texts by their hash, each stream as far as its chain holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from annotator.errors import ProjectError
from annotator.model.changes import Kind
from annotator.model.identity import bytes_of, uuid7
from annotator.store.drafts import Draft, draft_of
from annotator.store.history import Draft as Change
from annotator.store.history import Head, append, clock_of, stream_head
from annotator.store.incoming import Row, StreamRow
from annotator.store.inspection import STRANGE, StreamInspector, fault_of_text, is_strange
from annotator.store.objects import scheme_object
from annotator.store.plain import SchemeShape, canonical, read_shape
from annotator.store.records import Progress
from annotator.store.streams import IMPORT
from annotator.store.verify import Problem
from annotator.store.wreck import Wreck, open_wreck

_EMPTY_SCHEME = SchemeShape(id="rescued", version=1, source='[scheme]\nid = "rescued"\nversion = 1\n')
_NAMING = (Kind.DOCUMENT.value, Kind.BATCH.value)


class SalvageReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was saved, and what was lost."""

    documents: int
    changes: int
    losses: tuple[Problem, ...]


def salvage(bad: Path, out: Path, progress: Progress | None = None) -> SalvageReport:
    """Save what can be saved from a damaged file into a new project, which passes `check`; `bad` is only read.

    Raises ProjectError `store.missing`, `store.unreadable`, `store.foreign` (nothing of a project is in it),
    `store.salvage_nothing`, `store.exists`, `store.folder`, `store.disk_full`; then there is no new file.
    """
    bad, out = Path(bad), Path(out)
    losses: list[Problem] = []
    with draft_of(out) as draft, tempfile.TemporaryDirectory(dir=out.parent, prefix=".salvage-") as folder:
        wreck = open_wreck(bad, Path(folder), losses)
        with closing(wreck.connection):
            rescue = _Rescue(wreck, draft, progress)
            rescue.run()
            if not rescue.documents and not rescue.proved:
                raise ProjectError("store.salvage_nothing", file=str(bad))
    return SalvageReport(documents=rescue.documents, changes=draft.changes, losses=tuple(losses))


class _Rescue:
    """One salvage while it runs."""

    def __init__(self, wreck: Wreck, draft: Draft, progress: Progress | None) -> None:
        self._wreck = wreck
        self._draft = draft
        self._progress = progress
        self._kept: dict[bytes, tuple[int, int]] = {}
        self._lost_documents: dict[int, int] = {}
        self._names: set[str] = set()
        self._empty = 0
        self._has_scheme = False
        self.documents = 0
        self.proved = 0

    def run(self) -> None:
        """Carry over what proves itself."""
        self._draft.put_facts(self._wreck.facts())
        self._put_documents()
        self._put_gaps()
        # A stream that parted from another can only be proved behind it.
        for stream in sorted(self._wreck.streams.values(), key=lambda one: (one.id != one.root, one.parent_seq or 0)):
            self._put_stream(stream)
        for number in self._wreck.stray_streams():
            self._lose("store.lost_stream", stream=number)
        if not self._has_scheme:
            self._put_scheme()

    def _lose(self, code: str, **facts: object) -> None:
        self._wreck.losses.append(Problem(code, facts))

    def _put_documents(self) -> None:
        for document in list(self._wreck.documents.values()):
            text = self._wreck.text_or_none(document.doc_no)
            try:
                is_right = text is not None and fault_of_text(document, text) is None
            except STRANGE:
                is_right = False
            if is_right and text is not None:
                self._draft.put_document(document, text)
                self.documents += 1
            else:
                del self._wreck.documents[document.doc_no]
                if isinstance(document.id, bytes) and len(document.id) == 16:
                    self._wreck.gone_documents[document.doc_no] = document.id
                self._lose("store.lost_document", key=document.key)

    def _put_gaps(self) -> None:
        for digest in sorted(self._wreck.gone_changes):
            self._empty += 1
            self._draft.put_gap("change", self._empty, digest)
        for number, identifier in self._wreck.gone_people.items():
            self._draft.put_gap("person", number, identifier)

    def _number(self, doc_no: int | None) -> int | None:
        """Return the number of a document in the new file; one that is lost gets a negative one and a gap."""
        if doc_no is None or doc_no in self._wreck.documents:
            return doc_no
        if doc_no not in self._lost_documents:
            number = -1 - len(self._lost_documents)
            self._lost_documents[doc_no] = number
            self._draft.put_gap("document", number, self._wreck.gone_documents[doc_no])
        return self._lost_documents[doc_no]

    def _put_stream(self, stream: StreamRow) -> None:
        try:
            self._find_owner(stream)
            inspector = StreamInspector(self._wreck, stream)
            fault = inspector.fault_of_stream()
        except STRANGE as problem:
            fault = str(problem)
        if fault is not None or not self._is_anchored(stream):
            self._lose("store.lost_stream", stream=stream.stream_no)
            return
        first = inspector.verifier.seq
        self._draft.put_stream(stream)
        last = first
        for rows in self._proved(stream, inspector):
            self._draft.put_changes(stream.stream_no, rows)
            self.proved += len(rows)
            last = rows[-1].seq
            if self._progress is not None:
                self._progress(self._draft.changes, None)
        self._kept[stream.id] = (first, last)

    def _find_owner(self, stream: StreamRow) -> None:
        """See to it that the person of a stream is in the new file."""
        number = stream.person_no
        if number is None:
            return
        person = self._wreck.people.get(number)
        if person is None or is_strange(person, self._wreck):
            person = self._wreck.owner_by_change(stream)
            if person is None:
                self._wreck.people.pop(number, None)
                return
            self._wreck.people[number] = person
        if person.name not in self._names:
            self._names.add(person.name)
            self._draft.put_person(person)

    def _is_anchored(self, stream: StreamRow) -> bool:
        if stream.id == stream.root or not stream.parent_seq:
            return True
        first, last = self._kept.get(stream.parent or b"", (0, -1))
        return first < stream.parent_seq <= last

    def _proved(self, stream: StreamRow, inspector: StreamInspector) -> Iterator[list[Row]]:
        """Yield the changes of a stream up to where its chain no longer holds."""
        after = inspector.verifier.seq
        while page := self._wreck.page(stream.stream_no, after):
            kept: list[Row] = []
            for row in page:
                proved = self._mended(row, inspector)
                if proved is None:
                    break
                kept.append(proved)
            if kept:
                yield kept
                after = kept[-1].seq
            if len(kept) < len(page):
                self._lose_rest(stream, after)
                return
        if self._has_more(stream, after):
            self._lose_rest(stream, after)

    def _has_more(self, stream: StreamRow, after: int) -> bool:
        """Whether a stream went on behind its last change that can be read."""
        rows = self._wreck.heads().get(stream.stream_no, 0)
        return rows > after

    def _lose_rest(self, stream: StreamRow, after: int) -> None:
        person = None if stream.person_no is None else self._wreck.people.get(stream.person_no)
        name = "–" if person is None else person.name
        self._lose("store.lost_changes", person=name, stream=stream.stream_no, seq=after + 1)

    def _mended(self, row: Row, inspector: StreamInspector) -> Row | None:
        """Return a change that proves itself, without its payload where only that is damaged; None for no proof."""
        if row.doc_no is not None and row.doc_no not in self._wreck.documents:
            if row.doc_no not in self._wreck.gone_documents and row.kind in _NAMING:
                # The first change of a document has its id, and the chain proves it.
                self._wreck.gone_documents[row.doc_no] = row.object
            row = row._replace(payload=None)
        verifier = inspector.verifier
        before = verifier.seq, verifier.clock, verifier.head
        if _fault(inspector, row) is not None:
            verifier.seq, verifier.clock, verifier.head = before
            self._wreck.gone_changes.add(row.hash)
            row = row._replace(payload=None)
            if _fault(inspector, row) is not None:
                return None
            self._empty += 1
            self._draft.put_gap("change", self._empty, row.hash)
            self._lose("store.lost_change", stream=inspector.stream.stream_no, seq=row.seq)
        self._has_scheme |= row.kind == Kind.SCHEME.value and row.payload is not None
        return row._replace(doc_no=self._number(row.doc_no))

    def _put_scheme(self) -> None:
        """Put the scheme that the cache remembers, or an empty one, where the history has none."""
        scheme = _EMPTY_SCHEME
        for data in self._wreck.schemes():
            try:
                found = read_shape(Kind.SCHEME.value, data)
            except STRANGE:
                continue
            if isinstance(found, SchemeShape):
                scheme = SchemeShape(id=found.id, version=found.version, source=found.source)
        self._lose("store.lost_scheme", scheme=scheme.id)
        connection = self._draft.connection
        identifier = bytes_of(uuid7())
        cursor = connection.execute(
            "INSERT INTO stream(id, root, device, role, created_ms) VALUES (?, ?, ?, ?, 0)",
            (identifier, identifier, bytes(16), IMPORT),
        )
        stream_no = cursor.lastrowid or 0
        head = Head(stream_no, identifier, None, *stream_head(connection, stream_no, identifier))
        raw = bytes_of(scheme_object(scheme.source, None))
        change = Change(Kind.SCHEME.value, None, None, raw, canonical({"new": scheme, "old": None}))
        append(connection, head, [change], at_ms=0, clock=clock_of(connection))


def _fault(inspector: StreamInspector, row: Row) -> str | None:
    try:
        return inspector.fault(row)
    except STRANGE as problem:
        return str(problem)
    except ProjectError as problem:
        return problem.code
