"""Long work beside the window: a job runs in its own thread, reports numbers and can be cancelled.

A job never touches a widget. What it opens it opens and closes in its own thread.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from annotator.errors import AnnotatorError, Cancelled

Progress = Callable[[int, int], None]
"""Called by the work with (done, total); total 0 = not known. Raises Cancelled when the person has cancelled."""


class Job(QThread):
    """One piece of work. Exactly one of `succeeded`, `refused`, `cancelled` and `crashed` follows `start`."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    crashed = Signal(object)

    def __init__(self, work: Callable[[Progress], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def cancel(self) -> None:
        """Ask the work to stop at its next progress call."""
        self.requestInterruption()

    def run(self) -> None:
        """Do the work; called by Qt in the job's thread."""
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

    def _report(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        self.progressed.emit(done, total)
