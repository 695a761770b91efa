"""A paragraph is one layout, however long: in order, in place, and fast enough to read and label in."""

from __future__ import annotations

import re
from itertools import pairwise
from time import process_time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextLayout, QTextOption
from PySide6.QtTest import QTest

from annotator.ui.text_view.blocks import LINES, LONG, Block
from annotator.ui.text_view.column import measure
from annotator.ui.text_view.metrics import GUTTER
from annotator.ui.text_view.paragraph import ShapedParagraph
from annotator.ui.text_view.patience import NOTICED, patience
from annotator.ui.text_view.shapes import KEPT, KEPT_LONG, Shapes
from annotator.ui.text_view.values import DrawnLink
from annotator.ui.theme import article_font

SENTENCE = "وصلت السفينة إلى الميناء مساء أمس وقال Harbour Watch إن 17 بحارًا (June 16) غادروا. "
LENGTH = 1_000_000
LARGE = NOTICED + 20_000
LONGER = (SENTENCE * 200)[:12_000].rstrip()
HUGE = (SENTENCE * 13_000)[:LENGTH]


def word_at(offset: int) -> tuple[int, int]:
    """The next whole word of the giant paragraph, without punctuation."""
    found = re.compile(r"(?<=\s)\w+(?=\s)").search(HUGE, offset)
    assert found is not None
    return found.span()


def seen(view, offset: int) -> bool:
    return 0 <= view.point_of(offset).y() <= view.viewport().height()


def left_and_right(layout: QTextLayout, start: int, length: int) -> tuple[float, float]:
    line = layout.lineForTextPosition(start)
    rects = [run.boundingRect() for run in line.glyphRuns(start, length)]
    return min(rect.left() for rect in rects), max(rect.right() for rect in rects)


