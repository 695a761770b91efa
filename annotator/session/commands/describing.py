"""Describing spans, links and documents: attributes, notes, document labels, comments."""

from __future__ import annotations

from typing import Any

import msgspec

from annotator.errors import RefusedError
from annotator.model.identity import uuid7
from annotator.model.values import Comment, Document, DocumentLabel, Link, Span
from annotator.session.core import Core
from annotator.session.edits import comment_edit, document_label_edit, link_edit, span_edit


def set_attributes(core: Core, document: Document, object_id: str, attributes: dict[str, Any]) -> Span | Link:
    """Set attributes of a span or link of one's own; a value of None takes the attribute away.

    Raises RefusedError `session.unknown_attribute` or `session.bad_value` where the scheme does not allow it.
    """
    old = _own(core, document, object_id)
    _check_attributes(core, old.label, attributes)
    merged = {name: value for name, value in {**old.attributes, **attributes}.items() if value is not None}
    return _replace(core, document, old, msgspec.structs.replace(old, attributes=merged), "attributes")


def set_note(core: Core, document: Document, object_id: str, note: str) -> Span | Link:
    """Write the note of a span or link of one's own."""
    old = _own(core, document, object_id)
    return _replace(core, document, old, msgspec.structs.replace(old, note=note), "note")


def set_document_label(core: Core, document: Document, name: str, value: Any) -> DocumentLabel | None:
    """Label the whole article; None takes the label away. Raises RefusedError `session.unknown_document_label`."""
    if all(known.id != name for known in core.scheme.document_labels):
        raise RefusedError("session.unknown_document_label", name=name)
    mine = [label for label in core.bundle(document).labels if label.person == core.person and label.name == name]
    old = mine[0] if mine else None
    new = None if value is None else DocumentLabel(core.person, name, value)
    if old != new:
        core.commit([document_label_edit(document.id, old, new)], action="document_label", label=name)
    return new


def comment(core: Core, document: Document, text: str, *, on: str | None = None) -> Comment:
    """Write a comment on a span, a link, another comment, or (`on` is None) the document."""
    new = Comment(id=uuid7(), person=core.person, text=text, on=on)
    core.commit([comment_edit(document.id, None, new)], action="comment")
    return new


def resolve_comment(core: Core, document: Document, comment_id: str, *, resolved: bool = True) -> Comment:
    """Mark a comment of one's own as settled, or open again. Raises RefusedError `session.no_comment`."""
    for old in core.bundle(document).comments:
        if old.id == comment_id and old.person == core.person:
            new = msgspec.structs.replace(old, resolved=resolved)
            if new != old:
                core.commit([comment_edit(document.id, old, new)], action="comment")
            return new
    raise RefusedError("session.no_comment", id=comment_id, key=document.key)


def _own(core: Core, document: Document, object_id: str) -> Span | Link:
    span = core.store.span(document.id, object_id)
    if span is not None and span.person == core.person:
        return span
    return core.own_link(document, object_id)


def _replace(core: Core, document: Document, old: Span | Link, new: Span | Link, action: str) -> Span | Link:
    if new == old:
        return old
    if isinstance(old, Span) and isinstance(new, Span):
        core.commit([span_edit(document.id, old, new)], action=action, label=old.label)
    elif isinstance(old, Link) and isinstance(new, Link):
        core.commit([link_edit(document.id, old, new)], action=action, label=old.label)
    return new


def _check_attributes(core: Core, label: str, attributes: dict[str, Any]) -> None:
    known = {attribute.id: attribute for attribute in core.scheme.attributes_on(label)}
    for name, value in attributes.items():
        if value is None:
            continue
        if name not in known:
            raise RefusedError("session.unknown_attribute", name=name, label=label)
        if not _fits(known[name].kind, [item.id for item in known[name].values], value):
            raise RefusedError("session.bad_value", name=name, value=value)


def _fits(kind: str, choices: list[str], value: Any) -> bool:
    if kind == "choice":
        return value in choices
    if kind == "choices":
        return isinstance(value, list) and all(item in choices for item in value)
    if kind == "yesno":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)
