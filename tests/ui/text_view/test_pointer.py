"""The mouse: what a drag becomes, what it leaves behind, and what other buttons do not do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer

from annotator.ui.text_view.drawing.chosen import handle_bar, prefix_area
from annotator.ui.text_view.hit import HANDLE_WIDTH

TEXT = (
    "أفاد حارس بمقتل عامل «في المرفأ» أمس. وقال زميله إن الحادث عابر.\n"
    "וב-17 במאי אמר הדובר: שלום ל-BBC וגם Harbour Watch.\n"
    "می‌خواهم ۱۲٫۵ درصد از Azadi Tower بگویم، اما نه امروز."
)
LONG = "\n".join(f"سطر رقم {nth} من نص طويل" for nth in range(200))
NONE, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hand(view, qtbot):
    """A hand on the mouse: `press`, `move`, `release` at points of the viewport."""

    class Hand:
        def press(self, at: QPoint, held=NONE, button=LEFT) -> None:
            qtbot.mousePress(view.viewport(), button, held, at)

        def move(self, to: QPoint) -> None:
            qtbot.mouseMove(view.viewport(), to)

        def release(self, at: QPoint, held=NONE, button=LEFT) -> None:
            qtbot.mouseRelease(view.viewport(), button, held, at)

        def double(self, at: QPoint) -> None:
            qtbot.mouseClick(view.viewport(), LEFT, NONE, at)
            qtbot.mousePress(view.viewport(), LEFT, NONE, at)
            qtbot.mouseDClick(view.viewport(), LEFT, NONE, at)

    return Hand()


@pytest.fixture
def chosen(view, mark):
    """Show one span, chosen; return what the view asks for its fragments to become."""
    asked: list[tuple] = []
    view.span_resized.connect(lambda _id, fragments: asked.append(fragments))

    def make(start: int, end: int, text: str = TEXT) -> list[tuple]:
        view.set_document(text)
        view.set_spans([mark("a", start, end)])
        view.select_span("a")
        return asked

    return make


def handle(view, *, at_start: bool, aside: float = 0) -> QPoint:
    """A point on a handle of the chosen span, `aside` pixels from its middle."""
    for block in range(len(view.page.blocks)):
        for line in view.page.box(block).lines:
            for part in line.bands:
                edge = part.span.start if at_start else part.span.end
                if line.shaped.start <= edge <= line.shaped.end and (part.starts if at_start else part.ends):
                    middle = handle_bar(line, part, at_start=at_start).center()
                    y = view.page.top(block) + middle.y() - view.anchor.value
                    return QPoint(round(view.column_left() + middle.x() + aside), round(y))
    raise AssertionError("no handle")


def active_timers(view) -> list[QTimer]:
    return [timer for timer in view.findChildren(QTimer) if timer.isActive()]


@pytest.mark.parametrize("up", [False, True])
def test_a_drag_outside_scrolls_while_the_mouse_rests_faster_farther_away(view, hand, qtbot, up) -> None:
    view.set_document(LONG)
    qtbot.waitUntil(lambda: view.refiner.is_done)
    view.scroll_by(view.page.height // 2)
    middle = QPoint(view.viewport().width() // 2, view.view_height() // 2)

    def travelled(beyond: int) -> int:
        y = -beyond if up else view.view_height() + beyond
        hand.press(middle)
        hand.move(middle + QPoint(0, 10))
        before = view.anchor.value
        hand.move(QPoint(middle.x(), y))
        qtbot.wait(250)
        way = view.anchor.value - before
        hand.release(middle)
        view.scroll_by(-way)
        return -way if up else way

    near, far = travelled(8), travelled(90)
    assert 0 < near < far
    assert active_timers(view) == []


def test_the_selection_follows_the_page_that_scrolls_under_the_mouse(view, hand) -> None:
    view.set_document(LONG)
    start = view.point_of(0)
    hand.press(start)
    hand.move(QPoint(start.x(), 300))
    before = view.selection.range[1]
    view.scroll_by(400)
    assert view.selection.range[1] > before
    assert view.selection.range[0] == 0


@pytest.mark.parametrize(
    ("first", "last"),
    [("حارس", "عامل"), ("שלום", "וגם"), ("Harbour", "Watch"), ("Azadi", "Tower"), ("می‌خواهم", "درصد"), ("אמר", "BBC")],
)
def test_a_double_click_and_a_drag_go_on_by_words(view, hand, first, last) -> None:
    view.set_document(TEXT)
    start, target = TEXT.index(first), TEXT.index(last)
    hand.double(view.point_of(start + 1))
    assert TEXT[slice(*view.selection.range)] == first
    hand.move(view.point_of(target + 1))
    hand.release(view.point_of(target + 1))
    assert view.selection.range == (start, target + len(last))


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_another_button_ends_a_drag_without_a_trace_and_does_nothing_by_itself(view, hand, button) -> None:
    view.set_document(TEXT)
    view.set_selection(2, 7)
    said = []
    view.selection_changed.connect(lambda *settled: said.append(settled))
    hand.press(view.point_of(20))
    hand.move(view.point_of(40))
    assert view.selection.range != (2, 7)
    hand.press(view.point_of(40), button=button)
    hand.release(view.point_of(40), button=button)
    hand.release(view.point_of(40))
    assert (view.selection.range, said) == ((2, 7), [])


def test_a_view_that_is_hidden_during_a_drag_forgets_it(view, hand, qtbot) -> None:
    view.set_document(LONG)
    qtbot.waitUntil(lambda: view.refiner.is_done)
    hand.press(view.point_of(0))
    hand.move(QPoint(300, view.view_height() + 50))
    assert active_timers(view)
    view.hide()
    assert active_timers(view) == []
    assert view.selection.is_empty


@pytest.mark.parametrize("at_start", [True, False])
@pytest.mark.parametrize("words", ["بمقتل عامل", "שלום", "Harbour Watch", "Azadi Tower"])
def test_a_handle_is_caught_over_twelve_pixels(view, hand, chosen, words, at_start) -> None:
    start = TEXT.index(words)
    for aside in (-HANDLE_WIDTH / 2 + 1, HANDLE_WIDTH / 2 - 1):
        asked = chosen(start, start + len(words))
        asked.clear()
        at = handle(view, at_start=at_start, aside=aside)
        target = view.point_of(start - 2) if at_start else view.point_of(start + len(words) + 2)
        hand.press(at, SHIFT)
        hand.move(target)
        hand.release(target, SHIFT)
        ((low, high),) = asked[0]
        assert (low < start, high == start + len(words)) if at_start else (low == start, high > start + len(words))


def test_the_start_handle_sticks_at_the_clitic_and_shift_frees_it(view, hand, chosen) -> None:
    start = TEXT.index("بمقتل")
    asked = chosen(start, start + 5)
    for held, expected in ((NONE, "مقتل"), (SHIFT, "قتل")):
        hand.press(handle(view, at_start=True), held)
        hand.move(view.point_of(start + 2))
        hand.release(view.point_of(start + 2), held)
        assert TEXT[slice(*asked[-1][0])] == expected


def test_the_end_handle_never_takes_the_space_behind_a_word(view, hand, chosen) -> None:
    start = TEXT.index("حارس")
    asked = chosen(start, start + 4)
    target = view.point_of(TEXT.index("عامل"))
    hand.press(handle(view, at_start=False))
    hand.move(target)
    hand.release(target)
    assert TEXT[slice(*asked[-1][0])] == "حارس بمقتل"


def test_esc_while_a_handle_is_dragged_asks_for_nothing(view, hand, chosen, qtbot) -> None:
    start = TEXT.index("حارس")
    asked = chosen(start, start + 4)
    hand.press(handle(view, at_start=False))
    hand.move(view.point_of(start + 12))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    hand.release(view.point_of(start + 12))
    assert asked == []
    assert view.selection.is_empty
    assert view.chosen == "a"


def test_a_drag_with_alt_adds_a_fragment_to_the_chosen_span(view, hand, chosen) -> None:
    one, other = TEXT.index("حارس"), TEXT.index("المرفأ")
    asked = chosen(one, one + 4)
    hand.press(view.point_of(other + 1), ALT)
    hand.move(view.point_of(other + 4))
    hand.release(view.point_of(other + 4), ALT)
    assert asked == [((one, one + 4), (other, other + 6))]
    assert view.selection.is_empty


def test_a_click_on_the_mark_takes_the_prefix_out_and_in_again(view, hand, chosen) -> None:
    start = TEXT.index("بمقتل")
    for from_start, mark_at in ((start, start + 1), (start + 1, start)):
        asked = chosen(from_start, start + 5)
        spot = view.page.spot_of(start)
        middle = prefix_area(spot.line, spot.line.bands[0], mark_at).center()
        at = QPoint(round(view.column_left() + middle.x()), round(spot.block_top + middle.y() - view.anchor.value))
        hand.press(at)
        hand.release(at)
        assert asked[-1] == ((mark_at, start + 5),)
        assert view.chosen == "a"


@pytest.mark.parametrize("snaps", [True, False])
def test_a_click_extends_the_selection_with_shift_only(view, hand, snaps) -> None:
    view.set_document(TEXT)
    view.snaps = snaps
    view.set_selection(5, 9)
    at = view.point_of(20)
    hand.press(at)
    hand.release(at)
    assert view.selection.range == (20, 20)
    view.set_selection(5, 9)
    hand.press(at, SHIFT)
    hand.release(at, SHIFT)
    assert view.selection.range == (5, 20)
