"""The view under a real mouse and keyboard: what is shown is what is selected, to the code point."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.ui.text_view.drawing.chosen import prefix_tip
from annotator.ui.text_view.view import ArticleView

TEXT = (
    "وأعلن Harbour Watch أن 17 سفينة/قاربًا (June 16, 2031) غادرت\n"
    "نَقَلَ الرُّبَّانُ إِنَّ الـــسلامَ لا يأتي إلا بالعدل وحده، فلا تهملوه\n\n"
    "أفاد حارس بمقتل عامل «في المرفأ» أمس. وقال زميله إن الحادث عابر.\n"
    "مرحبًا 👍🏽 يا 👨‍👩‍👧 عالم 𝒜 نهاية\n"
    "ב-17 במאי אמר הדובר: שלום ל-BBC\n"
    "می‌خواهم ۱۲٫۵ درصد"
)
FREE = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def carets(view: ArticleView, start: int, end: int) -> list[int]:
    """The caret positions of a paragraph that a mouse can reach: not those beside invisible characters."""
    block = view.page.block_of(start)
    cells = [cell for line in view.page.box(block).lines for cell in line.shaped.table.cells]
    wide = [cell for cell in cells if cell.right - cell.left >= 2.5]
    return sorted({offset for cell in wide for offset in (cell.start, cell.end) if start <= offset <= end})


def reachable(view: ArticleView, start: int, end: int) -> bool:
    spot_start, spot_end = view.page.spot_of(start), view.page.spot_of(end, trailing=True)
    first = next(c for c in spot_start.line.shaped.table.cells if c.start <= start < c.end)
    last = next(c for c in spot_end.line.shaped.table.cells if c.start < end <= c.end)
    far = (view.point_of(start) - view.point_of(end, trailing=True)).manhattanLength() >= 2
    return far and min(first.right - first.left, last.right - last.left) >= 2.5


def test_seventy_random_drags_select_exactly_what_they_cover(view, family, drag) -> None:
    view.set_article_family(family)
    view.set_document(TEXT)
    hand = random.Random(7)
    start = 0
    for line in TEXT.split("\n"):
        places = carets(view, start, start + len(line))
        tried = 0
        while len(places) > 2 and tried < 12:
            one, other = sorted(hand.sample(places, 2))
            if reachable(view, one, other):
                tried += 1
                assert drag(view, one, other) == [one, other], (line, TEXT[one:other])
                # Left again, so that the next press is no second click.
                view.set_selection(0, 0)
        start += len(line) + 1


def test_a_drag_from_the_end_to_the_start_selects_the_same(view, qtbot) -> None:
    view.set_document(TEXT)
    start = TEXT.index("حارس")
    area, button = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(area, button, FREE, view.point_of(start + 4, trailing=True))
    qtbot.mouseMove(area, view.point_of(start))
    qtbot.mouseRelease(area, button, FREE, view.point_of(start))
    assert view.selection.range == (start, start + 4)
    assert view.selection.caret == start


def test_a_drag_takes_whole_words_unless_shift_is_held(view, drag) -> None:
    view.set_document(TEXT)
    start = TEXT.index("عامل")
    assert drag(view, start + 1, start + 3, PLAIN) == [start, start + 4]
    assert drag(view, start + 1, start + 3, FREE) == [start + 1, start + 3]


def test_offsets_count_code_points_behind_emoji(view, drag) -> None:
    view.set_document(TEXT)
    start = TEXT.index("نهاية")
    assert drag(view, start, start + 5, PLAIN) == [start, start + 5]
    assert TEXT[slice(*view.selection.range)] == "نهاية"
    family = TEXT.index("👨")
    assert drag(view, family, family + 5) == [family, family + 5]


def test_escape_during_a_drag_leaves_no_trace(view, qtbot) -> None:
    view.set_document(TEXT)
    view.set_selection(3, 9)
    said = []
    view.selection_changed.connect(lambda *settled: said.append(settled))
    area, button = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(area, button, PLAIN, view.point_of(70))
    qtbot.mouseMove(area, view.point_of(80))
    assert view.selection.range != (3, 9)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection.range == (3, 9)
    qtbot.mouseRelease(area, button, PLAIN, view.point_of(80))
    assert view.selection.range == (3, 9)
    assert said == []


def test_a_prefix_is_left_out_of_a_double_clicked_word_with_one_key(view, qtbot) -> None:
    view.set_document(TEXT)
    start = TEXT.index("بمقتل")
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(start + 2))
    assert TEXT[slice(*view.selection.range)] == "بمقتل"
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert TEXT[slice(*view.selection.range)] == "مقتل"
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert TEXT[slice(*view.selection.range)] == "بمقتل"


def test_three_clicks_select_the_sentence(view, qtbot) -> None:
    view.set_document(TEXT)
    point = view.point_of(TEXT.index("حارس") + 1)
    area, button = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(area, button, pos=point)
    qtbot.mouseDClick(area, button, pos=point)
    qtbot.mousePress(area, button, pos=point)
    qtbot.mouseRelease(area, button, pos=point)
    assert TEXT[slice(*view.selection.range)] == "أفاد حارس بمقتل عامل «في المرفأ» أمس."


def test_a_drag_beyond_the_edge_scrolls_on(view, qtbot) -> None:
    text = "\n".join(f"سطر رقم {nth} من نص طويل" for nth in range(120))
    view.set_document(text)
    area, button = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(area, button, PLAIN, view.point_of(0))
    below = QPoint(area.width() // 2, area.height() + 60)
    qtbot.mouseMove(area, below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 400, timeout=3000)
    qtbot.mouseRelease(area, button, PLAIN, QPoint(area.width() // 2, area.height() - 5))
    start, end = view.selection.range
    assert start == 0
    assert end > 300


def test_clicks_choose_the_innermost_span_and_then_the_next_outer(view, qtbot, mark) -> None:
    view.set_document(TEXT)
    start = TEXT.index("حارس")
    view.set_spans([mark("outer", start - 5, start + 16), mark("inner", start, start + 4)])
    point = view.point_of(start + 1)
    chosen = []
    view.span_clicked.connect(chosen.append)
    for _ in range(3):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert chosen == ["inner", "outer", "inner"]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(TEXT.index("زميله") + 1))
    assert chosen[-1] == ""
    assert view.chosen is None


def test_a_click_on_a_tag_chooses_its_span(view, qtbot, mark) -> None:
    view.set_document(TEXT)
    start = TEXT.index("حارس")
    view.set_spans([mark("outer", start - 5, start + 16), mark("inner", start, start + 4)])
    spot = view.page.spot_of(start)
    tag = next(tag for tag in spot.line.tags if tag.span.id == "outer")
    y = spot.block_top + tag.top + 7 - view.verticalScrollBar().value()
    at = QPoint(round(view.column_left() + tag.left + tag.width / 2), round(y))
    with qtbot.waitSignal(view.span_clicked) as said:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert said.args == ["outer"]


def test_tab_goes_through_the_spans_and_then_on(view, qtbot, mark) -> None:
    view.set_document(TEXT)
    view.set_spans([mark("b", 70, 80), mark("a", 3, 8)])
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.chosen == "a"
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.chosen == "b"
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert view.chosen == "a"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.chosen is None


def test_handles_show_only_when_somebody_listens(view, mark) -> None:
    view.set_document(TEXT)
    assert not view.look().shows_handles
    view.span_resized.connect(lambda *_: None)
    assert view.look().shows_handles


@pytest.mark.parametrize(("modifier", "expected"), [(PLAIN, "حارس بمقتل"), (FREE, "حارس بمق")])
def test_a_handle_is_drawn_to_a_new_end(view, qtbot, mark, modifier, expected) -> None:
    view.set_document(TEXT)
    start = TEXT.index("حارس")
    view.set_spans([mark("a", start, start + 4)])
    view.select_span("a")
    asked = []
    view.span_resized.connect(lambda *resized: asked.append(resized))
    spot = view.page.spot_of(start)
    left = spot.line.bands[0].stretches[0][0]
    y = spot.block_top + spot.line.baseline - 5 - view.verticalScrollBar().value()
    handle = QPoint(round(view.column_left() + left) - 2, round(y))
    target = view.point_of(start + len(expected), trailing=True)
    area, button = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(area, button, modifier, handle)
    qtbot.mouseMove(area, target)
    assert asked == []
    qtbot.mouseRelease(area, button, modifier, target)
    assert asked == [("a", ((start, start + len(expected)),))]
    assert view.page.spans_of(view.page.block_of(start))[0].end == start + 4


def test_arrows_move_the_caret_as_seen(view, qtbot) -> None:
    view.set_document("قال John أمس")
    seen = []
    for _ in range(12):
        seen.append(view.page.spot_of(*view.selection[1:]).line.shaped.table.x_of(*view.selection[1:]))
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 12
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selection.caret == 0


def test_shift_extends_and_home_and_end_keep_to_the_line(view, qtbot) -> None:
    view.set_document(TEXT)
    view.set_selection(*[TEXT.index("حارس")] * 2)
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert TEXT[slice(*view.selection.range)] == "حا"
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert TEXT[slice(*view.selection.range)].endswith("عابر.")
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.selection.caret == TEXT.index("أفاد")
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.selection.caret == len(TEXT)


def test_ctrl_moves_by_word_and_alt_by_clitic(view, qtbot) -> None:
    view.set_document(TEXT)
    start = TEXT.index("بمقتل")
    view.set_selection(start, start)
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.selection.caret == start + 1
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert view.selection.caret == TEXT.index("عامل")
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.selection.caret == start


def test_copy_takes_the_raw_slice(view, qtbot) -> None:
    text = "سطر\u00a0أول\r\nثانٍ\u200f\tثالث"
    view.set_document(text)
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text


class Listening(QWidget):
    """A window that counts the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(event.key())


