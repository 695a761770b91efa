"""Keeping track of a document: its state, the time spent on it, its zones."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.errors import RefusedError
from annotator.model.values import Document, Progress, State, Zone
from annotator.session.core import Core
from annotator.session.edits import active_edit, state_edit, zones_edit


def set_state(core: Core, document: Document, state: Progress | str, reason: str = "") -> State:
    """Say how far one is with a document; a flag may carry a reason."""
    mine = [known for known in core.bundle(document).states if known.person == core.person]
    old = mine[0] if mine else None
    new = State(core.person, Progress(state), reason, old.active_seconds if old else 0)
    if new != old:
        core.commit([state_edit(document.id, old, new)], action="state")
    return new


def add_active_time(core: Core, document: Document, seconds: int) -> None:
    """Count time spent on a document, in seconds."""
    if seconds > 0:
        core.commit([active_edit(document.id, seconds)], action="active")


def set_zones(core: Core, document: Document, zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Correct the zones of a document as this person sees them; what the rules found stays on record.

    Raises RefusedError `session.bad_zone` for a zone that is empty, leaves the text, overlaps another or has a kind
    that the scheme doesn't know.
    """
    new = tuple(sorted((Zone(zone.start, zone.end, zone.kind, core.person) for zone in zones), key=lambda z: z.start))
    known = {kind.id for kind in core.scheme.zones}
    end = 0
    for zone in new:
        if zone.kind not in known or not end <= zone.start < zone.end <= len(document.text):
            raise RefusedError("session.bad_zone", start=zone.start, end=zone.end, kind=zone.kind, key=document.key)
        end = zone.end
    old = tuple(zone for zone in core.bundle(document).zones if zone.person == core.person)
    if new != old:
        core.commit([zones_edit(document.id, core.person, old, new)], action="zones")
    return new
