"""The streams that this computer writes: one per person for own work, one per person for imports, one for rules."""

from __future__ import annotations

import os
import sqlite3
import time

from annotator.model.changes import Kind
from annotator.model.identity import bytes_of, uuid7
from annotator.model.values import PersonKind
from annotator.store.device import Device
from annotator.store.history import Draft, Head, append, stream_head
from annotator.store.plain import PersonShape, canonical

OWN = "own"
IMPORT = "import"


class Streams:
    """Finds or begins the stream to write to. Used inside a transaction; `settle` and `forget` follow its end."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._trusted: dict[tuple[int | None, str], tuple[int, bytes, bytes]] = {}
        self._touched: dict[bytes, Head] = {}

    def head(self, connection: sqlite3.Connection, person_no: int | None, role: str) -> Head:
        """Return the end of this computer's stream of a person (None = rules), beginning one where there is none."""
        known = self._trusted.get((person_no, role)) or self._find(connection, person_no, role)
        if known is None:
            return self._begin(connection, person_no, role)
        stream_no, identifier, root = known
        self._trusted[person_no, role] = known
        seq, digest = stream_head(connection, stream_no, root)
        return self._touch(Head(stream_no, identifier, person_no, seq, digest))

    def existing(self, connection: sqlite3.Connection, person_no: int, role: str) -> int | None:
        """Return the number of this computer's stream of a person, None where nothing was written yet."""
        known = self._trusted.get((person_no, role)) or self._find(connection, person_no, role)
        return None if known is None else known[0]

    def settle(self) -> None:
        """Remember outside the file how far the streams have come: after each commit."""
        for head in self._touched.values():
            self._device.note(head.id, head.seq, head.hash)
        self._touched.clear()

    def forget(self) -> None:
        """Let go of what a transaction that was rolled back had begun."""
        self._touched.clear()
        self._trusted.clear()

    def _touch(self, head: Head) -> Head:
        self._touched[head.id] = head
        return head

    def _find(
        self, connection: sqlite3.Connection, person_no: int | None, role: str
    ) -> tuple[int, bytes, bytes] | None:
        rows = connection.execute(
            "SELECT stream_no, id, root FROM stream WHERE person_no IS ? AND device = ? AND role = ?"
            " ORDER BY stream_no DESC",
            (person_no, self._device.id, role),
        ).fetchall()
        for stream_no, identifier, root in rows:
            if self._may_continue(connection, stream_no, identifier):
                return stream_no, identifier, root
        return None

    def _may_continue(self, connection: sqlite3.Connection, stream_no: int, identifier: bytes) -> bool:
        """Whether the file holds all that this computer ever wrote to a stream; else its numbers are used up."""
        remembered = self._device.head(identifier)
        if remembered is None:
            return False
        seq, digest = remembered
        row = connection.execute("SELECT hash FROM change WHERE stream_no = ? AND seq = ?", (stream_no, seq)).fetchone()
        return row is not None and row[0] == digest

    def _begin(self, connection: sqlite3.Connection, person_no: int | None, role: str) -> Head:
        """Begin a stream. Its first change says whose it is, so that the hash chain covers that too."""
        identifier = bytes_of(uuid7())
        parent = self._parent(connection, person_no, role)
        now_ms = time.time_ns() // 1_000_000
        cursor = connection.execute(
            "INSERT INTO stream(id, root, person_no, device, role, parent, parent_seq, created_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (identifier, identifier, person_no, self._device.id, role, *parent, now_ms),
        )
        stream_no = cursor.lastrowid or 0
        self._trusted[person_no, role] = (stream_no, identifier, identifier)
        seq, digest = stream_head(connection, stream_no, identifier)
        head = self._touch(Head(stream_no, identifier, person_no, seq, digest))
        if person_no is not None:
            append(connection, head, [_person_draft(connection, person_no)], at_ms=now_ms)
        return head

    def _parent(
        self, connection: sqlite3.Connection, person_no: int | None, role: str
    ) -> tuple[bytes | None, int | None]:
        """Return the stream that a new one goes on from, and where: another computer's, or one that was left behind."""
        row = connection.execute(
            "SELECT stream.id, max(change.seq) FROM stream JOIN change USING (stream_no)"
            " WHERE stream.person_no IS ? AND stream.role = ? GROUP BY stream_no ORDER BY stream_no DESC LIMIT 1",
            (person_no, role),
        ).fetchone()
        return (row[0], row[1]) if row else (None, None)


def _person_draft(connection: sqlite3.Connection, person_no: int) -> Draft:
    identifier, name, kind = connection.execute(
        "SELECT id, name, kind FROM person WHERE person_no = ?", (person_no,)
    ).fetchone()
    value = PersonShape(name=name, kind=PersonKind(kind), salt=os.urandom(16).hex())
    payload = canonical({"new": value, "old": None})
    return Draft(Kind.PERSON.value, None, None, identifier, payload)