def shown(view, mark, text: str):
    """A long paragraph with a span at every hundredth character."""
    view.set_document(text)
    view.set_spans([mark(str(nth), *word_at(nth * 100)) for nth in range(len(text) // 100 - 1)])
    view.refiner.pause()
    view.viewport().repaint()
    return view


@pytest.fixture
def large(view, mark):
    """A paragraph that is still noticed when it is shaped, with its spans."""
    return shown(view, mark, HUGE[:LARGE])


def test_a_paragraph_of_a_million_characters_is_read_selected_and_labelled(view, mark, drag) -> None:
    huge = shown(view, mark, HUGE)
    for offset in (LENGTH // 2, LENGTH - 400):
        start, end = word_at(offset)
        huge.scroll_to(start, end)
        assert seen(huge, start)
        spot = huge.page.spot_of(start)
        further = word_at(spot.line.shaped.end + 200)[1]
        assert drag(huge, start, further) == [start, further]
        huge.update_spans([mark(f"new{offset}", start, end, draw="underline", tag="EVT")])
        line = huge.page.spot_of(start).line
        (part,) = (part for part in line.events if part.span.id == f"new{offset}")
        left, right = left_and_right(line.shaped._shape.layout, start, end - start)
        assert part.stretches == [(pytest.approx(left, abs=0.6), pytest.approx(right, abs=0.6))]
    bar = huge.verticalScrollBar()
    for _ in range(3):
        bar.setValue(bar.maximum())
    assert seen(huge, LENGTH)


def test_labelling_in_a_giant_paragraph_shapes_nothing_anew(large, mark) -> None:
    start, end = word_at(LARGE // 2)
    large.scroll_to(start, end)
    layout = large.page.box(large.page.block_of(start)).shaped.layout
    others = [large.page.box(block) for block in range(3)]
    began = process_time()
    large.update_spans([mark("new", start, end)])
    large.viewport().repaint()
    assert process_time() - began < 0.2
    assert large.page.box(large.page.block_of(start)).shaped.layout is layout
    assert [large.page.box(block) for block in range(3)] == others
    large.update_spans(removed=["new"])
    assert all(part.span.id != "new" for part in large.page.spot_of(start).line.parts())


def test_another_width_keeps_the_place_in_a_giant_paragraph(large, qtbot) -> None:
    start, end = word_at(LARGE // 2)
    large.scroll_to(start, end)
    top = large.page.spot_at(large.anchor.value).line.shaped.start
    for width in (620, 500, 860):
        large.resize(width, 600)
        qtbot.waitUntil(lambda: large.page.width == measure(large.viewport().width(), 20))
        at_top = large.page.spot_at(large.anchor.value).line.shaped
        assert at_top.start <= top <= at_top.end, width
    assert large.page.spot_at(large.anchor.value).line.shaped.start == top
    assert seen(large, start)


def test_spans_are_still_there_when_the_lines_of_a_giant_paragraph_break_elsewhere(large, mark) -> None:
    across = mark("across", 2_000, 60_000)
    large.update_spans([across], removed=["3"])
    large.set_article_size(26)
    spans = {span.id for block in range(len(large.page.blocks)) for span in large.page.spans_of(block)}
    assert spans == {str(nth) for nth in range(LARGE // 100 - 1) if nth != 3} | {"across"}
    assert all(across in large.page.spans_of(block) for block in large.page.blocks_of(across))


def test_blocks_of_a_long_paragraph_are_its_lines_in_order(view) -> None:
    before, after = "فقرة أولى", "فقرة أخيرة"
    view.set_document(f"{before}\n{LONGER}\n{after}")
    blocks = view.page.blocks
    first, *parts, last = blocks
    assert (first.end, last.end - last.start) == (len(before), len(after))
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    assert {part.paragraph for part in parts} == {(len(before) + 1, len(before) + 1 + len(LONGER))}
    assert [part.is_last for part in parts] == [False] * (len(parts) - 1) + [True]
    boxes = [view.page.box(block) for block in range(1, len(blocks) - 1)]
    assert {len(box.lines) for box in boxes[:-1]} == {LINES}
    assert len({id(box.shaped.layout) for box in boxes}) == 1
    lines = [line.shaped for box in boxes for line in box.lines]
    assert all(above.end == below.start for above, below in pairwise(lines))
    assert [line.index for line in lines[:LINES]] == list(range(LINES))


def test_no_break_is_shown_where_a_block_ends_inside_a_paragraph(view) -> None:
    view.set_document(LONGER)
    view.clearFocus()
    first, second = view.page.blocks[:2]
    view.scroll_to(second.start, second.start)

    def colour_behind_the_line(start: int, end: int) -> str:
        view.set_selection(start, end)
        spot = view.page.spot_of(first.end, trailing=True)
        x = view.column_left() + spot.line.shaped.table.x_of(first.end, True) - 3
        y = spot.block_top + spot.line.text_top + 3 - view.anchor.value
        return view.viewport().grab().toImage().pixelColor(round(x), round(y)).name()

    nothing = colour_behind_the_line(0, 0)
    assert colour_behind_the_line(first.end - 20, second.start + 20) == nothing


def in_one_layout(text: str, width: int, *, rtl: bool) -> QTextLayout:
    """The paragraph as Qt orders it whole."""
    size = 20 if rtl else 18  # as the look sets Latin
    layout = QTextLayout(text, article_font(size, family="DejaVu Sans", latin_first=not rtl))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout


INNER = "أبحر Nile Star ثم Blue Moon إلى عدن " * 300


@pytest.mark.parametrize(
    ("opened", "closed", "direction"),
    [
        ("\u202a", "\u202c", "rtl"),
        ("\u202b", "\u202c", "ltr"),
        ("\u2066", "\u2069", "rtl"),
        ("\u2067", "\u2069", "ltr"),
    ],
)
def test_an_embedding_over_a_long_paragraph_is_ordered_as_in_the_whole(view, opened, closed, direction) -> None:
    text = f"He said: {opened}{INNER}{closed} وانتهى البيان."
    rtl = direction == "rtl"
    view.set_article_family("DejaVu Sans")
    view.set_document(text, direction)
    whole = in_one_layout(text, view.page.width, rtl=rtl)
    lines = [line.shaped for block in range(len(view.page.blocks)) for line in view.page.box(block).lines]
    assert len(text) > 2 * LONG
    assert [line.start for line in lines] == [whole.lineAt(nth).textStart() for nth in range(whole.lineCount())]
    for line in lines[::9]:
        for word in re.finditer(r"\S+", text[line.start : line.end]):
            start, end = line.start + word.start(), line.start + word.end()
            stretches = line.table.rects(start, end)
            left, right = left_and_right(whole, start, end - start)
            assert stretches[0][0] == pytest.approx(left, abs=1.1), word.group()
            assert stretches[-1][1] == pytest.approx(right, abs=1.1), word.group()
    # Far behind the control character it still decides on which side of a Latin name the following word stands.
    name = next(place.start() for place in re.finditer("Star ثم", text) if place.start() > 9_000 and fits(view, place))
    after = name + len("Star ")
    table = view.page.spot_of(name).line.shaped.table
    assert (table.rects(name, name + 4)[0][0] < table.rects(after, after + 2)[0][0]) == rtl
    tail = ShapedParagraph(text[name:], name, direction=direction, font=article_font(20), width=620).lines[0]
    assert (tail.table.rects(name, name + 4)[0][0] < tail.table.rects(after, after + 2)[0][0]) != rtl


def fits(view, found: re.Match[str]) -> bool:
    """Whether words stand on one line."""
    return view.page.spot_of(found.start()).line is view.page.spot_of(found.end() - 1).line


def test_letters_join_and_stand_alike_anywhere_in_a_giant_paragraph() -> None:
    font = article_font(20, family="DejaVu Sans")
    text = "مستشفيات " * 3_000
    shaped = ShapedParagraph(text, 0, direction="rtl", font=font, width=620)
    widths = set()
    for line in (shaped.lines[nth] for nth in range(0, len(shaped.lines) - 1, 5)):
        for word in re.finditer("مستشفيات", text[line.start : line.end]):
            ((left, right),) = line.table.rects(line.start + word.start(), line.start + word.end())
            widths.add(round(right - left, 1))
    assert len(widths) == 1


def test_a_drag_across_blocks_of_a_long_paragraph_selects_what_it_covers(view, qtbot) -> None:
    view.set_document(LONGER)
    border = view.page.blocks[1].start
    view.scroll_to(border, border)
    start, end = LONGER.rindex("وصلت", 0, border - 100), LONGER.index("غادروا", border + 100) + 6
    area, held = view.viewport(), Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(area, Qt.MouseButton.LeftButton, held, view.point_of(start))
    QTest.mouseMove(area, view.point_of(border))
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, held, view.point_of(end, trailing=True))
    assert view.selection.range == (start, end)


def test_keys_go_over_the_border_of_two_blocks_as_over_any_line(view, qtbot) -> None:
    view.set_document(LONGER)
    border = view.page.blocks[1].start
    view.set_selection(border - 1, border - 1)
    passed = []
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Left)
        passed.append(view.selection.caret)
    assert passed[0] == border
    assert passed[-1] > border
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.selection.caret < border
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.selection.caret == border


class Counting:
    """Shapes that count how often each paragraph was shaped."""

    def __init__(self) -> None:
        self.shaped: list[tuple[int, int]] = []
        self.forgotten: list[int] = []
        self.shapes = Shapes(self.shape, self.forgotten.append)

    def shape(self, paragraph: tuple[int, int]) -> ShapedParagraph:
        self.shaped.append(paragraph)
        start, end = paragraph
        text = ("سطر" + " " * 1_000)[:40] * ((end - start) // 40)
        return ShapedParagraph(text, start, direction="rtl", font=article_font(20), width=5_000)


def test_blocks_long_unseen_are_forgotten_and_those_just_seen_are_not(qapp) -> None:
    counting = Counting()
    blocks = [Block(nth * 3_000, nth * 3_000 + 2_999, (nth * 3_000, nth * 3_000 + 2_999)) for nth in range(60)]
    for number, block in enumerate(blocks):
        counting.shapes.use(number, block)
    kept = KEPT // 3_000
    assert counting.forgotten == list(range(60 - kept))
    counting.shapes.use(59, blocks[59])
    assert len(counting.shaped) == 60
    counting.shapes.use(0, blocks[0])
    assert len(counting.shaped) == 61


def test_the_two_longest_paragraphs_stay_and_others_make_room(qapp) -> None:
    counting = Counting()
    size = KEPT_LONG // 2 // 40 * 40
    paragraphs = [(nth * size, (nth + 1) * size) for nth in range(5)]
    for number, paragraph in enumerate(paragraphs[:4]):
        counting.shapes.use(number, Block(*_first_part(counting, paragraph), paragraph))
    assert counting.forgotten == []
    counting.shapes.use(4, Block(*_first_part(counting, paragraphs[4]), paragraphs[4]))
    assert counting.forgotten == [0]
    assert counting.shaped == paragraphs


def _first_part(counting: Counting, paragraph: tuple[int, int]) -> tuple[int, int]:
    start, end, *_ = [*counting.shapes.starts(paragraph), paragraph[1]]
    return start, end


def test_a_click_far_down_in_a_giant_paragraph_hits_what_is_seen_there(large, qtbot) -> None:
    start, end = word_at(LARGE * 3 // 4)
    large.scroll_to(start, end)
    qtbot.mouseDClick(large.viewport(), Qt.MouseButton.LeftButton, pos=large.point_of(start + 1))
    assert large.selection.range == (start, end)
    qtbot.mouseClick(large.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert large.selection.is_empty


def test_a_giant_paragraph_keeps_its_column_while_the_window_is_dragged_smaller(large, qtbot) -> None:
    former = large.page.width
    for width in range(800, 600, -20):
        large.resize(width, 600)
        assert large.page.width == former
    qtbot.waitUntil(lambda: large.page.width == measure(large.viewport().width(), 20))
    assert large.page.width < former


def test_the_bar_takes_its_room_before_a_long_text_is_laid_out(view, qtbot) -> None:
    view.resize(700, 600)
    view.set_document("سطر")
    qtbot.wait(20)
    bar = view.verticalScrollBar()
    assert not bar.isVisible()
    view.set_document(HUGE[:30_000])
    QCoreApplication.sendPostedEvents(view, QEvent.Type.MetaCall)
    assert bar.isVisible()
    assert bar.maximum() == 1
    qtbot.waitUntil(lambda: bar.maximum() > 1_000)


def test_the_cursor_tells_to_wait_for_what_takes_long_and_for_nothing_else(large) -> None:
    assert QGuiApplication.overrideCursor() is None
    with patience(LENGTH):
        assert QGuiApplication.overrideCursor().shape() == Qt.CursorShape.WaitCursor
    assert QGuiApplication.overrideCursor() is None
    with patience(4_000):
        assert QGuiApplication.overrideCursor() is None


def test_links_follow_their_spans_when_blocks_become_others(large, mark) -> None:
    head, tail = (mark(name, *word_at(offset)) for name, offset in (("head", 60_000), ("tail", 66_000)))
    link = DrawnLink("link", "head", "tail", "role", "Role")
    large.update_spans([head, tail], links=[link])
    for size in (20, 30):
        large.set_article_size(size)
        first, last = large.page.block_of(head.start), large.page.block_of(tail.start)
        (trunk,) = large.page.trunks_between(first, last)
        assert (trunk.first, trunk.last) == (first, last)


def test_the_bar_of_a_zone_has_no_gap_where_a_block_ends_inside_a_paragraph(view) -> None:
    view.set_document(LONGER)
    middle = view.page.blocks[1].start
    view.set_zones([(0, middle - 3, "body", "Body", False), (middle - 3, len(LONGER), "related", "Related", False)])
    view.scroll_to(view.page.blocks[2].start, view.page.blocks[2].start)
    border = view.page.top(2) - view.anchor.value
    assert 0 < border < view.view_height()
    image = view.viewport().grab().toImage()
    x = view.column_left() + view.page.width + GUTTER + 1
    column = {image.pixelColor(x, y).name() for y in range(border - 30, border + 30)}
    assert column == {image.pixelColor(x, border).name()}
    assert column != {image.pixelColor(x + 8, border).name()}


def test_data_without_any_space_breaks_where_qt_breaks_it(qapp) -> None:
    text = f"{SENTENCE * 3}{'بتم' * 700} {SENTENCE * 3}{'QWxhZGRpbjpvcGVu4' * 120}/{'بَ' * 900}-{SENTENCE * 3}"
    whole = in_one_layout(text, 620, rtl=True)
    shaped = ShapedParagraph(text, 0, direction="rtl", font=article_font(20, family="DejaVu Sans"), width=620)
    assert [line.start for line in shaped.lines] == [whole.lineAt(nth).textStart() for nth in range(whole.lineCount())]


def test_data_without_any_space_takes_no_longer_than_text(qapp) -> None:
    def seconds(text: str) -> float:
        began = process_time()
        ShapedParagraph(text, 0, direction="rtl", font=article_font(20), width=620)
        return process_time() - began

    short, long = "بتم" * 10_000, "بتم" * 120_000
    seconds(short)
    assert seconds(long) < 60 * max(seconds(short), 0.005)  # twelve times as long; in proportion to the square, 144


def test_a_line_may_end_in_thousands_of_spaces(qapp) -> None:
    text = f"قال{' ' * 6_000}نعم"
    shaped = ShapedParagraph(text, 0, direction="rtl", font=article_font(20, family="DejaVu Sans"), width=620)
    first, second = shaped.lines
    assert (first.end, second.end) == (6_003, 6_006)
    assert [cell.end - cell.start for cell in first.table.cells] == [1] * 6_003
    ((left, right),) = first.table.rects(0, 3)
    assert right == pytest.approx(620)
    assert 10 < right - left < 60
