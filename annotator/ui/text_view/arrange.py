"""Where everything of a block goes: the lines one under another, each with its bands, events, claims and tags.

Pure geometry, made once per change of spans; painting and hit testing only read it. x runs over the column from its
left edge, y over the block from its top.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.ui.text_view.arcs import Bundle, Foot, NameWidth, strands
from annotator.ui.text_view.lanes import crossing, lanes, levels, shelve
from annotator.ui.text_view.lines import EVENT_ROW, BlockBox, LineBox, Part, Stretch, Tag
from annotator.ui.text_view.link_index import LinkIndex
from annotator.ui.text_view.metrics import LINK_LAST, SHELF, Metrics
from annotator.ui.text_view.paragraph import ShapedBlock, ShapedLine
from annotator.ui.text_view.values import DrawnLink, DrawnSpan

TagWidth = Callable[[DrawnSpan, int], float]
"""How wide a span's tag is that ends in a number of links, 0 for none."""


class Linked(NamedTuple):
    """The links of the page, how wide their names are, and whether the margin that they run in lies at the right."""

    links: LinkIndex
    name_width: NameWidth
    margin_right: bool = True


def arrange(
    shaped: ShapedBlock,
    spans: Sequence[DrawnSpan],
    *,
    metrics: Metrics,
    is_last: bool,
    tag_width: TagWidth,
    linked: Linked,
) -> BlockBox:
    """Arrange a block. `spans` are those that touch it, in document order."""
    if shaped.is_blank:
        return _blank(shaped, metrics)
    bands = [span for span in spans if span.draw == "band"]
    events = [span for span in spans if span.draw == "underline"]
    claims = [span for span in spans if span.draw == "lane"]
    band_places = dict(zip(bands, levels(bands), strict=True))
    event_places = dict(zip(events, levels(events), strict=True))
    unfilled = {bands[place] for place in crossing(bands)}
    hosts = _hosts(claims)
    lane_places = dict(zip(hosts, lanes(hosts), strict=True))
    lines: list[LineBox] = []
    y = 0
    for line in shaped.lines:
        band_parts = [part for span in bands if (part := _part(line, span, shaped.rtl, band_places[span]))]
        for part in band_parts:
            part.filled = part.span not in unfilled
        event_parts = [part for span in events if (part := _part(line, span, shaped.rtl, event_places[span]))]
        claim_parts = _claim_parts(line, claims, lane_places, shaped.rtl)
        box = _stacked(line, metrics, y, band_parts, event_parts, claim_parts, shaped.has_tashkeel)
        _hang_tags(box, shaped, tag_width, linked.links)
        _hang_links(box, linked)
        lines.append(box)
        y += box.height
    return BlockBox(shaped, metrics, lines, y + (metrics.after_block if is_last else 0))


def _blank(shaped: ShapedBlock, metrics: Metrics) -> BlockBox:
    line = LineBox(
        shaped=shaped.lines[0],
        metrics=metrics,
        top=0,
        lanes=0,
        text_top=0,
        baseline=metrics.blank,
        text_bottom=metrics.blank,
        height=metrics.blank,
        bands=[],
        events=[],
        claims=[],
        tags=[],
    )
    return BlockBox(shaped, metrics, [line], metrics.blank)


def _part(line: ShapedLine, span: DrawnSpan, rtl: bool, place: int) -> Part | None:
    """Return what a line shows of a span, None when nothing."""
    if span.end <= line.start or line.end <= span.start:
        return None
    stretches: list[Stretch] = []
    fragments = []
    for start, end in span.fragments:
        if start < line.end and line.start < end:
            found = line.table.inked_rects(max(start, line.start), min(end, line.end))
            fragments.append(found)
            stretches += found
    stretches.sort()
    if len(span.fragments) == 1:
        return Part(span, stretches, span.start >= line.start, span.end <= line.end, place) if stretches else None
    return Part(
        span,
        stretches,
        starts=all(not start < line.start < end for start, end in span.fragments),
        ends=all(not start < line.end < end for start, end in span.fragments),
        place=place,
        joins=_joins(fragments, rtl),
        arrives=any(end <= line.start for _, end in span.fragments),
        leaves=any(start >= line.end for start, _ in span.fragments),
    )


def _joins(fragments: list[list[Stretch]], rtl: bool) -> list[Stretch]:
    """Return the gaps between the fragments on a line, from the end of one to the start of the next."""
    joins = []
    for before, after in pairwise(fragments):
        if before and after:
            joins.append((before[0][0], after[-1][1]) if rtl else (before[-1][1], after[0][0]))
    return joins


def _hosts(claims: Sequence[DrawnSpan]) -> list[DrawnSpan]:
    """Return the claim parts that take a lane: a dotted one inside another runs along with it."""
    return [span for span in claims if _host(span, claims) is None]


def _host(span: DrawnSpan, claims: Sequence[DrawnSpan]) -> DrawnSpan | None:
    if span.pattern != "dots":
        return None
    around = [
        other for other in claims if other.pattern != "dots" and other.start <= span.start and span.end <= other.end
    ]
    return min(around, key=lambda other: other.length, default=None)


def _claim_parts(line: ShapedLine, claims: Sequence[DrawnSpan], places: dict[DrawnSpan, int], rtl: bool) -> list[Part]:
    parts = []
    for span in claims:
        host = _host(span, claims)
        part = _part(line, span, rtl, places[host or span])
        if part:
            part.filled = host is None
            parts.append(part)
    # A line is no higher than its own claims need: the lanes in use close up, in their order.
    used = sorted({part.place for part in parts})
    for part in parts:
        part.place = used.index(part.place)
    return parts


