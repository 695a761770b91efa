"""Searching the texts of all articles beside the window: pages of hits arrive while somebody is still typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.model.values import Document
from annotator.session import Session
from annotator.session.searching import SearchPage, search
from annotator.store.documents import title_of
from annotator.text.search import Level
from annotator.ui.jobs import Job, Progress, raise_again
from annotator.ui.panels.document_model import Entry

MOST = 500
"""Articles that a search brings at most: nobody reads on, they type another word."""

_PAGE = 25

Search = Callable[[str, Level | None, str | None], SearchPage]


def search_of(session: Session) -> Search:
    """Return the search of a project: (query, level or None, the key to go on behind)."""
    return lambda query, level, after: search(session, query, level=level, limit=_PAGE, after=after)


class TextSearch(QObject):
    """One search at a time; a new one ends the one before."""

    found = Signal(list)
    """Entries of articles whose text holds the phrase, with their number of hits."""

    ended = Signal()

    _page = Signal(int, list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._jobs: list[Job] = []
        self._ticket = 0
        self._page.connect(self._pass_on)

    @property
    def is_running(self) -> bool:
        """Whether there may be more hits."""
        return self._job is not None

    def start(self, query: str, of: Search) -> None:
        """Look for a phrase; a search that still runs finds nothing more."""
        self.cancel()
        ticket = self._ticket
        job = Job(lambda progress: self._run(ticket, query, of, progress), self)
        job.crashed.connect(raise_again)
        job.finished.connect(lambda: self._end(job))
        self._job = job
        self._jobs.append(job)
        job.start()

    def cancel(self) -> None:
        """Want no more hits; the search ends when it has read its page."""
        self._ticket += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def stop(self) -> None:
        """End the search, and wait until nothing is read any more."""
        self.cancel()
        for job in self._jobs:
            job.wait()

    def _run(self, ticket: int, query: str, of: Search, progress: Progress) -> int:
        """Runs in the thread of the job."""
        level: Level | None = None
        after: str | None = None
        brought = 0
        while brought < MOST:
            progress(brought, 0)
            page = of(query, level, after)
            found = [_entry(one.document, len(one.hits)) for one in page.found]
            self._page.emit(ticket, found)
            brought += len(found)
            level, after = page.level, page.after
            if after is None:
                break
        return brought

    def _pass_on(self, ticket: int, entries: list[Entry]) -> None:
        if ticket == self._ticket:
            self.found.emit(entries)

    def _end(self, job: Job) -> None:
        job.wait()  # its thread may still be on its way out of the signal that it has ended
        self._jobs.remove(job)
        job.deleteLater()
        if job is self._job:
            self._job = None
            self.ended.emit()


def _entry(document: Document, hits: int) -> Entry:
    return Entry(document.id, document.key, title_of(document.text), hits=hits)
