"""What is drawn of the open document, followed from edit to edit: only what an edit touched is looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from annotator.model.scheme import Scheme
from annotator.model.values import Fragment, Link, Span
from annotator.session import DocumentView
from annotator.ui.drawing import Brush, claim_groups, claim_numbers, drawn_links, drawn_spans, numbered
from annotator.ui.text_view.values import DrawnLink, DrawnSpan

Place = tuple[str, tuple[Fragment, ...]]
"""A label and where it stands: a suggestion that says no more than an own span is not drawn beside it."""


class Picture:
    """The drawn spans and links of one view. What it holds always equals `drawn_spans` and `drawn_links` of that view.

    `links` is another list whenever they are other links.
    """

    def __init__(self, scheme: Scheme, person: str, language: str) -> None:
        self._scheme, self._person, self._language = scheme, person, language
        self._brush = Brush(scheme, person, language)
        self.drawn: dict[str, DrawnSpan] = {}
        self._spans: dict[str, Span] = {}
        self._said: Counter[Place] = Counter()
        self._taken: Counter[str] = Counter()
        self._suggested: dict[Place, set[str]] = {}
        self.links: list[DrawnLink] = []
        self._groups: dict[str, tuple[str, ...]] = {}
        self._links: tuple[Link, ...] = ()
        self._decided: Collection[str] = ()

    def show(self, view: DocumentView, decided: Collection[str]) -> None:
        """Draw a view from nothing."""
        self._links, self._decided = view.links, decided
        self._groups = claim_groups(view.links, self._scheme)
        self._spans = {span.id: span for span in view.spans}
        own = [span for span in view.spans if span.person == self._person]
        self._said = Counter([(span.label, span.fragments) for span in own])
        self._taken = Counter([span.origin for span in own if span.origin])
        self._suggested = {}
        if len(own) < len(view.spans):
            for span in view.spans:
                if span.person != self._person:
                    self._suggested.setdefault((span.label, span.fragments), set()).add(span.id)
        found = drawn_spans(
            view.spans,
            view.links,
            self._scheme,
            person=self._person,
            language=self._language,
            decided=decided,
        )
        self.drawn = {span.id: span for span in found}
        self._draw_links()

    def follow(
        self,
        view: DocumentView,
        decided: Collection[str],
        touched: Iterable[str],
        span_of: Callable[[str], Span | None],
    ) -> tuple[list[DrawnSpan], list[str]]:
        """Go on to a view that differs in what is `touched` (ids); return what is drawn otherwise, and what no more."""
        affected = set(touched)
        for name in tuple(affected):
            affected |= self._replace(name, span_of(name))
        self._decided = decided
        if view.links is not self._links:
            affected |= self._regroup(view.links)
        changed: set[str] = set()
        removed = []
        for name in affected:
            made = self._drawn_as(name)
            if made == self.drawn.get(name):
                continue
            if made is None:
                del self.drawn[name]
                removed.append(name)
            else:
                self.drawn[name] = made
                changed.add(name)
        changed |= self._renumber() if not affected.isdisjoint(self._groups) else set()
        return [self.drawn[name] for name in changed], removed

    def _renumber(self) -> set[str]:
        """Number the claims anew; return the spans whose numbers are others now."""
        changed = set()
        for name, numbers in claim_numbers(self.drawn, self._groups).items():
            if self.drawn[name].claims != numbers:
                self.drawn[name] = numbered(self.drawn[name], numbers)
                changed.add(name)
        return changed

    def _replace(self, name: str, new: Span | None) -> set[str]:
        """Take a span in another form, or none; return the suggestions for which that matters."""
        old = self._spans.get(name)
        if old == new:
            return set()
        affected: set[str] = set()
        for span in (old, new):
            if span is not None and span.person == self._person:
                affected |= self._suggested.get((span.label, span.fragments), set())
                affected |= {span.origin} if span.origin else set()
        if old is not None:
            self._take_out(old)
        if new is not None:
            self._put_in(new)
        return affected

    def _put_in(self, span: Span) -> None:
        self._spans[span.id] = span
        place = (span.label, span.fragments)
        if span.person == self._person:
            self._said[place] += 1
            if span.origin:
                self._taken[span.origin] += 1
        else:
            self._suggested.setdefault(place, set()).add(span.id)

    def _take_out(self, span: Span) -> None:
        del self._spans[span.id]
        place = (span.label, span.fragments)
        if span.person == self._person:
            self._said[place] -= 1
            if span.origin:
                self._taken[span.origin] -= 1
        else:
            self._suggested[place].discard(span.id)

    def _regroup(self, links: tuple[Link, ...]) -> set[str]:
        """Take other links; return the spans that belong to another claim now."""
        former, self._groups = self._groups, claim_groups(links, self._scheme)
        self._links = links
        self._draw_links()
        return {name for name in former.keys() | self._groups.keys() if former.get(name) != self._groups.get(name)}

    def _drawn_as(self, name: str) -> DrawnSpan | None:
        span = self._spans.get(name)
        if span is None:
            return None
        if span.person != self._person:
            hidden = name in self._decided or self._taken[name] or self._said[span.label, span.fragments]
            if hidden:
                return None
        groups = self._groups.get(name, ())
        made = self._brush.drawn(span, groups)
        return numbered(made, self.drawn[name].claims) if groups and name in self.drawn else made

    def _draw_links(self) -> None:
        self.links = drawn_links(self._links, self._scheme, person=self._person, language=self._language)
