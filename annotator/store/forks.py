"""Streams that part: where a copied file was edited in two places, one of the two goes on as a stream of its own.

Such a stream keeps the root that it comes from, has an id derived from its first change, and names as parent the stream
and the number after which it goes another way; its own numbers go on from there.
"""

from __future__ import annotations

import hashlib
import sqlite3

from annotator.store.chain import genesis

_FORK = b"annotator/fork/1\0"
_NOWHERE = bytes(32)


def start_of(connection: sqlite3.Connection, stream_no: int) -> tuple[int, int, bytes]:
    """Return (seq, clock, hash) of what stands before the first change of a stream.

    That is (0, 0, genesis) but for a fork. Where the place that a fork comes from is not in the file, the hash is one
    that no change has, so that the chain does not hold.
    """
    row = connection.execute("SELECT id, root, parent, parent_seq FROM stream WHERE stream_no = ?", (stream_no,))
    identifier, root, parent, parent_seq = row.fetchone()
    if identifier == root or not parent_seq:
        return 0, 0, genesis(root)
    before = connection.execute(
        "SELECT clock, hash FROM change WHERE stream_no = (SELECT stream_no FROM stream WHERE id = ? AND root = ?)"
        " AND seq = ?",
        (parent, root, parent_seq),
    ).fetchone()
    return (parent_seq, *before) if before is not None else (parent_seq, 0, _NOWHERE)


def fork_id(root: bytes, first_hash: bytes) -> bytes:
    """Return the id of the stream that parts from a root with a change: the same on every computer."""
    return hashlib.sha256(_FORK + root + first_hash).digest()[:16]
