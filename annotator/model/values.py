"""The nouns as frozen values. Offsets are code points, half-open; times are milliseconds since 1970; ids are strings.

Span and link ids are UUIDs in their canonical form of 36 characters (see `annotator.model.identity`). A person is named
by name: names are unique in a project. Values are compared by value; nobody changes one, one makes another with
`msgspec.structs.replace`. Those of which a document has many are of no concern to the garbage collector (`gc=False`):
plain data holds no cycles.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

Fragment = tuple[int, int]
"""`(start, end)` in code points, half-open, `start < end`."""


class PersonKind(StrEnum):
    """Who made it: a human, a model, or the adjudicator whose work is gold."""

    HUMAN = "human"
    MODEL = "model"
    ADJUDICATOR = "adjudicator"


class Verdict(StrEnum):
    """What a person decided on one or more spans or links."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    SKIPPED = "skipped"


class Progress(StrEnum):
    """How far a person is with a document."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    FLAGGED = "flagged"


class Person(msgspec.Struct, frozen=True):
    """Somebody whose spans are kept apart: a human, a model or an adjudicator."""

    name: str
    kind: PersonKind = PersonKind.HUMAN


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One article. `id` and `sha256` are hexadecimal; `direction` is `rtl`, `ltr` or None for "by the letters"."""

    key: str
    text: str
    sha256: str
    id: str
    meta: dict[str, Any] = msgspec.field(default_factory=dict)
    direction: str | None = None
    replaces: str | None = None


class Zone(msgspec.Struct, frozen=True, gc=False):
    """A part of a page. `person` is None for a zone that a rule found."""

    start: int
    end: int
    kind: str
    person: str | None = None


class Span(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A label on one or more fragments of one document, by one person.

    `foreign` is the id that the span had in the file it came from, where that was no UUID; `origin` the id of the
    suggestion that it was accepted from; `run` the id of the run that suggested it; `score` lies in [0, 1].
    """

    id: str
    person: str
    label: str
    fragments: tuple[Fragment, ...]
    attributes: dict[str, Any] = msgspec.field(default_factory=dict)
    note: str = ""
    score: float | None = None
    run: str | None = None
    origin: str | None = None
    scheme: int = 1
    foreign: str | None = None

    @property
    def start(self) -> int:
        """First code point of the first fragment."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """One past the last code point of the last fragment."""
        return self.fragments[-1][1]


class Link(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A labelled arrow from the span `head` to the span `tail`: a role, a part of a claim, a relation."""

    id: str
    person: str
    label: str
    head: str
    tail: str
    attributes: dict[str, Any] = msgspec.field(default_factory=dict)
    note: str = ""
    score: float | None = None
    run: str | None = None
    origin: str | None = None
    scheme: int = 1
    foreign: str | None = None


class DocumentLabel(msgspec.Struct, frozen=True):
    """A label of the whole article by one person."""

    person: str
    name: str
    value: Any


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided on the spans or links `of`; `result` holds what came of it, none for "nothing here"."""

    id: str
    person: str
    of: tuple[str, ...]
    verdict: Verdict
    result: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """A remark on a span, a link, another comment, or (`on` is None) the document."""

    id: str
    person: str
    text: str
    on: str | None = None
    resolved: bool = False


class State(msgspec.Struct, frozen=True):
    """How far a person is with a document, why it is flagged, and the active time spent, in seconds."""

    person: str
    state: Progress = Progress.TODO
    reason: str = ""
    active_seconds: int = 0


class Assignment(msgspec.Struct, frozen=True):
    """A document handed to a person in a round."""

    person: str
    round: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One pass of a model or rule set: who suggested, with which version, settings and weights (hash), when."""

    id: str
    person: str
    name: str
    version: str = ""
    hash: str = ""
    settings: dict[str, Any] = msgspec.field(default_factory=dict)
    time: str = ""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A named set of documents (keys) with people, overlap and scheme version."""

    name: str
    documents: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    overlap: int = 1
    scheme: int = 1


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """One document with everything that anybody has said about it: what formats read and write.

    `zones` holds everybody's; which are in force is decided by `annotator.model.zones.in_force`.
    """

    document: Document
    zones: tuple[Zone, ...] = ()
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    labels: tuple[DocumentLabel, ...] = ()
    decisions: tuple[Decision, ...] = ()
    comments: tuple[Comment, ...] = ()
    states: tuple[State, ...] = ()
    assignments: tuple[Assignment, ...] = ()


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a dataset says of its project: scheme (id, version, body as plain data), people, runs, rounds."""

    scheme_id: str
    scheme_version: int
    scheme_body: dict[str, Any] = msgspec.field(default_factory=dict)
    people: tuple[Person, ...] = ()
    runs: tuple[Run, ...] = ()
    rounds: tuple[Round, ...] = ()
