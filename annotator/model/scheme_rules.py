"""What the sound parts of a scheme must keep together: unique ids, known references, keys, colours, texts.

Each function looks at one kind of part and notes what is wrong; `docs/scheme.md` lists the same rules for people.
A part that something else names counts as known even where its own table is not sound: see
`annotator.model.scheme_draft`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.model.scheme_checks import (
    ARABIC_101,
    LANGUAGES,
    check_color,
    check_key,
    check_references,
    check_texts,
    repeated,
)
from annotator.model.scheme_draft import Draft
from annotator.model.scheme_faults import Faults, in_a_row
from annotator.model.scheme_parts import Attribute, DocumentLabelKind, Label, Layer, LinkLabel, Role
from annotator.model.scheme_value_rules import check_attributes, check_document_labels

ZONE_KEY = "4"
"""The digit that is kept for zones."""

MOST_TAG_LETTERS = 4
LEAST_GUIDELINE = 20
_EXAMPLE = re.compile(r"[^][]*(\[[^][]+\][^][]*)+")


def check(names: object, draft: Draft, faults: Faults) -> None:
    """Note everything that is wrong with the sound parts; `names` are the scheme's own."""
    if isinstance(names, dict) and set(names) == {"en", "ar"} and all(isinstance(text, str) for text in names.values()):
        check_texts(names, "names", faults)
    _check_ids(draft, faults)
    _check_layers(draft, faults)
    _check_labels(draft, faults)
    _check_links(draft, faults)
    check_attributes(draft, faults)
    check_document_labels(draft, faults)
    _check_texts_of_parts(draft, faults)
    _check_zones(draft, faults)
    _check_redirects(draft, faults)


def _check_ids(draft: Draft, faults: Faults) -> None:
    for table, names in draft.ids.items():
        for name in repeated(names):
            faults.add(f"{table}.{name}", "scheme.repeated_id", id=name)
    for one, other in (("layer", "label"), ("layer", "link"), ("label", "link")):
        for name in sorted(draft.known(one) & draft.known(other)):
            faults.add(f"{other}.{name}", "scheme.ambiguous_id", id=name, other=f"{one}.{name}")


def _check_layers(draft: Draft, faults: Faults) -> None:
    for key in repeated(layer.key for layer in draft.layers):
        faults.add("layer", "scheme.repeated_key", key=key, owners=_owners(draft.layers, key))
    for layer in draft.layers:
        path = f"layer.{layer.id}"
        check_key(layer, path, faults)
        if layer.key in ARABIC_101 and (not layer.key.isdigit() or layer.key == ZONE_KEY):
            faults.add(f"{path}.key", "scheme.layer_key", key=layer.key)
        inside = [label for label in draft.labels if label.layer == layer.id]
        for key in repeated(label.key for label in inside):
            faults.add(path, "scheme.repeated_key", key=key, owners=_owners(inside, key))
        if layer.draw == "band":
            _check_fills(inside, path, faults)


def _check_fills(labels: list[Label], path: str, faults: Faults) -> None:
    for fill in repeated(f"{label.color} {label.pattern}" for label in labels):
        alike = [label.id for label in labels if f"{label.color} {label.pattern}".casefold() == fill.casefold()]
        faults.add(path, "scheme.repeated_fill", fill=fill, owners=in_a_row(alike))


def _check_labels(draft: Draft, faults: Faults) -> None:
    for language in LANGUAGES:
        for tag in repeated(label.tag[language] for label in draft.labels):
            alike = [label.id for label in draft.labels if label.tag[language].casefold() == tag.casefold()]
            faults.add(f"label.{alike[-1]}.tag.{language}", "scheme.repeated_tag", tag=tag, owners=in_a_row(alike))
        families = {(label.family["en"], label.family["ar"]) for label in draft.labels if label.family}
        for family in repeated(dict(zip(("en", "ar"), pair, strict=True))[language] for pair in sorted(families)):
            faults.add(f"label.family.{language}", "scheme.repeated_family", family=family)
    for label in draft.labels:
        _check_label(label, draft, faults)


def _check_label(label: Label, draft: Draft, faults: Faults) -> None:
    path = f"label.{label.id}"
    if label.layer not in draft.known("layer"):
        faults.add(f"{path}.layer", "scheme.unknown_layer", id=label.layer)
    if (label.family is not None) != (label.layer == "event"):
        faults.add(f"{path}.family", "scheme.family")
    check_key(label, path, faults)
    if label.key.isdigit():
        faults.add(f"{path}.key", "scheme.digit_key", key=label.key)
    check_color(label.color, path, faults)
    for language, tag in label.tag.items():
        if sum(map(str.isalpha, tag)) > MOST_TAG_LETTERS:
            faults.add(f"{path}.tag.{language}", "scheme.long_tag", tag=tag, most=MOST_TAG_LETTERS)
    check_references(label.contains, draft.known("label"), f"{path}.contains", faults)
    _check_examples(label, path, faults)
    for role in repeated(role.role for role in label.roles):
        faults.add(f"{path}.role.{role}", "scheme.repeated_role", id=role)
    for role_of_label in label.roles:
        _check_role(role_of_label, label, draft, faults)


