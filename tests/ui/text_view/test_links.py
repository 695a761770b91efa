"""Links in the article: what is seen of them, what is painted anew, and that they never run through letters."""

from __future__ import annotations

from time import perf_counter

import pytest
from msgspec import structs
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from annotator.ui.text_view.metrics import LINK_MARGIN
from annotator.ui.text_view.values import DrawnLink, DrawnSpan
from annotator.ui.theme import theme
from tests.ui.text_view.screen import check_screen, on_screen

LINE = "أصيب حارس في انفجار خزان وقود فجر السبت قرب المرفأ"
TEXT = "\n".join([LINE] * 12)
STRIDE = len(LINE) + 1
ORANGE = theme("light").shades("#D55E00").stroke


def event(mark, span_id: str, start: int, end: int, **facts) -> DrawnSpan:
    plain = {"draw": "underline", "colour": "#D55E00", "tag": "انفجار", "name": "انفجار", "label": "EXPLODE"}
    return mark(span_id, start, end, **{**plain, **facts})


def words(mark, paragraph: int, word: str, span_id: str) -> DrawnSpan:
    start = paragraph * STRIDE + LINE.index(word)
    if word == "انفجار":
        return event(mark, span_id, start, start + len(word))
    return mark(span_id, start, start + len(word))


def link(head: str, tail: str, name: str = "المكان") -> DrawnLink:
    return DrawnLink(f"{head}-{tail}", head, tail, "Place", name)


@pytest.fixture
def linked(view, mark):
    """One event in the second paragraph, with roles in its own line and three and five paragraphs further down."""
    view.set_document(TEXT)
    spans = [
        words(mark, 1, "انفجار", "event"),
        words(mark, 1, "خزان", "tank"),
        words(mark, 1, "فجر", "time"),
        words(mark, 4, "حارس", "guard"),
        words(mark, 6, "المرفأ", "port"),
        words(mark, 9, "انفجار", "other"),
        words(mark, 9, "وقود", "fuel"),
    ]
    roles = [link("event", name) for name in ("tank", "time", "guard", "port")]
    view.set_spans(spans, [*roles, link("other", "fuel")])
    return view


def heights(view) -> list[int]:
    return [view.page.box(block).height for block in range(len(view.page.blocks))]


def orange(image: QImage, x: float, y: int) -> bool:
    return image.pixelColor(round(x), y).name() == QColor(ORANGE).name()


def rail(view) -> int:
    return view.column_left() + view.page.width + LINK_MARGIN - 1


def test_links_are_seen_while_their_event_is_chosen_or_under_the_mouse(linked):
    hidden = on_screen(linked)
    linked.select_span("event")
    chosen = on_screen(linked)
    y = linked.page.top(2) + 10
    assert orange(chosen, rail(linked), y)
    assert not orange(hidden, rail(linked), y)
    linked.select_span(None)
    QTest.mouseMove(linked.viewport(), linked.point_of(LINE.index("انفجار") + STRIDE + 1))
    assert orange(on_screen(linked), rail(linked), y)


def test_nothing_moves_when_an_event_is_chosen(linked):
    before = heights(linked)
    places = [(tag.left, tag.width) for line in linked.page.box(1).lines for tag in line.tags]
    linked.select_span("event")
    linked.select_span("other")
    assert heights(linked) == before
    assert [(tag.left, tag.width) for line in linked.page.box(1).lines for tag in line.tags] == places


def test_a_line_keeps_room_for_the_event_with_most_lanes(linked):
    plain, wide = linked.page.box(2).lines[0], linked.page.box(1).lines[0]
    lanes = max(strand.lanes for strand in wide.strands)
    assert lanes == 2
    assert wide.bottom > wide.link_y(lanes - 1)
    assert plain.strands == []


def test_links_run_below_the_tags_and_above_the_next_line(linked):
    for block in (1, 4, 6, 9):
        for line in linked.page.box(block).lines:
            for strand in line.strands:
                for run in strand.runs:
                    assert max(tag.bottom for tag in line.tags) + 5 < line.link_y(run.lane) < line.bottom - 5


def test_choosing_an_event_paints_its_blocks_and_the_margin_between_and_nothing_else(linked, painted):
    linked.clearFocus()
    regions = painted(linked, lambda: linked.select_span("event"))
    page, edge = linked.page, linked.column_left() + linked.page.width
    ends = [(page.top(block) - 12, page.top(block) + page.heights[block] + 12) for block in (1, 4, 6)]
    assert regions
    for rect in regions:
        in_margin = rect.left() >= edge and rect.bottom() <= ends[-1][1]
        assert in_margin or any(top <= rect.top() and rect.bottom() <= bottom for top, bottom in ends)


def test_hover_and_choice_leave_no_remains(linked):
    for span_id in ("event", "other", None, "event", "tank", "event"):
        linked.select_span(span_id)
        check_screen(linked)
    for word, paragraph in (("انفجار", 9), ("حارس", 4), ("انفجار", 1)):
        QTest.mouseMove(linked.viewport(), linked.point_of(paragraph * STRIDE + LINE.index(word) + 1))
        check_screen(linked)


@pytest.mark.parametrize("everything", [False, True])
def test_scrolling_over_links_clips_nothing_and_leaves_no_remains(linked, everything):
    linked.resize(860, 260)
    linked.show_all_links(everything)
    linked.select_span("event")
    check_screen(linked)
    for step in (7, 40, 90, 33, 120, -61, -9, -150, 3, 5):
        linked.scroll_by(step)
        check_screen(linked)


