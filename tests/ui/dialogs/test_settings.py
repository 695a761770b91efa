"""Every setting changes the window at once, outlives it, and can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.settings import ROWS
from tests.windows import a_window, drag, mark, open_in, place, settle

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window, page):
    QTest.keyClick(page.article, Qt.Key.Key_Comma, CTRL)
    (shown,) = window.findChildren(SettingsDialog)
    return shown


def test_every_row_of_the_table_has_a_name_a_control_and_a_way_back(dialog):
    for row in ROWS:
        assert dialog.findChild(QLabel, f"name_{row.id}").text()
        assert dialog.findChild(QWidget, f"setting_{row.id}").accessibleName()
        assert dialog.findChild(QAbstractButton, f"reset_{row.id}").accessibleName()


def test_the_language_changes_the_window_and_the_dialog_at_once(window, dialog):
    press_segment(dialog, "language", "ar")
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert dialog.windowTitle() == "الإعدادات"
    assert window.page.header.findChild(QAbstractButton, "done").text() == "أنهيت المقال"


def test_digits_change_at_once_in_both_languages(window, page, dialog):
    counts = window.status.findChild(QLabel, "counts")
    mark(page, "طبرق", "1", "g")
    assert counts.text() == "1 span"
    press_segment(dialog, "digits", "arabic")
    assert counts.text() == "١ span"
    press_segment(dialog, "digits", "european")
    press_segment(dialog, "language", "ar")
    assert "1" in page.labels.findChild(QAbstractButton, "segment_entity").text()


def test_the_size_of_the_letters_changes_the_article(page, dialog):
    sizes = dialog.findChild(QComboBox, "setting_article_px")
    sizes.setCurrentIndex(sizes.findData("28"))
    sizes.activated.emit(sizes.currentIndex())
    assert page.article.page.size == 28


def test_names_under_spans_can_be_left_out(page, dialog):
    mark(page, "طبرق", "1", "g")
    assert [span.tag for span in page.showing.drawn.values()] == ["GPE"]
    press_segment(dialog, "tags", "none")
    assert [span.tag for span in page.showing.drawn.values()] == [""]


def test_a_setting_outlives_the_window_and_reset_takes_it_back(qapp, project):
    with a_window() as first:
        first.appearance.settings.put("article_px", "26")
    with a_window() as second:
        page = open_in(second, project, "harbour")
        assert page.article.page.size == 26
        second.actions_["settings"].trigger()
        (dialog,) = second.findChildren(SettingsDialog)
        reset = dialog.findChild(QAbstractButton, "reset_article_px")
        assert not reset.isHidden()
        QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
        assert page.article.page.size == 20
        assert reset.isHidden()


def test_without_snapping_the_mouse_selects_letters_and_shift_words(page, dialog):
    press_segment(dialog, "snapping", "no")
    start, end = place(page, "طبرق")
    drag(page.article, start + 1, end - 1)
    assert page.article.selection.range == (start + 1, end - 1)
    drag(page.article, start + 1, end - 1, free=True)
    assert page.article.selection.range == (start, end)


def test_a_second_time_shows_the_dialog_that_is_open(window, dialog):
    window.actions_["settings"].trigger()
    assert window.findChildren(SettingsDialog) == [dialog]


def press_segment(dialog: SettingsDialog, setting: str, choice: str) -> None:
    control = dialog.findChild(QWidget, f"setting_{setting}")
    QTest.mouseClick(control.findChild(QAbstractButton, f"segment_{choice}"), Qt.MouseButton.LeftButton)
    settle()
    assert QApplication.activeWindow() is not None
