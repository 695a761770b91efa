"""A scheme as one frozen value, and what one asks it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import msgspec

from annotator.model.scheme_parts import (
    UNKNOWN_LAYER,
    Attribute,
    DocumentLabelKind,
    Label,
    Layer,
    LinkLabel,
    Policy,
    Role,
    Texts,
    ZoneKind,
    unknown_label,
)

FORMAT = 1
"""The newest format of the scheme file that we read, and the one that we write."""


def resolve(redirects: Mapping[str, str], label: str) -> str:
    """Return the id that a label or link id is redirected to in the end; itself where it isn't, or goes in a circle."""
    seen = {label}
    name = label
    while name in redirects:
        name = redirects[name]
        if name in seen:
            return label
        seen.add(name)
    return name


class Scheme(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True, eq=False):
    """What may be labelled in a project. `source` is the TOML text that it was read from, comments included.

    `redirects` says where removed labels and links went: old id → id of its kind, maybe redirected on. Two schemes are
    equal when their contents are, whatever their comments. Questions are answered from dictionaries made at the first.
    """

    format: int
    id: str
    version: int
    names: Texts
    policy: Policy
    redirects: dict[str, str] = msgspec.field(default_factory=dict)
    layers: tuple[Layer, ...] = msgspec.field(name="layer")
    labels: tuple[Label, ...] = msgspec.field(name="label")
    links: tuple[LinkLabel, ...] = msgspec.field(name="link")
    attributes: tuple[Attribute, ...] = msgspec.field(name="attribute")
    document_labels: tuple[DocumentLabelKind, ...] = msgspec.field(name="document_label")
    zones: tuple[ZoneKind, ...] = msgspec.field(name="zone")
    source: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scheme) and self.body == other.body

    def __ne__(self, other: object) -> bool:
        # Struct brings a __ne__ of its own, which would compare identities.
        return not self == other

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def body(self) -> dict[str, Any]:
        """The contents as plain data, fresh for each caller: the keys of the scheme file in a fixed order."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        plain.pop("source", None)
        return plain

    def label(self, label_id: str) -> Label | None:
        """Return a span label, None where the scheme doesn't know it."""
        return self._labels.get(label_id)

    def drawn_label(self, label_id: str) -> Label:
        """Return a span label, or a neutral one for an id that the scheme doesn't know."""
        return self._labels.get(label_id) or unknown_label(label_id)

    def link(self, link_id: str) -> LinkLabel | None:
        """Return a link label, None where the scheme doesn't know it."""
        return self._links.get(link_id)

    def layer(self, layer_id: str) -> Layer | None:
        """Return a layer, None where the scheme doesn't know it."""
        return self._layers.get(layer_id)

    def layer_of(self, label_id: str) -> Layer:
        """Return the layer of a span label, or the neutral one for an id that the scheme doesn't know."""
        known = self._labels.get(label_id)
        return self._layers[known.layer] if known else UNKNOWN_LAYER

    def attribute(self, attribute_id: str) -> Attribute | None:
        """Return an attribute, None where the scheme doesn't know it."""
        return self._attributes.get(attribute_id)

    def document_label(self, label_id: str) -> DocumentLabelKind | None:
        """Return a label of whole articles, None where the scheme doesn't know it."""
        return self._document_labels.get(label_id)

    def zone(self, zone_id: str) -> ZoneKind | None:
        """Return a kind of zone, None where the scheme doesn't know it."""
        return self._zones.get(zone_id)

    def labels_of(self, layer_id: str) -> tuple[Label, ...]:
        """Return the labels of a layer in the order of the file."""
        return self._by_layer.get(layer_id, ())

    def label_for_key(self, layer_id: str, key: str) -> Label | None:
        """Return the label of a layer on a physical key, by its Latin or its Arabic letter."""
        return self._by_key.get((layer_id, key.casefold()))

    def layer_for_key(self, key: str) -> Layer | None:
        """Return the layer on a digit, European or Arabic-Indic."""
        return self._layer_by_key.get(key)

    def roles_of(self, label: Label | str) -> tuple[Role, ...]:
        """Return the roles that spans of a label usually have; none for an unknown label."""
        known = self._labels.get(label) if isinstance(label, str) else label
        return known.roles if known else ()

    def attributes_on(self, label_or_link_id: str) -> tuple[Attribute, ...]:
        """Return the attributes of spans or links with this label, also those that sit on its whole layer."""
        return self._attributes_on.get(label_or_link_id, ())

    def joins(self, link_id: str, head_label: str, tail_label: str) -> bool:
        """Whether the scheme lets a link of this label go from a span of one label to a span of another."""
        return self._links.get(link_id) in self.links_between(head_label, tail_label)

    def links_between(self, head_label: str, tail_label: str) -> tuple[LinkLabel, ...]:
        """Return the link labels that may go from a span of one label to a span of another, in the file's order."""
        head, tail = self._names_of(head_label), self._names_of(tail_label)
        return tuple(link for link in self.links if head & set(link.head) and tail & set(link.tail))

    @property
    def resolved_redirects(self) -> dict[str, str]:
        """The redirects followed to the end: removed id → the id in force that it leads to in this version."""
        return {old: resolve(self.redirects, old) for old in self.redirects}

    @cached_property
    def labelled_zones(self) -> frozenset[str]:
        """The kinds of zone that are labelled."""
        return frozenset(zone.id for zone in self.zones if zone.labelled)

    def _names_of(self, label_id: str) -> set[str]:
        known = self._labels.get(label_id)
        return {known.id, known.layer} if known else set()

    @cached_property
    def _layers(self) -> dict[str, Layer]:
        return {layer.id: layer for layer in self.layers}

    @cached_property
    def _labels(self) -> dict[str, Label]:
        return {label.id: label for label in self.labels}

    @cached_property
    def _links(self) -> dict[str, LinkLabel]:
        return {link.id: link for link in self.links}

    @cached_property
    def _attributes(self) -> dict[str, Attribute]:
        return {attribute.id: attribute for attribute in self.attributes}

    @cached_property
    def _document_labels(self) -> dict[str, DocumentLabelKind]:
        return {label.id: label for label in self.document_labels}

    @cached_property
    def _zones(self) -> dict[str, ZoneKind]:
        return {zone.id: zone for zone in self.zones}

    @cached_property
    def _by_layer(self) -> dict[str, tuple[Label, ...]]:
        return {layer.id: tuple(label for label in self.labels if label.layer == layer.id) for layer in self.layers}

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Label]:
        return {(label.layer, key): label for label in self.labels for key in (label.key, label.key_ar)}

    @cached_property
    def _layer_by_key(self) -> dict[str, Layer]:
        return {key: layer for layer in self.layers for key in (layer.key, layer.key_ar)}

    @cached_property
    def _attributes_on(self) -> dict[str, tuple[Attribute, ...]]:
        places = {label.id: {label.id, label.layer} for label in self.labels}
        places |= {link.id: {link.id} for link in self.links}
        return {
            name: tuple(attribute for attribute in self.attributes if where & set(attribute.on))
            for name, where in places.items()
        }
