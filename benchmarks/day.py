"""Eight hours at the window, in minutes: `python -m benchmarks.day` labels 2,000 articles with 20,000 edits.

Every edit comes from key presses and mouse drags through the event system of a real window. `ANNOTATOR_SOAK` is the
number of edits; there is an article for every ten of them, and as many backups as eight hours have. Told are the
memory after a tenth of the day and at its end, how long marks took in the first tenth and in the last, and whether
`check` finds the project whole.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.values import Span
from annotator.session import new_project
from annotator.session.importing import import_paths
from annotator.store.verify import check
from annotator.ui.desk import Desk
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.safekeeping import Safekeeping
from annotator.ui.window import MainWindow
from benchmarks import corpus
from benchmarks.hands import (
    ALT,
    CONTROL,
    FREE,
    LEFT,
    SHIFT,
    Paints,
    a_window,
    drag,
    move,
    press,
    settle,
    turn_wheel,
    type_text,
)
from benchmarks.rest import resident_mb
from benchmarks.table import percentile, say

EDITS = 20_000
EDITS_OF_AN_ARTICLE = 10
_BACKUPS = 16
_SWITCHES = 12
_LABEL_KEYS = (Qt.Key.Key_P, Qt.Key.Key_O, Qt.Key.Key_G, Qt.Key.Key_L, Qt.Key.Key_D)
_SPANS_BEFORE = 6


class Report(NamedTuple):
    """What the day was like: `memory_mb` and `objects` after the first tenth and at the end, marks in milliseconds."""

    edits: int
    seconds: float
    memory_mb: tuple[float, float]
    objects: tuple[int, int]
    widgets: tuple[int, int]
    first_marks: list[float]
    last_marks: list[float]
    is_whole: bool

    @property
    def growth(self) -> float:
        """By which share of itself the memory grew after the first tenth of the day."""
        return self.memory_mb[1] / self.memory_mb[0] - 1

    @property
    def slower(self) -> float:
        """How many times the first tenth's p99 of a mark the last tenth's is."""
        return percentile(self.last_marks, 0.99) / percentile(self.first_marks, 0.99)


def spend(folder: Path, edits: int, seed: int = 8) -> Report:
    """Spend a day of that many edits on a new project in a folder."""
    path = make_project(folder, max(20, edits // EDITS_OF_AN_ARTICLE))
    begin = time.perf_counter()
    with a_window(path, corpus.PERSON) as (window, page):
        day = _Day(window, page, random.Random(seed))
        early: tuple[float, int, int] | None = None
        last_marks = 0
        while day.edits < edits:
            day.act()
            if early is None and day.edits >= edits // 10:
                early, first_marks = _state(window), len(day.marks)
            if day.edits < edits - edits // 10:
                last_marks = len(day.marks)
            day.turn_of(edits)
        late = _state(window)
    assert early is not None
    return Report(
        edits=day.edits,
        seconds=time.perf_counter() - begin,
        memory_mb=(early[0], late[0]),
        objects=(early[1], late[1]),
        widgets=(early[2], late[2]),
        first_marks=day.marks[:first_marks],
        last_marks=day.marks[last_marks:],
        is_whole=check(path).ok,
    )


def make_project(folder: Path, count: int) -> Path:
    """Make a project of some articles, every second of which has a few spans."""
    some = (
        article._replace(spans=article.spans[: _SPANS_BEFORE * (number % 2)])
        for number, article in enumerate(corpus.articles(count))
    )
    source = corpus.write_labelled(some, folder / "day.jsonl")
    path = folder / "day.sqlite"
    with new_project(path, person=corpus.PERSON) as session:
        import_paths(session, [source])
    return path


class _Day:
    """One person's hands, which never rest."""

    def __init__(self, window: MainWindow, page: AnnotatePage, choose: random.Random) -> None:
        self._window, self._page, self._choose = window, page, choose
        self.edits = 0
        self.marks: list[float] = []
        self._backups = self._switches = 0
        page.desk.saved.connect(self._count)
        self._acts: tuple[tuple[int, Callable[[], object]], ...] = (
            (40, self._mark),
            (12, self._mark_by_keys),
            (12, self._relabel),
            (12, self._nudge),
            (8, self._delete),
            (8, lambda: press(window, Qt.Key.Key_Z, CONTROL)),
            (4, lambda: press(window, Qt.Key.Key_Z, CONTROL | SHIFT)),
            (10, self._next_article),
            (2, self._any_article),
            (2, self._scroll),
            (2, self._find),
            (2, self._zoom),
            (2, self._point),
        )

    def act(self) -> None:
        """Do one thing that a person does."""
        weights = [weight for weight, _act in self._acts]
        ((_weight, act),) = self._choose.choices(self._acts, weights)
        act()
        settle()

    def turn_of(self, edits: int) -> None:
        """Do what comes by the clock: backups; now and then another language and another theme."""
        if self.edits * _BACKUPS >= edits * (self._backups + 1):
            self._backups += 1
            self._window.findChild(Safekeeping).keep()
        if self.edits * _SWITCHES >= edits * (self._switches + 1):
            self._switches += 1
            look = self._window.appearance
            if self._switches % 2:
                look.choose_language("en" if look.language == "ar" else "ar")
            else:
                look.choose_theme(look.next_theme())
            settle()

    @property
    def _desk(self) -> Desk:
        return self._page.desk

    def _count(self) -> None:
        self.edits += 1

    def _mark(self) -> None:
        start = self._choose.randrange(len(self._page.article.page.text) - 40)
        drag(self._page.article, start, start + self._choose.randrange(2, 20), free=self._choose.random() < 0.7)
        settle()
        self._label()

    def _mark_by_keys(self) -> None:
        self._click(self._choose.randrange(len(self._page.article.page.text) - 40))
        press(self._window, Qt.Key.Key_Escape)
        for _word in range(self._choose.randrange(1, 4)):
            press(self._window, Qt.Key.Key_Left, CONTROL | SHIFT)
        settle()
        self._label()

    def _label(self) -> None:
        """Press a label key; where that has made a span, it counts how long until it was painted."""
        spans, paints, begin = len(self._desk.own_spans()), Paints.count, time.perf_counter()
        press(self._window, self._choose.choice(_LABEL_KEYS))
        while Paints.count == paints and time.perf_counter() - begin < 1:
            QApplication.processEvents()
        if len(self._desk.own_spans()) > spans and Paints.count > paints:
            self.marks.append(1_000 * (Paints.last - begin))

    def _relabel(self) -> None:
        if self._chosen() is not None:
            press(self._window, self._choose.choice(_LABEL_KEYS))

    def _nudge(self) -> None:
        if self._chosen() is not None:
            key = self._choose.choice((Qt.Key.Key_Left, Qt.Key.Key_Right))
            press(self._window, key, ALT | SHIFT if self._choose.random() < 0.5 else ALT)

    def _delete(self) -> None:
        if self._chosen() is not None:
            press(self._window, Qt.Key.Key_Delete)

    def _chosen(self) -> Span | None:
        """Click on a span of one's own."""
        spans = self._desk.own_spans()
        if not spans:
            return None
        press(self._window, Qt.Key.Key_Escape)
        self._click(self._choose.choice(spans).start)
        return self._page.labelling.selected

    def _click(self, offset: int) -> None:
        article = self._page.article
        article.scroll_to(offset, offset + 1)
        QTest.mouseClick(article.viewport(), LEFT, FREE, article.point_of(offset))
        settle()

    def _next_article(self) -> None:
        press(self._window, Qt.Key.Key_PageDown, CONTROL)

    def _any_article(self) -> None:
        shown = self._page.documents.list
        bar = shown.verticalScrollBar()
        bar.setValue(self._choose.randrange(bar.maximum() + 1))
        settle()
        area = shown.viewport()
        QTest.mouseClick(area, LEFT, FREE, QPoint(area.width() // 2, self._choose.randrange(area.height())))
        self._page.article.setFocus()

    def _scroll(self) -> None:
        for _step in range(8):
            turn_wheel(self._page.article.viewport(), self._choose.choice((44, 88, -44)))
            settle()

    def _point(self) -> None:
        area = self._page.article.viewport()
        for _step in range(20):
            move(area, QPoint(self._choose.randrange(area.width()), self._choose.randrange(area.height())))

    def _find(self) -> None:
        press(self._window, Qt.Key.Key_F, CONTROL)
        settle()
        text = self._page.article.page.text
        start = self._choose.randrange(len(text) - 10)
        field = QApplication.focusWidget()
        if field is not None and field is not self._page.article:
            type_text(field, text[start : start + 4])
            press(self._window, Qt.Key.Key_F3)
            settle()
            press(self._window, Qt.Key.Key_Escape)
        self._page.article.setFocus()

    def _zoom(self) -> None:
        press(self._window, self._choose.choice((Qt.Key.Key_Plus, Qt.Key.Key_Minus)), CONTROL)


def _state(window: MainWindow) -> tuple[float, int, int]:
    """Memory in MB, objects that Python's collector knows, and objects of Qt in the window."""
    settle()
    gc.collect()
    return resident_mb(), len(gc.get_objects()), len(window.findChildren(QObject))


def told(report: Report) -> str:
    """Say what the day was like."""
    first, last = report.first_marks, report.last_marks
    return "\n".join(
        (
            f"{report.edits:,} edits in {report.seconds:,.0f} s",
            f"memory: {report.memory_mb[0]:.0f} MB after a tenth, {report.memory_mb[1]:.0f} MB at the end, "
            f"{100 * report.growth:+.1f} % (bar: + 5 %)",
            f"objects of Python: {report.objects[0]:,} and {report.objects[1]:,}; of Qt: {report.widgets[0]:,} and "
            f"{report.widgets[1]:,}",
            f"mark, first tenth: p50 {percentile(first, 0.5):.1f}, p99 {percentile(first, 0.99):.1f} ms; "
            f"last tenth: p50 {percentile(last, 0.5):.1f}, p99 {percentile(last, 0.99):.1f} ms",
            f"check: {'whole' if report.is_whole else 'NOT WHOLE'}",
        )
    )


def main() -> int:
    """Spend the day and tell of it; 1 where the project is not whole."""
    edits = int(os.environ.get("ANNOTATOR_SOAK", str(EDITS)))
    say(f"a day of {edits:,} edits")
    with tempfile.TemporaryDirectory(prefix="day-") as name:
        os.environ["ANNOTATOR_HOME"] = str(Path(name) / "home")
        report = spend(Path(name), edits)
    print(told(report))
    return 0 if report.is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
