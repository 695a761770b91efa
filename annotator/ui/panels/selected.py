"""The card of the selected span, and the guideline of the label that is being used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.model.scheme_parts import Label, name_of
from annotator.text.direction import base_direction
from annotator.ui.actions import BY_ID, key_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import IconButton
from annotator.ui.numbers import offsets
from annotator.ui.panels.chip import Chip
from annotator.ui.panels.elided import ElidedLabel
from annotator.ui.panels.keycap import Keycap
from annotator.ui.panels.pieces import Wired, named, text_label
from annotator.ui.theme import article_font
from annotator.words import _

_SURFACE_PX = 18
_SURFACE_LINE_PX = 32
_HEIGHT_PX = 224
"""One height, whether something is selected or not: the labels above must not move."""
_GUIDELINE_PX = 116
_ARABIC_LEADING = 74
"""Arabic interface families ask for twice their size as line height; this share, in percent, brings it to 1.5."""


class SelectedPanel(QFrame):
    """What is selected: its label, its text, where it stands, and how to delete it."""

    def __init__(self, appearance: Appearance, delete: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("selected")
        self.setFixedHeight(_HEIGHT_PX)
        self._appearance = appearance
        self._label: Label | None = None
        self._span: tuple[int, int] | None = None
        self._heading = text_label("selectedHeading", role="section")
        self._delete = IconButton("trash")
        self._delete.setObjectName("deleteSpan")
        self._keycap = Keycap(key_text(BY_ID["delete_span"]), appearance)
        self._surface = named(ElidedLabel(), "surface")
        self._surface.setFont(article_font(_SURFACE_PX))
        self._surface.setFixedHeight(_SURFACE_LINE_PX)
        self._chip = Chip(appearance)
        self._name = text_label("spanLabel")
        self._offsets = text_label("offsets", tone="muted")
        self._hint = text_label("hint", tone="muted", wraps=True)
        self._guideline = Guideline()
        self._lay_out()
        Wired(self._delete, delete)
        self._retranslate()

    def show_span(self, label: Label, draw: str, surface: str, place: tuple[int, int]) -> None:
        """Show a span; `place` are its first and last code points, half-open."""
        self._label, self._span = label, place
        self._chip.show_label(label, draw)
        self._surface.setText(" ".join(surface.split()))
        rtl = base_direction(surface) == "rtl"
        self._surface.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self._retranslate()

    def show_nothing(self, label: Label | None = None) -> None:
        """Nothing is selected; the guideline is that of the label which is being used, if any."""
        self._label, self._span = label, None
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._heading, 1)
        top.addWidget(self._keycap)
        top.addWidget(self._delete)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._chip)
        line.addWidget(self._name, 1)
        line.addWidget(self._offsets)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._hint)
        column.addWidget(self._surface)
        column.addLayout(line)
        column.addWidget(self._guideline, 1)
        column.addStretch()

    def _retranslate(self) -> None:
        language = self._appearance.language
        selected = self._span is not None
        for widget in (self._surface, self._chip, self._name, self._offsets, self._keycap, self._delete):
            widget.setVisible(selected)
        self._hint.setVisible(not selected)
        self._heading.setText(_("Selected span"))
        self._hint.setText(_("Select a span to see its details."))
        delete = _("Delete the selected span")
        self._delete.setToolTip(f"{delete}  ({key_text(BY_ID['delete_span'])})")
        self._delete.setAccessibleName(delete)
        self.setAccessibleName(_("Selected span"))
        if self._span is not None and self._label is not None:
            self._name.setText(name_of(self._label, language))
            self._offsets.setText(offsets(*self._span))
            self._offsets.setToolTip(_("Place in the text, in code points"))
        self._guideline.show_label(self._label, language)


class Guideline(QFrame):
    """The guideline of a label, in the language of the interface; scrolls where it is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideline")
        self.setProperty("part", "guideline")
        self._text = text_label("guidelineText", wraps=True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._text.setProperty("role", "secondary")
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 6, 8)
        row.addWidget(scroll)
        self.setMaximumHeight(_GUIDELINE_PX)

    def show_label(self, label: Label | None, language: str) -> None:
        """Show the guideline of a label; nothing is shown where there is none."""
        words = (label.guideline.get(language) or label.guideline.get("en", "")) if label else ""
        self.setVisible(bool(words))
        side, leading = ("rtl", _ARABIC_LEADING) if language == "ar" else ("ltr", 100)
        heading = _("Guideline")
        self._text.setText(f'<p dir="{side}" style="line-height:{leading}%"><b>{heading}:</b> {_escaped(words)}</p>')
        self.setAccessibleName(words)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
