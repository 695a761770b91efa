"""From changes to state: the last writer of an object wins, in the total order (clock, hash).

Nothing here knows SQL. The state is a function of the set of changes, so it is the same whichever way they came
together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from annotator.model.identity import bytes_of, text_of
from annotator.store.plain import LinkShape, SchemeShape, Shape, SpanShape, read_shape

Order = tuple[int, bytes]
"""The place of a change in the total order: (clock, hash)."""


class FoldRow(NamedTuple):
    """A change as the fold sees it; `payload` is None where it was redacted."""

    clock: int
    hash: bytes
    stream_no: int
    seq: int
    person_no: int | None
    kind: str
    object: bytes
    payload: str | None


class Entry(NamedTuple):
    """What an object came to: its value (None = deleted), whose it is, and the change that said so last."""

    value: Shape | None
    person_no: int | None
    stream_no: int
    seq: int
    order: Order


class _Payload(msgspec.Struct):
    new: msgspec.Raw


_PAYLOAD = msgspec.json.Decoder(_Payload)
_PARTS = msgspec.json.Decoder(list[tuple[str, str, msgspec.Raw]])
_NULL = b"null"


def parts(kind: str, object_id: bytes, payload: str | bytes) -> Iterator[tuple[str, bytes, Shape | None]]:
    """Yield what a change sets: (kind, object, new value); a batch yields its parts.

    Raises `msgspec.ValidationError` or `msgspec.DecodeError` where the payload is none of ours.
    """
    raw = _PAYLOAD.decode(payload).new
    if kind != "batch":
        yield kind, object_id, _value(kind, raw)
        return
    for part_kind, identifier, part in _PARTS.decode(raw):
        yield part_kind, bytes_of(identifier), _value(part_kind, part)


def latest(rows: Iterable[FoldRow]) -> dict[tuple[str, bytes], Entry]:
    """Return what every object came to, deleted ones with the value None."""
    state: dict[tuple[str, bytes], Entry] = {}
    for row in sorted(rows, key=lambda row: (row.clock, row.hash)):
        if row.payload is None:
            continue
        order = (row.clock, row.hash)
        for kind, object_id, value in parts(row.kind, row.object, row.payload):
            state[kind, object_id] = Entry(value, row.person_no, row.stream_no, row.seq, order)
    return state


class SchemeVersion(NamedTuple):
    """A live version of the scheme."""

    object: bytes
    value: SchemeShape
    order: Order


def scheme_path(versions: Iterable[SchemeVersion]) -> tuple[list[SchemeVersion], list[SchemeVersion]]:
    """Return the versions from the root to the one in force, and the versions that lost against a sibling.

    Where two versions follow the same one, the lower in total order stays in force.
    """
    children: dict[str | None, list[SchemeVersion]] = {}
    for version in sorted(versions, key=lambda version: version.order):
        children.setdefault(version.value.parent, []).append(version)
    path: list[SchemeVersion] = []
    losers: list[SchemeVersion] = []
    siblings = children.get(None, [])
    while siblings:
        path.append(siblings[0])
        losers.extend(siblings[1:])
        siblings = children.get(text_of(siblings[0].object), [])
    return path, losers


def resolved(redirects: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return one map from stored label to label in force, from the redirects of each version in order."""
    steps = list(redirects)
    whole: dict[str, str] = {}
    for source in {label for step in steps for label in step}:
        label = source
        for step in steps:
            label = step.get(label, label)
        if label != source:
            whole[source] = label
    return whole


def redirected(value: Shape, redirects: Mapping[str, str]) -> Shape:
    """Return a span or link under its label in force; anything else as it is."""
    if isinstance(value, (SpanShape, LinkShape)) and value.label in redirects:
        return msgspec.structs.replace(value, label=redirects[value.label])
    return value


def shown_keys(documents: Iterable[tuple[Order, int, str]]) -> dict[int, tuple[str, int | None]]:
    """Return the key that each document is shown under, and the document that it replaces.

    `documents` are (order of the first change, number, key on import). The first one has the key; a later one with
    another text is `key~2`, `key~3` …
    """
    taken: dict[str, int] = {}
    latest_of: dict[str, int] = {}
    shown: dict[int, tuple[str, int | None]] = {}
    for _order, doc_no, key in sorted(documents):
        name = free_key(key, taken)
        shown[doc_no] = (name, latest_of.get(key))
        taken[name] = doc_no
        latest_of[key] = doc_no
    return shown


def free_key(key: str, taken: Mapping[str, object]) -> str:
    """Return the key, or the first of `key~2`, `key~3` … that is not taken."""
    name, number = key, 1
    while name in taken:
        number += 1
        name = f"{key}~{number}"
    return name


def _value(kind: str, raw: msgspec.Raw) -> Shape | None:
    return None if bytes(raw) == _NULL else read_shape(kind, raw)
