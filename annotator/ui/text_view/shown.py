"""The spans that a view shows: by id, and by the blocks they touch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotator.ui.text_view.page import Page
from annotator.ui.text_view.values import DrawnSpan


class Change(NamedTuple):
    """A block whose spans changed, and whether it became higher or lower by that."""

    block: int
    resized: bool


class ShownSpans:
    """All spans on a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._spans: dict[str, DrawnSpan] = {}

    def __contains__(self, span_id: str | None) -> bool:
        return span_id in self._spans

    def get(self, span_id: str | None) -> DrawnSpan | None:
        """Return a span, None when it isn't shown."""
        return self._spans.get(span_id or "")

    def in_order(self) -> list[DrawnSpan]:
        """Return all spans in reading order, outer before inner."""
        return sorted(self._spans.values(), key=lambda span: (span.start, -span.end))

    def clear(self) -> None:
        """Forget all spans, because the page shows another text."""
        self._spans = {}

    def replace(self, spans: Iterable[DrawnSpan]) -> None:
        """Show these spans in place of the former ones."""
        self._spans = {span.id: span for span in spans}
        self._page.set_spans(self._spans.values())

    def change(self, changed: Iterable[DrawnSpan], removed: Iterable[str]) -> list[Change]:
        """Show spans that are new or changed, and those removed no more; return the blocks that look different."""
        touched: dict[int, dict[str, DrawnSpan]] = {}
        for span in changed:
            self._take_out(span.id, touched)
            self._spans[span.id] = span
            for block in self._page.blocks_of(span):
                self._spans_of(block, touched)[span.id] = span
        for span_id in removed:
            self._take_out(span_id, touched)
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
