"""What a gesture sees while it is checked: documents, objects as they are, and what its own edits have done so far."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from annotator.errors import RefusedError
from annotator.model.changes import Kind
from annotator.store import cache
from annotator.store.objects import object_bytes
from annotator.store.plain import Shape


class Target(NamedTuple):
    """A document as a gesture needs it; number 0 and no id for the project itself."""

    doc_no: int
    id: str | None
    raw: bytes | None
    length: int


class Step(NamedTuple):
    """One object of a gesture: what it was, what it becomes."""

    kind: Kind
    target: Target
    object: str
    raw: bytes
    old: Shape | None
    new: Shape | None


class Workbench:
    """What one gesture sees while it is checked: the file, and over it what its own edits have done so far."""

    def __init__(
        self, connection: sqlite3.Connection, person: str, person_no: int, redirects: Mapping[str, str]
    ) -> None:
        self.connection = connection
        self.person = person
        self.person_no = person_no
        self.redirects = redirects
        self._targets: dict[str | None, Target] = {None: Target(0, None, None, 0)}
        self._done: dict[tuple[Kind, int, bytes], cache.Present | None] = {}
        self._links: dict[int, dict[bytes, set[bytes]]] = {}
        self.gone_with_span: set[bytes] = set()

    def target(self, document: str | None) -> Target:
        """Return a document by id. Raises RefusedError `store.no_document`."""
        if document not in self._targets:
            assert document is not None
            raw = _document_bytes(document)
            row = self.connection.execute("SELECT doc_no, length FROM document WHERE id = ?", (raw,)).fetchone()
            if row is None:
                raise RefusedError("store.no_document", document=document)
            self._targets[document] = Target(row[0], document, raw, row[1])
        return self._targets[document]

    def present(self, kind: Kind, target: Target, raw: bytes) -> cache.Present | None:
        """Return what an object is at this point of the gesture."""
        place = (kind, target.doc_no, raw)
        if place not in self._done:
            self._done[place] = cache.present(self.connection, kind.value, target.doc_no, raw)
        return self._done[place]

    def put(self, step: Step, person_no: int | None) -> None:
        """Let the rest of the gesture see a step."""
        place = (step.kind, step.target.doc_no, step.raw)
        self._done[place] = None if step.new is None else cache.Present(step.new, person_no)

    def links_on(self, target: Target, span: bytes) -> list[bytes]:
        """Return the ids of this person's links from or to a span, as the file has them."""
        if target.doc_no not in self._links:
            rows = self.connection.execute(
                "SELECT id, head, tail FROM link WHERE doc_no = ? AND person_no = ?", (target.doc_no, self.person_no)
            ).fetchall()
            index: dict[bytes, set[bytes]] = {}
            for identifier, head, tail in rows:
                index.setdefault(head, set()).add(identifier)
                index.setdefault(tail, set()).add(identifier)
            self._links[target.doc_no] = index
        return sorted(self._links[target.doc_no].get(span, ()))


def _document_bytes(document: str) -> bytes:
    try:
        return object_bytes(document)
    except ValueError as problem:
        raise RefusedError("store.no_document", document=document) from problem
