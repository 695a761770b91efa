"""What of a document goes into a training set: one person's finished work on labelled text. The rest is counted."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from annotator.errors import UsageError
from annotator.formats.losses import LossCounter, lose_unheld
from annotator.formats.protocol import SchemeNames, WriteOptions
from annotator.model.values import Bundle, Header, PersonKind, Progress, Span
from annotator.model.zones import in_force, labelled_ranges

ONE_LAYER = "label"
"""The name of the only layer where no scheme says which label belongs to which."""


class Chosen(msgspec.Struct, frozen=True):
    """The text (as ranges) and the spans of one document that are written, by layer in the order of the options."""

    ranges: list[tuple[int, int]]
    spans: dict[str, list[Span]]


class Selection:
    """Chooses from every document alike; remembers whose work it is."""

    def __init__(self, header: Header, options: WriteOptions, counter: LossCounter, holds: frozenset[str]) -> None:
        self._options = options
        self._counter = counter
        self._holds = holds
        self._kinds: Mapping[str, PersonKind] = {person.name: person.kind for person in header.people}
        self._layer_of = layers_of_labels(options.scheme)
        self._labelled = set(options.scheme.labelled_zones) if options.scheme else set()
        self.layers = chosen_layers(options)
        self.person = options.person

    def choose(self, bundle: Bundle) -> Chosen | None:
        """Return what is written of a document, None where it is left out.

        Raises UsageError `formats.several_people` where it isn't said whose work is meant and several people worked.
        """
        spans, others = self._of_the_person(bundle)
        key = bundle.document.key
        if self._options.done_only and not self._is_done(bundle):
            self._counter.lose("not_done", key)
            if spans:
                self._counter.lose("in_unfinished", key, count=len(spans))
            return None
        ranges = self._ranges(bundle)
        if not ranges:
            self._counter.lose("nothing_labelled", key)
            if spans:
                self._counter.lose("excluded", key, count=len(spans))
            return None
        lose_unheld(self._counter, others, self._holds)
        return Chosen(ranges, self._by_layer(bundle, spans, ranges))

    def _of_the_person(self, bundle: Bundle) -> tuple[list[Span], Bundle]:
        """The person's spans, and the rest of what the person made with the spans chosen, for counting."""
        chosen: list[Span] = []
        lost = {"suggestions": 0, "other_people": 0}
        for span in bundle.spans:
            if span.person == self.person or self._joins(span):
                chosen.append(span)
            else:
                lost["suggestions" if self._is_model(span.person) else "other_people"] += 1
        for kind, count in lost.items():
            if count:
                self._counter.lose(kind, bundle.document.key, count=count)
        names = {self.person, *(span.person for span in chosen)}
        return chosen, msgspec.structs.replace(
            bundle,
            spans=tuple(chosen),
            links=tuple(link for link in bundle.links if link.person in names),
            labels=tuple(label for label in bundle.labels if label.person in names),
            decisions=tuple(decision for decision in bundle.decisions if decision.person in names),
            comments=tuple(comment for comment in bundle.comments if comment.person in names),
        )

    def _joins(self, span: Span) -> bool:
        """Whether a span by somebody else than the person is written too."""
        if self._is_model(span.person):
            return self._options.with_suggestions
        if self.person is None:
            self.person = span.person
            return True
        if self._options.person is None:
            people = ", ".join(sorted((self.person, span.person)))
            raise UsageError("formats.several_people", people=people)
        return False

    def _is_model(self, person: str) -> bool:
        return self._kinds.get(person) == PersonKind.MODEL

    def _is_done(self, bundle: Bundle) -> bool:
        return any(state.state == Progress.DONE and self.person in (None, state.person) for state in bundle.states)

    def _ranges(self, bundle: Bundle) -> list[tuple[int, int]]:
        text = bundle.document.text
        if not self._options.labelled_only or self._options.scheme is None:
            return [(0, len(text))]
        labelled = labelled_ranges(in_force(bundle.zones, self._kinds), self._labelled, len(text))
        ranges = joined_ranges(labelled, text)
        edges = [0, *(edge for pair in ranges for edge in pair), len(text)]
        gaps = sum(bool(text[edges[n] : edges[n + 1]].strip()) for n in range(0, len(edges), 2))
        if gaps and ranges:
            self._counter.lose("excluded_text", bundle.document.key, count=gaps)
        return ranges

    def _by_layer(self, bundle: Bundle, spans: list[Span], ranges: list[tuple[int, int]]) -> dict[str, list[Span]]:
        text, key = bundle.document.text, bundle.document.key
        layers: dict[str, list[Span]] = {layer: [] for layer in self.layers}
        everything = ranges == [(0, len(text))]
        for span in spans:
            layer = ONE_LAYER if self._layer_of is None else self._layer_of.get(span.label)
            if layer not in layers:
                kind = "unknown_labels" if layer is None else "other_layers"
                self._counter.lose(kind, key, f"{span.label} {text[span.start : span.end]}")
            elif not everything and not is_inside(span, ranges):
                self._counter.lose("excluded", key, f"{span.label} {text[span.start : span.end]}")
            else:
                layers[layer].append(span)
        return layers


def layers_of_labels(scheme: SchemeNames | None) -> dict[str, str] | None:
    """Return label → layer, None without a scheme."""
    return None if scheme is None else {label.id: label.layer for label in scheme.labels}


def chosen_layers(options: WriteOptions) -> tuple[str, ...]:
    """Return the layers that are written, in the order of the options, else of the scheme.

    Raises UsageError `formats.unknown_layer`.
    """
    if options.scheme is None:
        known = {ONE_LAYER: None}
    else:
        known = dict.fromkeys(label.layer for label in options.scheme.labels)
    for layer in options.layers:
        if layer not in known:
            raise UsageError("formats.unknown_layer", name=layer, layers=", ".join(known))
    return options.layers or tuple(known)


def joined_ranges(ranges: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return ranges in order, those joined that touch, overlap or have only white space between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def is_inside(span: Span, ranges: list[tuple[int, int]]) -> bool:
    """Whether every fragment lies in one of the ranges."""
    for a, b in span.fragments:
        for start, end in ranges:
            if start <= a and b <= end:
                break
        else:
            return False
    return True
