"""Whatever is labelled, nothing lies over letters or over anything else: each layer in its place, the line grows."""

from __future__ import annotations

import itertools
import random

import pytest
from msgspec import structs

from annotator.ui.text_view.lines import LineBox
from annotator.ui.text_view.values import DrawnLink, DrawnSpan
from tests.ui.text_view.screen import check_screen

WORDS = "أفاد مصدر في البلدية طلب عدم ذكر اسمه بمقتل صياد من طبرق Reuters و12 قتيلًا في لا مكان"
TAGS = {"band": ("من", "منشأة"), "underline": ("انفج", "انفجار"), "lane": ("محتو", "المحتوى")}


def random_text(chance: random.Random) -> str:
    return "\n".join(" ".join(chance.choices(WORDS.split(), k=chance.randint(1, 40))) for _ in range(3))


def random_span(chance: random.Random, nth: int, length: int) -> DrawnSpan:
    draw = chance.choice(["band", "band", "band", "underline", "lane"])
    start = chance.randrange(length - 1)
    end = min(length, start + chance.choice([1, 3, 8, 20, 60]))
    middle = (start + end) // 2
    split = chance.random() < 0.15 and end - start > 8
    tag, name = TAGS[draw]
    return DrawnSpan(
        id=f"s{nth}",
        label="X",
        fragments=((start, middle - 2), (middle + 2, end)) if split else ((start, end),),
        draw=draw,
        colour="#D55E00" if draw == "underline" else "#44BB99",
        tag=tag,
        name=name,
        suggestion=chance.random() < 0.2,
        score=0.87,
        group=chance.choice(["", "one", "two"]) if draw == "lane" else "",
    )


def lines_of(view) -> list[LineBox]:
    return [line for block in range(len(view.page.blocks)) for line in view.page.box(block).lines]


@pytest.fixture(params=range(24))
def crowded(view, request):
    chance = random.Random(request.param)
    view.resize(chance.choice([560, 860, 1200]), 700)
    view.set_article_size(chance.choice([16, 20, 28]))
    text = random_text(chance)
    view.set_document(text)
    spans = [random_span(chance, nth, len(text)) for nth in range(chance.randint(4, 45))]
    names = [span.id for span in spans]
    links = [DrawnLink(f"l{nth}", *chance.choices(names, k=2), "Place", "المكان") for nth in range(20)]
    view.set_spans(spans, links)
    view.show_all_links(chance.random() < 0.5)
    return view


def test_tags_lie_side_by_side_and_below_everything_of_their_line(crowded):
    for line in lines_of(crowded):
        lowest = max([line.band_bottom(line.deepest), *(line.event_y(part.place) + 1.25 for part in line.events)])
        for tag in line.tags:
            assert lowest < tag.top
            assert tag.bottom <= line.bottom
        for one, other in itertools.combinations(line.tags, 2):
            beside = one.right + 1.9 <= other.left or other.right + 1.9 <= one.left
            assert beside or one.bottom <= other.top or other.bottom <= one.top


def test_brackets_lie_above_the_bands_and_the_letters(crowded):
    for line in lines_of(crowded):
        for part in line.claims:
            assert line.top <= line.lane_y(part.place) - 3
            assert line.lane_y(part.place) + 7 <= line.band_top(line.deepest) + 4
            assert line.lane_y(part.place) + 7 <= line.text_top + 1


def test_lines_and_paragraphs_lie_below_one_another(crowded):
    for block in range(len(crowded.page.blocks)):
        box = crowded.page.box(block)
        assert all(before.bottom == after.top for before, after in itertools.pairwise(box.lines))
        assert box.lines[-1].bottom <= box.height == crowded.page.heights[block]
        for line in box.lines:
            assert line.top <= line.text_top <= line.band_top(0)
            assert line.band_bottom(line.deepest) < line.bottom


def test_bands_that_meet_have_levels_of_their_own(crowded):
    for block in range(len(crowded.page.blocks)):
        for line in crowded.page.box(block).lines:
            for one, other in itertools.combinations(line.bands, 2):
                if one.span.start < other.span.end and other.span.start < one.span.end:
                    assert one.place != other.place


def test_events_that_meet_are_underlined_one_below_the_other(crowded):
    for line in lines_of(crowded):
        for one, other in itertools.combinations(line.events, 2):
            if one.span.start < other.span.end and other.span.start < one.span.end:
                assert one.place != other.place


def test_links_run_between_the_tags_and_the_next_line(crowded):
    for line in lines_of(crowded):
        lowest = max((tag.bottom for tag in line.tags), default=line.text_bottom)
        for run in (run for strand in line.strands for run in strand.runs):
            assert lowest + 6 < line.link_y(run.lane) <= line.bottom - 7


def test_equal_spans_stack_and_the_line_grows(view, mark):
    view.set_document("أفاد مصدر في البلدية")
    heights = []
    for count in range(1, 5):
        view.set_spans([mark(str(nth), 5, 9) for nth in range(count)])
        (line,) = view.page.box(0).lines
        assert sorted(part.place for part in line.bands) == list(range(count))
        heights.append(line.height)
    assert heights == sorted(set(heights))


def test_scrolling_choosing_and_editing_leave_no_remains(crowded):
    chance = random.Random(len(crowded.page.text))
    crowded.resize(crowded.width(), 240)
    crowded.show_signs(chance.random() < 0.5)
    # Qt begins dashes anew where a rounded rectangle is cut by the edge of what is painted: none are drawn here.
    found = [span for block in range(len(crowded.page.blocks)) for span in crowded.page.spans_of(block)]
    spans = [structs.replace(span, suggestion=False) for span in {span.id: span for span in found}.values()]
    crowded.update_spans(spans)
    for _ in range(8):
        one = chance.choice(spans)
        act = chance.choice(["choose", "scroll", "remove", "add"])
        if act == "choose":
            crowded.select_span(chance.choice([one.id, None]))
        elif act == "scroll":
            crowded.scroll_by(chance.randint(-90, 150))
        elif act == "remove":
            crowded.update_spans(removed=[one.id])
        else:
            crowded.update_spans([one])
        check_screen(crowded)
