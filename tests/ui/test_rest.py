"""A window in which nobody does anything costs nothing."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

from tests.windows import ARTICLES, a_window, mark, open_in, press, settle, wait_until, write_articles

_REST_MS = 2_000
_BUSY_S = 0.02


class Paintings(QObject):
    """Counts what is painted anywhere in the application."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_at_rest_the_window_neither_paints_nor_computes(qapp, tmp_path):
    with a_window() as window:
        page = open_in(window, write_articles(tmp_path / "articles", ARTICLES), "harbour")
        mark(page, "طبرق", "1", "g")
        wait_until(lambda: page.documents.standings.is_complete and page.article.refiner.is_done)
        _let_pass(1_500)  # what waits for a pause in the work: the card, the place, words read aloud
        settle()
        paintings, busy = Paintings(qapp), time.process_time()
        _let_pass(_REST_MS)
        busy, painted = time.process_time() - busy, paintings.count
        press(page, ".")
        settle()
        qapp.removeEventFilter(paintings)
    assert painted == 0
    assert busy < _BUSY_S
    assert paintings.count > 0, "the counter hears of paintings"


def _let_pass(milliseconds: int) -> None:
    """Run the event loop as the program does; asking again and again for events would itself be work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
