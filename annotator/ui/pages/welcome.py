"""The first page: open a folder, try the sample articles, or go on with a project of the last days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.actions import BY_ID, Actions, key_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.pages.specimen import Specimen
from annotator.ui.panels.elided import ElidedLabel
from annotator.ui.panels.keycap import Keycap
from annotator.ui.panels.pieces import named, restyle, text_label
from annotator.ui.panels.recent_list import RecentList
from annotator.ui.panels.segments import Segments
from annotator.ui.recent import Recent
from annotator.ui.theme import has_good_arabic_font
from annotator.words import N_, _

_COLUMN_PX = 480


class WelcomePage(QWidget):
    """What one sees when no project is open."""

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setProperty("part", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._languages = Segments()
        self._languages.setObjectName("languages")
        self._languages.set_choices([("ar", "العربية", ""), ("en", "English", "")])
        self._languages.chosen.connect(appearance.choose_language)
        self._title = named(ElidedLabel(), "welcomeTitle", role="section")
        self._title.setText("Annotator")
        self._motto = text_label("motto", role="figure", wraps=True)
        self._what = text_label("what", tone="muted", wraps=True)
        words = N_("Sixteen articles written for this program, with the traps of real pages")
        self.samples = Card(appearance, actions["open_samples"], "file", words, primary=True)
        words = N_("Text, JSONL or CSV; or drop a folder here")
        self.folder = Card(appearance, actions["open_folder"], "folder", words)
        words = N_("A file that ends in .sqlite")
        self.project = Card(appearance, actions["open_project"], "list", words)
        self.recent = RecentList()
        self._font_hint = text_label("fontHint", tone="warning", wraps=True)
        self._specimen = Specimen(appearance)
        self._lay_out()
        self._retranslate()

    def show_recent(self, projects: Sequence[Recent]) -> None:
        """Offer the projects that were open last."""
        self.recent.show_projects(projects)

    def show_drop(self, *, over: bool) -> None:
        """Show that what is held over the window may be dropped."""
        restyle(self.folder, "over", over)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._languages)
        column.addLayout(top)
        column.addSpacing(16)
        column.addWidget(self._motto)
        column.addWidget(self._what)
        column.addSpacing(12)
        for card in (self.samples, self.folder, self.project):
            column.addWidget(card)
        column.addWidget(self._font_hint)
        column.addSpacing(10)
        column.addWidget(self.recent)
        column.addStretch(2)
        start = QWidget()
        start.setMaximumWidth(_COLUMN_PX)
        start.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(start, 8)
        row.addStretch(1)
        row.addWidget(self._specimen, 9)

    def _retranslate(self) -> None:
        self.setAccessibleName(_("First page"))
        self._motto.setText(_("Label your news to the letter,\nand keep every click."))
        self._what.setText(
            _("Entities, events and claims with their sources. On your own machine: no server, no network.")
        )
        self._languages.choose(self._appearance.language)
        self._font_hint.setText(
            _("No font made for reading Arabic was found. Install Noto Naskh Arabic, then start again.")
        )
        self._font_hint.setVisible(not has_good_arabic_font())


class Card(QPushButton):
    """A large button with a line that says what comes of it."""

    def __init__(
        self, appearance: Appearance, action: QAction, icon: str, words: str, *, primary: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(f"card_{action.objectName()}")
        self.setProperty("look", "primarycard" if primary else "card")
        self.setAutoDefault(True)
        self.setMinimumHeight(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._appearance, self._action, self._icon_name, self._words = appearance, action, icon, words
        self._primary = primary
        self._picture, self._name, self._about = QLabel(), QLabel(), ElidedLabel()
        self._name.setProperty("role", "strong")
        self._about.setProperty("role", "secondary")
        if not primary:
            self._about.setProperty("tone", "muted")
        self.clicked.connect(action.trigger)
        keys = key_text(BY_ID[action.objectName()])
        _row_of(
            self,
            self._picture,
            _column_of(self._name, self._about),
            *([Keycap(keys, appearance)] if keys else []),
        )
        appearance.theme_changed.connect(self._retranslate)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        theme = self._appearance.theme
        colour = theme.colour("onaccent" if self._primary else "accent")
        self._picture.setPixmap(pixmap(self._icon_name, colour, 20, self.devicePixelRatioF()))
        self._name.setText(self._action.text().removesuffix("…"))
        self._about.setText(_(self._words))
        self.setAccessibleName(self._action.text())
        self.setAccessibleDescription(_(self._words))


def _row_of(button: QPushButton, *widgets: QWidget) -> None:
    row = QHBoxLayout(button)
    row.setContentsMargins(16, 6, 16, 6)
    row.setSpacing(14)
    for widget in widgets:
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(widget, 1 if isinstance(widget, ElidedLabel) or widget.layout() else 0)


def _column_of(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return holder
