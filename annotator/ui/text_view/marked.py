"""A reader that shows what has been marked: spans, links, zones; one span chosen, one under the mouse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QMetaMethod, Signal
from PySide6.QtWidgets import QWidget

from annotator.text.clitics import Boundary
from annotator.ui.text_view.drawing.page import Look
from annotator.ui.text_view.reader import Reader
from annotator.ui.text_view.shown import ShownSpans
from annotator.ui.text_view.units import prefixes_of
from annotator.ui.text_view.values import DrawnLink, DrawnSpan, ZoneMark


class MarkedReader(Reader):
    """Shows one document with its spans, links and zones. What is chosen is said by who inherits."""

    span_resized = Signal(str, object)
    """The id of a span and the fragments that its handles were drawn to. Handles show once somebody listens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: str | None = None
        self._hovered: str | None = None
        self._shows_signs = False
        self._spans = ShownSpans(self.page)
        self._prefixes: tuple[Boundary, ...] | None = None

    def set_spans(self, spans: Iterable[DrawnSpan], links: Iterable[DrawnLink] = ()) -> None:
        """Show these spans and links in place of the former ones."""
        self._spans.replace(spans, links)
        self.forget_missing()
        self.refiner.start()
        self.settle()

    def update_spans(
        self,
        changed: Iterable[DrawnSpan] = (),
        removed: Iterable[str] = (),
        links: Iterable[DrawnLink] | None = None,
    ) -> None:
        """Show spans that are new or changed, and those removed no more; only what they touch is painted anew.

        `links` are all links that there are now; None leaves them as they are.
        """
        self._update_links(self.focus)
        changes = self._spans.change(changed, removed, links)
        self.forget_missing()
        for block, resized in changes:
            if resized:
                self.update_from(block)
            else:
                self.update_block(block)
        if self.page.links.shows_all:
            self.viewport().update()
        self._update_links(self.focus)

    def show_all_links(self, on: bool) -> None:
        """Show the links of all spans, or only those of the span that is chosen or under the mouse."""
        if on != self.page.links.shows_all:
            self.page.links.shows_all = on
            self.page.redecorate()
            self.refiner.start()
            self.settle()

    def show_signs(self, on: bool) -> None:
        """Tell invisible characters by their codes, or keep them invisible. No line becomes higher by it."""
        self._shows_signs = on
        self.viewport().update()

    def set_zones(self, zones: Iterable[tuple[int, int, str, str, bool]]) -> None:
        """Show zones as (start, end, kind, name, excluded); they decide the size and weight of their text."""
        self._anchor.hold()
        self.page.set_zones(ZoneMark(*zone) for zone in zones)
        self._anchor.restore()
        self.refiner.start()
        self.settle()

    def select_span(self, span_id: str | None) -> None:
        """Choose a span, or none. Says nothing: the window already knows."""
        former, focus = self.chosen, self.focus
        self.chosen = span_id if span_id in self._spans else None
        self._prefixes = None
        for one in (former, self.chosen):
            for span_id in self._spans.claim_of(one):
                self._update_span(span_id)
        self._follow_focus(focus)

    @property
    def focus(self) -> str | None:
        """The span whose links are seen: the one under the mouse if it has any, else the chosen one."""
        links = self.page.links
        return next((one for one in (self._hovered, self.chosen) if links.has_links(one)), None)

    def look(self) -> Look:
        """Return what is chosen on the page now."""
        return replace(
            super().look(),
            chosen=self.chosen,
            hovered=self._hovered,
            focus=self.focus,
            shows_signs=self._shows_signs,
            claim=chosen.group if (chosen := self._spans.get(self.chosen)) else "",
            shows_handles=self.handles_work(),
            prefixes=self.prefixes(),
        )

    def handles_work(self) -> bool:
        """Whether somebody listens to handles."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.span_resized))

    def chosen_span(self) -> DrawnSpan | None:
        """Return the chosen span."""
        return self._spans.get(self.chosen)

    def prefixes(self) -> tuple[Boundary, ...]:
        """Return where the chosen span could lose a prefix."""
        if self._prefixes is None:
            span = self._spans.get(self.chosen)
            self._prefixes = prefixes_of(self.page.text, *span.fragments[0]) if span else ()
        return self._prefixes

    def set_hovered(self, span_id: str | None) -> None:
        """Outline the span under the mouse, or none."""
        if span_id != self._hovered:
            former, focus = self._hovered, self.focus
            self._hovered = span_id
            self._update_span(former)
            self._update_span(span_id)
            self._follow_focus(focus)

    def forget_missing(self) -> None:
        """Let go of what was chosen or under the mouse and is shown no more."""
        self._prefixes = None
        if self.chosen not in self._spans:
            self.chosen = None
        if self._hovered not in self._spans:
            self._hovered = None

    def _update_span(self, span_id: str | None) -> None:
        span = self._spans.get(span_id)
        if span is not None:
            for block in self.page.blocks_of(span):
                self.update_block(block)

    def _follow_focus(self, former: str | None) -> None:
        if former != self.focus:
            self._update_links(former)
            self._update_links(self.focus)

    def _update_links(self, head: str | None) -> None:
        """Paint the links of a span anew: where they begin and end, and the margin between."""
        trunk = self.page.trunk(head) if head is not None else None
        if trunk is None or head is None:
            return
        for end in (head, *self.page.links.targets(head)):
            self.update_block(self.page.block_of(self.page.links.span(end).start))
        if trunk.first != trunk.last:
            self.update_margin(trunk.first, trunk.last, at_right=trunk.at_right)
