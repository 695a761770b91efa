"""The documents of the project: search by key, title and text, filter by state, list, and how far the person is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.text.folding import fold
from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.numbers import isolated, number
from annotator.ui.panels.document_list import ROW_PX, DocumentList
from annotator.ui.panels.document_model import DocumentModel, Entry, Shelf, seen_entry
from annotator.ui.panels.pieces import named, text_label
from annotator.ui.panels.progress_line import ProgressLine
from annotator.ui.panels.state_filter import StateFilter
from annotator.ui.standings import DONE, TODO, Standings
from annotator.ui.text_search import Search, TextSearch
from annotator.words import _, ngettext

_TYPING_MS = 120
_LOOKING_MS = 30


class DocumentsPanel(QFrame):
    """Search, filter and list. `opened` carries the key of the document that the person wants to see."""

    opened = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documentsPanel")
        self.setProperty("part", "dock")
        self._appearance = appearance
        self._shelf: Shelf | None = None
        self._search_of: Search | None = None
        self._shown: str | None = None
        self._heading = text_label("documentsHeading", role="section")
        self._count = text_label("documentsCount", tone="muted")
        self.search = named(QLineEdit(), "documentSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedHeight(30)
        self._magnifier = QAction(self.search)
        self.search.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self.filter = StateFilter()
        self._progress = ProgressLine(appearance)
        self._nothing = text_label("nothingFound", tone="muted", wraps=True)
        self._nothing.hide()
        self.list = DocumentList(appearance)
        self.model = DocumentModel(self)
        self.list.setModel(self.model)
        self.standings = Standings(self)
        self._texts = TextSearch(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._looking = QTimer(self, singleShot=True, interval=_LOOKING_MS)
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_project(self, shelf: Shelf | None, search: Search | None = None) -> None:
        """Show the documents of a project, or none: then nothing reads it any more. `search` looks into the texts."""
        self._texts.stop()
        self.standings.stop()
        self._shelf, self._search_of = shelf, search
        self._shown = None
        self.search.clear()
        self._typing.stop()
        self._restart()
        if shelf is not None:
            self.standings.start(shelf)

    def refresh(self) -> None:
        """Read the list again, after articles came in."""
        self._restart()
        if self._shelf is not None:
            self.standings.start(self._shelf)

    def show_progress(self, key: str, state: str, spans: int) -> None:
        """Show how far the person is with a document, in its row."""
        place = self.model.row_of(key)
        entry = seen_entry(self.model.entry(place) if place >= 0 else Entry("", key, ""), state, spans)
        self.standings.put(key, entry.state)
        if place >= 0:
            self.model.update(entry)

    def progress(self) -> tuple[int | None, int]:
        """Return how many documents are done (None: not known yet), of how many."""
        return (self.standings.count(DONE) if self.standings.is_complete else None), self.model.total

    def show_document(self, key: str) -> None:
        """Show a document as chosen."""
        self._shown = key
        self._choose_shown()

    def neighbour(self, step: int) -> str | None:
        """Return the key of the document `step` rows from the one that is shown, None at the ends."""
        here = self.model.row_of(self._shown) if self._shown else -1
        place = here + step
        return self.model.key_at(place) if here >= 0 and place >= 0 else self._first_if_lost(here)

    def next_unfinished(self) -> str | None:
        """Return the next document of the list that is not done, beginning anew at its end; None where all are."""
        if self.standings.is_complete and self.standings.count(DONE) >= self.model.total:
            return None
        here = self.model.row_of(self._shown) if self._shown else -1
        place = here + 1
        while (key := self.model.key_at(place)) is not None:
            if not self._is_done(place):
                return key
            place += 1
        return next((self.model.entry(nth).key for nth in range(max(0, here)) if not self._is_done(nth)), None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, Down goes into the list; the current row stays in view when there is less room."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        elif watched is self.list.viewport() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 0)
        top.addWidget(self._heading, 1)
        top.addWidget(self._count)
        field = QHBoxLayout()
        field.setContentsMargins(12, 2, 12, 4)
        field.setSpacing(8)
        field.addWidget(self.search, 1)
        field.addWidget(self.filter)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 4)
        line.addWidget(self._progress)
        self._nothing.setContentsMargins(12, 12, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in (top, field, line):
            column.addLayout(row)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._open_first)
        self.search.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self._typing.timeout.connect(self._restart)
        self._looking.timeout.connect(self._look_at_visible)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._looking.start())
        self.list.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._looking.start())
        self.model.settled.connect(self._settled)
        self.filter.chosen.connect(lambda _state: self._restart())
        self.standings.changed.connect(self._tell_counts)
        self.standings.completed.connect(self._filter_again)
        self._texts.found.connect(self._add_found)
        self._texts.ended.connect(self._settled)

    def _restart(self) -> None:
        query = self.search.text().strip()
        wanted, state = fold(query), self.filter.choice()
        self._texts.cancel()
        if wanted and self._search_of is not None:
            self._texts.start(query, self._search_of)
        narrowed = bool(wanted or state)
        self.model.restart(self._shelf, (lambda row: self._fits(row, wanted, state)) if narrowed else None)
        self._tell_counts()

    def _fits(self, entry: Entry, wanted: str, state: str) -> bool:
        if state and self.standings.state_of(entry.key) != state:
            return False
        return wanted in fold(entry.key) or wanted in fold(entry.title)

    def _filter_again(self) -> None:
        """The states are known only now: what was filtered before has to be found again."""
        if self.filter.choice():
            self._restart()

    def _add_found(self, entries: list[Entry]) -> None:
        state = self.filter.choice()
        self.model.append([one for one in entries if not state or self.standings.state_of(one.key) == state])
        self._settled()

    def _settled(self) -> None:
        self._tell_counts()
        self._choose_shown()
        self._looking.start()

    def _choose_shown(self) -> None:
        place = self.model.row_of(self._shown) if self._shown else -1
        if place >= 0 and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.model.index(place))
            QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))

    def _is_done(self, place: int) -> bool:
        entry = self.model.entry(place)
        if self.standings.is_complete or self._shelf is None:
            return self.standings.state_of(entry.key) == DONE
        (looked_at,) = self._shelf.looked_at([entry])
        return looked_at.state == DONE

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.entry(index.row()).key)

    def _open_first(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._restart()
        if self.model.rowCount():
            self.opened.emit(self.model.entry(0).key)

    def _first_if_lost(self, here: int) -> str | None:
        """After a search that hides the shown document, going on means going to the first that was found."""
        return self.model.key_at(0) if here < 0 else None

    def _look_at_visible(self) -> None:
        """Read state and counts of the rows in sight that have not been looked at yet."""
        if self._shelf is None or not self.model.rowCount():
            return
        first = max(0, self.list.indexAt(self.list.viewport().rect().topLeft()).row())
        last = min(self.model.rowCount(), first + self.list.viewport().height() // ROW_PX + 2)
        unseen = [entry for entry in map(self.model.entry, range(first, last)) if not entry.seen]
        for entry in self._shelf.looked_at(unseen) if unseen else ():
            self.model.update(entry)

    def _tell_counts(self) -> None:
        total, done = self.model.total, self.standings.count(DONE)
        counts = {state: self.standings.count(state) for state in ("in_progress", DONE, "flagged")}
        self.filter.show_counts({"": total, TODO: total - sum(counts.values()), **counts})
        self._progress.show_parts(done, counts["in_progress"], total)
        self._progress.setToolTip(_("{count} of {total}").format(count=number(done), total=number(total)))
        if self._shelf is None:
            self._count.setText("")
        elif self.search.text().strip() or self.filter.choice():
            found = self.model.rowCount()
            more = "" if self.model.complete and not self._texts.is_running else "+"
            self._count.setText(ngettext("{count} found", "{count} found", found).format(count=number(found) + more))
        else:
            self._count.setText(_("{count} of {total}").format(count=number(done), total=number(total)))
        self._tell_nothing()

    def _tell_nothing(self) -> None:
        query = self.search.text().strip()
        is_over = self.model.complete and not self._texts.is_running
        self._nothing.setVisible(self._shelf is not None and is_over and self.model.rowCount() == 0)
        if query:
            self._nothing.setText(_("Nothing for “{query}”.").format(query=isolated(query)))
        elif self.filter.choice():
            self._nothing.setText(_("No article is in this state."))
        else:
            self._nothing.setText(_("No articles yet. Drop a folder here."))

    def _tint(self) -> None:
        self._magnifier.setIcon(pixmap("search", self._appearance.theme.colour("muted"), scale=2))

    def _retranslate(self) -> None:
        self._heading.setText(_("Articles"))
        self.setAccessibleName(_("Articles"))
        self.list.setAccessibleName(_("Articles"))
        self.search.setPlaceholderText(_("Title or text"))
        self.search.setAccessibleName(_("Find articles by key, title or text"))
        self._tint()
        self._tell_counts()
        self.list.viewport().update()
