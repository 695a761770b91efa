"""Backups while a person works: soon after opening, then every half hour, in the background and without a word.

A copy is verified, so this is also where damage of a large project is noticed. A large file that this computer does not
know is looked at as a whole here, before its first backup: opening does not wait for that.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.session import Session
from annotator.session.backups import EVERY_MINUTES, roll
from annotator.ui.jobs import Job, Progress, raise_again

_FIRST_MS = 15_000
_MS_PER_MINUTE = 60_000


class Safekeeping(QObject):
    """Makes the rolling backups of one open project until it is stopped."""

    kept = Signal(object)
    """A `Backup` was made."""

    refused = Signal(object)
    """An AnnotatorError: the project is damaged, or there is no room."""

    def __init__(self, session: Session, parent: QObject | None = None, *, first_ms: int = _FIRST_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._timer = QTimer(self, interval=EVERY_MINUTES * _MS_PER_MINUTE)
        self._timer.timeout.connect(self.keep)
        self._first = QTimer(self, singleShot=True, interval=first_ms)
        self._first.timeout.connect(self.keep)

    def start(self) -> None:
        """Begin to watch over a project that can be edited; a reader's is somebody else's to keep."""
        if self._session.writable:
            self._first.start()
            self._timer.start()

    def keep(self) -> None:
        """Make a backup now, where something changed since the last one."""
        if self._job is not None:
            return
        self._job = Job(self._kept_whole, self)
        self._job.succeeded.connect(self._tell)
        self._job.refused.connect(self.refused)
        self._job.crashed.connect(raise_again)
        self._job.finished.connect(self._end)
        self._job.start()

    def _kept_whole(self, progress: Progress) -> object:
        """In the job's thread: look at a strange file that opening did not wait for, then make the backup."""

        def report(done: int, total: int | None) -> None:
            progress(done, total or 0)

        self._session.store.examine(report)
        return roll(self._session, report)

    def stop(self) -> None:
        """Stop, and wait until a backup that is being made was let go of."""
        self._first.stop()
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def _tell(self, made: object) -> None:
        if made is not None:
            self.kept.emit(made)

    def _end(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.wait()  # its thread may still be on its way out of the signal that it has ended
            job.deleteLater()
