"""What attributes and document labels must keep: values, defaults, where they sit, when they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.scheme_checks import check_references, check_texts, repeated
from annotator.model.scheme_draft import Draft
from annotator.model.scheme_faults import Faults, in_a_row
from annotator.model.scheme_parts import Attribute, AttributeValue, ShownWhen


def check_attributes(draft: Draft, faults: Faults) -> None:
    """Note what is wrong with the attributes."""
    for attribute in draft.attributes:
        path = f"attribute.{attribute.id}"
        check_references(attribute.on, draft.known("label", "layer", "link"), f"{path}.on", faults)
        _check_values(attribute.values, path, faults)
        if attribute.default is not None and attribute.default not in _choices(attribute):
            _not_a_value(f"{path}.default", attribute.default, attribute, faults)
        if attribute.shown_when is not None:
            _check_condition(attribute, attribute.shown_when, draft, faults)


def check_document_labels(draft: Draft, faults: Faults) -> None:
    """Note what is wrong with the labels of whole articles."""
    for label in draft.document_labels:
        _check_values(label.values, f"document_label.{label.id}", faults)


def _check_values(values: Iterable[AttributeValue], path: str, faults: Faults) -> None:
    for name in repeated(value.id for value in values):
        faults.add(f"{path}.values.{name}", "scheme.repeated_id", id=name)
    for value in values:
        check_texts(value.names, f"{path}.values.{value.id}.names", faults)


def _check_condition(attribute: Attribute, condition: ShownWhen, draft: Draft, faults: Faults) -> None:
    path = f"attribute.{attribute.id}.shown_when"
    if condition.attribute not in draft.known("attribute"):
        faults.add(f"{path}.attribute", "scheme.unknown_attribute", id=condition.attribute)
    other = next((known for known in draft.attributes if known.id == condition.attribute), None)
    if other is None:
        return
    if not condition.values:
        faults.add(f"{path}.is", "scheme.no_condition")
    for value in condition.values:
        if value not in _choices(other):
            _not_a_value(f"{path}.is", value, other, faults)
    if missing := [place for place in attribute.on if place not in other.on]:
        faults.add(f"{path}.attribute", "scheme.sits_elsewhere", id=other.id, places=in_a_row(missing))
    if _goes_round(attribute, draft):
        faults.add(path, "scheme.condition_cycle", id=attribute.id)


def _goes_round(attribute: Attribute, draft: Draft) -> bool:
    """Whether following the conditions from an attribute comes back to it: it could never be shown."""
    conditions = {known.id: known.shown_when.attribute for known in draft.attributes if known.shown_when}
    name, steps = attribute.id, 0
    while name in conditions and steps <= len(conditions):
        name, steps = conditions[name], steps + 1
        if name == attribute.id:
            return True
    return False


def _choices(attribute: Attribute) -> list[str | bool]:
    if attribute.kind == "yesno":
        return [True, False]
    return [value.id for value in attribute.values]


def _not_a_value(path: str, value: str | bool, attribute: Attribute, faults: Faults) -> None:
    written = str(value).lower() if isinstance(value, bool) else value
    if not _choices(attribute):
        faults.add(path, "scheme.no_choice", value=written, attribute=attribute.id, kind=attribute.kind)
        return
    allowed = [str(choice).lower() if isinstance(choice, bool) else choice for choice in _choices(attribute)]
    faults.add(path, "scheme.not_a_value", value=written, attribute=attribute.id, allowed=in_a_row(allowed))
