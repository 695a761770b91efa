"""The labels of the scheme: the layers, the labels of one with their keys, and what is selected."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import Label, name_of
from annotator.ui.actions import BY_ID, Actions, key_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import IconButton
from annotator.ui.numbers import digits
from annotator.ui.panels.inspector.panel import Inspector
from annotator.ui.panels.label_filter import LabelFilter
from annotator.ui.panels.label_list import LabelList
from annotator.ui.panels.pieces import Wired, named, text_label
from annotator.ui.panels.segments import Segments
from annotator.words import _

_LABELS_PX, _INSPECTOR_PX = (150, 340), (180, 350)
"""Least and usual height of the labels with their heading, and of the inspector below them."""


class LabelsPanel(QFrame):
    """Layers and labels. `taken` says that a person wants a label, `kept` that it shall go on every selection."""

    taken = Signal(str)
    kept = Signal(str)

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelsPanel")
        self.setProperty("part", "dock")
        self._appearance = appearance
        self._scheme: Scheme | None = None
        self._heading = text_label("labelsHeading", role="section")
        self._lock = IconButton("unlock")
        self._lock.setObjectName("keepLabel")
        self._lock.setCheckable(True)
        self._lock.setProperty("look", "locked")
        Wired(self._lock, actions["keep_label"])
        self._layers = Segments()
        self._layers.setObjectName("layers")
        self._layers.chosen.connect(self.show_layer)
        self.filter = LabelFilter(appearance)
        self._find = named(IconButton("search"), "findLabel", look="locked")
        self._find.setCheckable(True)
        self._find.clicked.connect(self._toggle_filter)
        self.filter.changed.connect(self._follow_filter)
        self.filter.confirmed.connect(self._take_first)
        self.filter.ended.connect(lambda: self._find.setChecked(False))
        self.list = LabelList(appearance)
        self.list.taken.connect(self.taken)
        self.list.kept.connect(self.kept)
        self.selected = Inspector(appearance, actions["delete_span"])
        self._lay_out()
        self._retranslate()

    def show_scheme(self, scheme: Scheme) -> None:
        """Show the layers and labels of a scheme."""
        self._scheme = scheme
        self._offer_layers()
        if scheme.layers:
            self.show_layer(self._layers.choice() or scheme.layers[0].id)

    def show_layer(self, layer_id: str) -> None:
        """Show the labels of a layer."""
        layer = self._scheme.layer(layer_id) if self._scheme else None
        if self._scheme is None or layer is None:
            return
        self._layers.choose(layer_id)
        labels = self.filter.fitting(self._scheme.labels_of(layer_id))
        self.list.labels.show_labels(labels, layer.draw, self._appearance.language)

    def layer(self) -> str:
        """Return the id of the layer that is shown."""
        return self._layers.choice()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how often each label is used in the article."""
        self.list.labels.show_counts(counts)

    def choose(self, label: Label) -> None:
        """Show a label as chosen, with its layer."""
        if label.layer != self.layer():
            self.show_layer(label.layer)
        self.list.choose(label.id)

    def keep(self, label_id: str | None) -> None:
        """Show which label is kept for every selection."""
        self.list.labels.keep(label_id)
        self._lock.setChecked(label_id is not None)
        self._lock.show_icon("lock" if label_id else "unlock")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 0)
        top.addWidget(self._heading, 1)
        top.addWidget(self._find)
        top.addWidget(self._lock)
        middle = QHBoxLayout()
        middle.setContentsMargins(12, 2, 12, 6)
        middle.addWidget(self._layers)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(middle)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        upper.setMinimumHeight(_LABELS_PX[0])
        self.selected.setMinimumHeight(_INSPECTOR_PX[0])
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setHandleWidth(1)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(upper)
        self.parts.addWidget(self.selected)
        self.parts.setSizes([_LABELS_PX[1], _INSPECTOR_PX[1]])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.parts)

    def _toggle_filter(self) -> None:
        if self._find.isChecked():
            self.filter.begin()
        else:
            self.filter.end()

    def _follow_filter(self) -> None:
        """Show what fits of this layer, or of the first layer where anything fits."""
        if self._scheme is None:
            return
        layers = [self.layer(), *(layer.id for layer in self._scheme.layers)]
        fitting = (name for name in layers if self.filter.fitting(self._scheme.labels_of(name)))
        self.show_layer(next(fitting, self.layer()))

    def _take_first(self) -> None:
        labels = self.list.labels.labels
        if labels:
            self.filter.end()
            self.taken.emit(labels[0].id)

    def _offer_layers(self) -> None:
        layers = self._scheme.layers if self._scheme else ()
        language = self._appearance.language
        self._layers.set_choices(
            [
                (
                    layer.id,
                    f"{digits(layer.key)}  {name_of(layer, language)}",
                    f"{name_of(layer, language)}  ({layer.key})",
                )
                for layer in layers
            ]
        )

    def _retranslate(self) -> None:
        self._heading.setText(_("Labels"))
        self.setAccessibleName(_("Labels"))
        self.list.setAccessibleName(_("Labels"))
        keep = _("Keep a label for every selection")
        self._lock.setToolTip(f"{keep}  ({key_text(BY_ID['keep_label'])})")
        self._lock.setAccessibleName(keep)
        self._find.setToolTip(_("Find a label"))
        self._find.setAccessibleName(_("Find a label"))
        if self._scheme is not None:
            chosen = self.list.chosen()
            self._offer_layers()
            self.show_layer(self.layer())
            self.list.choose(chosen)
