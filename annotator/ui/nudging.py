"""Moving the edges of the selected span from the keyboard: Alt and an arrow the start, with Shift the end.

An edge goes to the next clitic or word, with Ctrl over one letter, in the direction of the arrow as seen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.labelling import Labelling
from annotator.ui.text_view.edges import edge_of, nudged
from annotator.ui.text_view.view import ArticleView

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Nudging(QObject):
    """Listens to the article's keys before the caret does; where text is selected, they are the caret's."""

    def __init__(self, labelling: Labelling, article: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._labelling, self._article = labelling, article
        article.installEventFilter(self)

    def nudge(self, step: int, *, at_end: bool, by_letter: bool) -> bool:
        """Move an edge of the selected span to the left (-1) or right (1); False where there is none to move."""
        span = self._labelling.selected
        if span is None or not self._labelling.may_write:
            return False
        fragments = nudged(self._article.page, span.fragments, step, at_end=at_end, by_letter=by_letter)
        if fragments != span.fragments:
            self._labelling.resize(span.id, fragments)
            edge = edge_of(fragments, at_end=at_end)
            self._article.show_spot(self._article.page.spot_of(edge, trailing=at_end))
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Alt and an arrow where a span is selected and no text is."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers()
        if event.key() not in _STEPS or not held & _ALT or not self._article.selection.is_empty:
            return False
        return self.nudge(_STEPS[Qt.Key(event.key())], at_end=bool(held & _SHIFT), by_letter=bool(held & _CTRL))
