"""The second column: what stands between tokens, so that the text can be put together again code point by code point.

`_` is one space; `SpaceAfter=No` nothing; `SpacesAfter=…` and `SpacesBefore=…` anything else. There `\\s` is a space,
`\\t` a tab, `\\n` and `\\r` line ends, `\\p` a pipe, `\\\\` a backslash, as UDPipe writes them, and
`\\uXXXX` or `\\UXXXXXXXX` what else can't be seen.
"""

from __future__ import annotations

import re

_SHORT = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p", "\\": "\\\\"}
_LONG = {escaped: letter for letter, escaped in _SHORT.items()}
_ESCAPE = re.compile(r"\\(?:[stnrp\\]|u[0-9A-F]{4}|U[0-9A-F]{8})")


def spacing(before: str, after: str) -> str:
    """Return the column for a token with this text before (none as a rule) and after it."""
    if not before and after == " ":
        return "_"
    parts = [f"SpacesBefore={escaped(before)}"] if before else []
    if not after:
        parts.append("SpaceAfter=No")
    elif after != " ":
        parts.append(f"SpacesAfter={escaped(after)}")
    return "|".join(parts)


def spaces(column: str) -> tuple[str, str] | None:
    """Return `(before, after)` of a column, None where it is no such column."""
    before, after = "", " "
    if column == "_":
        return before, after
    for part in column.split("|"):
        if part == "SpaceAfter=No":
            after = ""
        elif part.startswith("SpacesAfter="):
            after = unescaped(part.removeprefix("SpacesAfter="))
        elif part.startswith("SpacesBefore="):
            before = unescaped(part.removeprefix("SpacesBefore="))
        else:
            return None
    return before, after


def escaped(text: str) -> str:
    """Return a text without white space, invisible characters and pipes; printable letters stay."""
    return "".join(_SHORT.get(letter) or (letter if letter.isprintable() else _code(letter)) for letter in text)


def unescaped(text: str) -> str:
    """Return what was escaped."""
    return _ESCAPE.sub(lambda match: _LONG.get(match[0]) or chr(int(match[0][2:], 16)), text)


def _code(letter: str) -> str:
    number = ord(letter)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"
