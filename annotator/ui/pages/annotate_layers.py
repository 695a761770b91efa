"""Layers that are hidden from the article, and shown again when something in them is selected or made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.model.scheme import Scheme
from annotator.ui.desk import Desk
from annotator.ui.labelling import Labelling
from annotator.ui.pages.annotate_showing import Showing
from annotator.ui.panels.article_header import ArticleHeader
from annotator.ui.remembered import Remembered


class Layers(QObject):
    """Hides and shows the layers of the scheme, and remembers it. `changed` says that the article has to be drawn."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        *,
        showing: Showing,
        header: ArticleHeader,
        labelling: Labelling,
        remembered: Remembered,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._showing, self._header = desk, showing, header
        self._labelling, self._remembered = labelling, remembered
        header.layer_toggled.connect(self.toggle)
        self._hide(frozenset(remembered.text("hidden_layers").split()))

    def toggle_at(self, place: int) -> None:
        """Show or hide the layer at a place of the scheme, counted from 1."""
        layers = self._scheme.layers
        if 0 < place <= len(layers):
            self.toggle(layers[place - 1].id)

    def toggle(self, name: str) -> None:
        """Show or hide a layer."""
        self._hide(self._showing.hidden ^ {name})
        selected = self._labelling.selected
        if selected is not None and not self._showing.shows(selected.label):
            self._labelling.select(None)
        self.changed.emit()

    def offer(self) -> None:
        """Offer the layers of the scheme anew."""
        self._header.show_layers(self._scheme.layers, self._showing.hidden)

    def reveal_selected(self) -> bool:
        """Show the layer of what is selected, be it made, found or brought back; True where it was hidden."""
        span = self._labelling.selected
        if span is None or self._showing.shows(span.label):
            return False
        self._hide(self._showing.hidden - {self._scheme.layer_of(span.label).id})
        self.changed.emit()
        return True

    @property
    def _scheme(self) -> Scheme:
        return self._desk.session.scheme

    def _hide(self, hidden: frozenset[str]) -> None:
        self._showing.hidden = hidden
        self._remembered.keep("hidden_layers", " ".join(sorted(hidden)))
        self.offer()
