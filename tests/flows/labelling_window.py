"""A window in a process of its own, that a person labels in until somebody kills it.

`python labelling_window.py FOLDER KEY PLAN` opens the folder, and in it the document KEY or, without one, that of the
last time, and makes the gestures of the plan (JSON) as real events. After each one it writes what the window then shows
as saved, and where in the text it is, as one line of JSON. With "on" as the last gesture it goes on marking word after
word until it is killed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui import app as program
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.panels.status import Saving
from annotator.ui.window import MainWindow
from tests.flows.arabic_keys import move, strike, write
from tests.windows import drag, press, settle, wait_until

_KEPT_MS = 700
"""The window keeps the place half a second after it has changed."""
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def main() -> int:
    folder, key, plan = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    application = program.application()
    QTimer.singleShot(0, application, lambda: work(key, plan))
    return program.run(folder, "huda")


def work(key: str, plan: list[list[object]]) -> None:
    window = next(top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow))
    wait_until(lambda: window.page is not None)
    page = window.page
    assert page is not None and (not key or page.open(key))
    settle()
    for gesture, *details in plan:
        GESTURES[str(gesture)](page, *details)
        acknowledge(window, page)


def mark(page: AnnotatePage, start: int, end: int, layer: str, label: str, free: bool) -> None:
    """Select with the mouse and press the keys of a label."""
    drag(page.article, start, end, free=free)
    press(page, layer)
    press(page, label)


def mark_found(page: AnnotatePage, phrase: str, layer: str, label: str) -> None:
    """Find a phrase in the article and label what was found, with the keys of an Arabic layout."""
    _find(page, phrase)
    strike(layer)
    strike(label)


def mark_without_prefix(page: AnnotatePage, word: str, layer: str, label: str) -> None:
    """Find a word, leave its prefix out and label the rest, with the keys of an Arabic layout."""
    _find(page, word)
    move(Qt.Key.Key_Left, held=ALT)
    strike(layer)
    strike(label)


def relabel(page: AnnotatePage, start: int, layer: str, label: str) -> None:
    """Click on the innermost span at an offset and press the keys of another label."""
    _choose(page, start)
    strike(layer)
    strike(label)


def nudge_end(page: AnnotatePage, start: int) -> None:
    """Click on the innermost span at an offset and take its last letter off: its end moves to the right."""
    _choose(page, start)
    move(Qt.Key.Key_Right, held=CONTROL | ALT | SHIFT)


def undo(_page: AnnotatePage) -> None:
    strike("z", held=CONTROL)


def redo(_page: AnnotatePage) -> None:
    strike("y", held=CONTROL)


def rest(page: AnnotatePage, offset: int) -> None:
    """Go to a place in the text with the wheel, click there, and let things settle as a reader does."""
    page.article.scroll_to(offset, offset + 1)
    view = page.article.viewport()
    middle = QPointF(view.rect().center())
    wheel = QWheelEvent(
        middle,
        QPointF(view.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -60),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    _click(page, offset)
    QTest.qWait(_KEPT_MS)


def look(page: AnnotatePage) -> None:
    """Do nothing."""
    QTest.qWaitForWindowExposed(page.window())
    settle()


def go_on(page: AnnotatePage) -> None:
    assert page.desk.document is not None
    text = page.desk.document.text
    place = 0
    while True:
        start = next(at for at in range(place, len(text)) if text[at].isalpha())
        end = next((at for at in range(start, len(text)) if not text[at].isalpha()), len(text))
        mark(page, start, end, "1", "p", True)
        window = page.window()
        assert isinstance(window, MainWindow)
        acknowledge(window, page)
        place = end if any(character.isalpha() for character in text[end:]) else 0


GESTURES = {
    "mark": mark,
    "mark_found": mark_found,
    "mark_without_prefix": mark_without_prefix,
    "relabel": relabel,
    "nudge_end": nudge_end,
    "undo": undo,
    "redo": redo,
    "rest": rest,
    "look": look,
    "on": go_on,
}


def acknowledge(window: MainWindow, page: AnnotatePage) -> None:
    """Say what is on the screen while nothing waits to be saved."""
    assert window.status.saving in (Saving.SAVED, Saving.NOTHING)
    assert page.desk.document is not None
    shown = {
        "key": page.desk.document.key,
        "spans": sorted((span.label, span.start, span.end) for span in page.desk.own_spans()),
        "place": page.article.place(),
    }
    sys.stdout.write(json.dumps(shown) + "\n")
    sys.stdout.flush()


def _find(page: AnnotatePage, words: str) -> None:
    strike("f", held=CONTROL)
    assert QApplication.focusWidget() is page.find_bar.field
    page.find_bar.field.clear()
    write(words)
    wait_until(lambda: page.find_bar.count_text().startswith("1 "))
    move(Qt.Key.Key_Escape)
    assert page.article.hasFocus()


def _choose(page: AnnotatePage, offset: int) -> None:
    """Let go of what is chosen, because another click on it would choose the span around it, and click."""
    move(Qt.Key.Key_Escape)
    _click(page, offset)
    assert page.labelling.selected is not None


def _click(page: AnnotatePage, offset: int) -> None:
    page.article.scroll_to(offset, offset + 1)
    QTest.mouseClick(page.article.viewport(), Qt.MouseButton.LeftButton, pos=page.article.point_of(offset))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.exit(main())
