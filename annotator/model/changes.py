"""A change: one row of the history, and an edit: what one asks the store to write."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec


class Kind(StrEnum):
    """What a change is about. `BATCH` carries many edits of one document: an import, or a run's suggestions."""

    DOCUMENT = "document"
    PERSON = "person"
    RUN = "run"
    ROUND = "round"
    SCHEME = "scheme"
    SPAN = "span"
    LINK = "link"
    ZONE = "zone"
    LABEL = "label"
    STATE = "state"
    COMMENT = "comment"
    DECISION = "decision"
    ASSIGNMENT = "assignment"
    ACTIVE = "active"
    BATCH = "batch"


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that becomes another: `old` and `new` are plain data, None where there was or will be nothing.

    `document` is a document id (None for what belongs to the project), `object` the id of the thing edited.
    """

    kind: Kind
    object: str
    old: Any = None
    new: Any = None
    document: str | None = None

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(kind=self.kind, object=self.object, old=self.new, new=self.old, document=self.document)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An edit as the history keeps it.

    Changes of one stream are numbered `seq` = 1, 2, 3 … without gaps; `clock` grows along every chain of cause (a
    Lamport clock), so `(clock, hash)` orders all changes of all streams alike on every machine. `gesture` is
    the `seq` of the first change of the user's gesture, `undoes` the gesture that this one takes back. `payload` is
    None where it was redacted.
    """

    stream: str
    seq: int
    clock: int
    gesture: int
    undoes: int | None
    kind: Kind
    document: str | None
    object: str
    payload: Any
    at_ms: int
    hash: str
    person: str | None = None
