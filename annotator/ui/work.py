"""Long work of a window, one at a time, shown in the status bar: preparing a project, bringing articles in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, Signal, SignalInstance

from annotator.errors import AnnotatorError
from annotator.session import Session
from annotator.session.importing import ImportReport
from annotator.ui.jobs import Job, Progress, raise_again
from annotator.ui.numbers import number
from annotator.ui.opening import Prepared, bring_in, is_ready, prepare, prepare_samples, project_of
from annotator.ui.panels.status import StatusBar
from annotator.ui.problems import told
from annotator.words import _, ngettext

_QUIET_MS = 300
_GUESSING_MS = 2_000


class Work(QObject):
    """Runs jobs and shows how far they are. Work that takes less than 300 ms shows nothing."""

    prepared = Signal(Prepared)
    brought_in = Signal(ImportReport)
    refused = Signal(AnnotatorError)
    stopped = Signal()
    """The person has cancelled; what was brought in until then is kept."""

    def __init__(self, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._job: Job | None = None
        self._wanted: SignalInstance | None = None
        self._clock = QElapsedTimer()

    @property
    def is_busy(self) -> bool:
        """Whether a job is running."""
        return self._job is not None

    def prepare(self, path: Path, person: str | None) -> None:
        """Make a project of what a person points at; one that exists is ready at once."""
        if is_ready(path):
            self.prepared.emit(Prepared(project_of(path)))
            return
        self._start(lambda progress: prepare(path, person, progress), self.prepared)

    def prepare_samples(self, person: str | None) -> None:
        """Make a project of the sample articles."""
        self._start(lambda progress: prepare_samples(person, progress), self.prepared)

    def bring_in(self, session: Session) -> None:
        """Bring the articles of the project's folder in that are not there yet, while the person works on."""
        self._start(lambda progress: bring_in(session, session.path.parent, progress), self.brought_in)

    def cancel(self) -> None:
        """Stop at the next step; what is written is kept."""
        if self._job is not None:
            self._job.cancel()

    def finish(self) -> None:
        """Cancel and wait until the job's thread has ended; what it would still tell is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()
            self._wanted = None
            self._ended()

    def _start(self, work: Callable[[Progress], object], wanted: SignalInstance) -> None:
        if self._job is not None:
            return
        self._clock.start()
        job = Job(work, self)
        self._job, self._wanted = job, wanted
        job.progressed.connect(self._show)
        job.succeeded.connect(self._succeeded)
        job.refused.connect(self._refused)
        job.cancelled.connect(self._stopped)
        job.crashed.connect(raise_again)
        job.finished.connect(self._ended)
        job.start()

    def _show(self, done: int, total: int) -> None:
        if self._job is not None and self._clock.elapsed() >= _QUIET_MS:
            left = left_s(done, total, self._clock.elapsed())
            self._status.show_work(lambda: _("Bringing articles in"), done, total, left)

    def _succeeded(self, result: object) -> None:
        if self._wanted is not None:
            self._wanted.emit(result)

    def _refused(self, error: AnnotatorError) -> None:
        if self._wanted is not None:
            self.refused.emit(error)

    def _stopped(self) -> None:
        if self._wanted is not None:
            self.stopped.emit()

    def _ended(self) -> None:
        job, self._job = self._job, None
        self._status.end_work()
        if job is not None:
            job.wait()  # its thread may still be on its way out of the signal that it has ended
            job.deleteLater()


def left_s(done: int, total: int, elapsed_ms: int) -> int | None:
    """Return how many seconds are left at the speed so far; None as long as that would be a guess."""
    if elapsed_ms < _GUESSING_MS or not 0 < done < total:
        return None
    return max(1, round(elapsed_ms * (total - done) / done / 1000))


def import_sentence(report: ImportReport) -> str:
    """Say in one line what an import brought, and why the first refused thing was refused."""
    count = report.added.documents
    brought = ngettext("{count} article imported", "{count} articles imported", count).format(count=number(count))
    if not report.refusals:
        return brought
    refused = len(report.refusals)
    why = told(report.refusals[0].error)
    return _("{imported}, {count} refused. {reason}").format(imported=brought, count=number(refused), reason=why)
