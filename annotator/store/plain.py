"""The shapes of what changes say: the values of the model without their id and person, as canonical JSON.

A field that has its default is left out, so equal values have equal bytes whoever wrote them. The person of a value is
that of its stream, unless the shape names one (an assignment is made by a lead for somebody else).
"""

from __future__ import annotations

from typing import Any

import msgspec

from annotator.errors import RefusedError
from annotator.model.changes import Kind
from annotator.model.values import Fragment, Link, PersonKind, Progress, Span, Verdict


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What all shapes share: unknown fields are refused, defaults are not written.

    They hold plain data and can't form circles, so the garbage collector need not walk through hundreds of thousands.
    """


class SpanShape(Shape, frozen=True):
    """A span without id and person."""

    label: str
    fragments: tuple[Fragment, ...]
    attributes: dict[str, Any] = msgspec.field(default_factory=dict)
    note: str = ""
    score: float | None = None
    run: str | None = None
    origin: str | None = None
    scheme: int = 1
    foreign: str | None = None


class LinkShape(Shape, frozen=True):
    """A link without id and person."""

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


class DocumentShape(Shape, frozen=True):
    """A document without its text. `key` is the one that it was imported under, not the shown one (`derna~2`)."""

    key: str
    sha256: str
    meta: dict[str, Any] = msgspec.field(default_factory=dict)
    direction: str | None = None
    replaces: str | None = None


class PersonShape(Shape, frozen=True):
    """Who a stream belongs to; the salt keeps the hash of this change from being guessed."""

    name: str
    kind: PersonKind
    salt: str


class RunShape(Shape, frozen=True):
    """A run; `id` is kept where it is no UUID."""

    name: str
    version: str = ""
    hash: str = ""
    settings: dict[str, Any] = msgspec.field(default_factory=dict)
    time: str = ""
    id: str | None = None


class RoundShape(Shape, frozen=True):
    """A round."""

    name: str
    documents: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    overlap: int = 1
    scheme: int = 1


class SchemeShape(Shape, frozen=True):
    """A version of the scheme: its TOML source, the object it follows, and old label → new label."""

    id: str
    version: int
    source: str
    parent: str | None = None
    redirects: dict[str, str] = msgspec.field(default_factory=dict)


class ZoneShape(Shape, frozen=True):
    """All zones of a document by one person or by the rules: (start, end, kind)."""

    zones: tuple[tuple[int, int, str], ...]


class LabelShape(Shape, frozen=True):
    """A label of the whole document."""

    name: str
    value: Any = None


class StateShape(Shape, frozen=True):
    """How far a person is with a document."""

    state: Progress = Progress.TODO
    reason: str = ""


class CommentShape(Shape, frozen=True):
    """A remark. `person` is its author, where somebody else changed it last."""

    text: str
    on: str | None = None
    resolved: bool = False
    person: str | None = None


class DecisionShape(Shape, frozen=True):
    """A decision."""

    of: tuple[str, ...]
    verdict: Verdict
    result: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""


class AssignmentShape(Shape, frozen=True):
    """A document handed to `person` in a round."""

    round: str
    person: str


class ActiveShape(Shape, frozen=True):
    """Seconds of active work on a document."""

    seconds: int


SHAPES: dict[str, type[Shape]] = {
    Kind.SPAN.value: SpanShape,
    Kind.LINK.value: LinkShape,
    Kind.DOCUMENT.value: DocumentShape,
    Kind.PERSON.value: PersonShape,
    Kind.RUN.value: RunShape,
    Kind.ROUND.value: RoundShape,
    Kind.SCHEME.value: SchemeShape,
    Kind.ZONE.value: ZoneShape,
    Kind.LABEL.value: LabelShape,
    Kind.STATE.value: StateShape,
    Kind.COMMENT.value: CommentShape,
    Kind.DECISION.value: DecisionShape,
    Kind.ASSIGNMENT.value: AssignmentShape,
    Kind.ACTIVE.value: ActiveShape,
}

DECODERS = {kind: msgspec.json.Decoder(shape) for kind, shape in SHAPES.items()}
_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(value: object) -> bytes:
    """Return the canonical JSON of plain data or shapes: sorted keys, no spaces, UTF-8.

    Raises RefusedError `store.shape` where JSON can't say it, such as a lone surrogate.
    """
    try:
        return _ENCODER.encode(value)
    except (UnicodeEncodeError, OverflowError, TypeError, msgspec.MsgspecError) as problem:
        raise RefusedError("store.shape", kind="JSON", reason=str(problem)) from problem


def shape(kind: str, data: object) -> Shape | None:
    """Return plain data as the shape of its kind, None for None. Raises RefusedError `store.shape`."""
    if data is None:
        return None
    wanted = SHAPES[kind]
    if isinstance(data, wanted):
        return data
    try:
        return msgspec.convert(data, wanted)
    except msgspec.ValidationError as problem:
        raise RefusedError("store.shape", kind=kind, reason=str(problem)) from problem


def read_shape(kind: str, text: bytes | str | msgspec.Raw) -> Shape:
    """Return the shape that canonical JSON holds. Raises `msgspec.ValidationError`."""
    made: Shape = DECODERS[kind].decode(text)
    return made


def builtins(value: Shape | None) -> Any:
    """Return a shape as plain data, None for None."""
    return None if value is None else msgspec.to_builtins(value)


def data_of(value: msgspec.Struct) -> dict[str, Any]:
    """Return a value of the model as an edit's `old` or `new`: plain data without `id` and `person`.

    Not for zones (one edit holds them all, see `ZoneShape`) and assignments (which keep their person).
    """
    fields = msgspec.to_builtins(value)
    return {name: field for name, field in fields.items() if name not in ("id", "person", "active_seconds")}


def span_of(identifier: str, person: str, data: SpanShape) -> Span:
    """Return the span that a shape describes."""
    return Span(
        id=identifier,
        person=person,
        label=data.label,
        fragments=data.fragments,
        attributes=data.attributes,
        note=data.note,
        score=data.score,
        run=data.run,
        origin=data.origin,
        scheme=data.scheme,
        foreign=data.foreign,
    )


def link_of(identifier: str, person: str, data: LinkShape) -> Link:
    """Return the link that a shape describes."""
    return Link(
        id=identifier,
        person=person,
        label=data.label,
        head=data.head,
        tail=data.tail,
        attributes=data.attributes,
        note=data.note,
        score=data.score,
        run=data.run,
        origin=data.origin,
        scheme=data.scheme,
        foreign=data.foreign,
    )


def span_shape(span: Span) -> SpanShape:
    """Return a span without its id and person."""
    return SpanShape(
        label=span.label,
        fragments=span.fragments,
        attributes=span.attributes,
        note=span.note,
        score=span.score,
        run=span.run,
        origin=span.origin,
        scheme=span.scheme,
        foreign=span.foreign,
    )


def link_shape(link: Link) -> LinkShape:
    """Return a link without its id and person."""
    return LinkShape(
        label=link.label,
        head=link.head,
        tail=link.tail,
        attributes=link.attributes,
        note=link.note,
        score=link.score,
        run=link.run,
        origin=link.origin,
        scheme=link.scheme,
        foreign=link.foreign,
    )
