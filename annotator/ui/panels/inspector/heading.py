"""The heading of the inspector: what is selected, and the buttons for its note, its history and its end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.session.cards import Card
from annotator.ui.actions import BY_ID, key_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import IconButton
from annotator.ui.panels.pieces import Wired, named, text_label
from annotator.words import N_, _

_DOT_PX = 6
_HEADINGS = {
    "band": N_("Selected span"),
    "underline": N_("Selected event"),
    "lane": N_("Selected claim part"),
}


class Heading(QWidget):
    """The buttons are there only while a span is selected."""

    note_asked = Signal()
    history_asked = Signal()

    def __init__(self, appearance: Appearance, delete: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text_label("selectedHeading", role="section")
        self.note = named(DotButton("note", appearance), "noteButton")
        self.history = named(IconButton("history"), "historyButton")
        self.delete = named(IconButton("trash"), "deleteSpan")
        self.note.clicked.connect(self.note_asked)
        self.history.clicked.connect(self.history_asked)
        Wired(self.delete, delete)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._text, 1)
        for button in (self.note, self.history, self.delete):
            row.addWidget(button)

    def show_card(self, card: Card | None) -> None:
        """Say what is selected; the note button has a dot where there is a note."""
        drawn = card.layer.draw if card else "band"
        self._text.setText(_(_HEADINGS[drawn]))
        for button in (self.note, self.history, self.delete):
            button.setVisible(card is not None)
        has_note = card is not None and bool(card.span.note)
        self.note.show_dot(shown=has_note)
        said = _("Note, there is one") if has_note else _("Note")
        for button, words, action in (
            (self.note, said, "note"),
            (self.history, _("History of this span"), ""),
            (self.delete, _("Delete the selected span"), "delete_span"),
        ):
            keys = f"  ({key_text(BY_ID[action])})" if action else ""
            button.setToolTip(f"{words}{keys}")
            button.setAccessibleName(words)


class DotButton(IconButton):
    """An icon with a dot at its corner where there is something behind it."""

    def __init__(self, name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._appearance = appearance
        self._dot = False

    @property
    def has_dot(self) -> bool:
        """Whether the dot is shown."""
        return self._dot

    def show_dot(self, *, shown: bool) -> None:
        """Show the dot, or no dot."""
        if shown != self._dot:
            self._dot = shown
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and the dot over its end corner."""
        super().paintEvent(event)
        if not self._dot:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.theme.colour("accent"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 4 if mirrored else self.width() - 4 - _DOT_PX
        painter.drawEllipse(left, 4, _DOT_PX, _DOT_PX)
