"""Edits from values: how a span, a link or a decision of a person becomes an edit of the history.

The object of an edit is the id of the value; what has no id of its own (the zones of a person, a state, a document
label) gets one derived from the document, the person and what it is, so that every machine names it alike.
"""

from __future__ import annotations

from typing import Any

import msgspec

from annotator.model.changes import Edit, Kind
from annotator.model.identity import name_id, uuid7
from annotator.model.values import Assignment, Comment, Decision, DocumentLabel, Link, Span, State, Zone

_NOT_IN_PAYLOAD = ("id", "person")


def payload(value: msgspec.Struct) -> dict[str, Any]:
    """Return a value as plain data, without its id and its person: the object and the stream say these."""
    data: dict[str, Any] = msgspec.to_builtins(value)
    for name in _NOT_IN_PAYLOAD:
        data.pop(name, None)
    return data


def span_edit(document: str, old: Span | None, new: Span | None) -> Edit:
    """The edit that makes one span another; None stands for no span."""
    return _edit(Kind.SPAN, document, old, new)


def link_edit(document: str, old: Link | None, new: Link | None) -> Edit:
    """The edit that makes one link another; None stands for no link."""
    return _edit(Kind.LINK, document, old, new)


def comment_edit(document: str, old: Comment | None, new: Comment | None) -> Edit:
    """The edit that makes one comment another; None stands for no comment."""
    return _edit(Kind.COMMENT, document, old, new)


def decision_edit(document: str, old: Decision | None, new: Decision | None) -> Edit:
    """The edit that makes one decision another; None stands for no decision."""
    return _edit(Kind.DECISION, document, old, new)


def _edit(
    kind: Kind,
    document: str,
    old: Span | Link | Comment | Decision | None,
    new: Span | Link | Comment | Decision | None,
) -> Edit:
    either = new or old
    assert either is not None
    return Edit(
        kind=kind,
        object=either.id,
        old=payload(old) if old else None,
        new=payload(new) if new else None,
        document=document,
    )


def zone_set_id(document: str, person: str | None) -> str:
    """The object id of all zones that one person, or the rules (None), made in a document."""
    return name_id("zone", f"{document}/{person or ''}")


def zone_payload(zones: tuple[Zone, ...]) -> dict[str, Any]:
    """The zones of one person as plain data."""
    return {"zones": [[zone.start, zone.end, zone.kind] for zone in zones]}


def zones_edit(document: str, person: str | None, old: tuple[Zone, ...], new: tuple[Zone, ...]) -> Edit:
    """The edit that replaces all zones of one person in a document; an empty set means none."""
    return Edit(
        kind=Kind.ZONE,
        object=zone_set_id(document, person),
        old=zone_payload(old) if old else None,
        new=zone_payload(new) if new else None,
        document=document,
    )


def state_edit(document: str, person: str, old: State | None, new: State | None) -> Edit:
    """The edit that moves a person's state of a document; active time is counted by `active_edit`."""
    return Edit(
        kind=Kind.STATE,
        object=name_id("state", f"{document}/{person}"),
        old={"state": old.state.value, "reason": old.reason} if old else None,
        new={"state": new.state.value, "reason": new.reason} if new else None,
        document=document,
    )


def active_edit(document: str, seconds: int) -> Edit:
    """The edit that adds active time of a person to a document."""
    return Edit(kind=Kind.ACTIVE, object=uuid7(), old=None, new={"seconds": seconds}, document=document)


def document_label_edit(document: str, old: DocumentLabel | None, new: DocumentLabel | None) -> Edit:
    """The edit that sets or clears one label of the whole article by a person."""
    either = new or old
    assert either is not None
    return Edit(
        kind=Kind.LABEL,
        object=name_id("label", f"{document}/{either.person}/{either.name}"),
        old=payload(old) if old else None,
        new=payload(new) if new else None,
        document=document,
    )


def assignment_edit(document: str, assignment: Assignment) -> Edit:
    """The edit that hands a document to a person in a round."""
    return Edit(
        kind=Kind.ASSIGNMENT,
        object=name_id("assignment", f"{document}/{assignment.person}/{assignment.round}"),
        old=None,
        new={"person": assignment.person, "round": assignment.round},
        document=document,
    )
