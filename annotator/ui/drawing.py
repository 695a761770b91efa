"""From spans, links and zones of a session to what the article view draws, in the words of the interface language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import msgspec

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import name_of
from annotator.model.values import Link, Span, Zone
from annotator.ui.panels.chip import chip_text
from annotator.ui.text_view.values import Draw, DrawnLink, DrawnSpan, Pattern, ZoneMark


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
    brush = Brush(scheme, person, language)
    shown = [
        brush.drawn(span, groups.get(span.id, ()))
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
    return span if span.claims == numbers else msgspec.structs.replace(span, claims=numbers)


def drawn_zones(zones: Iterable[Zone], scheme: Scheme, language: str) -> list[ZoneMark]:
    """Return the zones with their names, and whether they are excluded from labelling."""
    marks = []
    for zone in zones:
        kind = scheme.zone(zone.kind)
        name = name_of(kind, language) if kind else zone.kind
        marks.append(ZoneMark(zone.start, zone.end, zone.kind, name, zone.kind not in scheme.labelled_zones))
    return marks


class _Look(NamedTuple):
    """What all spans of a label have in common."""

    draw: Draw
    colour: str
    pattern: Pattern
    tag: str
    name: str


class Brush:
    """Draws spans of one scheme for one person in one language; looks each label up once."""

    def __init__(self, scheme: Scheme, person: str, language: str) -> None:
        self._scheme, self._person, self._language = scheme, person, language
        self._looks: dict[str, _Look] = {}

    def drawn(self, span: Span, groups: tuple[str, ...]) -> DrawnSpan:
        """Return how a span is drawn; `groups` are the ids of the contents of its claims, which number it later."""
        look = self._looks.get(span.label) or self._look(span.label)
        return DrawnSpan(
            span.id,
            span.label,
            span.fragments,
            *look,
            suggestion=span.person != self._person,
            score=span.score,
            group=groups[0] if groups else "",
        )

    def _look(self, label_id: str) -> _Look:
        label = self._scheme.drawn_label(label_id)
        look = self._looks[label_id] = _Look(
            draw=self._scheme.layer_of(label_id).draw,
            colour=label.color,
            pattern=label.pattern,
            tag=chip_text(label, self._language),
            name=name_of(label, self._language),
        )
        return look
