"""The shape of a scheme file: which keys stand in which table, and what type each has.

A rule looks at one value and notes what is wrong with it. The rules of a table are data, so that this file reads like
the reference in `docs/scheme.md`. What the values mean together is looked at afterwards: see
`annotator.model.scheme_rules`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from typing import get_args

from annotator.model import scheme_parts as parts
from annotator.model.scheme_faults import Faults, in_a_row, shown

Rule = Callable[[object, str, Faults], None]
"""What looks at one value, told its path, and notes what is wrong with it."""

MOST_ID_CHARACTERS = 64
MOST_NUMBER = 1_000_000_000
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls but for tab and line feed, and lone surrogates, which no file can hold."""

WITH_VALUES = frozenset({"choice", "choices"})


def text(value: object, path: str, faults: Faults) -> None:
    """Any text that can be stored and printed."""
    if not isinstance(value, str):
        faults.add(path, "scheme.not_text")
    elif _UNPRINTED.search(value):
        faults.add(path, "scheme.control_character")


def identifier(value: object, path: str, faults: Faults) -> None:
    """An id: printable, without white space, of at most 64 characters."""
    if not isinstance(value, str):
        faults.add(path, "scheme.not_text")
    elif not value or len(value) > MOST_ID_CHARACTERS or not value.isprintable() or " " in value:
        faults.add(path, "scheme.bad_id", id=value, most=MOST_ID_CHARACTERS)


def flag(value: object, path: str, faults: Faults) -> None:
    """`true` or `false`."""
    if not isinstance(value, bool):
        faults.add(path, "scheme.not_flag")


def text_or_flag(value: object, path: str, faults: Faults) -> None:
    """The id of a value, or `true` or `false`."""
    if not isinstance(value, str | bool):
        faults.add(path, "scheme.not_value")


def number(least: int) -> Rule:
    """A whole number from `least` on."""

    def rule(value: object, path: str, faults: Faults) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST_NUMBER:
            faults.add(path, "scheme.not_number", least=least, most=MOST_NUMBER)

    return rule


def one_of(*words: str) -> Rule:
    """One of some words."""

    def rule(value: object, path: str, faults: Faults) -> None:
        if not isinstance(value, str):
            faults.add(path, "scheme.not_text")
        elif value not in words:
            faults.add(path, "scheme.not_one_of", value=value, allowed=in_a_row(words))

    return rule


def each(item: Rule) -> Rule:
    """A list of things of one kind."""

    def rule(value: object, path: str, faults: Faults) -> None:
        if not isinstance(value, list):
            faults.add(path, "scheme.not_list")
            return
        for position, thing in enumerate(value, start=1):
            item(thing, path_of_item(path, thing, position), faults)

    return rule


def table(needed: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """A table with just these keys."""
    known = {**needed, **(optional or {})}

    def rule(value: object, path: str, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.add(path, "scheme.not_table")
            return
        for key in needed:
            if key not in value:
                faults.add(join(path, key), "scheme.missing_key", key=key)
        for key, thing in value.items():
            if key in known:
                known[key](thing, join(path, key), faults)
            else:
                _unknown_key(str(key), tuple(known), path, faults)

    return rule


def ids_by_id(value: object, path: str, faults: Faults) -> None:
    """A table from ids to ids."""
    if not isinstance(value, dict):
        faults.add(path, "scheme.not_table")
        return
    for old, new in value.items():
        identifier(old, join(path, str(old)), faults)
        identifier(new, join(path, str(old)), faults)


def valued(rule_of_table: Rule) -> Rule:
    """A table with a kind of value: the list of values stands just where the kind is a choice."""

    def rule(value: object, path: str, faults: Faults) -> None:
        rule_of_table(value, path, faults)
        if not isinstance(value, dict) or value.get("kind") not in get_args(parts.ValueKind):
            return
        if value["kind"] in WITH_VALUES and not value.get("values"):
            faults.add(join(path, "values"), "scheme.no_values", kind=value["kind"])
        if value["kind"] not in WITH_VALUES and "values" in value:
            faults.add(join(path, "values"), "scheme.idle_values", kind=value["kind"])

    return rule


def join(path: str, key: str) -> str:
    """Return the path of a key in the table at a path."""
    return f"{path}.{key}" if path else key


def path_of_item(path: str, item: object, position: int) -> str:
    """Return the path of an item of a list: by its id or role, else by its position from 1."""
    if isinstance(item, dict):
        for key in ("id", "role"):
            name = item.get(key)
            if isinstance(name, str) and name:
                return join(path, shown(name))
    return f"{path}[{position}]"


def _unknown_key(key: str, known: tuple[str, ...], path: str, faults: Faults) -> None:
    close = difflib.get_close_matches(key, known, n=1)
    if close:
        faults.add(join(path, key), "scheme.unknown_key_like", key=key, guess=close[0])
    else:
        faults.add(join(path, key), "scheme.unknown_key", key=key, allowed=in_a_row(known))


TEXTS = table({"en": text, "ar": text})
_IDS = each(identifier)
_KIND = one_of(*get_args(parts.ValueKind))
_IN_OR_OUT = one_of("in", "out")
_ALLOW_OR_REFUSE = one_of("allow", "refuse")
_VALUES = each(table({"id": identifier, "names": TEXTS}))
_KEYS: dict[str, Rule] = {"key": text, "key_ar": text}

POLICY = table(
    {
        "labelled_zones": _IDS,
        "clitics": _IN_OR_OUT,
        "article": _IN_OR_OUT,
        "enclitics": _IN_OR_OUT,
        "fused_lam": one_of("after-first-lam", "whole-word"),
        "crossing": _ALLOW_OR_REFUSE,
        "same_label_nesting": _ALLOW_OR_REFUSE,
    }
)
ROLE = table({"role": identifier, "fillers": _IDS, "min": number(0), "max": number(0)})
PARTS: dict[str, Rule] = {
    "layer": table({"id": identifier, **_KEYS, "names": TEXTS, "draw": one_of(*get_args(parts.Draw))}),
    "label": table(
        {
            "id": identifier,
            "layer": identifier,
            "names": TEXTS,
            "tag": TEXTS,
            **_KEYS,
            "color": text,
            "pattern": one_of(*get_args(parts.Pattern)),
            "guideline": TEXTS,
            "examples": each(table({"text": text}, {"note": TEXTS})),
            "contains": _IDS,
        },
        {"family": TEXTS, "maps_to": text, "role": each(ROLE)},
    ),
    "link": table(
        {
            "id": identifier,
            "names": TEXTS,
            "kind": one_of(*get_args(parts.LinkKind)),
            "head": _IDS,
            "tail": _IDS,
            "guideline": TEXTS,
        },
        {"symmetric": flag, "transitive": flag},
    ),
    "attribute": valued(
        table(
            {"id": identifier, "names": TEXTS, "kind": _KIND, "on": _IDS, "required": flag, "guideline": TEXTS},
            {
                "values": _VALUES,
                "default": text_or_flag,
                "shown_when": table({"attribute": identifier, "is": each(text_or_flag)}),
            },
        )
    ),
    "document_label": valued(
        table({"id": identifier, "names": TEXTS, "kind": _KIND, "guideline": TEXTS}, {"values": _VALUES})
    ),
    "zone": table({"id": identifier, "names": TEXTS, "labelled": flag, "color": text}),
}
"""The rule of one table of each array of tables; `FILE_KEYS` are the simple keys before them."""

FILE_KEYS: dict[str, Rule] = {"format": number(1), "id": identifier, "version": number(1), "names": TEXTS}
