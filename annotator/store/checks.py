"""What a span, a zone or a text must be to be written at all; for gestures and for imports alike."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.errors import RefusedError
from annotator.model.identity import is_uuid
from annotator.store.plain import LinkShape, Shape, SpanShape, ZoneShape


def check_offsets(value: Shape | None, length: int) -> None:
    """Refuse spans and zones that don't lie inside a text of `length` code points.

    Raises RefusedError `store.offsets`.
    """
    if isinstance(value, SpanShape):
        ranges: Sequence[tuple[int, int]] = value.fragments
        if len(ranges) == 1 and 0 <= ranges[0][0] < ranges[0][1] <= length:
            return
        # The fragments of one span follow one another; zones may lie inside each other.
        ends = [0, *(end for _start, end in ranges[:-1])]
        is_good = bool(ranges) and all(end <= start for end, (start, _) in zip(ends, ranges, strict=False))
    elif isinstance(value, ZoneShape):
        ranges = [(start, end) for start, end, _kind in value.zones]
        is_good = True
    else:
        return
    if not is_good or not all(0 <= start < end <= length for start, end in ranges):
        shown = ", ".join(f"{start}-{end}" for start, end in ranges[:5])
        raise RefusedError("store.offsets", ranges=shown, length=length)


def check_value(value: Shape | None, length: int) -> None:
    """Refuse what can't stand in a document of `length` code points.

    Raises RefusedError `store.offsets`, `store.shape`.
    """
    check_offsets(value, length)
    if isinstance(value, SpanShape | LinkShape) and value.origin is not None:
        _check_reference("origin", value.origin)
    if isinstance(value, LinkShape):
        _check_reference("head", value.head)
        _check_reference("tail", value.tail)


def _check_reference(field: str, identifier: str) -> None:
    if not is_uuid(identifier):
        raise RefusedError("store.shape", kind=field, reason=identifier)


def check_text(text: str, key: str) -> None:
    """Refuse what SQLite or UTF-8 can't keep as it is. Raises RefusedError `store.text`."""
    if "\0" in text:
        raise RefusedError("store.text", document=key, sign="U+0000", offset=text.index("\0"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as problem:
        sign = f"U+{ord(text[problem.start]):04X}"
        raise RefusedError("store.text", document=key, sign=sign, offset=problem.start) from problem
