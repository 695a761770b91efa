"""Undo and redo: new changes that swap old and new, per gesture, of one stream; so they survive a restart.

An undo is itself a gesture, which names the one it takes back; a redo takes back the undo. So the stacks can be read
from the history alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from annotator.model.changes import Edit, Kind
from annotator.model.identity import text_of

_REACH = 50_000
_PAGE = 5_000
_HOUSEKEEPING = (Kind.PERSON.value, Kind.ACTIVE.value)

# The changes of a gesture follow one another: stop at the first that is of another.
_OF_GESTURE = (
    " stream_no = ?1 AND seq >= ?2 AND seq < coalesce((SELECT next.seq FROM change AS next WHERE next.stream_no = ?1"
    " AND next.seq > ?2 AND next.gesture <> ?2 ORDER BY next.seq LIMIT 1), 9223372036854775807)"
)


class Stacks:
    """What can be undone and redone in one stream: gestures, the next one last."""

    def __init__(self) -> None:
        self.undo: list[int] = []
        self.redo: list[int] = []

    def take(self, gesture: int, undoes: int | None) -> None:
        """Follow a gesture that was written."""
        if undoes is None:
            self.undo.append(gesture)
            self.redo.clear()
        elif undoes in self.undo:
            _drop_down_to(self.undo, undoes)
            self.redo.append(gesture)
        elif undoes in self.redo:
            _drop_down_to(self.redo, undoes)
            self.undo.append(gesture)


def stacks_of(gestures: Iterable[tuple[int, int | None]]) -> Stacks:
    """Return the stacks after a run of gestures: (gesture, the one it undoes)."""
    stacks = Stacks()
    for gesture, undoes in gestures:
        stacks.take(gesture, undoes)
    return stacks


def gestures_page(
    connection: sqlite3.Connection, stream_no: int, after: int | None
) -> tuple[list[tuple[int, int | None]], int | None]:
    """Return a page of the gestures of a stream, and where the next page begins (None = that was all).

    The first page (`after` None) begins so far back as undo reaches.
    """
    begin = after
    if begin is None:
        last = connection.execute("SELECT max(seq) FROM change WHERE stream_no = ?", (stream_no,)).fetchone()[0] or 0
        begin = max(0, last - _REACH)
    rows = connection.execute(
        "SELECT seq, gesture, undoes, kind FROM change WHERE stream_no = ? AND seq > ? ORDER BY seq LIMIT ?",
        (stream_no, begin, _PAGE),
    ).fetchall()
    # A gesture cut by the edge is left out: its first change has its own number.
    found = [(row[1], row[2]) for row in rows if row[0] == row[1] and row[3] not in _HOUSEKEEPING]
    return found, rows[-1][0] if len(rows) == _PAGE else None


def inverse_of(connection: sqlite3.Connection, stream_no: int, gesture: int) -> list[Edit]:
    """Return the edits that take a gesture back, the last change first. A batch comes as its parts."""
    rows = connection.execute(
        "SELECT kind, object, payload, (SELECT id FROM document WHERE document.doc_no = change.doc_no) FROM change"
        f" WHERE {_OF_GESTURE} ORDER BY seq DESC",
        (stream_no, gesture),
    ).fetchall()
    edits: list[Edit] = []
    for kind, object_id, payload, document in rows:
        if payload is None or kind in _HOUSEKEEPING:
            continue
        said = msgspec.json.decode(payload)
        place = None if document is None else document.hex()
        if kind == Kind.BATCH.value:
            before = {part[1]: part[2] for part in said["old"] or ()}
            edits.extend(
                Edit(kind=Kind(part), object=name, old=new, new=before.get(name), document=place)
                for part, name, new in reversed(said["new"])
            )
        else:
            name = object_id.hex() if kind == Kind.DOCUMENT.value else text_of(object_id)
            edits.append(Edit(kind=Kind(kind), object=name, old=said["new"], new=said["old"], document=place))
    return edits


def document_of(connection: sqlite3.Connection, stream_no: int, gesture: int) -> str | None:
    """Return the document that a gesture touched first, None where it touched the project only."""
    row = connection.execute(
        f"SELECT document.id FROM change JOIN document USING (doc_no) WHERE {_OF_GESTURE} ORDER BY seq LIMIT 1",
        (stream_no, gesture),
    ).fetchone()
    return None if row is None else row[0].hex()


def _drop_down_to(stack: list[int], gesture: int) -> None:
    """Drop a gesture and those above it, which had been given up as changed since."""
    del stack[stack.index(gesture) :]
