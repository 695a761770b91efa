"""What the JSON decoder says, turned into a code with facts."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from annotator.errors import InputError
from annotator.model.values import PersonKind, Progress, Verdict

_PATH = re.compile(r" - at `(?:key in )?\$\.?(?P<path>[^`]*)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(?P<key>.*)`")
_TYPE = re.compile(r"Expected `(?P<expected>[^`]+)`(?:, got `(?P<got>[^`]+)`)?(?P<rest>.*)")
_ENUM = re.compile(r"Invalid enum value (?P<value>.*)", re.DOTALL)
_COLUMN = re.compile(r"\(byte (?P<column>\d+)\)")
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_ENUMS: tuple[tuple[str, type[StrEnum]], ...] = (("kind", PersonKind), ("verdict", Verdict), ("state", Progress))


def wrong(code: str, field: str, **facts: object) -> InputError:
    """Return the error for a field of a line; file and line are added by the reader."""
    return InputError(f"formats.{code}", field=field, **facts)


def explained(error: msgspec.MsgspecError | UnicodeDecodeError | RecursionError, line: bytes) -> InputError:
    """Return what is wrong with a line that could not be decoded."""
    if isinstance(error, UnicodeDecodeError):
        return wrong("line_bytes", "", offset=_offset_of_bad_byte(line))
    if isinstance(error, RecursionError):
        return wrong("too_deep", "")
    if isinstance(error, msgspec.ValidationError):
        return _invalid(str(error))
    lone = _lone_surrogate(line)
    if lone is not None:
        return wrong("line_surrogate", "", column=lone + 1)
    column = _COLUMN.search(str(error))
    return wrong("json", "", column=int(column["column"]) + 1) if column else wrong("json_truncated", "")


def _invalid(message: str) -> InputError:
    """A value of the wrong shape: the decoder's message names the path."""
    place = _PATH.search(message)
    path = place["path"] if place else ""
    reason = message[: place.start()] if place else message
    if found := _UNKNOWN.fullmatch(reason):
        return wrong("unknown_key", path, key=found["key"])
    if found := _MISSING.fullmatch(reason):
        return wrong("missing_key", path, key=found["key"])
    if found := _ENUM.fullmatch(reason):
        return wrong("unknown_value", path, value=found["value"].strip("'"), known=_allowed(path))
    if found := _TYPE.fullmatch(reason):
        expected = found["expected"] + found["rest"]
        return wrong("type", path, expected=expected, got=found["got"] or "array")
    return wrong("value", path, value=reason)


def _allowed(path: str) -> str:
    for name, values in _ENUMS:
        if path.endswith(name):
            return ", ".join(str(value) for value in values)
    return ""


def _lone_surrogate(line: bytes) -> int | None:
    """The offset of an escaped half of a pair that stands alone, None where there isn't one."""
    pending = -1
    for match in _SURROGATE.finditer(line):
        if _is_escaped_backslash(line, match.start()):
            continue
        is_high = match[0][3:4] in b"89aAbB"
        if pending >= 0 and (is_high or match.start() != pending + 6):
            return pending
        if pending < 0 and not is_high:
            return match.start()
        pending = match.start() if is_high else -1
    return pending if pending >= 0 else None


def _is_escaped_backslash(line: bytes, at: int) -> bool:
    before = at
    while before > 0 and line[before - 1 : before] == b"\\":
        before -= 1
    return (at - before) % 2 == 1


def _offset_of_bad_byte(line: bytes) -> int:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
