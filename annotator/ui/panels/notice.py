"""The strips above the status bar: a notice that offers Undo and goes, an error that stays until it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAction, QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QWidget

from annotator.ui.actions import BY_ID, key_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import IconButton
from annotator.ui.panels.keycap import Keycap
from annotator.ui.panels.pieces import Wired, named, restyle, text_label
from annotator.ui.speech import say, say_at_once
from annotator.ui.tab_order import NOTICES
from annotator.words import _

SHOWN_MS = 8_000


class NoticeStrip(QFrame):
    """A strip that says what was done, with Undo where it can be taken back; what is long goes over two lines.

    It goes after eight seconds, but stays while the mouse is over it or the focus in it. An error stays.
    """

    def __init__(self, appearance: Appearance, undo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("part", "notice")
        self.setMinimumHeight(40)
        self.setProperty("tabTurn", NOTICES)
        self._sentence: Callable[[], str] = str
        self._text = text_label("noticeText", wraps=True)
        self._undo = named(QPushButton(), "noticeUndo", look="link")
        Wired(self._undo, undo)
        self._keycap = Keycap(key_text(BY_ID["undo"]), appearance)
        self._close = IconButton("close")
        self._close.setObjectName("noticeClose")
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        row.addSpacing(8)  # unlike margins, what is spaced mirrors with the language
        row.addWidget(self._text, 1)
        for widget in (self._undo, self._keycap, self._close):
            row.addWidget(widget)
        self._retranslate()
        self.hide()

    def tell(self, sentence: Callable[[], str], *, undo: bool = False) -> None:
        """Show a notice; the sentence is asked for again when the language changes."""
        self._show(sentence, part="notice", undo=undo)
        self._timer.start()

    def tell_error(self, sentence: Callable[[], str]) -> None:
        """Show an error, which stays until it is closed or something else is told."""
        self._timer.stop()
        self._show(sentence, part="error", undo=False)

    def withdraw_undo(self) -> None:
        """Go, where Undo is offered: something else has been done since, and Undo would take that back."""
        if not self._undo.isHidden():
            self.hide()

    def text(self) -> str:
        """What the strip says now."""
        return self._text.text()

    def is_error(self) -> bool:
        """Whether an error is shown."""
        return not self.isHidden() and self.property("part") == "error"

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the mouse is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go a while after the mouse has left."""
        if not self.is_error():
            self._timer.start()
        super().leaveEvent(event)

    def _show(self, sentence: Callable[[], str], *, part: str, undo: bool) -> None:
        self._sentence = sentence
        restyle(self, "part", part)
        self._text.setText(sentence())
        self._text.setToolTip(sentence())
        self._undo.setVisible(undo)
        self._keycap.setVisible(undo)
        self.show()
        (say_at_once if part == "error" else say)(self, sentence)

    def _leave(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._timer.start()
        else:
            self.hide()

    def _retranslate(self) -> None:
        self.setAccessibleName(_("Notice"))
        self._text.setText(self._sentence())
        self._undo.setText(_("Undo"))
        self._undo.setAccessibleName(_("Undo"))
        self._close.setToolTip(_("Close"))
        self._close.setAccessibleName(_("Close"))


class Banner(QFrame):
    """A line above the article that tells of something that lasts, such as a project that may only be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("part", "caution")
        self._sentence: Callable[[], str] = str
        self._text = text_label("bannerText", tone="warning", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._text)
        self.hide()

    def tell(self, sentence: Callable[[], str]) -> None:
        """Show a sentence until `hide`."""
        self._sentence = sentence
        self._retranslate()
        self.show()
        say(self, sentence)

    def text(self) -> str:
        """What the banner says."""
        return self._text.text()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._text.setText(self._sentence())
        self.setAccessibleName(self._text.text())
