"""What a process of its own measures in a real window: `python -m benchmarks.seen WHAT PROJECT`.

Prints one JSON object of milliseconds (or MB, or percent) by name; names that begin with `bare` are the limit's.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.panels.status import Saving
from annotator.ui.window import MainWindow
from benchmarks import corpus
from benchmarks.bare import BareView
from benchmarks.hands import CONTROL, Paints, a_window, drag, move, press, settle, turn_wheel, until_painted
from benchmarks.limits import Plain
from benchmarks.marking import jobs, running
from benchmarks.rest import resident_mb
from benchmarks.table import percentile, say

Figures = dict[str, float]

_STEP_PX = 44
_STEPS, _HOVERS, _VISITS = 60, 2_000, 40
_IDLE_S = 5.0
_MARKS, _MARKS_OF_AN_ARTICLE = 200, 10
_PAUSE_S = 0.01
_SETTLE_S = 0.5


def articles(project: Path) -> Figures:
    """The next article, by its key, for each length: how long until it is painted."""
    found: dict[str, list[float]] = {}
    bare = _bare_view()
    with a_window(project, corpus.PERSON) as (window, page):
        first, *rest = page.desk.session.documents()
        assert page.open(first.key)
        settle()
        for row in rest:
            taken = until_painted(lambda: press(window, Qt.Key.Key_PageDown, CONTROL))
            assert _key(page) == row.key, (_key(page), row.key)
            found.setdefault(row.key.split("/")[0], []).append(taken)
            settle()
            view = page.desk.view
            assert view is not None
            text, spans = view.document.text, [(span.start, span.end) for span in view.spans]
            taken = until_painted(lambda text=text, spans=spans: bare.show_text(text, spans))
            found.setdefault("bare/" + row.key.split("/")[0], []).append(taken)
    return {name: statistics.median(times) for name, times in found.items()}


def moving(project: Path) -> Figures:
    """Scroll steps and hovering in the longest article but one."""
    bare = _bare_view()
    with a_window(project, corpus.PERSON) as (_window, page):
        _open(page, "middle")
        view, area = page.article, page.article.viewport()
        steps = [until_painted(lambda: turn_wheel(area, _STEP_PX)) for _step in range(_STEPS)]
        hovers = _hovers(lambda point: move(area, point), area.width(), area.height())
        shown = page.desk.view
        assert shown is not None
        bare.show_text(shown.document.text, [(span.start, span.end) for span in shown.spans])
        settle()
        bar = bare.verticalScrollBar()
        bare_steps = [until_painted(lambda: bar.setValue(bar.value() + _STEP_PX)) for _step in range(_STEPS)]
        bare_hovers = _hovers(
            lambda point: bare.span_at(point.x(), point.y()), bare.viewport().width(), bare.viewport().height()
        )
        assert view.page.text
    return {
        "scroll": statistics.median(steps),
        "hover": statistics.median(hovers),
        "bare/scroll": statistics.median(bare_steps),
        "bare/hover": statistics.median(bare_hovers),
    }


def resting(project: Path) -> Figures:
    """Memory after some articles were read, and what the window does while nobody does anything."""
    with a_window(project, corpus.PERSON) as (window, page):
        bar = page.documents.list.verticalScrollBar()
        for visit in range(_VISITS):
            press(window, Qt.Key.Key_PageDown, CONTROL)
            bar.setValue(bar.maximum() * visit // _VISITS)
            settle()
        memory = resident_mb()
        while not page.documents.standings.is_complete:  # until then the window is at work, not at rest
            loop_for(_SETTLE_S)
        loop_for(_SETTLE_S)
        cpu, paints = time.process_time(), Paints.count
        loop_for(_IDLE_S)
        busy = 100 * (time.process_time() - cpu) / _IDLE_S
        return {"memory": memory, "idle": busy, "paints": float(Paints.count - paints)}


def marks(project: Path) -> Figures:
    """A label key until its span is committed and painted: quiet, and while long work runs in the same process."""
    bare = _bare_view()
    found: Figures = {}
    with a_window(project, corpus.PERSON) as (window, page):
        times = _marks(window, page)
        found |= _percentiles("quiet", times)
        found |= _percentiles("bare/quiet", _bare_marks(bare, project))
        for name, job in jobs(page.desk.session, project.parent):
            say(f"marking in the window while {name}")
            with running(job):
                found |= _percentiles(name, _marks(window, page))
    return found


def _marks(window: MainWindow, page: AnnotatePage) -> list[float]:
    choose = random.Random()  # never the same places again in the same file: a second mark there is none
    taken = []
    for nth in range(_MARKS):
        if nth % _MARKS_OF_AN_ARTICLE == 0:
            assert page.open(f"bench/{choose.randrange(corpus.SMALLER):06d}")
            settle()
        start = choose.randrange(len(page.article.page.text) - 20)
        drag(page.article, start, start + choose.randrange(3, 9))
        settle()
        taken.append(until_painted(lambda: press(window, Qt.Key.Key_P)))
        assert window.status.saving is Saving.SAVED
        loop_for(_PAUSE_S)
    return taken


def _bare_marks(view: BareView, project: Path) -> list[float]:
    """The same by hand: one row, one line of history, two hashes, one synced commit, one repaint."""
    plain = Plain(project.with_name("bare-marks.sqlite"))
    plain.take_in(corpus.files().smaller)
    text = next(corpus.articles(1)).text
    view.show_text(text, [])
    settle()
    choose = random.Random(5)

    def mark(number: int, start: int) -> None:
        plain.mark(number, f"mark-{start}-{number}", start, start + 5)
        view.add_span(start, start + 5)

    taken = []
    for _nth in range(_MARKS):
        number, start = choose.randrange(corpus.SMALLER) + 1, choose.randrange(600)
        taken.append(until_painted(lambda number=number, start=start: mark(number, start)))
        loop_for(_PAUSE_S)
    plain.close()
    return taken


def _percentiles(name: str, times: list[float]) -> Figures:
    return {f"{name}/p50": percentile(times, 0.5), f"{name}/p99": percentile(times, 0.99)}


def loop_for(seconds: float) -> None:
    """Run the event loop as the program does, for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(1_000 * seconds), loop.quit)
    loop.exec()


def _hovers(act: Callable[[QPoint], object], width: int, height: int) -> Sequence[float]:
    taken = []
    for nth in range(_HOVERS):
        point = QPoint(nth * 7 % width, nth * 3 % height)
        begin = time.perf_counter()
        act(point)
        taken.append(1_000 * (time.perf_counter() - begin))
    return taken


def _bare_view() -> BareView:
    Paints.watch(BareView)
    QApplication.instance() or QApplication(sys.argv[:1])
    view = BareView()
    view.resize(806, 640)
    view.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    view.show()
    return view


def _open(page: AnnotatePage, kind: str) -> None:
    key = next(row.key for row in page.desk.session.documents() if row.key.startswith(kind))
    assert page.open(key)
    settle()


def _key(page: AnnotatePage) -> str:
    return page.desk.document.key if page.desk.document is not None else ""


_WHAT: dict[str, Callable[[Path], Figures]] = {
    "articles": articles,
    "moving": moving,
    "resting": resting,
    "marks": marks,
}


if __name__ == "__main__":
    print(json.dumps(_WHAT[sys.argv[1]](Path(sys.argv[2]))))
