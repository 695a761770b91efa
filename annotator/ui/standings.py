"""How far the person is with every document: read once beside the window, then kept by what happens in it."""

from __future__ import annotations

import time
from collections import Counter

from PySide6.QtCore import QObject, Signal

from annotator.ui.jobs import Job, Progress, raise_again
from annotator.ui.panels.document_model import STATES, Shelf

TODO, DONE = "todo", "done"
_PAGE = 500
_PAUSE_S = 0.001


class Standings(QObject):
    """The states of a shelf's documents by key. Only those that are not "to do" are held."""

    changed = Signal()
    """Some counts are others now."""

    completed = Signal()
    """All documents have been looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._states: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self.is_complete = False

    def start(self, shelf: Shelf) -> None:
        """Read the states of a shelf in the background; what is put meanwhile stays."""
        self.stop()
        self._job = Job(lambda progress: _read(shelf, progress), self)
        self._job.succeeded.connect(self._take)
        self._job.crashed.connect(raise_again)
        self._job.start()

    def stop(self) -> None:
        """Forget everything, and wait until nothing is read any more."""
        job, self._job = self._job, None
        if job is not None:
            job.succeeded.disconnect(self._take)
            job.cancel()
            job.wait()
            job.deleteLater()
        self._states, self._counts, self.is_complete = {}, Counter(), False

    def state_of(self, key: str) -> str:
        """Return how far the person is with a document, as far as is known."""
        return self._states.get(key, TODO)

    def count(self, state: str) -> int:
        """How many documents are in a state; "to do" can't be counted here, as it is what is left."""
        return self._counts[state]

    def put(self, key: str, state: str) -> None:
        """Take note of what became of a document."""
        former = self.state_of(key)
        if former == state:
            return
        self._counts[former] -= 1
        self._counts[state] += 1
        self._states[key] = state
        self.changed.emit()

    def _take(self, states: dict[str, str]) -> None:
        self._states = states | self._states
        self._counts = Counter(self._states.values())
        self.is_complete = True
        self.changed.emit()
        self.completed.emit()


def _read(shelf: Shelf, progress: Progress) -> dict[str, str]:
    """Look at all documents in short reads; the pause lets the window have its turn."""
    states: dict[str, str] = {}
    names = {name: name for name in STATES}
    after: str | None = None
    while page := shelf.page(after, _PAGE):
        for entry in shelf.looked_at(page):
            if entry.state != TODO:
                states[entry.key] = names[entry.state]
        after = page[-1].key
        progress(len(states), 0)
        time.sleep(_PAUSE_S)
    return states
