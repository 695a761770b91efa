"""Language and theme of the whole window, switched while it is open.

The language decides words, fonts, digits and the side on which things stand; it never touches the direction of an
article. Every widget hears of a switch through Qt's own LanguageChange and PaletteChange events.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QToolTip

from annotator import words
from annotator.ui.numbers import Digits, choose_digits
from annotator.ui.remembered import Remembered
from annotator.ui.settings import THEMES, Settings
from annotator.ui.style import style_sheet
from annotator.ui.theme import Theme, ThemeChoice, interface_font, palette, theme

CHOICES = tuple(cast(ThemeChoice, choice) for choice, _text in THEMES)


class Appearance(QObject):
    """What the window looks like and in which language it speaks; remembered for the next start."""

    theme_changed = Signal()
    language_changed = Signal()

    def __init__(self, app: QApplication, remembered: Remembered) -> None:
        super().__init__()
        self._app = app
        self.settings = Settings(remembered, self)
        self._qt_words = QTranslator(self)
        self._theme = theme(self.choice)
        app.setStyle("Fusion")
        words.set_language(words.asked_language() or self._chosen_language())
        choose_digits(cast(Digits, self.settings.value("digits")))
        self._apply_language()
        self._apply_theme()
        self.settings.changed.connect(self._follow_setting)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose: a theme, or to follow the system."""
        return cast(ThemeChoice, self.settings.value("theme"))

    @property
    def language(self) -> str:
        """The language in force, `en` or `ar`."""
        return words.language()

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Switch the theme now and remember it."""
        self.settings.put("theme", choice)

    def next_theme(self) -> ThemeChoice:
        """Return the choice that follows the present one."""
        return CHOICES[(CHOICES.index(self.choice) + 1) % len(CHOICES)]

    def choose_language(self, name: str) -> None:
        """Switch the language now and remember it."""
        self.settings.put("language", name)
        self._speak(name)

    def _follow_setting(self, name: str) -> None:
        if name == "theme":
            self._show_theme()
        elif name == "language":
            self._speak(self._chosen_language())
        elif name == "digits":
            choose_digits(cast(Digits, self.settings.value("digits")))
            self._tell_language()

    def _chosen_language(self) -> str:
        chosen = self.settings.value("language")
        return words.system_language() if chosen == "system" else chosen

    def _speak(self, name: str) -> None:
        if name == words.language():
            return
        words.set_language(name)
        self._apply_language()
        self._apply_sheet()
        self._tell_language()

    def _tell_language(self) -> None:
        """Have every window ask for its words and numbers again."""
        for window in self._app.topLevelWidgets():
            QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        self.language_changed.emit()

    def _show_theme(self) -> None:
        self._theme = theme(self.choice)
        self._apply_theme()
        self.theme_changed.emit()

    def _apply_language(self) -> None:
        self._app.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.language() != "en" and self._qt_words.load(f"qtbase_{words.language()}", folder):
            self._app.installTranslator(self._qt_words)
        right_to_left = words.is_rtl()
        self._app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self._app.setFont(interface_font(words.language()))

    def _apply_theme(self) -> None:
        QPixmapCache.clear()
        self._app.setPalette(palette(self._theme))
        QToolTip.setPalette(palette(self._theme))
        self._apply_sheet()

    def _apply_sheet(self) -> None:
        self._app.setStyleSheet(style_sheet(self._theme, words.language()))

    def _follow_system(self) -> None:
        if self.choice == "system":
            self._show_theme()
