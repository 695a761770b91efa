"""The whole guideline of a label: what belongs to it, examples, roles and attributes, with names in both languages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import Label, name_of
from annotator.ui.appearance import Appearance
from annotator.ui.panels.chip import Chip
from annotator.ui.panels.inspector.guideline_words import whole_guideline
from annotator.ui.panels.keycap import Keycap
from annotator.ui.panels.pieces import text_label
from annotator.words import _

_SIZE = (640, 560)


class GuidelineDialog(QDialog):
    """A sheet to read and to close with Esc."""

    def __init__(self, appearance: Appearance, scheme: Scheme, label: Label, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidelineDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._appearance, self._scheme, self._label = appearance, scheme, label
        self._name = text_label("guidelineName", role="title")
        self._other = text_label("guidelineOther", role="section", tone="muted")
        self._text = text_label("guidelineWhole", wraps=True)
        self._text.setContentsMargins(10, 8, 10, 8)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._scroll = QScrollArea(widgetResizable=True)
        self._lay_out()
        self.resize(*_SIZE)
        self._fill()
        appearance.theme_changed.connect(self._fill)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def _lay_out(self) -> None:
        chip = Chip(self._appearance)
        chip.show_label(self._label, self._scheme.layer_of(self._label.id).draw)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._name)
        top.addWidget(self._other, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(chip)
        top.addStretch(1)
        if self._label.key:
            top.addWidget(Keycap(self._label.key.upper(), self._appearance, self._label.key_ar))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 12, 16)
        column.setSpacing(12)
        column.addLayout(top)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setWidget(self._text)
        column.addWidget(self._scroll, 1)

    def _fill(self) -> None:
        language = self._appearance.language
        other = "en" if language == "ar" else "ar"
        name = name_of(self._label, language)
        self.setWindowTitle(_("Guideline: {label}").format(label=name))
        self.setAccessibleName(_("Guideline: {label}").format(label=name))
        self._name.setText(name)
        self._other.setText(name_of(self._label, other))
        self._scroll.setAccessibleName(_("Guideline: {label}").format(label=name))
        self._text.setText(whole_guideline(self._label, self._scheme, self._appearance.theme, language))
