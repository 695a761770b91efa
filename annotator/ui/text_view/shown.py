"""The spans and links that a view shows: by id, and by the blocks they touch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotator.ui.text_view.page import Page
from annotator.ui.text_view.values import DrawnLink, DrawnSpan


class Change(NamedTuple):
    """A block whose spans changed, and whether it became higher or lower by that."""

    block: int
    resized: bool


class ShownSpans:
    """All spans on a page, and the links between them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._spans: dict[str, DrawnSpan] = {}
        page.links.follow(self._spans)

    def __contains__(self, span_id: str | None) -> bool:
        return span_id in self._spans

    def get(self, span_id: str | None) -> DrawnSpan | None:
        """Return a span, None when it isn't shown."""
        return self._spans.get(span_id or "")

    def claim_of(self, span_id: str | None) -> list[str]:
        """Return a span and the other parts of its claim; nothing when it isn't shown."""
        span = self.get(span_id)
        if span is None:
            return []
        return [span.id, *(other.id for other in self._spans.values() if span.group and other.group == span.group)]

    def in_order(self) -> list[DrawnSpan]:
        """Return all spans in reading order, outer before inner."""
        return sorted(self._spans.values(), key=lambda span: (span.start, -span.end))

    def clear(self) -> None:
        """Forget all spans and links, because the page shows another text."""
        self._spans.clear()
        self._page.links.clear()

    def replace(self, spans: Iterable[DrawnSpan], links: Iterable[DrawnLink]) -> None:
        """Show these spans and links in place of the former ones."""
        self._spans.clear()
        self._spans.update((span.id, span) for span in spans)
        self._page.links.replace(links)
        self._page.set_spans(self._spans.values())

    def change(
        self, changed: Iterable[DrawnSpan], removed: Iterable[str], links: Iterable[DrawnLink] | None
    ) -> list[Change]:
        """Show spans that are new or changed, and those removed no more; `links` are all links, None as they are.

        Return the blocks that look different.
        """
        touched: dict[int, dict[str, DrawnSpan]] = {}
        index = self._page.links
        changed, removed = list(changed), list(removed)
        ends = {span.id for span in changed}.union(removed)
        ends |= {partner for end in ends for partner in index.partners(end)}
        for span in changed:
            self._take_out(span.id, touched)
            self._spans[span.id] = span
            for block in self._page.blocks_of(span):
                self._spans_of(block, touched)[span.id] = span
        for span_id in removed:
            self._take_out(span_id, touched)
        index.moved()
        ends |= index.replace(links) if links is not None else set()
        # What lies at the other end of a link may stand in another line than before, and its tag counts its links.
        ends |= {partner for end in ends for partner in index.partners(end)}
        for end in ends & self._spans.keys():
            self._spans_of(self._page.block_of(self._spans[end].start), touched)
        changes = []
        for block in sorted(touched):
            height = self._page.heights[block]
            self._page.replace_spans(block, list(touched[block].values()))
            changes.append(Change(block, self._page.heights[block] != height))
        return changes

    def _take_out(self, span_id: str, touched: dict[int, dict[str, DrawnSpan]]) -> None:
        former = self._spans.pop(span_id, None)
        if former is not None:
            for block in self._page.blocks_of(former):
                self._spans_of(block, touched).pop(span_id, None)

    def _spans_of(self, block: int, touched: dict[int, dict[str, DrawnSpan]]) -> dict[str, DrawnSpan]:
        if block not in touched:
            touched[block] = {span.id: span for span in self._page.spans_of(block)}
        return touched[block]
