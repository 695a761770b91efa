"""The links that a view shows: by the spans they join, and by the blocks they pass on their way from one to another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from annotator.ui.text_view.values import DrawnLink, DrawnSpan

RAILS = 3
"""Lines that fit side by side between the column and the bar of the zones."""


BlockOf = Callable[[int], int]
"""Tells the block that holds an offset."""


class Trunk(NamedTuple):
    """The way of all links of one span through the margin: from one block to another, on one of the rails."""

    first: int
    last: int
    head: str
    colour: str
    at_right: bool
    rail: int = 0

    def passes(self, block: int) -> bool:
        """Whether the links go through a block, or begin or end in it."""
        return self.first <= block <= self.last


class LinkIndex:
    """All links on a page. Links whose spans aren't shown, or are claims, are kept and not seen.

    `shows_all` says that not only the links of the span in focus are seen: then all of them need room side by side.
    """

    def __init__(self) -> None:
        self.shows_all = False
        self._links: dict[str, DrawnLink] = {}
        self._out: dict[str, dict[str, DrawnLink]] = {}
        self._in: dict[str, dict[str, DrawnLink]] = {}
        self._spans: Mapping[str, DrawnSpan] = {}
        self._trunks: Trunks | None = None

    def follow(self, spans: Mapping[str, DrawnSpan]) -> None:
        """Look up the ends of links in these spans from now on."""
        self._spans = spans
        self._trunks = None

    def clear(self) -> None:
        """Forget all links."""
        self.replace(())

    def replace(self, links: Iterable[DrawnLink]) -> set[str]:
        """Hold these links in place of the former ones; return the spans whose links are others now."""
        now = {link.id: link for link in links}
        gone = [link for name, link in self._links.items() if now.get(name) != link]
        new = [link for name, link in now.items() if self._links.get(name) != link]
        for link in gone:
            del self._out[link.head][link.id]
            del self._in[link.tail][link.id]
        for link in new:
            self._out.setdefault(link.head, {})[link.id] = link
            self._in.setdefault(link.tail, {})[link.id] = link
        self._links = now
        self._trunks = None
        return {end for link in (*gone, *new) for end in (link.head, link.tail)}

    def out_of(self, span_id: str) -> list[DrawnLink]:
        """Return the links that go out from a span."""
        found = self._out.get(span_id)
        return [link for link in found.values() if self._is_shown(link)] if found else []

    def into(self, span_id: str) -> list[DrawnLink]:
        """Return the links that come to a span."""
        found = self._in.get(span_id)
        return [link for link in found.values() if self._is_shown(link)] if found else []

    def has_links(self, span_id: str | None) -> bool:
        """Whether links go out from a span."""
        return span_id in self._out and any(map(self._is_shown, self._out[span_id].values()))

    def hidden(self, span_id: str) -> int:
        """Return how many links go out from a span that are seen only while it is in focus."""
        return 0 if self.shows_all else len(self.out_of(span_id))

    def span(self, span_id: str) -> DrawnSpan:
        """Return a span that links join."""
        return self._spans[span_id]

    def targets(self, span_id: str) -> list[str]:
        """Return the spans that a span's links lead to."""
        return [link.tail for link in self.out_of(span_id)]

    def partners(self, span_id: str) -> Iterator[str]:
        """Yield the spans at the other ends of a span's links."""
        for link in self.out_of(span_id):
            yield link.tail
        for link in self.into(span_id):
            yield link.head

    def trunk(self, head: str, block_of: BlockOf, *, at_right: bool) -> Trunk | None:
        """Return through which blocks the links of a span go; None where it has none."""
        links = self.out_of(head)
        if not links:
            return None
        blocks = [block_of(self._spans[end].start) for end in (head, *(link.tail for link in links))]
        return Trunk(min(blocks), max(blocks), head, self._spans[head].colour, at_right)

    def trunks(self, block_of: BlockOf, *, at_right: bool) -> Trunks:
        """Return the ways of all links, made anew after a change."""
        if self._trunks is None:
            made = (self.trunk(head, block_of, at_right=at_right) for head, links in self._out.items() if links)
            self._trunks = Trunks(trunk for trunk in made if trunk)
        return self._trunks

    def moved(self) -> None:
        """Hear that spans or blocks are elsewhere now."""
        self._trunks = None

    def _is_shown(self, link: DrawnLink) -> bool:
        # Nothing hangs below what is drawn above the line.
        head, tail = self._spans.get(link.head), self._spans.get(link.tail)
        return head is not None and tail is not None and head.draw != "lane" != tail.draw


class Trunks:
    """Trunks in the order of their first blocks, each on a rail that is free where it runs, as far as there are any."""

    def __init__(self, trunks: Iterable[Trunk]) -> None:
        self._trunks = _on_rails(sorted(trunks))
        self._firsts = [trunk.first for trunk in self._trunks]
        self._farthest: list[int] = []
        for trunk in self._trunks:
            self._farthest.append(max(trunk.last, self._farthest[-1] if self._farthest else 0))

    def between(self, first: int, last: int) -> list[Trunk]:
        """Return the trunks that pass any of some blocks."""
        found = []
        place = bisect_right(self._firsts, last) - 1
        while place >= 0 and self._farthest[place] >= first:
            if self._trunks[place].last >= first:
                found.append(self._trunks[place])
            place -= 1
        found.reverse()
        return found


def _on_rails(trunks: list[Trunk]) -> list[Trunk]:
    free = list(range(RAILS))
    busy: list[tuple[int, int]] = []
    placed = []
    for nth, trunk in enumerate(trunks):
        while busy and busy[0][0] < trunk.first:
            heappush(free, heappop(busy)[1])
        if free:
            rail = heappop(free)
            heappush(busy, (trunk.last, rail))
        else:
            rail = nth % RAILS
        placed.append(trunk._replace(rail=rail))
    return placed
