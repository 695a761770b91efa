"""The documents of the project: search, list, and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.text.folding import fold
from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.numbers import isolated, number
from annotator.ui.panels.document_list import ROW_PX, DocumentList
from annotator.ui.panels.document_model import DocumentModel, Entry, Shelf, seen_entry
from annotator.ui.panels.pieces import named, text_label
from annotator.words import _

_TYPING_MS = 120
_LOOKING_MS = 30


class DocumentsPanel(QFrame):
    """Search and list. `opened` carries the key of the document that the person wants to see."""

    opened = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documentsPanel")
        self.setProperty("part", "dock")
        self._appearance = appearance
        self._shelf: Shelf | None = None
        self._shown: str | None = None
        self._heading = text_label("documentsHeading", role="section")
        self._count = text_label("documentsCount", tone="muted")
        self.search = named(QLineEdit(), "documentSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedHeight(30)
        self._magnifier = QAction(self.search)
        self.search.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self._nothing = text_label("nothingFound", tone="muted", wraps=True)
        self._nothing.hide()
        self.list = DocumentList(appearance)
        self.model = DocumentModel(self)
        self.list.setModel(self.model)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._looking = QTimer(self, singleShot=True, interval=_LOOKING_MS)
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_project(self, shelf: Shelf | None) -> None:
        """Show the documents of a project, or none."""
        self._shelf = shelf
        self._shown = None
        self.search.clear()
        self._typing.stop()
        self._restart()

    def refresh(self) -> None:
        """Read the list again, after articles came in."""
        self._restart()

    def show_progress(self, key: str, state: str, spans: int) -> None:
        """Show how far the person is with a document, in its row."""
        place = self.model.row_of(key)
        if place >= 0:
            self.model.update(seen_entry(self.model.entry(place), state, spans))

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
        here = self.model.row_of(self._shown) if self._shown else -1
        place = here + 1
        while (key := self.model.key_at(place)) is not None:
            if not self._is_done(place):
                return key
            place += 1
        return next((self.model.entry(nth).key for nth in range(max(0, here)) if not self._is_done(nth)), None)

    def _is_done(self, place: int) -> bool:
        entry = self.model.entry(place)
        if not entry.seen and self._shelf is not None:
            (entry,) = self._shelf.looked_at([entry])
            self.model.update(entry)
        return entry.state == "done"

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 0)
        top.addWidget(self._heading, 1)
        top.addWidget(self._count)
        field = QHBoxLayout()
        field.setContentsMargins(12, 2, 12, 6)
        field.addWidget(self.search)
        self._nothing.setContentsMargins(12, 12, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(field)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._open_first)
        self._typing.timeout.connect(self._restart)
        self._looking.timeout.connect(self._look_at_visible)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._looking.start())
        self.list.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._looking.start())
        self.model.settled.connect(self._settled)

    def _restart(self) -> None:
        wanted = fold(self.search.text().strip())
        self.model.restart(self._shelf, (lambda row: _holds(row, wanted)) if wanted else None)
        self._tell_count()

    def _settled(self) -> None:
        found = self.model.rowCount() > 0
        self._nothing.setVisible(not found and bool(self.search.text().strip()))
        self._tell_count()
        self._choose_shown()
        self._looking.start()

    def _choose_shown(self) -> None:
        place = self.model.row_of(self._shown) if self._shown else -1
        if place >= 0 and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.model.index(place))
            QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.entry(index.row()).key)

    def _open_first(self) -> None:
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

    def _tell_count(self) -> None:
        if self._shelf is None:
            self._count.setText("")
            return
        total = self.model.total
        if not self.search.text().strip():
            self._count.setText(number(total))
            return
        found = number(self.model.rowCount()) + ("" if self.model.complete else "+")
        self._count.setText(_("{count} of {total}").format(count=found, total=number(total)))
        self._nothing.setText(_("Nothing for “{query}”.").format(query=isolated(self.search.text().strip())))

    def _tint(self) -> None:
        self._magnifier.setIcon(pixmap("search", self._appearance.theme.colour("muted"), scale=2))

    def _retranslate(self) -> None:
        self._heading.setText(_("Articles"))
        self.setAccessibleName(_("Articles"))
        self.list.setAccessibleName(_("Articles"))
        self.search.setPlaceholderText(_("Key or title"))
        self.search.setAccessibleName(_("Find an article by key or title"))
        self._tint()
        self._tell_count()
        self.list.viewport().update()


def _holds(entry: Entry, wanted: str) -> bool:
    return wanted in fold(entry.key) or wanted in fold(entry.title)
