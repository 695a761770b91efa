"""How soon a window can be used: `python -m benchmarks.starting ours|bare PROJECT BEGAN` prints milliseconds as JSON.

Nothing is imported here that the program doesn't import; `BEGAN` is the clock before the process was started.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from contextlib import closing

PERSON = "ann1"


def ours(project: str, began: float) -> float:
    """Run the program until the article is painted and its list has rows."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from annotator.__main__ import main
    from annotator.ui.text_view.view import ArticleView
    from annotator.ui.window import MainWindow

    seen: list[float] = []
    paint = ArticleView.paintEvent

    def painted(view: ArticleView, event: object) -> None:
        paint(view, event)  # type: ignore[arg-type]
        shown = view.window()
        if isinstance(shown, MainWindow) and shown.page is not None and shown.page.documents.model.rowCount():
            seen.append(time.perf_counter())
            QTimer.singleShot(0, QApplication.quit)

    ArticleView.paintEvent = painted  # type: ignore[method-assign,assignment]
    main([project, "--person", PERSON])
    return 1_000 * (seen[0] - began)


def bare(project: str, began: float) -> float:
    """Show the first text of the file in the bare view, and nothing else."""
    from PySide6.QtWidgets import QApplication

    from benchmarks.bare import BareView

    app = QApplication(sys.argv[:1])
    view = BareView()
    view.resize(1366, 768)
    with closing(sqlite3.connect(project)) as file:
        view.show_text(file.execute("SELECT text FROM document LIMIT 1").fetchone()[0], [])
    view.show()
    app.processEvents()
    return 1_000 * (time.perf_counter() - began)


if __name__ == "__main__":
    taken = {"ours": ours, "bare": bare}[sys.argv[1]](sys.argv[2], float(sys.argv[3]))
    print(json.dumps({"start" if sys.argv[1] == "ours" else "bare/start": taken}))
