"""The ids of things that have no id of their own: the same for everybody, so that a merge sees one thing, not two."""

from __future__ import annotations

import hashlib

from annotator.model.identity import bytes_of, is_uuid, name_id

_BETWEEN = "\0"


def person_object(name: str) -> str:
    """Return the id of a person."""
    return name_id("person", name)


def zone_object(document: str, person: str | None) -> str:
    """Return the id of the zones of a document by one person, or by the rules (None)."""
    return name_id("zone", _BETWEEN.join((document, person or "")))


def label_object(document: str, person: str, name: str) -> str:
    """Return the id of a person's label `name` of a document."""
    return name_id("label", _BETWEEN.join((document, person, name)))


def state_object(document: str, person: str) -> str:
    """Return the id of how far a person is with a document."""
    return name_id("state", _BETWEEN.join((document, person)))


def assignment_object(document: str, person: str, round_name: str) -> str:
    """Return the id of a document handed to a person in a round."""
    return name_id("assignment", _BETWEEN.join((document, person, round_name)))


def round_object(name: str) -> str:
    """Return the id of a round."""
    return name_id("round", name)


def run_object(identifier: str) -> str:
    """Return the object id of a run: its own where it is a UUID, else derived from it."""
    return identifier if is_uuid(identifier) else name_id("run", identifier)


def decision_object(document: str, identifier: str) -> str:
    """Return the object id of a decision: its own where it is a UUID, else derived from it."""
    return identifier if is_uuid(identifier) else name_id("decision", _BETWEEN.join((document, identifier)))


def comment_object(document: str, identifier: str) -> str:
    """Return the object id of a comment: its own where it is a UUID, else derived from it."""
    return identifier if is_uuid(identifier) else name_id("comment", _BETWEEN.join((document, identifier)))


def scheme_object(source: str, parent: str | None) -> str:
    """Return the id of a version of the scheme.

    The version that it follows is part of it: going back to an earlier source is a new version, not a circle.
    """
    digest = hashlib.sha256(source.encode("utf-8")).hexdigest()
    return name_id("scheme", _BETWEEN.join((digest, parent or "")))


def object_bytes(identifier: str) -> bytes:
    """Return the 16 bytes of an object id. Raises ValueError where it is no UUID and no 32 hexadecimal digits."""
    raw = bytes_of(identifier)
    if len(raw) != 16:
        raise ValueError(identifier)
    return raw
