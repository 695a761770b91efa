"""The parts of a scheme as frozen values: layers, labels, links, attributes, document labels, zones, policy.

Their fields are the keys of the scheme file in the order in which we write them; two have another name here (`roles`
for `role`, `values` for `is`). Names, tags and guidelines are texts by language, `en` and `ar`. Whoever builds these by
hand is not checked; what `annotator.model.scheme.parse_scheme` returns keeps every rule of `docs/scheme.md`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Texts = dict[str, str]
"""A text by language: `en` and `ar`."""

Draw = Literal["band", "underline", "lane"]
Pattern = Literal["solid", "diagonal", "dots"]
LinkKind = Literal["role", "claim", "relation"]
ValueKind = Literal["choice", "choices", "yesno", "number", "text", "reference"]


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something with a table of its own in the scheme file: all parts leave out what is not there."""


class Policy(Part, frozen=True):
    """What of a page is labelled, what of a word belongs to a span, and how spans may lie to each other."""

    labelled_zones: tuple[str, ...]
    clitics: Literal["in", "out"]
    article: Literal["in", "out"]
    enclitics: Literal["in", "out"]
    fused_lam: Literal["after-first-lam", "whole-word"]
    crossing: Literal["allow", "refuse"]
    same_label_nesting: Literal["allow", "refuse"]


class Layer(Part, frozen=True):
    """A family of labels drawn alike: `band` on the line, `underline` below it, `lane` above it."""

    id: str
    key: str
    key_ar: str
    names: Texts
    draw: Draw


class Example(Part, frozen=True):
    """A sentence with the span in square brackets; several pairs are the fragments of one span."""

    text: str
    note: Texts | None = None


class Role(Part, frozen=True):
    """A link that spans of a label usually have: `min` is a reminder and no barrier, `max` = 0 means any number."""

    role: str
    fillers: tuple[str, ...]
    min: int
    max: int


class Label(Part, frozen=True, kw_only=True):
    """What a span may be. `contains` names labels that usually lie inside, the most usual first: a hint."""

    id: str
    layer: str
    family: Texts | None = None
    names: Texts
    tag: Texts
    key: str
    key_ar: str
    color: str
    pattern: Pattern
    guideline: Texts
    examples: tuple[Example, ...]
    contains: tuple[str, ...]
    maps_to: str | None = None
    roles: tuple[Role, ...] = msgspec.field(default=(), name="role")


class LinkLabel(Part, frozen=True):
    """What a link may be; `head` and `tail` name the labels or layers that it may join.

    `symmetric` and `transitive` are None but for relations.
    """

    id: str
    names: Texts
    kind: LinkKind
    head: tuple[str, ...]
    tail: tuple[str, ...]
    guideline: Texts
    symmetric: bool | None = None
    transitive: bool | None = None


class AttributeValue(Part, frozen=True):
    """One of the values of an attribute or of a document label."""

    id: str
    names: Texts


class ShownWhen(Part, frozen=True):
    """The condition under which an attribute is shown: another one has one of the values `values`."""

    attribute: str
    values: tuple[str | bool, ...] = msgspec.field(name="is")


class Attribute(Part, frozen=True, kw_only=True):
    """What may be said about a span or link; `on` names labels, layers or link labels.

    `required` counts only while the attribute is shown. A `reference` holds the id of what is referred to.
    """

    id: str
    names: Texts
    kind: ValueKind
    on: tuple[str, ...]
    values: tuple[AttributeValue, ...] = ()
    default: str | bool | None = None
    required: bool
    shown_when: ShownWhen | None = None
    guideline: Texts


class DocumentLabelKind(Part, frozen=True, kw_only=True):
    """A label of the whole article."""

    id: str
    names: Texts
    kind: ValueKind
    values: tuple[AttributeValue, ...] = ()
    guideline: Texts


class ZoneKind(Part, frozen=True):
    """A kind of zone, and whether it is labelled."""

    id: str
    names: Texts
    labelled: bool
    color: str


Named = Layer | Label | LinkLabel | Attribute | AttributeValue | DocumentLabelKind | ZoneKind
"""What has an id and names."""

UNKNOWN_LAYER = Layer(id="unknown", key="", key_ar="", names={"en": "Unknown", "ar": "غير معروف"}, draw="band")
"""Where labels are drawn that the scheme in force doesn't know."""


def unknown_label(label_id: str) -> Label:
    """Return a label in a neutral colour for an id that the scheme doesn't know: it is shown, never dropped."""
    own = {"en": label_id, "ar": label_id}
    return Label(
        id=label_id,
        layer=UNKNOWN_LAYER.id,
        names=own,
        tag=own,
        key="",
        key_ar="",
        color="#DDDDDD",
        pattern="dots",
        guideline={"en": "", "ar": ""},
        examples=(),
        contains=(),
    )


def name_of(item: Named, language: str) -> str:
    """Return the name of a part of a scheme in a language; in English, else its id, where there is none."""
    return item.names.get(language) or item.names.get("en") or item.id
