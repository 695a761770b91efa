"""Edits from values: how a span, a link or a decision of a person becomes an edit of the history.

The object of an edit is the id of the value; what has no id of its own (the zones of a person, a state, a document
label) gets one derived from the document, the person and what it is, so that every machine names it alike.
"""

from __future__ import annotations

from annotator.model.changes import Edit, Kind
from annotator.model.identity import uuid7
from annotator.model.values import Comment, Decision, DocumentLabel, Link, Span, State, Zone
from annotator.store.objects import label_object, state_object, zone_object
from annotator.store.plain import data_of


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
        old=data_of(old) if old else None,
        new=data_of(new) if new else None,
        document=document,
    )


def zones_edit(document: str, person: str, old: tuple[Zone, ...], new: tuple[Zone, ...]) -> Edit:
    """The edit that replaces all zones of one person in a document; an empty set means none."""
    return Edit(
        kind=Kind.ZONE,
        object=zone_object(document, person),
        old=_zones(old) if old else None,
        new=_zones(new) if new else None,
        document=document,
    )


def _zones(zones: tuple[Zone, ...]) -> dict[str, list[tuple[int, int, str]]]:
    return {"zones": [(zone.start, zone.end, zone.kind) for zone in zones]}


def state_edit(document: str, old: State | None, new: State) -> Edit:
    """The edit that moves a person's state of a document; active time is counted by `active_edit`."""
    return Edit(
        kind=Kind.STATE,
        object=state_object(document, new.person),
        old=data_of(old) if old else None,
        new=data_of(new),
        document=document,
    )


def active_edit(document: str, seconds: int) -> Edit:
    """The edit that adds active time of a person to a document."""
    return Edit(kind=Kind.ACTIVE, object=uuid7(), new={"seconds": seconds}, document=document)


def document_label_edit(document: str, old: DocumentLabel | None, new: DocumentLabel | None) -> Edit:
    """The edit that sets or clears one label of the whole article by a person."""
    either = new or old
    assert either is not None
    return Edit(
        kind=Kind.LABEL,
        object=label_object(document, either.person, either.name),
        old=data_of(old) if old else None,
        new=data_of(new) if new else None,
        document=document,
    )
