"""A person at a window, as the event system sees them: keys, clicks and drags, and a clock that stops when the article
has been painted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.app import SWITCH_S, application
from annotator.ui.appearance import Appearance
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.remembered import Remembered
from annotator.ui.text_view.view import ArticleView
from annotator.ui.warming import warm_up
from annotator.ui.window import MainWindow
from benchmarks.bare import BareView

LEFT = Qt.MouseButton.LeftButton
FREE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_SIZE = (1366, 768)
_WAIT_S = 20.0


class Paints:
    """How often an article was painted, and when it was last."""

    count = 0
    last = 0.0

    @classmethod
    def watch(cls, kind: type[ArticleView] | type[BareView]) -> None:
        """Count the paintings of a kind of view; before the first one of it is made."""
        paint = kind.paintEvent

        def counted(view: ArticleView, event: QPaintEvent) -> None:
            paint(view, event)
            cls.count += 1
            cls.last = time.perf_counter()

        kind.paintEvent = counted  # type: ignore[method-assign,assignment]


@contextmanager
def a_window(project: Path, person: str) -> Iterator[tuple[MainWindow, AnnotatePage]]:
    """Show a window on a project, as the program does."""
    sys.setswitchinterval(SWITCH_S)
    Paints.watch(ArticleView)
    app, remembered = application(), Remembered()
    appearance = Appearance(app, remembered)
    window = MainWindow(appearance, remembered, person)
    window.resize(*_SIZE)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowExposed(window)
    window.open_path(project)
    assert window.page is not None
    warm_up().join()
    settle()
    try:
        yield window, window.page
    finally:
        window.close()
        settle()


def settle() -> None:
    """Let queued events run, deferred deletions among them."""
    for _round in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until_painted(act: Callable[[], object]) -> float:
    """Do something and return the milliseconds until the article was painted after it."""
    before, begin = Paints.count, time.perf_counter()
    act()
    while Paints.count == before and time.perf_counter() - begin < _WAIT_S:
        QApplication.processEvents()
    assert Paints.count > before, "the article was not painted"
    return 1_000 * (Paints.last - begin)


def press(window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = FREE) -> None:
    """Press a key, the way it comes from the window system."""
    QTest.keyClick(window.windowHandle(), key, held)


def type_text(field: QWidget, text: str) -> None:
    """Type a text of any script into a field: QTest knows the keys of ASCII only."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, FREE, sign))


def drag(article: ArticleView, start: int, end: int, *, free: bool = True) -> None:
    """Select a range with the mouse; `free` holds Shift, so that it doesn't snap to words."""
    held = SHIFT if free else FREE
    article.scroll_to(start, end)
    begin, finish = article.point_of(start), article.point_of(end, trailing=True)
    view = article.viewport()
    QTest.mousePress(view, LEFT, held, begin)
    for share in (0.5, 1.0):
        move(view, begin + (finish - begin) * share, LEFT, held)
    QTest.mouseRelease(view, LEFT, held, finish)


def move(
    view: QWidget, to: QPoint, buttons: Qt.MouseButton = Qt.MouseButton.NoButton, held: Qt.KeyboardModifier = FREE
) -> None:
    """Move the mouse: QTest.mouseMove sends no button off screen."""
    place = QPointF(to)
    event = QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), Qt.MouseButton.NoButton, buttons, held)
    QApplication.sendEvent(view, event)


def turn_wheel(view: QWidget, pixels: int) -> None:
    """Scroll with the wheel; positive goes down."""
    centre = QPointF(view.rect().center())
    event = QWheelEvent(
        centre,
        view.mapToGlobal(centre),
        QPoint(0, -pixels),
        QPoint(0, -120 if pixels > 0 else 120),
        Qt.MouseButton.NoButton,
        FREE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
