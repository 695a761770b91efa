"""Which zones of a document are in force, and what of it is labelled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from annotator.model.values import PersonKind, Zone


def in_force(zones: Iterable[Zone], kinds: Mapping[str, PersonKind]) -> tuple[Zone, ...]:
    """Return the zones that count: the adjudicator's, else a human's, else the rule's.

    `kinds` maps a person's name to its kind. Where several people of one rank made zones, the first by name counts, so
    that everybody who has the same file sees the same zones.
    """
    everybody = tuple(zones)
    people = sorted({zone.person for zone in everybody if zone.person is not None})
    for rank in (PersonKind.ADJUDICATOR, PersonKind.HUMAN):
        for person in people:
            if kinds.get(person) == rank:
                return tuple(zone for zone in everybody if zone.person == person)
    rules = tuple(zone for zone in everybody if zone.person is None)
    return rules or tuple(zone for zone in everybody if people and zone.person == people[0])


def labelled_ranges(zones: Iterable[Zone], labelled: Collection[str], length: int) -> list[tuple[int, int]]:
    """Return the ranges of the text that are labelled; the whole text where there are no zones at all."""
    in_order = sorted((zone.start, zone.end, zone.kind) for zone in zones)
    if not in_order:
        return [(0, length)]
    return [(start, end) for start, end, kind in in_order if kind in labelled]
