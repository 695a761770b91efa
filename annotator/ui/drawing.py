"""From spans, links and zones of a session to what the article view draws, in the words of the interface language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import name_of
from annotator.model.values import Link, Span, Zone
from annotator.ui.panels.chip import chip_text
from annotator.ui.text_view.values import DrawnLink, DrawnSpan, ZoneMark


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

    The parts of a claim carry its content's id as `group`, so that they share a lane, and its number.
    """
    everybody = tuple(spans)
    own = [span for span in everybody if span.person == person]
    taken = {span.origin for span in own} | set(decided)
    said = {(span.label, span.fragments) for span in own}
    groups = claim_groups(links, scheme)
    shown = [
        drawn_span(span, scheme, groups.get(span.id, ()), person=person, language=language)
        for span in everybody
        if span.person == person or (span.id not in taken and (span.label, span.fragments) not in said)
    ]
    numbers = claim_numbers({span.id: span for span in shown}, groups) if groups else {}
    return [numbered(span, numbers.get(span.id, ())) for span in shown]


def drawn_links(links: Iterable[Link], scheme: Scheme, *, person: str, language: str) -> list[DrawnLink]:
    """Return the links that are drawn as lines: what the parts of a claim have in common is not.

    Brackets tell that, by their lane and number; a line from above the text to below it would run through letters.
    """
    drawn = []
    for link in links:
        kind = scheme.link(link.label)
        if kind is None or kind.kind != "claim":
            name = name_of(kind, language) if kind else link.label
            drawn.append(DrawnLink(link.id, link.head, link.tail, link.label, name, link.person != person))
    return drawn


def claim_groups(links: Iterable[Link], scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Return for each span of a claim the id of the claim's content; a source of several claims has several."""
    groups: dict[str, tuple[str, ...]] = {}
    for link in links:
        kind = scheme.link(link.label)
        if kind is not None and kind.kind == "claim":
            for end in (link.head, link.tail):
                known = groups.get(end, ())
                groups[end] = known if link.head in known else (*known, link.head)
    return groups


def claim_numbers(drawn: Mapping[str, DrawnSpan], groups: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """Return for each drawn span of a claim the claim's number: claims count in the order in which they begin."""
    begins: dict[str, int] = {}
    for name, contents in groups.items():
        if name in drawn:
            for content in contents:
                begins[content] = min(begins.get(content, drawn[name].start), drawn[name].start)
    numbers = {content: nth for nth, content in enumerate(sorted(begins, key=lambda one: (begins[one], one)), start=1)}
    return {name: tuple(sorted(numbers[one] for one in groups[name])) for name in groups if name in drawn}


def numbered(span: DrawnSpan, numbers: tuple[int, ...]) -> DrawnSpan:
    """Return a span that bears these numbers of claims."""
    return span if span.claims == numbers else replace(span, claims=numbers)


def drawn_zones(zones: Iterable[Zone], scheme: Scheme, language: str) -> list[ZoneMark]:
    """Return the zones with their names, and whether they are excluded from labelling."""
    marks = []
    for zone in zones:
        kind = scheme.zone(zone.kind)
        name = name_of(kind, language) if kind else zone.kind
        marks.append(ZoneMark(zone.start, zone.end, zone.kind, name, zone.kind not in scheme.labelled_zones))
    return marks


def drawn_span(span: Span, scheme: Scheme, groups: tuple[str, ...], *, person: str, language: str) -> DrawnSpan:
    """Return how one span is drawn; `groups` are the ids of the contents of its claims, which number it later."""
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
        group=groups[0] if groups else "",
    )
