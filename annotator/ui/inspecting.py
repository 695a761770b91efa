"""Joins the inspector to the open article: what it shows, and what the person does in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.values import PersonKind, Span
from annotator.session.cards import End, Fixed, card_of, end_of
from annotator.session.referring import likely_references, mentions_of
from annotator.ui.appearance import Appearance
from annotator.ui.desk import Desk
from annotator.ui.dialogs.guideline import GuidelineDialog
from annotator.ui.filling import Filling
from annotator.ui.labelling import Labelling
from annotator.ui.panels.inspector.past_popup import PastPopup, PastRow
from annotator.ui.panels.inspector.past_words import moment, sentences_of
from annotator.ui.panels.labels import LabelsPanel
from annotator.ui.panels.notice import NoticeStrip
from annotator.ui.text_view.view import ArticleView
from annotator.words import _

_PAUSE_MS = 20
"""The card is filled when nothing has changed for so long: whoever marks span after span doesn't wait for it."""


class Inspecting(QObject):
    """Fills the card after the article has been painted: it is not on the way from a key to the painted span."""

    def __init__(
        self,
        desk: Desk,
        appearance: Appearance,
        labelling: Labelling,
        labels: LabelsPanel,
        article: ArticleView,
        notice: NoticeStrip,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._appearance, self._window = desk, appearance, parent
        self._labelling, self._labels, self._article, self._notice = labelling, labels, article, notice
        self._panel = labels.selected
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.filling = Filling(desk, labelling, article, notice, self)
        self._panel.others.find = self._find
        self._panel.others.mentions = self._mentions
        self._panel.others.likely = self._likely
        self._connect()

    def show_now(self) -> None:
        """Show the selected span, or the label that is being used, as they are now."""
        self._soon.stop()
        if self.filling.role and self._desk.span(self.filling.head) is None:
            self.filling.end()
        span, view = self._shown_span(), self._desk.view
        if span is None or view is None:
            self._panel.show_nothing(self._labelling.label_in_use())
            return
        card = card_of(
            span, view.document.text, view.spans, view.links, self._desk.session.scheme, fixed=self._fixed(span)
        )
        self._panel.show_card(card)

    def settle(self) -> None:
        """Write what stands in a field, before another article comes or the project closes."""
        self._panel.settle()
        self._soon.stop()

    def focus_first(self) -> None:
        """Go to the first field of the inspector."""
        self._labels.show()
        self.show_now()
        self._panel.focus_first()

    def edit_note(self) -> None:
        """Go to the note of the selected span."""
        self._labels.show()
        self.show_now()
        self._panel.edit_note()

    def show_guideline(self) -> None:
        """Open the whole guideline of the selected span's label, else of the label in use."""
        span, scheme = self._shown_span(), self._desk.session.scheme
        label = scheme.label(span.label) if span else self._labelling.label_in_use()
        if label is not None:
            GuidelineDialog(self._appearance, scheme, label, self._window).open()

    def show_past(self) -> None:
        """Open the history of the selected span."""
        span, document = self._shown_span(), self._desk.document
        if span is None or document is None:
            return
        session = self._desk.session
        rows = [
            PastRow(step.person, moment(step.at_ms), tuple(sentences_of(step, session.scheme, self._surface)))
            for step in session.past(document, span.id)
        ]
        PastPopup(self._appearance, rows, self._window).open_below(self._panel.heading.history)

    def _connect(self) -> None:
        self._soon.timeout.connect(self.show_now)
        self._labelling.card_changed.connect(self._soon.start)
        self._desk.scheme_changed.connect(self._panel.forget_words)
        self._desk.opened.connect(self.filling.end)
        self.filling.changed.connect(self._filling_changed)
        self._panel.described.connect(self._describe)
        self._panel.noted.connect(self._note)
        self._panel.jumped.connect(self._jump)
        self._panel.filled.connect(self._fill)
        self._panel.unlinked.connect(self._unlink)
        self._panel.heading.history_asked.connect(self.show_past)
        self._panel.guideline.asked.connect(self.show_guideline)

    def _shown_span(self) -> Span | None:
        """The selected span; while a span is being chosen for a role of it, still the one that has the role."""
        return self._desk.span(self.filling.head) or self._labelling.selected

    def _fixed(self, span: Span) -> Fixed:
        session = self._desk.session
        if not session.writable:
            return "read_only"
        if span.person == session.person:
            return ""
        return "suggestion" if session.kinds().get(span.person) == PersonKind.MODEL else "other"

    def _describe(self, object_id: str, attribute_id: str, value: object) -> None:
        if not self._desk.describe(object_id, {attribute_id: value}):
            self._panel.refuse()
        self._soon.start()

    def _note(self, span_id: str, note: str) -> None:
        if not self._desk.write_note(span_id, note):
            self._panel.refuse()
        self._soon.start()

    def _jump(self, span_id: str) -> None:
        span = self._desk.span(span_id)
        if span is not None:
            self._labelling.show(span)
            self._article.setFocus()

    def _fill(self, role: str) -> None:
        span = self._shown_span()
        if span is None or role == self.filling.role:
            self.filling.end()
            return
        focus = QApplication.focusWidget()
        here = focus if focus is not None and self._panel.isAncestorOf(focus) else None
        self.filling.start(span, role, back_to=here)

    def _filling_changed(self) -> None:
        self._panel.show_filling(self.filling.role)
        self._soon.start()

    def _unlink(self, link_id: str) -> None:
        if self._desk.unlink(link_id):
            self._notice.tell(lambda: _("Link deleted"), undo=True)

    def _find(self, span_id: str) -> End | None:
        span, document = self._desk.span(span_id), self._desk.document
        return end_of(span, document.text, self._desk.session.scheme) if span and document else None

    def _surface(self, span_id: str) -> str | None:
        end = self._find(span_id)
        return end.surface if end else None

    def _mentions(self, reference: str, attribute: str) -> list[End]:
        span, view = self._shown_span(), self._desk.view
        if span is None or view is None:
            return []
        scheme, text = self._desk.session.scheme, view.document.text
        same = (other for other in view.spans if other.person == span.person)
        return [end_of(other, text, scheme) for other in mentions_of(reference, attribute, same)]

    def _likely(self) -> list[End]:
        span, view = self._shown_span(), self._desk.view
        if span is None or view is None:
            return []
        scheme, text = self._desk.session.scheme, view.document.text
        return [end_of(other, text, scheme) for other in likely_references(span, text, view.spans)]
