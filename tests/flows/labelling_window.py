"""A window in a process of its own, that a person labels in until somebody kills it.

`python labelling_window.py FOLDER KEY PLAN` opens the folder and makes the gestures of the plan (JSON) as real events.
After each one it writes what the window then shows as saved, as one line of JSON. With "on" as the last gesture it goes
on marking word after word until it is killed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui import app as program
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.panels.status import Saving
from annotator.ui.window import MainWindow
from tests.windows import drag, press, settle, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier


def main() -> int:
    folder, key, plan = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    application = program.application()
    QTimer.singleShot(0, application, lambda: work(key, plan))
    return program.run(folder, "huda")


def work(key: str, plan: list[list[object]]) -> None:
    window = next(top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow))
    wait_until(lambda: window.page is not None)
    page = window.page
    assert page is not None and page.open(key)
    settle()
    for gesture, *details in plan:
        GESTURES[str(gesture)](page, *details)
        acknowledge(window, page)


def mark(page: AnnotatePage, start: int, end: int, layer: str, label: str, free: bool) -> None:
    drag(page.article, start, end, free=free)
    press(page, layer)
    press(page, label)


def undo(page: AnnotatePage) -> None:
    QTest.keyClick(page.article, Qt.Key.Key_Z, CONTROL)


def redo(page: AnnotatePage) -> None:
    QTest.keyClick(page.article, Qt.Key.Key_Y, CONTROL)


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


GESTURES = {"mark": mark, "undo": undo, "redo": redo, "on": go_on}


def acknowledge(window: MainWindow, page: AnnotatePage) -> None:
    """Say what is on the screen while it says "Saved"."""
    assert window.status.saving is Saving.SAVED
    shown = sorted((span.label, span.start, span.end) for span in page.desk.own_spans())
    sys.stdout.write(json.dumps(shown) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.exit(main())