def test_keys_that_are_not_of_the_caret_are_left_to_the_window(qtbot) -> None:
    window = Listening()
    qtbot.addWidget(window)
    view = ArticleView(window)
    view.set_document(TEXT)
    for key in (Qt.Key.Key_P, Qt.Key.Key_Left, Qt.Key.Key_1, Qt.Key.Key_Escape, Qt.Key.Key_Delete):
        qtbot.keyClick(view, key)
    assert window.heard == [Qt.Key.Key_P, Qt.Key.Key_1, Qt.Key.Key_Escape, Qt.Key.Key_Delete]


def test_a_click_on_the_mark_inside_a_word_leaves_its_prefix_out(view, qtbot, mark) -> None:
    view.set_document(TEXT)
    start = TEXT.index("بمقتل")
    view.set_spans([mark("a", start, start + 5)])
    view.select_span("a")
    asked = []
    view.span_resized.connect(lambda *resized: asked.append(resized))
    assert [offset for offset, _ in view.prefixes()] == [start + 1]
    spot = view.page.spot_of(start)
    tip = prefix_tip(spot.line, spot.line.bands[0], start + 1)
    at = QPoint(round(view.column_left() + tip.x()), round(spot.block_top + tip.y() - 3 - view.anchor.value))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked == [("a", ((start + 1, start + 5),))]
    assert view.chosen == "a"


def test_the_tip_names_spans_from_the_innermost_and_zones_in_the_gutter(view, qtbot, mark) -> None:
    view.set_document(TEXT)
    start = TEXT.index("حارس")
    paragraph = TEXT.index("أفاد"), TEXT.index("عابر.") + 5
    view.set_zones([(*paragraph, "body", "Body", False)])
    view.set_spans([mark("out", start - 5, start + 16, name="Outer"), mark("in", start, start + 4, name="Inner")])

    def tip(at: QPoint) -> str:
        QToolTip.hideText()
        event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
        return QToolTip.text()

    assert tip(view.point_of(start + 1)).split("\n") == ["Inner", "Outer"]
    gutter = QPoint(view.column_left() + view.page.width + 27, view.point_of(start).y())
    assert tip(gutter) == "Body"
