"""Writing the plain data of a scheme as TOML that reads well: one table per part, values on lines of their own.

tomlkit is imported late: only who makes a scheme of plain data needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tomlkit.items import AoT, Array, InlineTable, Table

_ONE_PER_LINE = frozenset({"values", "examples"})


def toml_of(body: Mapping[str, Any]) -> str:
    """Return the TOML text of a scheme's body; reading it gives the body again."""
    import tomlkit

    document = tomlkit.document()
    for key, value in body.items():
        if key in {"policy", "redirects"}:
            document.add(key, _table(value))
        elif isinstance(value, list):
            document.add(key, _tables(value))
        else:
            document.add(key, _value(key, value))
    return tomlkit.dumps(document)


def _tables(rows: list[dict[str, Any]]) -> AoT | Array:
    """Return an array of tables; an empty one can only be written as a value."""
    import tomlkit

    if not rows:
        return tomlkit.array()
    tables = tomlkit.aot()
    for row in rows:
        tables.append(_table(row))
    return tables


def _table(row: Mapping[str, Any]) -> Table:
    import tomlkit

    table = tomlkit.table()
    for key, value in row.items():
        if key == "guideline":
            for language, words in value.items():
                table.add(tomlkit.key([key, language]), words)
        elif key == "role" and isinstance(value, list):
            table.add(key, _tables(value))
        else:
            table.add(key, _value(key, value))
    return table


def _value(key: str, value: object) -> object:
    import tomlkit

    if isinstance(value, Mapping):
        return _inline(value)
    if not isinstance(value, list):
        return value
    array = tomlkit.array()
    for item in value:
        array.append(_inline(item) if isinstance(item, Mapping) else item)
    return array.multiline(key in _ONE_PER_LINE and bool(value))


def _inline(pairs: Mapping[str, Any]) -> InlineTable:
    import tomlkit

    table = tomlkit.inline_table()
    for key, value in pairs.items():
        table.append(key, _value(key, value))
    return table
