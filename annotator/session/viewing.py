"""What one person sees of a document, read whole or carried on from what a gesture has just written.

Carrying on costs what the gesture touched, not what the document holds; the outcome equals a fresh read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

import msgspec

from annotator.errors import RefusedError
from annotator.model.changes import Edit, Kind
from annotator.model.values import Decision, Document, DocumentLabel, Link, PersonKind, Span, State, Verdict, Zone
from annotator.model.zones import in_force
from annotator.session.core import Core
from annotator.store.fold import redirected
from annotator.store.plain import (
    ActiveShape,
    DecisionShape,
    LabelShape,
    LinkShape,
    Shape,
    SpanShape,
    StateShape,
    canonical,
    link_of,
    read_shape,
    span_of,
)

Thing = TypeVar("Thing")
Place = tuple[int, int, str]


class DocumentView(msgspec.Struct, frozen=True, kw_only=True):
    """What one person sees of a document: own work, suggestions and, for an adjudicator, everybody's.

    Spans stand in the order of the text, outer ones first; `decisions` are the person's own, by id.
    """

    document: Document
    zones: tuple[Zone, ...]
    spans: tuple[Span, ...]
    links: tuple[Link, ...]
    labels: tuple[DocumentLabel, ...]
    state: State
    decisions: tuple[Decision, ...] = ()

    @property
    def decided(self) -> frozenset[str]:
        """Ids of what the person has accepted, corrected or rejected."""
        return frozenset(name for made in self.decisions if made.verdict != Verdict.SKIPPED for name in made.of)


def view(core: Core, key: str) -> DocumentView:
    """Return what this person sees of a document: nobody else's labels but suggestions, unless one adjudicates.

    Raises RefusedError `session.no_document`.
    """
    bundle = core.store.bundle_of_key(key)
    if bundle is None:
        raise RefusedError("session.no_document", key=key)
    kinds = core.kinds()
    seen = _seen(core.person, kinds)
    states = [state for state in bundle.states if state.person == core.person]
    return DocumentView(
        document=bundle.document,
        zones=in_force(bundle.zones, kinds),
        spans=tuple(span for span in bundle.spans if span.person in seen),
        links=tuple(link for link in bundle.links if link.person in seen),
        labels=tuple(label for label in bundle.labels if label.person in seen),
        state=states[0] if states else State(core.person),
        decisions=tuple(made for made in bundle.decisions if made.person == core.person),
    )


def carried_on(core: Core, before: DocumentView, edits: Iterable[Edit]) -> DocumentView | None:
    """Return the view after edits of this person that are on disk; None where only reading again tells.

    `edits` must be those of one gesture as the store wrote them, and nobody else may have written to the document.
    """
    work = _Work(before, core.person, core.redirects)
    return work.finish() if all(work.take(edit) for edit in edits) else None


class _Work:
    """A view while edits are applied to it. What nothing touches stays the same tuple."""

    def __init__(self, before: DocumentView, person: str, redirects: Mapping[str, str]) -> None:
        self._before, self._person, self._redirects = before, person, redirects
        self._spans: list[Span] | None = None
        self._links: list[Link] | None = None
        self._decisions: list[Decision] | None = None
        self._labels = {(label.person, label.name): label for label in before.labels}
        self._state = before.state
        self._gone: set[str] = set()

    def take(self, edit: Edit) -> bool:
        if edit.document != self._before.document.id:
            return True
        taking = _TAKING.get(edit.kind)
        return taking is not None and taking(self, edit)

    def finish(self) -> DocumentView:
        before = self._before
        links = self._links
        if self._gone:
            kept = before.links if links is None else links
            links = [link for link in kept if link.head not in self._gone and link.tail not in self._gone]
        return msgspec.structs.replace(
            before,
            spans=before.spans if self._spans is None else tuple(self._spans),
            links=before.links if links is None else tuple(links),
            labels=tuple(self._labels[place] for place in sorted(self._labels)),
            state=self._state,
            decisions=before.decisions if self._decisions is None else tuple(self._decisions),
        )

    def take_span(self, edit: Edit) -> bool:
        old, new = self._shape(edit, edit.old), self._shape(edit, edit.new)
        if self._spans is None:
            self._spans = list(self._before.spans)
        if isinstance(old, SpanShape) and not _take_out(
            self._spans, span_of(edit.object, self._person, old), _place_of_span
        ):
            return False
        if isinstance(new, SpanShape):
            _put_in(self._spans, span_of(edit.object, self._person, new), _place_of_span)
        else:
            self._gone.add(edit.object)
        return True

    def take_link(self, edit: Edit) -> bool:
        old, new = self._shape(edit, edit.old), self._shape(edit, edit.new)
        if self._links is None:
            self._links = list(self._before.links)
        if isinstance(old, LinkShape) and not _take_out(
            self._links, link_of(edit.object, self._person, old), _place_by_id
        ):
            return False
        if isinstance(new, LinkShape):
            _put_in(self._links, link_of(edit.object, self._person, new), _place_by_id)
        return True

    def take_decision(self, edit: Edit) -> bool:
        old, new = self._shape(edit, edit.old), self._shape(edit, edit.new)
        if old is not None or not isinstance(new, DecisionShape):
            return False
        if self._decisions is None:
            self._decisions = list(self._before.decisions)
        made = Decision(
            id=edit.object,
            person=self._person,
            of=new.of,
            verdict=new.verdict,
            result=new.result,
            reason=new.reason,
            note=new.note,
        )
        _put_in(self._decisions, made, _place_by_id)
        return True

    def take_label(self, edit: Edit) -> bool:
        old, new = self._shape(edit, edit.old), self._shape(edit, edit.new)
        if isinstance(old, LabelShape):
            self._labels.pop((self._person, old.name), None)
        if isinstance(new, LabelShape):
            self._labels[self._person, new.name] = DocumentLabel(self._person, new.name, new.value)
        return True

    def take_state(self, edit: Edit) -> bool:
        new = self._shape(edit, edit.new)
        if not isinstance(new, StateShape):
            return False
        self._state = State(self._person, new.state, new.reason, self._state.active_seconds)
        return True

    def take_active(self, edit: Edit) -> bool:
        new = self._shape(edit, edit.new)
        if edit.old is not None or not isinstance(new, ActiveShape):
            return False
        total = self._state.active_seconds + new.seconds
        self._state = msgspec.structs.replace(self._state, active_seconds=total)
        return True

    def pass_by(self, _edit: Edit) -> bool:
        return True

    def _shape(self, edit: Edit, data: object) -> Shape | None:
        """Plain data as a reader of the file would get it: through JSON, under the label in force."""
        if data is None:
            return None
        return redirected(read_shape(edit.kind.value, canonical(data)), self._redirects)


_TAKING: dict[Kind, Callable[[_Work, Edit], bool]] = {
    Kind.SPAN: _Work.take_span,
    Kind.LINK: _Work.take_link,
    Kind.DECISION: _Work.take_decision,
    Kind.LABEL: _Work.take_label,
    Kind.STATE: _Work.take_state,
    Kind.ACTIVE: _Work.take_active,
    Kind.COMMENT: _Work.pass_by,
}


def _place_of_span(span: Span) -> Place:
    """Where a span stands among the others: as the store sorts them."""
    return (span.start, -span.end, span.id)


def _place_by_id(thing: Link | Decision) -> Place:
    return (0, 0, thing.id)


def _take_out(things: list[Thing], thing: Thing, place: Callable[[Thing], Place]) -> bool:
    """Take out what equals `thing`; False where it isn't there, or is another than the gesture has found."""
    at = bisect_left(things, place(thing), key=place)
    if at >= len(things) or things[at] != thing:
        return False
    del things[at]
    return True


def _put_in(things: list[Thing], thing: Thing, place: Callable[[Thing], Place]) -> None:
    things.insert(bisect_left(things, place(thing), key=place), thing)


def _seen(person: str, kinds: Mapping[str, PersonKind]) -> Collection[str]:
    """Whose spans a person sees."""
    if kinds.get(person) == PersonKind.ADJUDICATOR:
        return set(kinds) | {person}
    return {name for name, kind in kinds.items() if kind == PersonKind.MODEL} | {person}
