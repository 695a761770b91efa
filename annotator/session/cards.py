"""A span as a card shows it: its attributes, its links as slots of roles, and whether the person may change it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import Attribute, Label, Layer, LinkLabel, Role
from annotator.model.values import Fragment, Link, Span

Fixed = Literal["", "read_only", "suggestion", "other"]
"""Why a card can't be changed: the project may only be read, a model suggests it, it is somebody else's; empty: it can.
"""


@dataclass(frozen=True, slots=True)
class End:
    """A span as others name it: with its label, how its layer is drawn, and its text."""

    span: Span
    label: Label
    draw: str
    surface: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a link: `name` is the id of the link label, `link` None where it is empty.

    `missing` = the scheme wants it filled, `more` = another one may stand beside it, `incoming` = the link comes from
    `other`, `attributes` = what may be said about the link.
    """

    name: str
    kind: LinkLabel | None
    link: Link | None = None
    other: End | None = None
    missing: bool = False
    more: bool = False
    incoming: bool = False
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A span with all that is known of it. `roles` and `incoming` are its links, from it and to it."""

    end: End
    layer: Layer
    attributes: tuple[Attribute, ...]
    roles: tuple[Slot, ...]
    incoming: tuple[Slot, ...]
    fixed: Fixed = ""

    @property
    def span(self) -> Span:
        """The span."""
        return self.end.span


def card_of(
    span: Span, text: str, spans: Iterable[Span], links: Iterable[Link], scheme: Scheme, *, fixed: Fixed = ""
) -> Card:
    """Return the card of a span of a document; of the links only those of the span's own person are on it."""
    own = [link for link in links if link.person == span.person and span.id in (link.head, link.tail)]
    wanted = {end for link in own for end in (link.head, link.tail)}
    by_id = {other.id: other for other in spans if other.id in wanted} if wanted else {}

    def end(span_id: str) -> End | None:
        return end_of(by_id[span_id], text, scheme) if span_id in by_id else None

    outgoing = [link for link in own if link.head == span.id]
    filled = [
        Slot(link.label, scheme.link(link.label), link, end(link.tail), attributes=scheme.attributes_on(link.label))
        for link in outgoing
    ]
    return Card(
        end=end_of(span, text, scheme),
        layer=scheme.layer_of(span.label),
        attributes=(*scheme.attributes_on(span.label), *_unknown(span, scheme)),
        roles=tuple(_slots(filled, scheme.roles_of(span.label), scheme)),
        incoming=tuple(
            Slot(
                link.label,
                scheme.link(link.label),
                link,
                end(link.head),
                incoming=True,
                attributes=scheme.attributes_on(link.label),
            )
            for link in own
            if link.tail == span.id and link.head != span.id
        ),
        fixed=fixed,
    )


def end_of(span: Span, text: str, scheme: Scheme) -> End:
    """Return a span with its label and its text."""
    return End(span, scheme.drawn_label(span.label), scheme.layer_of(span.label).draw, surface_of(text, span.fragments))


def surface_of(text: str, fragments: Sequence[Fragment]) -> str:
    """Return the text of fragments on one line, with dots between them."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in fragments)


def value_of(attribute: Attribute, values: Mapping[str, Any]) -> Any:
    """Return what an attribute is: its value, else its default, else None."""
    return values.get(attribute.id, attribute.default)


def is_shown(attribute: Attribute, attributes: Collection[Attribute], values: Mapping[str, Any]) -> bool:
    """Whether an attribute is shown: the one it depends on is shown itself and has one of the values it asks for."""
    when = attribute.shown_when
    if when is None:
        return True
    other = next((known for known in attributes if known.id == when.attribute), None)
    if other is None or other.id == attribute.id:
        return False
    value = value_of(other, values)
    fits = any(item in when.values for item in value) if isinstance(value, list) else value in when.values
    rest = [known for known in attributes if known.id != attribute.id]
    return fits and is_shown(other, rest, values)


def is_missing(attribute: Attribute, values: Mapping[str, Any]) -> bool:
    """Whether an attribute that must be filled in is not; a default counts as filled in."""
    return attribute.required and value_of(attribute, values) in (None, "", [])


def _slots(filled: Sequence[Slot], roles: Sequence[Role], scheme: Scheme) -> Iterator[Slot]:
    """The slots of the roles in the scheme's order, an empty one where there is none, then all other links."""
    for role in roles:
        mine = [slot for slot in filled if slot.name == role.role]
        more = role.max == 0 or len(mine) < role.max
        for place, slot in enumerate(mine, 1):
            last = place == len(mine)
            wanted = last and more and len(mine) >= role.min
            yield Slot(slot.name, slot.kind, slot.link, slot.other, more=wanted, attributes=slot.attributes)
        for _empty in range(max(role.min - len(mine), 0 if mine else 1)):
            yield Slot(role.role, scheme.link(role.role), missing=len(mine) < role.min)
    known = {role.role for role in roles}
    yield from (slot for slot in filled if slot.name not in known)


def _unknown(span: Span, scheme: Scheme) -> Iterator[Attribute]:
    """Attributes that the span has and the scheme doesn't know: shown as they are, never dropped."""
    known = {attribute.id for attribute in scheme.attributes_on(span.label)}
    for name in span.attributes:
        if name not in known:
            names = {"en": name, "ar": name}
            yield Attribute(id=name, names=names, kind="text", on=(), required=False, guideline={"en": "", "ar": ""})
