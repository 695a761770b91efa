"""Articles by key and title for the palette: read on in short slices between events, until enough are found."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.ui.matching import match, typed_words
from annotator.ui.panels.document_model import Entry

_PAGE = 200
_SLICE_S = 0.008


class ArticleFinder(QObject):
    """Looks for articles; `found` carries those known so far, each time there are more."""

    found = Signal(list)

    def __init__(
        self, pages: Callable[[str | None, int], Sequence[Entry]], parent: QObject | None = None, *, most: int = 6
    ) -> None:
        super().__init__(parent)
        self._pages, self._most = pages, most
        self._words: tuple[str, ...] = ()
        self._after: str | None = None
        self._entries: list[Entry] = []
        self._reader = QTimer(self, interval=0)
        self._reader.timeout.connect(self._read_slice)

    def look_for(self, query: str) -> None:
        """Begin anew with what is typed now; with nothing typed, stop."""
        self._words, self._after, self._entries = typed_words(query), None, []
        if self._words:
            self._reader.start()
        else:
            self._reader.stop()

    def stop(self) -> None:
        """Look no further."""
        self._reader.stop()

    def _read_slice(self) -> None:
        before = len(self._entries)
        limit = time.perf_counter() + _SLICE_S
        while self._reader.isActive() and time.perf_counter() < limit:
            self._read_page()
        if len(self._entries) > before:
            self.found.emit(list(self._entries))

    def _read_page(self) -> None:
        page = self._pages(self._after, _PAGE)
        fitting = [entry for entry in page if match(self._words, entry.title) or match(self._words, entry.key)]
        self._entries = [*self._entries, *fitting][: self._most]
        if len(page) < _PAGE or len(self._entries) == self._most:
            self._reader.stop()
        if page:
            self._after = page[-1].key
