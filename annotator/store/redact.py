"""A copy of a project without some articles or people, whose chains still prove the rest.

A change that is taken out keeps its place and the hash of what it said. With an article go its text, its key and all
that anybody said about it; with a person go the name and all that person did. What others wrote that names either goes
too: comments, notes, rounds, assignments. The articles that stay are not searched: their texts are nobody's remark.
Ids stay, which are hashes: who knows a name or a text can find out that it was there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from annotator.errors import RefusedError
from annotator.model.changes import Kind
from annotator.model.identity import bytes_of
from annotator.store.connections import own_errors
from annotator.store.drafts import Draft, draft_of
from annotator.store.incoming import Incoming, PersonRow, Row, StreamRow
from annotator.store.inspection import inspect
from annotator.store.objects import person_object
from annotator.store.records import Progress

_NO_DEVICE = bytes(16)
_OWN_WORDS = {Kind.DOCUMENT.value, Kind.ZONE.value, Kind.SCHEME.value}
# These hold ids, names out of the scheme, and places: no remark of anybody's.
_PLAIN_FIELDS = {"label", "kind", "verdict", "state", "head", "tail", "origin", "run", "id", "of", "result", "hash"}
# A shorter name is only looked for where it stands alone: "12" is in many a remark.
_SHORTEST_IN_TEXT = 3


class RedactReport(msgspec.Struct, frozen=True, kw_only=True):
    """How many articles and people were taken out, and how many changes were emptied."""

    documents: int
    people: int
    changes: int


def redact(
    path: Path,
    out: Path,
    *,
    documents: Collection[str] = (),
    people: Collection[str] = (),
    progress: Progress | None = None,
) -> RedactReport:
    """Write a new project file without documents (by key) and people (by name).

    Raises RefusedError `store.no_document`, `store.no_person`, and ProjectError as `Store.open` does for `path` and
    `store.exists`, `store.folder`, `store.disk_full` for `out`; then there is no new file.
    """
    with Incoming.open(Path(path)) as source:
        keys = _keys(source)
        numbers = _numbers_of(documents, keys)
        needles = sorted({*documents, *people, *_import_keys(source, numbers)})
        gone = _Gone(source, numbers, _people_of(people, source), needles)
        inspect(source, progress)
        with draft_of(Path(out)) as draft:
            emptied = _copy(source, gone, draft, progress)
    return RedactReport(documents=len(gone.documents), people=len(gone.people), changes=emptied)


class _Gone:
    """What is taken out: numbers of documents → the negative numbers that stand for them, and people."""

    def __init__(
        self, source: Incoming, documents: Collection[int], people: Collection[int], needles: Sequence[str]
    ) -> None:
        lowest = min((0, *source.gone_documents))
        self.documents = {number: lowest - place for place, number in enumerate(sorted(documents), 1)}
        self.people = {number for number in people if number not in source.gone_people}
        self.needles = [_Needle(text) for text in needles]
        # What is not found in the whole payload is in none of its strings.
        self._marks = [msgspec.json.encode(text)[1:-1].decode() for text in needles]

    def names(self, row: Row) -> bool:
        """Whether a change says something of what is taken out."""
        payload = row.payload
        if payload is None or not any(mark in payload for mark in self._marks):
            return False
        said = msgspec.json.decode(payload)
        parts = [(row.kind, said)]
        if row.kind == Kind.BATCH.value:
            parts = [(part[0], part[2]) for side in ("new", "old") for part in said[side] or ()]
        return any(
            needle.is_in(text)
            for kind, value in parts
            if kind not in _OWN_WORDS
            for text in _strings(value)
            for needle in self.needles
        )


class _Needle:
    """A key or a name that must not be left."""

    def __init__(self, text: str) -> None:
        self._text = text
        is_long = len(text) >= _SHORTEST_IN_TEXT
        self._pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)") if is_long else None

    def is_in(self, text: str) -> bool:
        return text == self._text or (self._pattern is not None and self._pattern.search(text) is not None)


def _copy(source: Incoming, gone: _Gone, draft: Draft, progress: Progress | None) -> int:
    with own_errors(source.path):
        draft.put_facts(dict(source.connection.execute("SELECT key, value FROM project").fetchall()))
    _copy_nouns(source, gone, draft)
    emptied = _Emptied(draft, sorted(source.gone_changes))
    total = source.count()
    for stream in source.streams.values():
        is_gone = stream.person_no in gone.people
        draft.put_stream(stream._replace(device=_NO_DEVICE) if is_gone else stream)
        for page in _pages(source, stream):
            draft.put_changes(stream.stream_no, [emptied.of(row, gone, is_gone=is_gone) for row in page])
            if progress is not None:
                progress(draft.changes, total)
    return emptied.count


def _copy_nouns(source: Incoming, gone: _Gone, draft: Draft) -> None:
    """Copy people and documents, or what stands for them."""
    for person in source.people.values():
        draft.put_person(_placeholder(person) if person.person_no in gone.people else person)
    for document in source.documents.values():
        if document.doc_no not in gone.documents:
            draft.put_document(document, source.text(document.doc_no))
    people = {number: source.people[number].id for number in gone.people} | source.gone_people
    documents = {gap: source.documents[number].id for number, gap in gone.documents.items()} | source.gone_documents
    for kind, gaps in (("person", people), ("document", documents)):
        for number, identifier in gaps.items():
            draft.put_gap(kind, number, identifier)


class _Emptied:
    """Empties changes, and counts them."""

    def __init__(self, draft: Draft, earlier: Sequence[bytes]) -> None:
        self._draft = draft
        self._numbers = 0
        self.count = 0
        for digest in earlier:
            self._note(digest)

    def of(self, row: Row, gone: _Gone, *, is_gone: bool) -> Row:
        """Return a change as it goes into the copy."""
        number = gone.documents.get(row.doc_no) if row.doc_no is not None else None
        if number is not None:
            row = row._replace(doc_no=number)
        is_named = not is_gone and number is None and gone.names(row)
        if not (is_gone or is_named or number is not None) or row.payload is None:
            return row
        if is_named:
            self._note(row.hash)
        self.count += 1
        return row._replace(payload=None)

    def _note(self, digest: bytes) -> None:
        self._numbers += 1
        self._draft.put_gap("change", self._numbers, digest)


def _pages(source: Incoming, stream: StreamRow) -> Iterator[list[Row]]:
    after, _clock, _hash = source.start_of(stream)
    while page := source.page(stream.stream_no, after):
        yield page
        after = page[-1].seq


def _placeholder(person: PersonRow) -> PersonRow:
    """Return who stands for a person: the same in every copy, so that copies can be merged."""
    name = "redacted-" + hashlib.sha256(person.id).hexdigest()[:8]
    return PersonRow(person.person_no, bytes_of(person_object(name)), name, person.kind)


def _keys(source: Incoming) -> dict[str, int]:
    with own_errors(source.path):
        return dict(source.connection.execute("SELECT key, doc_no FROM document_meta").fetchall())


def _numbers_of(documents: Collection[str], keys: dict[str, int]) -> list[int]:
    for key in documents:
        if key not in keys:
            raise RefusedError("store.no_document", document=key)
    return [keys[key] for key in documents]


def _import_keys(source: Incoming, numbers: Collection[int]) -> set[str]:
    """Return the keys under which documents came, but for those that others share which stay."""
    kept = {document.key for document in source.documents.values() if document.doc_no not in numbers}
    return {source.documents[number].key for number in numbers} - kept


def _people_of(people: Collection[str], source: Incoming) -> list[int]:
    numbers = {person.name: person.person_no for person in source.people.values()}
    for name in people:
        if name not in numbers:
            raise RefusedError("store.no_person", person=name)
    return [numbers[name] for name in people]


def _strings(value: object, field: str = "") -> Iterator[str]:
    """Yield what a value says in words."""
    if isinstance(value, str):
        if field not in _PLAIN_FIELDS:
            yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, field)