def test_a_link_whose_ends_are_out_of_sight_runs_through_the_page(linked):
    linked.resize(860, 150)
    linked.select_span("event")
    linked.scroll_by(linked.page.top(5) - 20)
    image = on_screen(linked)
    x = rail(linked)
    assert all(orange(image, x, y) for y in range(8, 60, 5))


def test_changes_of_spans_and_links_leave_no_remains(linked, mark):
    linked.select_span("event")
    check_screen(linked)
    linked.update_spans(links=[link("event", "guard"), link("other", "fuel")])
    check_screen(linked)
    linked.update_spans([words(mark, 8, "حارس", "guard")])
    check_screen(linked)
    linked.update_spans(removed=["guard"])
    check_screen(linked)
    assert linked.focus is None
    linked.update_spans([words(mark, 0, "حارس", "guard")])
    assert linked.focus == "event"
    check_screen(linked)


def test_a_target_that_moves_to_another_line_takes_the_lane_along(linked, mark):
    assert linked.page.box(8).lines[0].strands == []
    linked.update_spans([words(mark, 8, "المرفأ", "port")])
    assert linked.page.box(6).lines[0].strands == []
    assert [strand.bundle.head for strand in linked.page.box(8).lines[0].strands] == ["event"]


def test_the_tag_of_an_event_counts_its_hidden_links(linked):
    counts = {tag.span.id: tag.links for block in (1, 9) for line in linked.page.box(block).lines for tag in line.tags}
    assert (counts["event"], counts["other"], counts["tank"]) == (4, 1, 0)
    linked.show_all_links(True)
    assert {tag.links for line in linked.page.box(1).lines for tag in line.tags} == {0}


def test_all_links_at_once_take_lanes_side_by_side(view, mark):
    view.set_document(TEXT)
    spans = [words(mark, 0, "حارس", "a"), words(mark, 0, "انفجار", "e"), words(mark, 0, "خزان", "f"),
             words(mark, 0, "المرفأ", "b")]  # fmt: skip
    view.set_spans(spans, [link("e", "b"), link("f", "a")])
    one = view.page.box(0).height
    view.show_all_links(True)
    runs = [run for strand in view.page.box(0).lines[0].strands for run in strand.runs]
    assert len({run.lane for run in runs}) == 2
    assert view.page.box(0).height > one
    view.show_all_links(False)
    assert view.page.box(0).height == one


def test_no_letter_is_painted_over_whatever_is_linked(linked):
    """The text boxes of a page look the same with all links and without any."""
    linked.clearFocus()
    linked.show_all_links(True)
    linked.select_span(None)
    lines = [(linked.page.top(block), line) for block in range(10) for line in linked.page.box(block).lines]
    left, width = linked.column_left(), linked.page.width
    where = [QRect(left, top + line.text_top, width, line.text_bottom - line.text_top) for top, line in lines]
    image = on_screen(linked)
    height = image.height()
    letters = [image.copy(rect) for rect in where if rect.bottom() < height]
    linked.page.links.replace(())
    linked.viewport().update()
    for _, line in lines:
        line.strands.clear()
    bare = on_screen(linked)
    assert letters
    assert letters == [bare.copy(rect) for rect in where if rect.bottom() < height]


def test_an_english_article_has_its_links_in_the_left_margin(view, mark):
    view.set_document("\n".join(["A blast hit the fuel tank in the port"] * 6))
    stride = len("A blast hit the fuel tank in the port") + 1
    tank = 4 * stride + len("A blast hit the ")
    view.set_spans([event(mark, "e", 2, 7), mark("t", tank, tank + 9)], [link("e", "t", "Target")])
    view.select_span("e")
    image = on_screen(view)
    assert all(orange(image, view.column_left() - LINK_MARGIN - 1, view.page.top(block) + 8) for block in (1, 2, 3))
    check_screen(view)


def test_links_hang_below_the_words_where_tags_are_hidden(view, mark):
    view.set_document(TEXT)
    spans = [words(mark, 0, "انفجار", "e"), words(mark, 0, "خزان", "t")]
    view.set_spans([structs.replace(span, tag="") for span in spans], [link("e", "t")])
    (line,) = view.page.box(0).lines
    (run,) = line.strands[0].runs
    assert line.tags == []
    assert line.event_y(0) + 2 < run.stem < line.link_y(0) < line.bottom - 5
    view.select_span("e")
    check_screen(view)


def test_hovering_over_one_of_ten_thousand_links_looks_at_few_of_them(view, mark):
    lines = 400
    view.set_document("\n".join([LINE] * lines))
    spans = [
        words(mark, nth, word, f"{word}{nth}") for nth in range(lines) for word in ("انفجار", "خزان", "فجر", "حارس")
    ]
    names = [span.id for span in spans if span.draw == "band"]
    links = [
        DrawnLink(str(nth), f"انفجار{nth % lines}", names[nth * 7 % len(names)], "Place", "المكان")
        for nth in range(10_000)
    ]
    view.set_spans(spans, links)
    view.refiner.pause()
    on_screen(view)
    began = perf_counter()
    for nth in range(100):
        view.select_span(f"انفجار{nth}")
    view.select_span(None)
    assert perf_counter() - began < 1.0
    view.show_all_links(True)
    view.refiner.pause()
    on_screen(view)
    began = perf_counter()
    for _ in range(5):
        view.viewport().update()
        on_screen(view)
    assert perf_counter() - began < 1.5
