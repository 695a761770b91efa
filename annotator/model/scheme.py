"""The scheme: the labels, roles, attributes and rules in force, versioned. This is the door of all its files.

The file format stands in `docs/scheme.md`. Span labels and link labels have separate ids, unique in each list ignoring
case, and no id stands in both lists; so one flat table of redirects serves both: what an id is redirected to
tells which of the two it was.
"""

from __future__ import annotations

from annotator.model.scheme_faults import Fault
from annotator.model.scheme_files import load_scheme, shipped_schemes
from annotator.model.scheme_parts import (
    UNKNOWN_LAYER,
    Attribute,
    AttributeValue,
    DocumentLabelKind,
    Draw,
    Example,
    Label,
    Layer,
    LinkKind,
    LinkLabel,
    Pattern,
    Policy,
    Role,
    ShownWhen,
    Texts,
    ValueKind,
    ZoneKind,
    name_of,
    unknown_label,
)
from annotator.model.scheme_toml import parse_scheme, scheme_faults, scheme_from_body
from annotator.model.scheme_versions import Renamed, Succession, check_successor
from annotator.model.scheme_whole import FORMAT, Scheme, resolve

__all__ = [
    "FORMAT",
    "UNKNOWN_LAYER",
    "Attribute",
    "AttributeValue",
    "DocumentLabelKind",
    "Draw",
    "Example",
    "Fault",
    "Label",
    "Layer",
    "LinkKind",
    "LinkLabel",
    "Pattern",
    "Policy",
    "Renamed",
    "Role",
    "Scheme",
    "ShownWhen",
    "Succession",
    "Texts",
    "ValueKind",
    "ZoneKind",
    "check_successor",
    "load_scheme",
    "name_of",
    "parse_scheme",
    "resolve",
    "scheme_faults",
    "scheme_from_body",
    "shipped_schemes",
    "unknown_label",
]