def _stacked(
    line: ShapedLine,
    metrics: Metrics,
    top: int,
    bands: list[Part],
    events: list[Part],
    claims: list[Part],
    has_tashkeel: bool,
) -> LineBox:
    lane_count = max((part.place + 1 for part in claims), default=0)
    grow = max((part.place for part in bands), default=0) * metrics.level
    text_top = top + lane_count * metrics.lane + grow + (metrics.leading if has_tashkeel else 0)
    text_bottom = text_top + metrics.box
    return LineBox(
        shaped=line,
        metrics=metrics,
        top=top,
        lanes=lane_count,
        text_top=text_top,
        baseline=text_top + metrics.baseline,
        text_bottom=text_bottom,
        height=text_bottom + grow + 2 - top,
        bands=sorted(bands, key=lambda part: -part.place),
        events=events,
        claims=claims,
        tags=[],
    )


def _hang_tags(box: LineBox, shaped: ShapedBlock, tag_width: TagWidth, index: LinkIndex) -> None:
    """Put the tags of the spans that start on this line on shelves below it, and let the line grow."""
    parts = [part for part in _beginning(box) if part.span.tag]
    bottom = box.band_bottom(box.deepest)
    if box.events:
        rows = max(part.place for part in box.events)
        bottom += rows * EVENT_ROW
        box.height = max(box.height, bottom + box.metrics.tag_gap_event - box.top)
    box.links_top = box.bottom - 2
    if not parts:
        return
    column = box.shaped.qt.width()
    wanted = []
    for part in parts:
        left, right = part.stretches[0][0], part.stretches[-1][1]
        wanted.append((column - right if shaped.rtl else left, part))
    wanted.sort(key=lambda item: (item[0], item[1].span.draw == "band", -item[1].span.length))
    counts = [index.hidden(part.span.id) for _, part in wanted]
    widths = [tag_width(part.span, count) for (_, part), count in zip(wanted, counts, strict=True)]
    places = shelve([(x, width) for (x, _), width in zip(wanted, widths, strict=True)])
    shelf_top = bottom + (box.metrics.tag_gap_event if box.events else box.metrics.tag_gap)
    for (_, part), width, count, place in zip(wanted, widths, counts, places, strict=True):
        left = column - place.x - width if shaped.rtl else place.x
        box.tags.append(Tag(part.span, left, shelf_top + place.shelf * SHELF, width, count))
    box.links_top = max(tag.bottom for tag in box.tags)
    box.height = max(box.height, round(box.links_top) + box.metrics.after_tags - box.top)


def _beginning(box: LineBox) -> list[Part]:
    """Return the parts of a line under which something may hang: of spans that begin on it."""
    start, end = box.shaped.start, box.shaped.end
    return [part for part in box.bands + box.events if part.stretches and start <= part.span.start < end]


def _hang_links(box: LineBox, linked: Linked) -> None:
    """Lay the links of a line below its tags, and let it grow by the lanes of the span that has most.

    So nothing moves when a span comes into focus and its links are seen.
    """
    margin = box.shaped.qt.width() if linked.margin_right else 0.0
    bundles = _bundles(box, linked.links, margin)
    if not bundles:
        return
    box.strands = strands(
        bundles,
        _feet(box),
        column=box.shaped.qt.width(),
        name_width=linked.name_width,
        together=linked.links.shows_all,
    )
    lanes_taken = max(strand.lanes for strand in box.strands)
    if lanes_taken:
        box.height = max(box.height, round(box.link_y(lanes_taken - 1)) + LINK_LAST - box.top)


def _bundles(box: LineBox, index: LinkIndex, margin: float) -> list[Bundle]:
    """Return the links that begin or end on a line, those of one span together."""
    here = {part.span.id for part in _beginning(box)}
    bundles = []
    arriving: dict[str, list[DrawnLink]] = {}
    for part in _beginning(box):
        links = index.out_of(part.span.id)
        if links:
            away = [index.span(link.tail).start for link in links if link.tail not in here]
            up, down = any(start < box.shaped.start for start in away), any(start >= box.shaped.end for start in away)
            staying = tuple(link for link in links if link.tail in here and link.tail != part.span.id)
            bundles.append(Bundle(part.span.id, staying, part.span.colour, margin, True, up, down))
        for link in index.into(part.span.id):
            if link.head not in here:
                arriving.setdefault(link.head, []).append(link)
    for head, found in arriving.items():
        from_above = index.span(head).start < box.shaped.start
        bundles.append(Bundle(head, tuple(found), index.span(head).colour, margin, False, from_above, not from_above))
    return bundles


def _feet(box: LineBox) -> dict[str, Foot]:
    """Return where links may touch the spans that begin on a line."""
    feet = {}
    everything = tuple((tag.left, tag.right) for tag in box.tags)
    for part in _beginning(box):
        left, right = part.stretches[-1] if box.is_rtl else part.stretches[0]
        feet[part.span.id] = Foot(left, right, box.links_top, everything)
    for tag in box.tags:
        below = tuple((other.left, other.right) for other in box.tags if other.top > tag.top)
        feet[tag.span.id] = Foot(tag.left, tag.right, tag.bottom, below)
    return feet
