"""From the open document to what is seen of it: text, zones, spans, counts and state."""

from __future__ import annotations

from collections import Counter

import msgspec

from annotator.model.values import Document, Progress
from annotator.text.direction import Direction
from annotator.ui.appearance import Appearance
from annotator.ui.desk import Desk
from annotator.ui.drawing import drawn_zones
from annotator.ui.panels.article_header import ArticleHeader
from annotator.ui.panels.documents import DocumentsPanel
from annotator.ui.panels.labels import LabelsPanel
from annotator.ui.picture import Picture
from annotator.ui.text_view.values import DrawnSpan, ZoneMark
from annotator.ui.text_view.view import ArticleView


class Showing:
    """Knows what the article view was given last, and gives it only what differs."""

    def __init__(
        self,
        desk: Desk,
        appearance: Appearance,
        *,
        article: ArticleView,
        header: ArticleHeader,
        labels: LabelsPanel,
        documents: DocumentsPanel,
    ) -> None:
        self._desk, self._appearance = desk, appearance
        self._article, self._header, self._labels, self._documents = article, header, labels, documents
        self._picture: Picture | None = None
        self.drawn: dict[str, DrawnSpan] = {}
        """The spans that the article view shows now, by id."""
        self._zones: list[ZoneMark] = []
        self.hidden: frozenset[str] = frozenset()
        """The ids of the layers that are not drawn."""

    def show_document(self, document: Document) -> None:
        """Show the text of another document; `refresh` brings what is on it."""
        self._article.set_document(document.text, _direction(document))
        self._picture, self.drawn, self._zones = None, {}, []
        self._header.show_document(document)

    def refresh(self) -> None:
        """Show the open document's spans, zones, counts and state as they are now."""
        view = self._desk.view
        if view is None:
            return
        session = self._desk.session
        language = self._appearance.language
        zones = drawn_zones(view.zones, session.scheme, language)
        if zones != self._zones:
            self._zones = zones
            self._article.set_zones(zones)
        self._picture = Picture(session.scheme, session.person, language)
        self._picture.show(view, self._desk.decided)
        self._draw(self._all_shown(self._picture), self._picture)
        self._show_numbers()

    def follow(self, touched: frozenset[str]) -> None:
        """Show what an edit has changed: of the article only the spans and links that it touched, by their ids."""
        view = self._desk.view
        if view is None or self._picture is None:
            return
        former = self._picture.links
        changed, removed = self._picture.follow(view, self._desk.decided, touched, self._desk.span)
        gone = set(removed)
        for span in changed:
            shown = self._shown(span)
            if shown is None:
                gone.add(span.id)
            else:
                self.drawn[span.id] = shown
        gone &= self.drawn.keys()
        for name in gone:
            del self.drawn[name]
        there = [self.drawn[span.id] for span in changed if span.id in self.drawn]
        links = self._picture.links if self._picture.links is not former else None
        if there or gone or links is not None:
            self._article.update_spans(there, gone, links)
        self._show_numbers()

    def shows(self, label: str) -> bool:
        """Whether spans of a label are drawn: its layer is not hidden."""
        return not self.hidden or self._desk.session.scheme.layer_of(label).id not in self.hidden

    def _show_numbers(self) -> None:
        """Show what is told of the document beside its text."""
        view = self._desk.view
        assert view is not None
        own = self._desk.own_spans()
        self._labels.show_counts(Counter(span.label for span in own))
        self._documents.show_progress(view.document.key, str(view.state.state), len(own))
        self._header.show_done(done=view.state.state == Progress.DONE)

    def _shown(self, span: DrawnSpan) -> DrawnSpan | None:
        """The span as the person wants to see it: without its tag perhaps; None where its layer is hidden."""
        if not self.shows(span.label):
            return None
        return msgspec.structs.replace(span, tag="") if self._hides_tags else span

    def _all_shown(self, picture: Picture) -> dict[str, DrawnSpan]:
        if not self.hidden and not self._hides_tags:
            return dict(picture.drawn)
        return {span.id: made for span in picture.drawn.values() if (made := self._shown(span))}

    @property
    def _hides_tags(self) -> bool:
        return self._appearance.settings.value("tags") == "none"

    def _draw(self, spans: dict[str, DrawnSpan], picture: Picture) -> None:
        """Have the article paint what differs from what it shows."""
        former, self.drawn = self.drawn, spans
        if not former:
            self._article.set_spans(spans.values(), picture.links)
            return
        changed = [span for span in spans.values() if former.get(span.id) != span]
        self._article.update_spans(changed, [name for name in former if name not in spans], picture.links)


def _direction(document: Document) -> Direction | None:
    """The direction that somebody has set for a document; None leaves it to the letters."""
    if document.direction == "rtl":
        return "rtl"
    return "ltr" if document.direction == "ltr" else None
