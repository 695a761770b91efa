"""Joins the inspector to the open article: what it shows, and what the person does in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from annotator.ui.desk import Desk
from annotator.ui.labelling import Labelling
from annotator.ui.panels.selected import SelectedPanel


class Inspecting(QObject):
    """Fills the card after the article has been painted: it is not on the way from a key to the painted span."""

    def __init__(self, desk: Desk, labelling: Labelling, card: SelectedPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._labelling, self._card = desk, labelling, card
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_now)
        labelling.card_changed.connect(self._soon.start)

    def show_now(self) -> None:
        """Show the selected span, or the label that is being used, as they are now."""
        span, document = self._labelling.selected, self._desk.document
        scheme = self._desk.session.scheme
        if span is None or document is None:
            self._card.show_nothing(self._labelling.label_in_use())
            return
        surface = " … ".join(document.text[start:end] for start, end in span.fragments)
        draw = scheme.layer_of(span.label).draw
        self._card.show_span(scheme.drawn_label(span.label), draw, surface, (span.start, span.end))
