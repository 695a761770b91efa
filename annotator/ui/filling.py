"""Choosing a span for a role: the next click on a span of the article links it, or Enter on the selected one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.model.scheme_parts import name_of
from annotator.model.values import Span
from annotator.ui.desk import Desk
from annotator.ui.labelling import Labelling
from annotator.ui.numbers import isolated
from annotator.ui.panels.notice import NoticeStrip
from annotator.ui.text_view.view import ArticleView
from annotator.words import _, language

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Filling(QObject):
    """At most one role is being filled. Meanwhile the selection moves as always; at the end it is where it began."""

    changed = Signal()
    """A span is being chosen now, or no more."""

    def __init__(
        self, desk: Desk, labelling: Labelling, article: ArticleView, notice: NoticeStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._labelling, self._article, self._notice = desk, labelling, article, notice
        self.head: str | None = None
        """The id of the span whose role is being filled."""
        self.role = ""
        """The id of the link label."""
        self._by_mouse = False
        self._back_to: QWidget | None = None

    def start(self, head: Span, role: str, *, back_to: QWidget | None) -> None:
        """Begin to choose a span; `back_to` takes the focus at the end, else the article keeps it."""
        self.end()
        self.head, self.role, self._back_to = head.id, role, back_to
        self._article.installEventFilter(self)
        self._article.viewport().installEventFilter(self)
        self._article.span_clicked.connect(self._clicked)
        self._article.setFocus()
        kind = self._desk.session.scheme.link(role)
        self._notice.tell(
            lambda: _("Choose a span for {role}: click it, or go to it with Tab and press Enter. Esc ends.").format(
                role=isolated(name_of(kind, language()) if kind else role)
            )
        )
        self.changed.emit()

    def end(self) -> None:
        """Choose no more."""
        if not self.role:
            return
        head, back_to = self._desk.span(self.head), self._back_to
        self.head, self.role, self._back_to = None, "", None
        self._article.removeEventFilter(self)
        self._article.viewport().removeEventFilter(self)
        self._article.span_clicked.disconnect(self._clicked)
        if head is not None:
            self._labelling.select(head.id)
        if back_to is not None and back_to.isVisible():
            back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter links, Esc ends; and a click is told from Tab, which only goes to a span."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._by_mouse = True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._by_mouse = False
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                return True
            if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._link(self._labelling.selected)
                return True
        return False

    def _clicked(self, span_id: str) -> None:
        if self._by_mouse and span_id:
            self._link(self._meant(self._desk.span(span_id)))

    def _meant(self, clicked: Span | None) -> Span | None:
        """Return the innermost span around a click that may fill the role: a place in the name of another, say."""
        head = self._desk.span(self.head)
        if clicked is None or head is None:
            return clicked
        around = [span for span in self._desk.own_spans() if span.start <= clicked.start and clicked.end <= span.end]
        around = sorted((span for span in around if span.id != head.id), key=lambda span: span.end - span.start)
        scheme = self._desk.session.scheme
        fillers = {name for role in scheme.roles_of(head.label) if role.role == self.role for name in role.fillers}
        usual = [span for span in around if span.label in fillers]
        allowed = [span for span in around if scheme.joins(self.role, head.label, span.label)]
        return next(iter((*usual, *allowed)), clicked)

    def _link(self, tail: Span | None) -> None:
        head = self._desk.span(self.head)
        if head is None:
            self.end()
        elif tail is None or tail.id == head.id:
            self._notice.tell(lambda: _("Choose another span than the one that has the role."))
        elif tail.person != head.person:
            self._notice.tell(lambda: _("Accept the suggestion first, then link it."))
        elif self._desk.link(head, tail, self.role) is not None:
            self.end()
