"""The scheme in force: versions that follow one another, and the redirects that they add up to."""

from __future__ import annotations

import sqlite3

from annotator.model.identity import text_of
from annotator.store.fold import SchemeVersion, resolved, scheme_path
from annotator.store.plain import SchemeShape, read_shape
from annotator.store.records import SchemeRecord


def live_versions(connection: sqlite3.Connection) -> list[SchemeVersion]:
    """Return the versions of the scheme that are not undone, in no order."""
    rows = connection.execute(
        "SELECT scheme.id, scheme.data, change.clock, change.hash FROM scheme"
        " JOIN change ON change.stream_no = scheme.stream_no AND change.seq = scheme.seq"
    ).fetchall()
    versions = []
    for identifier, data, clock, digest in rows:
        value = read_shape("scheme", data)
        assert isinstance(value, SchemeShape)
        versions.append(SchemeVersion(identifier, value, (clock, digest)))
    return versions


def versions_in_force(connection: sqlite3.Connection) -> list[SchemeRecord]:
    """Return the versions from the first to the one in force."""
    path, _losers = scheme_path(live_versions(connection))
    steps = [version.value.redirects for version in path]
    return [_record(version, resolved(steps[: place + 1])) for place, version in enumerate(path)]


def conflicts(connection: sqlite3.Connection) -> list[SchemeRecord]:
    """Return versions that somebody else made at the same time, and that are not in force."""
    _path, losers = scheme_path(live_versions(connection))
    return [_record(version, dict(version.value.redirects)) for version in losers]


def redirects(connection: sqlite3.Connection) -> dict[str, str]:
    """Return stored label → label in force."""
    path, _losers = scheme_path(live_versions(connection))
    return resolved(version.value.redirects for version in path)


def _record(version: SchemeVersion, whole: dict[str, str]) -> SchemeRecord:
    value = version.value
    return SchemeRecord(
        id=value.id,
        version=value.version,
        source=value.source,
        object=text_of(version.object),
        parent=value.parent,
        redirects=whole,
    )
