"""The hash chain of a stream: nothing in it can be altered, left out or put in without being seen.

A hash covers the hash before it and everything about the change but its payload, of which it covers the hash only;
there are no names and no stream ids in it. So a payload can be redacted and the chain still holds.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_DOMAIN = b"annotator/change/1\0"
_GENESIS = b"annotator/genesis/1\0"
_NUMBERS = struct.Struct(">qqqqq")


class ChainRow(NamedTuple):
    """A change as the chain sees it. `document` is the id of its document, `payload` None where it was redacted."""

    seq: int
    clock: int
    gesture: int
    undoes: int | None
    kind: str
    document: bytes | None
    object: bytes
    payload: str | None
    payload_hash: bytes
    at_ms: int
    hash: bytes


class ChainProblem(NamedTuple):
    """What is wrong at one place of a stream: `gap`, `clock`, `payload` or `hash`."""

    seq: int
    what: str


def genesis(root: bytes) -> bytes:
    """Return the hash that stands before the first change of a stream."""
    return hashlib.sha256(_GENESIS + root).digest()


def payload_hash(payload: bytes) -> bytes:
    """Return the hash of a payload in canonical JSON."""
    return hashlib.sha256(payload).digest()


def change_hash(
    previous: bytes,
    *,
    seq: int,
    clock: int,
    gesture: int,
    undoes: int | None,
    kind: str,
    document: bytes | None,
    object_id: bytes,
    at_ms: int,
    payload: bytes,
) -> bytes:
    """Return the hash of a change that follows `previous`; `payload` is the hash of its payload."""
    named = kind.encode("ascii")
    placed = document or b""
    lengths = bytes((len(named), len(placed), len(object_id)))
    numbers = _NUMBERS.pack(seq, clock, gesture, -1 if undoes is None else undoes, at_ms)
    return hashlib.sha256(b"".join((_DOMAIN, previous, numbers, lengths, named, placed, object_id, payload))).digest()


class StreamVerifier:
    """Walks along one stream, page by page, and tells what does not fit.

    `seq` and `head` are the number and the hash of the last row seen.
    """

    def __init__(self, root: bytes) -> None:
        self.seq = 0
        self.clock = 0
        self.head = genesis(root)

    @classmethod
    def starting(cls, seq: int, clock: int, head: bytes) -> StreamVerifier:
        """Return a verifier that goes on behind a change: for a stream that shares its beginning with another."""
        verifier = cls(b"")
        verifier.seq, verifier.clock, verifier.head = seq, clock, head
        return verifier

    def check(self, row: ChainRow) -> str | None:
        """Take the next row; return what is wrong with it (see `ChainProblem`) or None."""
        problem = self._problem(row)
        self.seq, self.clock, self.head = row.seq, row.clock, row.hash
        return problem

    def _problem(self, row: ChainRow) -> str | None:
        if row.seq != self.seq + 1:
            return "gap"
        if row.clock <= self.clock:
            return "clock"
        if row.payload is not None and payload_hash(row.payload.encode("utf-8")) != row.payload_hash:
            return "payload"
        expected = change_hash(
            self.head,
            seq=row.seq,
            clock=row.clock,
            gesture=row.gesture,
            undoes=row.undoes,
            kind=row.kind,
            document=row.document,
            object_id=row.object,
            at_ms=row.at_ms,
            payload=row.payload_hash,
        )
        return None if expected == row.hash else "hash"


def verify_stream(root: bytes, rows: Iterable[ChainRow]) -> Iterator[ChainProblem]:
    """Yield what is wrong with a whole stream, in order; nothing where it is as it was written."""
    verifier = StreamVerifier(root)
    for row in rows:
        what = verifier.check(row)
        if what is not None:
            yield ChainProblem(row.seq, what)
