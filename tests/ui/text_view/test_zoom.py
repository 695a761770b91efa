"""Wheel, touchpad, pinch: the article scrolls by what was turned, and zooms without losing the place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.text_view.sheet import LINE_STEP
from annotator.ui.text_view.zoom import LARGEST, SMALLEST

TEXT = "\n".join(f"سطر رقم {nth} من نص طويل عن سفينة Harbour Watch وصلت אל הנמל أمس" for nth in range(200))
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def turn(view):
    view.set_document(TEXT)

    def make(angle: int, pixels: int = 0, held=Qt.KeyboardModifier.NoModifier, at: QPoint | None = None) -> None:
        area = view.viewport()
        point = QPointF(at or QPoint(300, 200))
        event = QWheelEvent(
            point,
            QPointF(area.mapToGlobal(point.toPoint())),
            QPoint(0, pixels),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(area, event)

    return make


@pytest.fixture
def pinch(view):
    view.set_document(TEXT)

    def make(kind: Qt.NativeGestureType, value: float, at: QPoint) -> None:
        where, outside = QPointF(at), QPointF(view.viewport().mapToGlobal(at))
        device = QPointingDevice.primaryPointingDevice()
        event = QNativeGestureEvent(kind, device, 2, where, where, outside, value, QPointF())
        QApplication.sendEvent(view.viewport(), event)

    return make


def test_a_notch_of_the_wheel_scrolls_the_lines_that_the_system_says(view, turn) -> None:
    turn(-120)
    assert view.verticalScrollBar().value() == QApplication.wheelScrollLines() * LINE_STEP
    turn(120)
    assert view.verticalScrollBar().value() == 0


def test_parts_of_a_notch_add_up_and_touchpads_scroll_by_pixels(view, turn) -> None:
    for _ in range(8):
        turn(-15)
    assert view.verticalScrollBar().value() == QApplication.wheelScrollLines() * LINE_STEP
    turn(-30, pixels=-7)
    assert view.verticalScrollBar().value() == QApplication.wheelScrollLines() * LINE_STEP + 7


def test_ctrl_and_the_wheel_zoom_and_keep_the_line_under_the_mouse(view, turn) -> None:
    view.scroll_by(2000)
    at = QPoint(400, 300)
    point = view.to_page(QPointF(at))
    block = view.page.block_at(point.y())
    said = []
    view.zoomed.connect(said.append)
    turn(360, held=CTRL, at=at)
    assert (view.page.size, said) == (26, [26])
    assert view.page.block_at(view.to_page(QPointF(at)).y()) == block
    turn(-360, held=CTRL, at=at)
    assert view.page.block_at(view.to_page(QPointF(at)).y()) == block


def test_fine_wheels_zoom_a_step_for_a_whole_notch_only(view, turn) -> None:
    for _ in range(7):
        turn(15, held=CTRL)
    assert view.page.size == 20
    turn(15, held=CTRL)
    assert view.page.size == 22


def test_two_fingers_zoom_as_far_as_they_are_spread(view, pinch) -> None:
    kind = Qt.NativeGestureType
    at = QPoint(400, 300)
    pinch(kind.BeginNativeGesture, 0.0, at)
    for _ in range(10):
        pinch(kind.ZoomNativeGesture, 0.03, at)
    pinch(kind.EndNativeGesture, 0.0, at)
    assert view.page.size == round(20 * 1.03**10)


def test_letters_stay_between_the_smallest_and_the_largest_size(view, turn) -> None:
    turn(120 * 40, held=CTRL)
    assert view.page.size == LARGEST
    turn(-120 * 80, held=CTRL)
    assert view.page.size == SMALLEST


def test_the_caret_that_is_seen_stays_where_it_is_when_keys_zoom(view) -> None:
    view.set_document(TEXT)
    view.scroll_by(1500)
    caret = view.page.blocks[view.page.block_at(view.anchor.value + 250)].start + 3
    view.set_selection(caret, caret)
    before = view.point_of(caret).y()
    view.zoom(30)
    # The middle of a line moves with its height, its upper edge does not.
    assert abs(view.point_of(caret).y() - before) <= 12
