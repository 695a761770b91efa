"""Which spans of a document another span may refer to, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.values import Span
from annotator.session.cards import surface_of
from annotator.text.folding import fold

MOST = 12
"""How many are worth a person's eyes."""


def likely_references(span: Span, text: str, spans: Iterable[Span], most: int = MOST) -> list[Span]:
    """Return spans of the same person and label: the most similar text first, of equals the nearest.

    Of several with the same text only the nearest is returned.
    """
    words = _words(span, text)
    nearest: dict[frozenset[str], Span] = {}
    others = [other for other in spans if (other.person, other.label) == (span.person, span.label)]
    for other in sorted(others, key=lambda other: abs(other.start - span.start)):
        if other.id != span.id:
            nearest.setdefault(_words(other, text), other)
    ranked = sorted(nearest.items(), key=lambda found: (-_likeness(words, found[0]), abs(found[1].start - span.start)))
    return [other for _words_of_it, other in ranked[:most]]


def mentions_of(reference: str, attribute: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans that carry one reference, in reading order: mentions of one entity.

    A reference is the id of a span, or a key that the mentions of an entity share ("r1").
    """
    found = (span for span in spans if span.attributes.get(attribute) == reference)
    return sorted(found, key=lambda span: (span.start, span.end))


def _words(span: Span, text: str) -> frozenset[str]:
    return frozenset(fold(surface_of(text, span.fragments)).split())


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that two have in common, from 0 to 1."""
    return len(one & other) / max(1, min(len(one), len(other)))
