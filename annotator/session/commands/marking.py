"""Marking spans: mark, relabel, resize, delete."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from annotator.errors import RefusedError
from annotator.model.changes import Edit
from annotator.model.identity import uuid7
from annotator.model.values import Document, Fragment, Span
from annotator.session.core import Core
from annotator.session.edits import link_edit, span_edit


def mark(
    core: Core,
    document: Document,
    fragments: Iterable[Sequence[int]],
    label: str,
    attributes: dict[str, Any] | None = None,
    note: str = "",
) -> Span:
    """Put a label on one or more fragments (code points, half-open) and return the new span.

    Raises RefusedError `session.unknown_label` or `session.bad_fragments`.
    """
    _known_label(core, label)
    span = Span(
        id=uuid7(),
        person=core.person,
        label=label,
        fragments=checked_fragments(document, fragments),
        attributes=dict(attributes or {}),
        note=note,
        scheme=core.scheme.version,
    )
    core.commit([span_edit(document.id, None, span)], action="mark", label=label)
    return span


def relabel(core: Core, document: Document, span_id: str, label: str) -> Span:
    """Give a span of one's own another label; the same label again changes nothing."""
    _known_label(core, label)
    old = core.own_span(document, span_id)
    if old.label == label:
        return old
    new = msgspec.structs.replace(old, label=label, scheme=core.scheme.version)
    core.commit([span_edit(document.id, old, new)], action="relabel", label=label)
    return new


def resize(core: Core, document: Document, span_id: str, fragments: Iterable[Sequence[int]]) -> Span:
    """Move the edges of a span of one's own; the same edges again change nothing."""
    old = core.own_span(document, span_id)
    new = msgspec.structs.replace(old, fragments=checked_fragments(document, fragments))
    if new != old:
        core.commit([span_edit(document.id, old, new)], action="resize", label=old.label)
    return new


def delete(core: Core, document: Document, ids: Collection[str]) -> int:
    """Delete spans and links of one's own; a span takes its links with it, in the same gesture.

    Returns how many spans and links went. Raises RefusedError `session.no_span` where an id is not one's own.
    """
    spans = [span for span in core.store.spans(document.id, core.person) if span.id in ids]
    gone = {span.id for span in spans}
    links = [
        link
        for link in core.store.links(document.id, core.person)
        if link.id in ids or link.head in gone or link.tail in gone
    ]
    for missing in set(ids) - gone - {link.id for link in links}:
        raise RefusedError("session.no_span", id=missing, key=document.key)
    edits: list[Edit] = [link_edit(document.id, link, None) for link in links]
    edits += [span_edit(document.id, span, None) for span in spans]
    if edits:
        core.commit(edits, action="delete", label=spans[0].label if len(spans) == 1 else None)
    return len(edits)


def checked_fragments(document: Document, fragments: Iterable[Sequence[int]]) -> tuple[Fragment, ...]:
    """Return fragments in reading order, those that touch joined.

    Raises RefusedError `session.bad_fragments` for none, an empty or reversed one, or one that leaves the text.
    """
    length = len(document.text)
    joined: list[Fragment] = []
    for start, end in sorted((int(start), int(end)) for start, end in fragments):
        if not 0 <= start < end <= length:
            raise RefusedError("session.bad_fragments", start=start, end=end, length=length, key=document.key)
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    if not joined:
        raise RefusedError("session.no_fragments", key=document.key)
    return tuple(joined)


def _known_label(core: Core, label: str) -> None:
    if core.scheme.label(label) is None:
        raise RefusedError("session.unknown_label", label=label, scheme=core.scheme.id, version=core.scheme.version)
