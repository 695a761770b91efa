"""Long work beside the window: a job runs in its own thread, reports numbers and can be cancelled.

A job never touches a widget; its signals are carried to the window's thread by Qt.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, Cancelled

Progress = Callable[[int, int], None]
"""Called by the work with (done, total); total 0 = not known. Raises Cancelled when the person has cancelled."""


class Job(QObject):
    """One piece of work. One of `succeeded`, `refused`, `cancelled` and `crashed` follows `start`, then `finished`."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    crashed = Signal(object)
    finished = Signal()

    def __init__(self, work: Callable[[Progress], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="job")

    def start(self) -> None:
        """Begin the work in a thread of its own."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next progress call."""
        self._stop.set()

    def wait(self) -> None:
        """Wait until the thread has ended."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            result = self._work(self._report)
        except Cancelled:
            self.cancelled.emit()
        except AnnotatorError as error:
            self.refused.emit(error)
        except Exception as error:  # noqa: BLE001 - the border of the job: a fault here must reach the window, not vanish
            self.crashed.emit(error)
        else:
            self.succeeded.emit(result)
        self.finished.emit()

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)


def raise_again(error: Exception) -> None:
    """A fault of ours in a job is reported like one in the window."""
    raise error
