"""Fields in which one writes: text, number, note."""

from __future__ import annotations

import math
import re
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.model.scheme_parts import Attribute
from annotator.text.direction import base_direction
from annotator.ui.appearance import Appearance
from annotator.ui.numbers import digits
from annotator.ui.panels.inspector.editor import Editor
from annotator.ui.panels.inspector.field_button import FIELD_PX
from annotator.ui.panels.pieces import named, restyle
from annotator.words import _, is_rtl

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN_DIGITS = {
    **{ord("٠") + value: str(value) for value in range(10)},
    **{ord("۰") + value: str(value) for value in range(10)},
    ord("٫"): ".",
    ord("٬"): ",",
    ord("−"): "-",
}
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")


class WrittenLine(QLineEdit):
    """One line that is sent with Enter or when one leaves it; Esc brings back what was there."""

    settled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = self._sent = ""
        self.setFixedHeight(FIELD_PX)
        self.textChanged.connect(self._follow_direction)
        self._follow_direction("")

    def show_text(self, text: str) -> None:
        """Show what is there; what the person is writing now stays."""
        is_untouched = self.text() in (self._known, self._sent)
        self._known = self._sent = text
        if is_untouched and text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def settle(self) -> None:
        """Send what was written."""
        if self.text() != self._sent:
            self._sent = self.text()
            self.settled.emit(self._sent)

    def refuse(self) -> None:
        """What was sent could not be taken: it stays here as something that is being written."""
        self._sent = self._known

    def restore(self) -> None:
        """Bring back what was there."""
        self.setText(self._sent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends; Esc restores, and where there is nothing to restore it is the window's."""
        if event.key() in _ENTER:
            self.settle()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._sent:
            self.restore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Send what was written; a menu of the field itself is no leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def event(self, event: QEvent) -> bool:
        """Undo is the field's as long as it has something to undo, then the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            if undo or (event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """An empty field follows the interface."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._follow_direction(self.text())

    def _follow_direction(self, text: str) -> None:
        rtl = base_direction(text, "rtl" if is_rtl() else "ltr") == "rtl"
        wanted = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        if self.layoutDirection() is not wanted or not self.testAttribute(Qt.WidgetAttribute.WA_SetLayoutDirection):
            self.setLayoutDirection(wanted)


class TextEditor(Editor):
    """Free text, in its own direction."""

    def __init__(self, attribute: Attribute, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(attribute, appearance, parent)
        self.line = named(WrittenLine(self), f"{attribute.id}_line")
        self.line.settled.connect(self._send)
        self.row.addWidget(self.line)

    def show_value(self, value: Any, *, missing: bool) -> None:
        """Show a text."""
        self.line.show_text("" if value is None else str(value))
        self._mark("warning" if missing else "")

    def stop(self) -> QWidget:
        """The line."""
        return self.line

    def settle(self) -> None:
        """Send what was written."""
        self.line.settle()

    def refuse(self) -> None:
        """Keep what was sent as something that is being written."""
        self.line.refuse()

    def _send(self, text: str) -> None:
        self.changed.emit(text.strip() or None)

    def _mark(self, edge: str) -> None:
        if (self.line.property("edge") or "") != edge:
            restyle(self.line, "edge", edge)


class NumberEditor(TextEditor):
    """A number in European or Arabic-Indic digits."""

    def __init__(self, attribute: Attribute, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(attribute, appearance, parent)
        self._missing = False
        self.line.textEdited.connect(lambda _text: self._tell(wrong=False))

    def show_value(self, value: Any, *, missing: bool) -> None:
        """Show a number in the digits of the interface."""
        self._missing = missing
        self.line.show_text("" if value is None else digits(f"{value}"))
        self._tell(wrong=False)

    def _send(self, text: str) -> None:
        if not text.strip():
            self.changed.emit(None)
            return
        number = number_in(text)
        if number is not None:
            self.changed.emit(number)
            return
        self.line.refuse()
        if not self.line.hasFocus():
            self.line.restore()
        self._tell(wrong=self.line.hasFocus())

    def _tell(self, *, wrong: bool) -> None:
        self._mark("danger" if wrong else "warning" if self._missing else "")
        words = _("Write a number, such as {example}").format(example=digits("12.5")) if wrong else ""
        self.line.setToolTip(words)
        self.line.setAccessibleDescription(words)


def number_in(text: str) -> int | float | None:
    """Return the number that a person has written, with the digits and signs of either language; None for no number."""
    plain = text.strip().translate(_PLAIN_DIGITS)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if re.fullmatch(r"[-+]?\d+", plain):
        return int(plain)
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


class NoteField(QPlainTextEdit):
    """The note of a span; Ctrl+Enter or leaving it sends it, Esc brings back what was there."""

    settled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = self._sent = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(3 * FIELD_PX - 14)
        self.textChanged.connect(self._follow_direction)
        self._follow_direction()

    def show_text(self, text: str) -> None:
        """Show what is there; what the person is writing now stays."""
        is_untouched = self.toPlainText() in (self._known, self._sent)
        self._known = self._sent = text
        if is_untouched and text != self.toPlainText():
            self.setPlainText(text)

    def settle(self) -> None:
        """Send what was written."""
        if self.toPlainText() != self._sent:
            self._sent = self.toPlainText()
            self.settled.emit(self._sent.strip())

    def refuse(self) -> None:
        """What was sent could not be taken: it stays here as something that is being written."""
        self._sent = self._known

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is the field's own; undo is, as long as it has something to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                event.accept()
                return True
            if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send, restore, or write."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.settle()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._sent:
            self.setPlainText(self._sent)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """An empty field follows the interface."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._follow_direction()

    def _follow_direction(self) -> None:
        """Write from the side where the text begins, as a whole: Qt would stay with the side of the interface."""
        rtl = base_direction(self.toPlainText(), "rtl" if is_rtl() else "ltr") == "rtl"
        wanted = QTextOption(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        wanted.setAlignment(wanted.alignment() | Qt.AlignmentFlag.AlignAbsolute)
        wanted.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        if self.document().defaultTextOption().textDirection() is not wanted.textDirection():
            self.document().setDefaultTextOption(wanted)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Send what was written."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
