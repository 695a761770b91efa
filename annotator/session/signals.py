"""What the session tells its listeners after a commit: small frozen values that carry ids."""

from __future__ import annotations

import msgspec

from annotator.model.changes import Edit


class Committed(msgspec.Struct, frozen=True, kw_only=True):
    """A gesture is on disk. `documents` are document ids, `objects` ids of spans, links and the rest.

    `action` is the name of the command (`mark`, `undo` …), `label` the label that it was about, if one; `edits` are as
    the store has written them, with what was there before and what came along.
    """

    documents: frozenset[str]
    objects: frozenset[str]
    action: str
    label: str | None = None
    edits: tuple[Edit, ...] = ()


class DocumentsAdded(msgspec.Struct, frozen=True):
    """An import brought articles or labels."""

    count: int


class SchemeChanged(msgspec.Struct, frozen=True):
    """Another version of the scheme is in force."""

    version: int


Signal = Committed | DocumentsAdded | SchemeChanged
