"""Counting a project: articles, spans and links by person and label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from annotator.model.values import PersonKind, Progress
from annotator.session.core import Core


class PersonCounts(msgspec.Struct, frozen=True, kw_only=True):
    """One person's work in numbers; `done` counts the documents that the person finished."""

    name: str
    kind: str
    spans: int
    links: int
    done: int


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """A project in numbers. Suggestions stand with their model, under `people`, and not under `spans_by_label`."""

    documents: int
    scheme: str
    scheme_version: int
    people: tuple[PersonCounts, ...]
    spans_by_label: dict[str, int]

    def as_data(self) -> dict[str, Any]:
        """The counts as plain data."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data


def statistics(core: Core) -> Statistics:
    """Count a project."""
    counts = core.store.counts()
    people = core.store.people()
    models = {person.name for person in people if person.kind == PersonKind.MODEL}
    by_label: Counter[str] = Counter()
    for (person, label), count in counts.spans.items():
        if person not in models:
            by_label[label] += count
    return Statistics(
        documents=counts.documents,
        scheme=core.scheme.id,
        scheme_version=core.scheme.version,
        people=tuple(
            PersonCounts(
                name=person.name,
                kind=person.kind.value,
                spans=_sum_of(counts.spans, person.name),
                links=_sum_of(counts.links, person.name),
                done=counts.states.get((person.name, Progress.DONE.value), 0),
            )
            for person in people
        ),
        spans_by_label=dict(sorted(by_label.items(), key=lambda row: (-row[1], row[0]))),
    )


def _sum_of(counts: Mapping[tuple[str, str], int], person: str) -> int:
    return sum(count for (name, _label), count in counts.items() if name == person)
