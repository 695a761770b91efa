"""Linking spans: roles of events, parts of claims, relations."""

from __future__ import annotations

from typing import Any

from annotator.errors import RefusedError
from annotator.model.identity import uuid7
from annotator.model.values import Document, Link, Span
from annotator.session.core import Core
from annotator.session.edits import link_edit


def link(
    core: Core,
    document: Document,
    head: Span | str,
    tail: Span | str,
    label: str,
    attributes: dict[str, Any] | None = None,
) -> Link:
    """Draw a labelled arrow from one span of one's own to another and return it.

    An equal link that exists is returned as it is. Raises RefusedError `session.unknown_link`, `session.no_span`,
    `session.self_link`, or `session.link_ends` where the scheme does not allow these ends.
    """
    head_span, tail_span = (_own(core, document, end) for end in (head, tail))
    if head_span.id == tail_span.id:
        raise RefusedError("session.self_link", label=label)
    _check_ends(core, label, head_span, tail_span)
    for known in core.store.links(document.id, core.person):
        if (known.label, known.head, known.tail) == (label, head_span.id, tail_span.id):
            return known
    new = Link(
        id=uuid7(),
        person=core.person,
        label=label,
        head=head_span.id,
        tail=tail_span.id,
        attributes=dict(attributes or {}),
        scheme=core.scheme.version,
    )
    core.commit([link_edit(document.id, None, new)], action="link", label=label)
    return new


def _own(core: Core, document: Document, end: Span | str) -> Span:
    return core.own_span(document, end if isinstance(end, str) else end.id)


def _check_ends(core: Core, label: str, head: Span, tail: Span) -> None:
    known = core.scheme.link(label)
    if known is None:
        raise RefusedError("session.unknown_link", label=label, scheme=core.scheme.id)
    for end, allowed in ((head, known.head), (tail, known.tail)):
        definition = core.scheme.label(end.label)
        if definition and not {definition.id, definition.layer} & set(allowed):
            raise RefusedError("session.link_ends", label=label, end=end.label, allowed=", ".join(allowed))
