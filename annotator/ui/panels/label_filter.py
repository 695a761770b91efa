"""Finding a label by typing a part of its name, in Arabic or English, or of its id."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.model.scheme_parts import Label
from annotator.ui.appearance import Appearance
from annotator.ui.matching import match, typed_words
from annotator.ui.panels.pieces import named
from annotator.words import _


class LabelFilter(QWidget):
    """A field that is there only while it is used: letters elsewhere in the window are keys of labels."""

    changed = Signal()
    confirmed = Signal()
    ended = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = named(QLineEdit(), "labelFilter")
        self.field.setClearButtonEnabled(True)
        self.field.setFixedHeight(30)
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self.field.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 6)
        row.addWidget(self.field)
        appearance.language_changed.connect(self._retranslate)
        self._retranslate()
        self.hide()

    def begin(self) -> None:
        """Show the field and let the person type."""
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Show all labels again."""
        self.field.clear()
        self.hide()
        self.ended.emit()

    def fitting(self, labels: Iterable[Label]) -> list[Label]:
        """Return the labels that fit what is typed, in their order."""
        words = typed_words(self.field.text())
        return [label for label in labels if any(match(words, name) for name in (*label.names.values(), label.id))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the first label, Esc ends the search and goes on to the article, as everywhere."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.confirmed.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                event.ignore()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self.field.setPlaceholderText(_("Find a label"))
        self.field.setAccessibleName(_("Find a label"))
