"""The command palette: type in Arabic or English what you want to do, or which article you want to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from annotator.ui.appearance import Appearance
from annotator.ui.article_finder import ArticleFinder
from annotator.ui.commands import Command, Row, found
from annotator.ui.dialogs.palette_list import MOST_ROWS, ROW_PX, PaletteList
from annotator.ui.icons import pixmap
from annotator.ui.matching import match, typed_words
from annotator.ui.numbers import isolated
from annotator.ui.panels.document_model import Entry
from annotator.ui.panels.pieces import named, text_label
from annotator.ui.speech import say
from annotator.words import _

WIDTH_PX, TOP_PX = 560, 96
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_ROWS, Qt.Key.Key_PageUp: -MOST_ROWS}


class CommandPalette(QFrame):
    """Lies over the window until something is chosen, Esc is pressed or the focus goes elsewhere."""

    chosen = Signal(str)
    """The id of the command that is about to be run."""

    def __init__(
        self,
        appearance: Appearance,
        commands: Iterable[Command],
        recent: Sequence[str],
        finder: ArticleFinder | None,
        open_article: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setProperty("part", "palette")
        self._commands, self._recent, self._open_article = list(commands), recent, open_article
        self._finder, self._over = finder, parent
        self._articles: list[Row] = []
        self._appearance = appearance
        self._former = QApplication.focusWidget()
        self.field = named(QLineEdit(), "paletteField")
        self.field.setFixedHeight(44)
        self.field.setFrame(False)
        self.field.setPlaceholderText(_("Search or run a command"))
        self.field.setAccessibleName(_("Search or run a command"))
        self.field.addAction(self._magnifier(), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self.list = PaletteList(appearance)
        self.list.setAccessibleName(_("Commands"))
        self._nothing = text_label("paletteNothing", tone="muted", wraps=True)
        self._nothing.setContentsMargins(16, 10, 16, 10)
        self._lay_out()
        self._connect(finder)
        self._refill()

    def open(self) -> None:
        """Show the palette and take the focus."""
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close, and give the focus back."""
        former = self._former
        self._close_without_focus()
        if former is not None and former.isVisible():
            former.setFocus(Qt.FocusReason.PopupFocusReason)

    def rows(self) -> list[Row]:
        """What is offered now."""
        return self.list.rows.rows

    def run(self, place: int) -> None:
        """Close, and do what a row says; one that can't be done now only says why."""
        row = self.rows()[place] if 0 <= place < len(self.rows()) else None
        if row is None or row.command.reason:
            return
        self.leave()
        self.chosen.emit(row.command.id)
        row.command.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the rows, run one or leave, while the focus stays in the field."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        elif event.type() == QEvent.Type.FocusOut and watched is self.field and self.isVisible():
            self._close_without_focus()
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run(self.list.currentIndex().row())
        elif event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
        else:
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _step(self, by: int) -> None:
        count = len(self.rows())
        if count:
            here = self.list.currentIndex().row() + by
            # One step goes round at the ends, a page stops there.
            self._choose(here % count if abs(by) == 1 else min(max(here, 0), count - 1))

    def _choose(self, place: int) -> None:
        index = self.list.rows.index(place)
        self.list.setCurrentIndex(index)
        # The focus stays in the field, so a screen reader wouldn't hear of the row.
        say(self.list, lambda: str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _typed(self, text: str) -> None:
        self._articles = []
        self._refill()
        if self._finder is not None:
            self._finder.look_for(text)

    def _refill(self) -> None:
        rows = [*found(self._commands, self.field.text(), self._recent), *self._articles]
        kept = self.list.currentIndex().row() if self._articles else 0
        self.list.rows.show(rows)
        if rows:
            self._choose(max(0, min(kept, len(rows) - 1)))
        query = isolated(self.field.text().strip())
        self._nothing.setText(_("Nothing for “{query}”.").format(query=query))
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(min(len(rows), MOST_ROWS) * ROW_PX)
        self._place()

    def _show_articles(self, entries: list[Entry]) -> None:
        self._articles = [self._article_row(entry) for entry in entries]
        self._refill()

    def _article_row(self, entry: Entry) -> Row:
        text = entry.title or entry.key
        fit = match(typed_words(self.field.text()), text)
        command = Command(f"article {entry.key}", "article", text, lambda: self._open_article(entry.key))
        return Row(command, fit.ranges if fit else (), known_as="" if fit else entry.key)

    def _connect(self, finder: ArticleFinder | None) -> None:
        self.field.textChanged.connect(self._typed)
        self.list.clicked.connect(lambda index: self.run(index.row()))
        self._over.installEventFilter(self)
        if finder is not None:
            finder.setParent(self)
            finder.found.connect(self._show_articles)

    def _close_without_focus(self) -> None:
        if self._finder is not None:
            self._finder.stop()
        self._over.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        around = self._over.rect()
        self.adjustSize()
        self.setGeometry((around.width() - WIDTH_PX) // 2, TOP_PX, WIDTH_PX, self.sizeHint().height())

    def _magnifier(self) -> QAction:
        action = QAction(self)
        action.setIcon(pixmap("search", self._appearance.theme.colour("muted"), scale=2))
        return action

    def _lay_out(self) -> None:
        rule = QFrame()
        rule.setProperty("part", "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        for widget in (self.field, rule, self.list, self._nothing):
            column.addWidget(widget)
