"""A line of our JSONL as it stands in the file; docs/formats.md explains every field."""

from __future__ import annotations

from typing import Any

import msgspec

from annotator.model.values import PersonKind, Progress, Verdict

VERSION = 1
"""The version of the format that the header states."""

Offsets = tuple[int, int]


class WireZone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A zone."""

    start: int
    end: int
    kind: str
    person: str | None = None


class WireSpan(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A span. `foreign` is there only where the id is ours although another tool named the span."""

    id: str | None = None
    person: str | None = None
    kind: PersonKind | None = None
    label: str = ""
    fragments: tuple[Offsets, ...] = ()
    attributes: dict[str, Any] = {}
    note: str = ""
    score: float | None = None
    run: str | None = None
    origin: str | None = None
    scheme: int = 1
    foreign: str | msgspec.UnsetType = msgspec.UNSET


class WireLink(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A link."""

    id: str | None = None
    person: str | None = None
    kind: PersonKind | None = None
    label: str = ""
    head: str = ""
    tail: str = ""
    attributes: dict[str, Any] = {}
    note: str = ""
    score: float | None = None
    run: str | None = None
    origin: str | None = None
    scheme: int = 1
    foreign: str | msgspec.UnsetType = msgspec.UNSET


class WireLabel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label of the whole document."""

    person: str | None = None
    name: str
    value: Any


class WireDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision."""

    id: str | None = None
    person: str | None = None
    of: tuple[str, ...]
    verdict: Verdict
    result: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""


class WireComment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A comment."""

    id: str | None = None
    person: str | None = None
    on: str | None = None
    text: str
    resolved: bool = False


class WireState(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a person is."""

    person: str | None = None
    state: Progress
    reason: str = ""
    active_seconds: int = 0


class WireAssignment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document handed out."""

    person: str | None = None
    round: str


class WireDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One document with everything about it. Only the key and the text must be there."""

    key: str
    text: str
    sha256: str | None = None
    meta: dict[str, Any] = {}
    direction: str | None = None
    replaces: str | None = None
    zones: tuple[WireZone, ...] = ()
    spans: tuple[WireSpan, ...] = ()
    links: tuple[WireLink, ...] = ()
    labels: tuple[WireLabel, ...] = ()
    decisions: tuple[WireDecision, ...] = ()
    comments: tuple[WireComment, ...] = ()
    states: tuple[WireState, ...] = ()
    assignments: tuple[WireAssignment, ...] = ()


class WireScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The scheme in force."""

    id: str = ""
    version: int = 1
    body: dict[str, Any] = {}


class WirePerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who labelled."""

    name: str
    kind: PersonKind = PersonKind.HUMAN


class WireRun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One pass of a model or rule set."""

    id: str
    person: str
    name: str
    version: str = ""
    hash: str = ""
    settings: dict[str, Any] = {}
    time: str = ""


class WireRound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named set of documents."""

    name: str
    documents: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    overlap: int = 1
    scheme: int = 1


class WireHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The optional first line: what the dataset says of its project."""

    annotator: int
    scheme: WireScheme | None = None
    people: tuple[WirePerson, ...] = ()
    runs: tuple[WireRun, ...] = ()
    rounds: tuple[WireRound, ...] = ()
