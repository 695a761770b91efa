"""What a label's key would mark: the selected text, else the word in which the person has put the caret."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.values import Fragment
from annotator.ui.text_view.units import word_from
from annotator.ui.text_view.view import ArticleView

_OF_THE_MOUSE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)


class Target(QObject):
    """Watches the article's mouse and keys, to know who has put selection and caret where they are."""

    def __init__(self, article: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._article = article
        self.by_mouse = False
        """Whether what happened last in the article was done with the mouse."""
        self._is_leaving = False
        self._caret_was_put = False
        article.text_changed.connect(self.forget_caret)
        article.selection_changed.connect(self._settle)
        article.viewport().installEventFilter(self)
        article.installEventFilter(self)

    def selected(self) -> Fragment | None:
        """Return the text that is selected."""
        start, end = self._article.selection.range
        return (start, end) if start < end else None

    def word(self) -> Fragment | None:
        """Return the word at the caret, if it was put there and nothing is selected."""
        if not self._caret_was_put or self.selected() is not None:
            return None
        return word_from(self._article.page.text, self._article.selection.caret)

    def forget_caret(self) -> None:
        """Take the caret as standing where nobody has put it, until it is moved."""
        self._caret_was_put = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice whether it is the mouse or the keyboard that selects, or Esc that leaves."""
        if event.type() in _OF_THE_MOUSE:
            self.by_mouse, self._is_leaving = True, False
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.by_mouse, self._is_leaving = False, event.key() == Qt.Key.Key_Escape
        return False

    def _settle(self) -> None:
        self._caret_was_put = self.selected() is None and not self._is_leaving
