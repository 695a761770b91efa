"""The line above the article: which article this is, where it comes from, and whether the person is done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.model.values import Document
from annotator.ui.actions import BY_ID, key_text
from annotator.ui.numbers import digits, isolated, left_to_right
from annotator.ui.panels.elided import ElidedLabel
from annotator.ui.panels.pieces import Wired, named
from annotator.words import _

_SHOWN = ("source", "author", "published")


class ArticleHeader(QFrame):
    """Key, source and date of the article, and the button that says "done"."""

    def __init__(self, done: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleHeader")
        self.setProperty("part", "header")
        self.setFixedHeight(40)
        self._document: Document | None = None
        self._text = ElidedLabel()
        self._text.setObjectName("articleMeta")
        self._text.setProperty("tone", "muted")
        self._done = named(QToolButton(), "done", look="bordered")
        self._done.setCheckable(True)
        self._done.setFixedHeight(28)
        Wired(self._done, done)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._done)
        self._retranslate()

    def show_document(self, document: Document | None) -> None:
        """Show a document's key and what its metadata say of it."""
        self._document = document
        self._retranslate()

    def show_done(self, *, done: bool) -> None:
        """Show whether the person is done with the article."""
        self._done.setChecked(done)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._done.setText(_("Done"))
        self._done.setToolTip(f"{_(BY_ID['done'].text)}  ({key_text(BY_ID['done'])})")
        self._done.setAccessibleName(_(BY_ID["done"].text))
        self._done.setVisible(self._document is not None)
        self._text.setText(_described(self._document) if self._document else "")


def _described(document: Document) -> str:
    facts = (document.meta.get(name) for name in _SHOWN)
    known = [isolated(digits(fact) if is_date(fact) else fact) for fact in facts if isinstance(fact, str) and fact]
    return "  ·  ".join([left_to_right(document.key), *known])


def is_date(fact: str) -> bool:
    """Whether a fact is made of digits and signs only, so that its digits follow the interface."""
    return not any(character.isalpha() for character in fact)
