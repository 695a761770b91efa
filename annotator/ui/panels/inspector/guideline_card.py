"""The guideline of the label that is being used, with one example, and the way to all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.model.scheme_parts import Label, name_of
from annotator.ui.actions import BY_ID, key_text
from annotator.ui.appearance import Appearance
from annotator.ui.panels.inspector.guideline_words import short_guideline
from annotator.ui.panels.keycap import Keycap
from annotator.ui.panels.pieces import named, text_label
from annotator.words import _


class GuidelineCard(QFrame):
    """A sunken card; `asked` is sent for the whole guideline."""

    asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideline")
        self.setProperty("part", "guideline")
        self._appearance = appearance
        self._label: Label | None = None
        self._text = text_label("guidelineText", role="secondary", wraps=True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._more = named(QPushButton(), "moreGuideline", look="link", role="secondary")
        self._more.clicked.connect(self.asked)
        self._lay_out()
        self._retranslate()
        appearance.theme_changed.connect(self._retranslate)

    @property
    def label(self) -> Label | None:
        """The label whose guideline is shown."""
        return self._label

    def show_label(self, label: Label | None) -> None:
        """Show the guideline of a label; nothing where there is none."""
        if label is not self._label:
            self._label = label
            self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self._more)
        foot.addWidget(Keycap(key_text(BY_ID["guideline"]), self._appearance))
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(2)
        column.addWidget(self._text)
        column.addLayout(foot)

    def _retranslate(self) -> None:
        label, language = self._label, self._appearance.language
        known = label is not None and any(label.guideline.values())
        self.setVisible(known)
        self.setAccessibleName(_("Guideline"))
        self._more.setText(_("More"))
        self._more.setAccessibleName(_("More"))
        if label is None or not known:
            return
        self._text.setText(short_guideline(label, self._appearance.theme, language))
        name = name_of(label, language)
        self._more.setAccessibleName(_("The whole guideline of {label}").format(label=name))
        self._more.setToolTip(_("The whole guideline of {label}").format(label=name))
