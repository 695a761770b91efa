"""A window with real projects in it, and hands: mouse and keyboard as the event system sees them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.app import application
from annotator.ui.appearance import Appearance
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.panels.status import Saving
from annotator.ui.remembered import Remembered
from annotator.ui.text_view.view import ArticleView
from annotator.ui.window import MainWindow
from annotator.words import set_language

ARTICLES = {
    "harbour": "انفجار في ميناء رأس النخيل\nأفاد مصدر في البلدية طلب عدم ذكر اسمه بمقتل صياد من طبرق يوم الأحد.\n",
    "council": "مجلس المدينة يؤجل جلسته\nعقد مجلس مدينة طبرق جلسة قصيرة ثم أجلها إلى يوم الثلاثاء.\n",
    "rain": "أمطار غزيرة على الساحل\nهطلت أمطار غزيرة على الساحل مساء السبت وأغلقت طريق الميناء.\n",
}
"""Three small articles, invented."""

_SECONDS = 10.0


def write_articles(folder: Path, articles: dict[str, str] = ARTICLES) -> Path:
    """Write articles as text files into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


@contextmanager
def a_window(person: str | None = "huda", *, language: str = "en", theme: str = "light") -> Iterator[MainWindow]:
    """Show a window on the first page, and leave the application afterwards as it was."""
    app = application()
    remembered = Remembered()
    remembered.keep("language", language)
    remembered.keep("theme", theme)
    appearance = Appearance(app, remembered)
    appearance.choose_language(language)  # the tests ask for English by ANNOTATOR_LANGUAGE, which comes first
    window = MainWindow(appearance, remembered, person)
    if remembered.blob("geometry").isEmpty():
        window.resize(1366, 768)  # the screen of the offscreen platform is smaller than any of ours
    window.show()
    QTest.qWaitForWindowExposed(window)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        app.setStyleSheet("")
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        set_language("en")
        settle()


def settle() -> None:
    """Let queued events run, deferred deletions among them."""
    for _round in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(found: Callable[[], object]) -> None:
    """Wait until something is there; fail after ten seconds."""
    end = time.monotonic() + _SECONDS
    while not found():
        assert time.monotonic() < end, "it did not happen"
        QApplication.processEvents()
        time.sleep(0.002)  # QTest.qWait would not let the other threads of Python run


def open_in(window: MainWindow, path: Path, key: str | None = None) -> AnnotatePage:
    """Open a folder or project in a window, and one of its documents."""
    former = window.page
    window.open_path(path)
    wait_until(lambda: window.page is not None and window.page is not former and not window.work.is_busy)
    assert window.page is not None
    if key is not None:
        assert window.page.open(key)
    settle()
    return window.page


def place(page: AnnotatePage, words: str, nth: int = 0) -> tuple[int, int]:
    """Return where some words stand in the open article, in code points."""
    assert page.desk.document is not None
    start = -1
    for _time in range(nth + 1):
        start = page.desk.document.text.index(words, start + 1)
    return start, start + len(words)


def drag(article: ArticleView, start: int, end: int, *, free: bool = False) -> None:
    """Select from one offset to another with the mouse; `free` holds Shift, so that nothing snaps to words."""
    article.scroll_to(start, end)
    held = Qt.KeyboardModifier.ShiftModifier if free else Qt.KeyboardModifier.NoModifier
    begin, finish = article.point_of(start), article.point_of(end, trailing=True)
    view = article.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, held, begin)
    for step in (1, 2, 3):
        point = begin + (finish - begin) * step / 3
        _move(article, QPoint(round(point.x()), round(point.y())), held)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, held, finish)


def select(page: AnnotatePage, words: str, nth: int = 0, *, free: bool = False) -> None:
    """Select some words of the open article with the mouse."""
    drag(page.article, *place(page, words, nth), free=free)


def press(page: AnnotatePage, key: str, *, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key of a character, Latin, Arabic or a digit, on the widget of the page that has the focus."""
    focus = QApplication.focusWidget()
    target = focus if focus is not None and page.isAncestorOf(focus) else page.article
    code = ord(key.upper()) if len(key) == 1 else 0
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, code, held, key))


def type_in(field: QWidget, text: str) -> None:
    """Type a text into a field, letter by letter; QTest knows Latin keys only."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def mark(page: AnnotatePage, words: str, *keys: str, nth: int = 0, free: bool = False) -> None:
    """Select some words with the mouse and press keys; the edit must be on disk afterwards, and said to be."""
    select(page, words, nth, free=free)
    for key in keys:
        press(page, key)
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.status.saving is Saving.SAVED


def labels_of(page: AnnotatePage) -> list[tuple[str, str]]:
    """Return (label, text) of the person's spans, in reading order."""
    document = page.desk.document
    assert document is not None
    return [(span.label, document.text[span.start : span.end]) for span in page.desk.own_spans()]


def _move(article: ArticleView, to: QPoint, held: Qt.KeyboardModifier) -> None:
    """Move with the button down: QTest.mouseMove sends no button off screen."""
    view = article.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(view.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        held,
    )
    QApplication.sendEvent(view, event)
