"""From spans and zones of a session to what the article view draws, in the words of the interface language."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import name_of
from annotator.model.values import Link, Span, Zone
from annotator.ui.panels.chip import chip_text
from annotator.ui.text_view.values import DrawnSpan, ZoneMark


def drawn_spans(
    spans: Iterable[Span],
    links: Iterable[Link],
    scheme: Scheme,
    *,
    person: str,
    language: str,
    decided: Collection[str] = (),
) -> list[DrawnSpan]:
    """Return what is drawn: the person's own spans, and suggestions that say something else and are not decided.

    The parts of a claim carry its content's id as `group`, so that they share a lane.
    """
    everybody = tuple(spans)
    own = [span for span in everybody if span.person == person]
    taken = {span.origin for span in own} | set(decided)
    said = {(span.label, span.fragments) for span in own}
    groups = claim_groups(links, scheme)
    return [
        drawn_span(span, scheme, groups.get(span.id, ""), person=person, language=language)
        for span in everybody
        if span.person == person or (span.id not in taken and (span.label, span.fragments) not in said)
    ]


def claim_groups(links: Iterable[Link], scheme: Scheme) -> dict[str, str]:
    """Return for each span of a claim the id of the claim's content."""
    groups: dict[str, str] = {}
    for link in links:
        kind = scheme.link(link.label)
        if kind is not None and kind.kind == "claim":
            groups[link.head] = link.head
            groups[link.tail] = link.head
    return groups


def drawn_zones(zones: Iterable[Zone], scheme: Scheme, language: str) -> list[ZoneMark]:
    """Return the zones with their names, and whether they are excluded from labelling."""
    marks = []
    for zone in zones:
        kind = scheme.zone(zone.kind)
        name = name_of(kind, language) if kind else zone.kind
        marks.append(ZoneMark(zone.start, zone.end, zone.kind, name, zone.kind not in scheme.labelled_zones))
    return marks


def drawn_span(span: Span, scheme: Scheme, group: str, *, person: str, language: str) -> DrawnSpan:
    """Return how one span is drawn; `group` is the id of the claim's content that it belongs to, or empty."""
    label = scheme.drawn_label(span.label)
    return DrawnSpan(
        id=span.id,
        label=span.label,
        fragments=span.fragments,
        draw=scheme.layer_of(span.label).draw,
        colour=label.color,
        pattern=label.pattern,
        tag=chip_text(label, language),
        name=name_of(label, language),
        suggestion=span.person != person,
        score=span.score,
        group=group,
    )
