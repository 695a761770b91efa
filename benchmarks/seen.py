"""What a process of its own measures in a real window: `python -m benchmarks.seen WHAT PROJECT [BEGAN]`.

Prints one JSON object of milliseconds (or MB, or percent) by name; names that begin with `bare` are the limit's.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.text_view.view import ArticleView
from annotator.ui.window import MainWindow
from benchmarks import corpus
from benchmarks.bare import BareView
from benchmarks.hands import CONTROL, Paints, a_window, move, press, settle, turn_wheel, until_painted

Figures = dict[str, float]

_STEP_PX = 44
_STEPS, _HOVERS, _VISITS = 60, 2_000, 40
_IDLE_S = 5.0
_SETTLE_S = 0.5


def start(project: Path, began: str) -> Figures:
    """Run the program until the article has been painted; `began` is the clock before the process was started."""
    from annotator.__main__ import main

    Paints.watch(ArticleView)
    seen: Figures = {}

    def look() -> None:
        window = next((found for found in QApplication.topLevelWidgets() if isinstance(found, MainWindow)), None)
        page = window.page if window is not None else None
        if Paints.count and page is not None and page.desk.document is not None and page.documents.model.rowCount():
            seen["start"] = 1_000 * (Paints.last - float(began))
            QApplication.quit()
        else:
            QTimer.singleShot(0, look)

    QTimer.singleShot(0, look)
    main([str(project), "--person", corpus.PERSON])
    return seen


def start_bare(_project: Path, began: str) -> Figures:
    """A process that shows one text in the bare view and nothing else."""
    view = _bare_view()
    view.show_text(next(corpus.articles(1)).text, [])
    until_painted(view.viewport().update)
    return {"bare/start": 1_000 * (Paints.last - float(began))}


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
        loop_for(_SETTLE_S)
        cpu, paints = time.process_time(), Paints.count
        loop_for(_IDLE_S)
        busy = 100 * (time.process_time() - cpu) / _IDLE_S
        return {"memory": memory, "idle": busy, "paints": float(Paints.count - paints)}


def loop_for(seconds: float) -> None:
    """Run the event loop as the program does, for a while."""
    QTimer.singleShot(round(1_000 * seconds), QApplication.quit)
    QApplication.exec()


def resident_mb() -> float:
    """The memory of this process that is in RAM, in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576


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


_WHAT: dict[str, Callable[..., Figures]] = {
    "start": start,
    "start_bare": start_bare,
    "articles": articles,
    "moving": moving,
    "resting": resting,
}


if __name__ == "__main__":
    print(json.dumps(_WHAT[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))
