"""The state of a project as lines: the same for two files that say the same, however they came to it.

Only ids, names and values stand in it: no times, no local numbers, no streams.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Protocol, TypeVar

from annotator.store import cache, schemes
from annotator.store.people import everybody, names
from annotator.store.plain import canonical, read_shape
from annotator.store.schema import MINOR_TABLES

Value = TypeVar("Value")
Line = list[Any]

_PAGE = 20


class Asker(Protocol):
    """Runs a question in its own short read transaction, as an open Store does."""

    def ask(self, question: Callable[[sqlite3.Connection], Value]) -> Value:
        """Return the answer."""
        ...


def state_lines(asker: Asker) -> Iterator[bytes]:
    """Yield the folded state, a line of canonical JSON for each thing, in an order that depends on ids only."""
    for line in asker.ask(_of_the_project):
        yield canonical(line)
    after = b""
    while True:
        page = asker.ask(partial(_of_documents, after=after))
        for identifier, lines in page:
            for line in lines:
                yield canonical(line)
            after = identifier
        if not page:
            return


def state_hash(asker: Asker) -> str:
    """Return the SHA-256 of the folded state, hexadecimal."""
    digest = hashlib.sha256()
    for line in state_lines(asker):
        digest.update(line)
        digest.update(b"\n")
    return digest.hexdigest()


def _of_the_project(connection: sqlite3.Connection) -> list[Line]:
    lines: list[Line] = [["person", name, known.person.kind] for name, known in everybody(connection).items()]
    versions = schemes.versions_in_force(connection)
    lines.extend(["in force", version.object, dict(version.redirects)] for version in versions)
    people = names(connection)
    for kind in ("run", "round", "scheme"):
        lines.extend(_minor(connection, kind, 0, people))
    return lines


def _of_documents(connection: sqlite3.Connection, after: bytes) -> list[tuple[bytes, list[Line]]]:
    rows = connection.execute(
        "SELECT id, doc_no, document_meta.key, sha256, meta, direction, replaces FROM document"
        " JOIN document_meta USING (doc_no) WHERE id > ? ORDER BY id LIMIT ?",
        (after, _PAGE),
    ).fetchall()
    people = names(connection)
    page = []
    for identifier, doc_no, key, sha256, meta, direction, replaces in rows:
        name = identifier.hex()
        lines: list[Line] = [["document", name, key, sha256.hex(), meta, direction, replaces and replaces.hex()]]
        lines.extend(_marks(connection, doc_no, people))
        for kind in ("zone", "label", "state", "comment", "decision", "assignment"):
            lines.extend(_minor(connection, kind, doc_no, people))
        lines.extend(_seconds(connection, doc_no, people))
        page.append((identifier, [[name, *line] for line in lines]))
    return page


def _marks(connection: sqlite3.Connection, doc_no: int, people: dict[int | None, str]) -> Iterator[Line]:
    """Yield spans and links with the stored label and the one in force."""
    for table, columns, value_of in (
        ("span", cache.SPAN_COLUMNS, cache.span_value),
        ("link", cache.LINK_COLUMNS, cache.link_value),
    ):
        rows = connection.execute(f"SELECT {columns} FROM {table} WHERE doc_no = ? ORDER BY id", (doc_no,)).fetchall()
        for row in rows:
            value = value_of(row)
            yield [table, row[1].hex(), people.get(row[2], ""), value, row[3]]


def _minor(connection: sqlite3.Connection, kind: str, doc_no: int, people: dict[int | None, str]) -> Iterator[Line]:
    rows = connection.execute(
        f"SELECT id, person_no, data FROM {MINOR_TABLES[kind]} WHERE doc_no = ? ORDER BY id", (doc_no,)
    ).fetchall()
    for identifier, person_no, data in rows:
        # A rule's zones and a round belong to nobody; a scheme and a round are the same whoever wrote them.
        person = "" if kind in ("scheme", "round", "assignment") else people.get(person_no, "")
        yield [kind, identifier.hex(), person, read_shape(kind, data)]


def _seconds(connection: sqlite3.Connection, doc_no: int, people: dict[int | None, str]) -> list[Line]:
    rows = connection.execute("SELECT person_no, seconds FROM active_time WHERE doc_no = ?", (doc_no,)).fetchall()
    return sorted(["active", people.get(person_no, ""), seconds] for person_no, seconds in rows if seconds)