def _check_examples(label: Label, path: str, faults: Faults) -> None:
    if not label.examples:
        faults.add(f"{path}.examples", "scheme.no_examples")
    for position, example in enumerate(label.examples, start=1):
        if not _EXAMPLE.fullmatch(example.text):
            faults.add(f"{path}.examples[{position}].text", "scheme.no_span_in_example", text=example.text)
        if example.note is not None:
            check_texts(example.note, f"{path}.examples[{position}].note", faults)


def _check_role(role: Role, label: Label, draft: Draft, faults: Faults) -> None:
    path = f"label.{label.id}.role.{role.role}"
    check_references(role.fillers, draft.known("label"), f"{path}.fillers", faults)
    if not role.fillers:
        faults.add(f"{path}.fillers", "scheme.no_fillers")
    if role.max and role.max < role.min:
        faults.add(f"{path}.max", "scheme.max_below_min", least=role.min)
    if role.role not in draft.known("link"):
        faults.add(path, "scheme.unknown_link", id=role.role)
    link = next((link for link in draft.links if link.id == role.role), None)
    if link is None:
        return
    # A label on an unknown layer is reported once, not again at each of its links.
    layers = {known.id: known.layer for known in draft.labels if known.layer in draft.known("layer")}
    if label.id in layers and not {label.id, label.layer} & set(link.head):
        faults.add(path, "scheme.no_head", id=label.id, link=link.id)
    for filler in role.fillers:
        if filler in layers and not {filler, layers[filler]} & set(link.tail):
            faults.add(f"{path}.fillers", "scheme.no_tail", id=filler, link=link.id)


def _check_links(draft: Draft, faults: Faults) -> None:
    for link in draft.links:
        path = f"link.{link.id}"
        for end, names in (("head", link.head), ("tail", link.tail)):
            check_references(names, draft.known("label", "layer"), f"{path}.{end}", faults)
            if not names:
                faults.add(f"{path}.{end}", "scheme.no_ends")
        _check_kind(link, path, link.id in draft.roles_named, faults)


def _check_kind(link: LinkLabel, path: str, is_role: bool, faults: Faults) -> None:
    if link.kind == "relation" and is_role:
        faults.add(f"{path}.kind", "scheme.relation_as_role", id=link.id)
    if link.kind != "relation" and not is_role:
        faults.add(f"{path}.kind", "scheme.idle_role", id=link.id, kind=link.kind)
    for key, value in (("symmetric", link.symmetric), ("transitive", link.transitive)):
        if link.kind == "relation" and value is None:
            faults.add(f"{path}.{key}", "scheme.missing_key", key=key)
        if link.kind != "relation" and value is not None:
            faults.add(f"{path}.{key}", "scheme.only_relations", key=key)


def _check_texts_of_parts(draft: Draft, faults: Faults) -> None:
    for label in draft.labels:
        check_texts(label.tag, f"label.{label.id}.tag", faults)
        if label.family is not None:
            check_texts(label.family, f"label.{label.id}.family", faults)
    for table, named in (("layer", draft.layers), ("zone", draft.zones)):
        for part in named:
            check_texts(part.names, f"{table}.{part.id}.names", faults)
    _check_described("label", draft.labels, faults)
    _check_described("link", draft.links, faults)
    _check_described("attribute", draft.attributes, faults)
    _check_described("document_label", draft.document_labels, faults)


def _check_described(
    table: str, parts: Iterable[Label | LinkLabel | Attribute | DocumentLabelKind], faults: Faults
) -> None:
    for part in parts:
        check_texts(part.names, f"{table}.{part.id}.names", faults)
        check_texts(part.guideline, f"{table}.{part.id}.guideline", faults, least=LEAST_GUIDELINE)


def _check_zones(draft: Draft, faults: Faults) -> None:
    for zone in draft.zones:
        check_color(zone.color, f"zone.{zone.id}", faults)
    if draft.policy is None:
        return
    path = "policy.labelled_zones"
    check_references(draft.policy.labelled_zones, draft.known("zone"), path, faults)
    for zone in draft.zones:
        if zone.labelled != (zone.id in draft.policy.labelled_zones):
            faults.add(f"zone.{zone.id}.labelled", "scheme.zone_and_policy", id=zone.id)


def _check_redirects(draft: Draft, faults: Faults) -> None:
    known = draft.known("label", "link")
    for name in repeated(draft.redirects):
        faults.add(f"redirects.{name}", "scheme.repeated_id", id=name)
    for old, new in draft.redirects.items():
        if old in known:
            faults.add(f"redirects.{old}", "scheme.redirect_of_living", id=old)
        if new not in known and new not in draft.redirects:
            faults.add(f"redirects.{old}", "scheme.redirect_to_unknown", id=new)
        elif _goes_round(old, draft.redirects):
            faults.add(f"redirects.{old}", "scheme.redirect_cycle", id=old)


def _goes_round(label: str, redirects: dict[str, str]) -> bool:
    seen: set[str] = set()
    while label in redirects and label not in seen:
        seen.add(label)
        label = redirects[label]
    return label in seen


def _owners(parts: Iterable[Layer | Label], key: str) -> str:
    return in_a_row([part.id for part in parts if part.key.casefold() == key.casefold()])
