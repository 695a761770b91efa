"""What the store hands out beside the values of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from annotator.errors import RefusedError
from annotator.model.changes import Edit
from annotator.model.values import Bundle, Zone
from annotator.model.values import Progress as HowFar

Progress = Callable[[int, int | None], None]
"""Called with how much is done and how much there is in all (None = unknown); raises Cancelled to stop the work."""


class Holder(msgspec.Struct, frozen=True):
    """Who has the project open for writing; `since` is milliseconds since 1970."""

    pid: int = 0
    host: str = ""
    person: str = ""
    since: int = 0


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list of documents; `length` in code points, `title` = the first line of the text."""

    id: str
    key: str
    length: int
    title: str
    replaces: str | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How far a person is with a document, and how many spans of theirs are in it."""

    state: HowFar = HowFar.TODO
    spans: int = 0


class SchemeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A version of the scheme. `redirects`: stored label → label in force, resolved over all versions so far."""

    id: str
    version: int
    source: str
    object: str
    parent: str | None = None
    redirects: Mapping[str, str] = msgspec.field(default_factory=dict)


class Committed(msgspec.Struct, frozen=True, kw_only=True):
    """A gesture that is on disk. `edits` are as written: with what was there before, and with what came along."""

    gesture: int
    document_ids: tuple[str, ...]
    edits: tuple[Edit, ...]


class PreparedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document ready for the store: `zones` by rules, `terms` for the word index; both made without the store."""

    bundle: Bundle
    zones: tuple[Zone, ...] = ()
    terms: frozenset[str] = frozenset()


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What `add_bundles` did. `unchanged` counts documents that brought nothing new, `replaced` are (key, former
    key).
    """

    documents: int = 0
    unchanged: int = 0
    spans: int = 0
    links: int = 0
    changes: int = 0
    replaced: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, RefusedError], ...] = ()


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is. Keys of `spans` and `links` are (person, label), of `states` (person, state)."""

    documents: int
    characters: int
    spans: Mapping[tuple[str, str], int]
    links: Mapping[tuple[str, str], int]
    states: Mapping[tuple[str, str], int]
    decisions: Mapping[tuple[str, str], int]
    comments: int
    changes: int
