"""From the plain data of a scheme file to values: everything whose shape is sound is read, the rest noted as faults.

So one run finds all faults: a label with a misspelt key doesn't hide that another one has an unknown layer, nor is it
reported as unknown where others name it.
"""

from __future__ import annotations

from threading import Lock
from typing import Any, TypeVar

import msgspec

from annotator.model.scheme_faults import Faults
from annotator.model.scheme_parts import Attribute, DocumentLabelKind, Label, Layer, LinkLabel, Policy, ZoneKind
from annotator.model.scheme_shape import FILE_KEYS, PARTS, POLICY, ids_by_id, path_of_item, table
from annotator.model.scheme_whole import Scheme

P = TypeVar("P", Layer, Label, LinkLabel, Attribute, DocumentLabelKind, ZoneKind, Policy)

_ONE_AT_A_TIME = Lock()


class Draft(msgspec.Struct):
    """The sound parts of a scheme, and the names that stand in it even where their table is not sound."""

    layers: tuple[Layer, ...] = ()
    labels: tuple[Label, ...] = ()
    links: tuple[LinkLabel, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    document_labels: tuple[DocumentLabelKind, ...] = ()
    zones: tuple[ZoneKind, ...] = ()
    policy: Policy | None = None
    redirects: dict[str, str] = msgspec.field(default_factory=dict)
    ids: dict[str, list[str]] = msgspec.field(default_factory=dict)
    roles_named: set[str] = msgspec.field(default_factory=set)

    def known(self, *tables: str) -> set[str]:
        """Return the ids that stand in some of the tables."""
        return {name for table_name in tables for name in self.ids[table_name]}


def read(tree: dict[str, Any], faults: Faults) -> Draft:
    """Return what is sound in the plain data of a scheme file, and note what is not."""
    _check_file(tree, faults)
    return Draft(
        layers=_parts(tree, "layer", Layer, faults),
        labels=_parts(tree, "label", Label, faults),
        links=_parts(tree, "link", LinkLabel, faults),
        attributes=_parts(tree, "attribute", Attribute, faults),
        document_labels=_parts(tree, "document_label", DocumentLabelKind, faults),
        zones=_parts(tree, "zone", ZoneKind, faults),
        policy=_policy(tree, faults),
        redirects=_redirects(tree),
        ids={name: _names(tree.get(name), "id") for name in PARTS},
        roles_named={role for label in _tables(tree.get("label")) for role in _names(label.get("role"), "role")},
    )


def whole(tree: dict[str, Any], draft: Draft, source: str) -> Scheme:
    """Return the scheme of plain data that has no fault."""
    assert draft.policy is not None
    return Scheme(
        format=tree["format"],
        id=tree["id"],
        version=tree["version"],
        names=dict(tree["names"]),
        policy=draft.policy,
        redirects=draft.redirects,
        layers=draft.layers,
        labels=draft.labels,
        links=draft.links,
        attributes=draft.attributes,
        document_labels=draft.document_labels,
        zones=draft.zones,
        source=source,
    )


def _check_file(tree: dict[str, Any], faults: Faults) -> None:
    """Look at the top of the file; the arrays of tables are looked at one table at a time, later."""
    needed = {**FILE_KEYS, "policy": _later, **dict.fromkeys(PARTS, _later)}
    missing = [name for name in PARTS if name not in tree]
    for name in missing:
        faults.add(name, "scheme.missing_list", key=name)
    table(needed, {"redirects": ids_by_id})({**tree, **{name: [] for name in missing}}, "", faults)


def _later(value: object, path: str, faults: Faults) -> None:
    """Leave a value to a rule that comes later."""


def _parts(tree: dict[str, Any], name: str, kind: type[P], faults: Faults) -> tuple[P, ...]:
    items = tree.get(name, [])
    if not isinstance(items, list):
        faults.add(name, "scheme.not_list")
        return ()
    sound = []
    for position, item in enumerate(items, start=1):
        before = len(faults)
        PARTS[name](item, path_of_item(name, item, position), faults)
        if len(faults) == before:
            sound.append(_converted(item, kind))
    return tuple(sound)


def _policy(tree: dict[str, Any], faults: Faults) -> Policy | None:
    if "policy" not in tree:
        return None
    before = len(faults)
    POLICY(tree["policy"], "policy", faults)
    return _converted(tree["policy"], Policy) if len(faults) == before else None


def _converted(item: object, kind: type[P]) -> P:
    """Return plain data as a part of the scheme.

    msgspec learns a type when it first meets it, and crashes where two threads teach it the same one at once.
    """
    with _ONE_AT_A_TIME:
        return msgspec.convert(item, kind)


def _redirects(tree: dict[str, Any]) -> dict[str, str]:
    redirects = tree.get("redirects")
    if not isinstance(redirects, dict):
        return {}
    return {old: new for old, new in redirects.items() if isinstance(old, str) and isinstance(new, str)}


def _names(items: object, key: str) -> list[str]:
    return [item[key] for item in _tables(items) if isinstance(item.get(key), str)]


def _tables(items: object) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
