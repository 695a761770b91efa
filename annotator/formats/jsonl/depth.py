"""How deeply plain data is nested: a limit of our own, because that of the decoder depends on the interpreter."""

from __future__ import annotations

from annotator.formats.jsonl.wire import WireDocument

DEEPEST = 100


def is_too_deep(value: object, left: int = DEEPEST) -> bool:
    """Whether lists and mappings lie in one another more than a hundred deep."""
    if isinstance(value, dict):
        inner = list(value.values())
    elif isinstance(value, list):
        inner = value
    else:
        return False
    return left == 0 or any(is_too_deep(item, left - 1) for item in inner)


def deep_field(wire: WireDocument) -> str | None:
    """Return the first of the fields that may hold any data, and holds it nested too deeply; None where none does."""
    if is_too_deep(wire.meta):
        return "meta"
    for name, things in (("spans", wire.spans), ("links", wire.links)):
        if any(thing.attributes and is_too_deep(thing.attributes) for thing in things):
            return name
    return "labels" if any(is_too_deep(label.value) for label in wire.labels) else None
