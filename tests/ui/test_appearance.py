"""Language and theme are switched while the window is open, and come back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from annotator.text.direction import base_direction
from annotator.ui.appearance import CHOICES, Appearance
from annotator.ui.icons import pixmap
from annotator.ui.remembered import Remembered
from annotator.ui.style import style_sheet
from annotator.ui.theme import theme
from annotator.words import set_language
from tests.windows import a_window, settle


@pytest.fixture
def appearance(qapp, tmp_path):
    made = Appearance(qapp, Remembered(tmp_path))
    yield made
    qapp.setStyleSheet("")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    set_language("en")


def test_the_language_turns_the_direction_round_and_is_remembered(appearance, qapp, tmp_path, monkeypatch):
    monkeypatch.delenv("ANNOTATOR_LANGUAGE")
    appearance.choose_language("ar")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert Appearance(qapp, Remembered(tmp_path)).language == "ar"
    appearance.choose_language("en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_language_that_is_asked_for_wins_over_the_remembered_one(appearance, qapp, tmp_path, monkeypatch):
    appearance.choose_language("ar")
    monkeypatch.setenv("ANNOTATOR_LANGUAGE", "en")
    assert Appearance(qapp, Remembered(tmp_path)).language == "en"


def test_the_systems_own_dialogs_speak_the_language_too(appearance, qtbot):
    appearance.choose_language("ar")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert base_direction(box.buttons()[0].text()) == "rtl"


@pytest.mark.parametrize("choice", CHOICES)
def test_every_theme_has_a_palette_and_a_whole_style_sheet(appearance, qapp, choice):
    appearance.choose_theme(choice)
    chosen = theme(choice)
    assert qapp.palette().color(QPalette.ColorRole.Window) == chosen.colour("window")
    for language in ("ar", "en"):
        assert "$" not in style_sheet(chosen, language)


def test_a_theme_is_remembered_and_the_next_one_follows(appearance, qapp, tmp_path):
    appearance.choose_theme("dark")
    assert Appearance(qapp, Remembered(tmp_path)).theme.name == "dark"
    assert appearance.next_theme() == "contrast"


def test_an_unknown_remembered_theme_means_that_of_the_system(qapp, tmp_path, appearance):
    remembered = Remembered(tmp_path)
    remembered.keep("theme", "pink")
    assert Appearance(qapp, remembered).choice == "system"


def test_undo_points_the_other_way_in_an_arabic_window(appearance):
    colour = theme("light").colour("text")
    english = pixmap("undo", colour).toImage()
    check = pixmap("check", colour).toImage()
    appearance.choose_language("ar")
    assert pixmap("undo", colour).toImage() != english
    assert pixmap("check", colour).toImage() == check


def test_every_word_of_the_first_page_follows_the_language(qapp):
    with a_window() as window:
        english = {label.objectName(): label.text() for label in window.welcome.findChildren(QLabel) if label.text()}
        window.appearance.choose_language("ar")
        settle()
        window.appearance.choose_language("en")
        settle()
        again = {label.objectName(): label.text() for label in window.welcome.findChildren(QLabel) if label.text()}
        assert again == english
