"""The command palette with real keys: found in both languages, first row chosen, Enter runs it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from annotator.ui.dialogs.palette import TOP_PX, WIDTH_PX, CommandPalette
from annotator.ui.dialogs.palette_list import MOST_ROWS, laid_out, typed_ranges
from annotator.ui.theme import interface_font
from tests.windows import labels_of, open_in, select, settle, wait_until

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(window, project):
    open_in(window, project, "harbour")
    return window


def test_it_opens_with_the_focus_centred_near_the_top_and_esc_gives_the_focus_back(window):
    palette = opened(window)
    assert palette.field.hasFocus()
    assert palette.width() == WIDTH_PX
    assert palette.mapTo(window, QPoint()) == QPoint((window.width() - WIDTH_PX) // 2, TOP_PX)
    assert palette.list.height() <= MOST_ROWS * 36
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert window.page.article.hasFocus()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("typed", ["next article", "المقال التالي", "مقال تالي"])
def test_an_action_is_found_by_its_name_in_both_languages_and_run(window, language, typed):
    window.appearance.choose_language(language)
    palette = opened(window)
    palette.field.setText(typed)
    assert palette.rows()[0].command.id == "next_document"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.page.desk.document.key == "rain"
    assert palette.isHidden()


def test_what_can_not_be_done_says_why_and_does_nothing(window):
    palette = opened(window)
    palette.field.setText("redo")
    assert palette.rows()[0].command.reason == "Nothing to redo"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.parametrize("typed", ["mark as geo", "GPE", "وسم جيوسياسي"])
def test_a_label_goes_on_the_selection(window, typed):
    select(window.page, "طبرق")
    palette = opened(window)
    palette.field.setText(typed)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert labels_of(window.page) == [("GPE", "طبرق")]


def test_without_a_selection_a_label_says_that_text_is_missing(window):
    palette = opened(window)
    palette.field.setText("mark as person")
    assert palette.rows()[0].command.reason == "Select text first"


def test_an_article_is_found_by_its_title_whatever_the_spelling(window):
    palette = opened(window)
    palette.field.setText("امطار غزيره")
    wait_until(palette.rows)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.page.desk.document.key == "rain"
    assert window.page.article.hasFocus()


def test_a_setting_is_changed_from_it(window):
    palette = opened(window)
    palette.field.setText("theme dark")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.appearance.theme.name == "dark"


def test_the_arrows_go_through_the_rows_and_round_at_the_ends(window):
    palette = opened(window)
    last = len(palette.rows()) - 1
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == last
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == MOST_ROWS


def test_nothing_found_is_said(window):
    palette = opened(window)
    palette.field.setText("zzzz")
    settle()
    assert palette.rows() == []
    assert palette.list.isHidden()


def test_what_was_used_last_comes_first_the_next_time(window):
    palette = opened(window)
    palette.field.setText("larger article")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert opened(window).rows()[0].command.id == "larger_text"


def test_it_goes_when_the_focus_goes_elsewhere_and_a_second_ctrl_k_closes_it(window):
    palette = opened(window)
    window.page.article.setFocus()
    assert palette.isHidden()
    palette = opened(window)
    QTest.keyClick(palette.field, Qt.Key.Key_K, CTRL)
    assert palette.isHidden()


def test_the_field_of_the_top_bar_opens_it(window):
    QTest.mouseClick(window.top.findChild(QAbstractButton, "openPalette"), Qt.MouseButton.LeftButton)
    assert any(palette.isVisible() for palette in window.findChildren(CommandPalette))


def test_typed_letters_are_firm_and_stay_joined_to_their_word(window):
    window.appearance.choose_language("ar")
    palette = opened(window)
    palette.field.setText("تال")
    row = next(row for row in palette.rows() if row.command.id == "next_document")
    layout = laid_out(row, interface_font("ar"), 400, mirrored=True)
    (typed,) = typed_ranges(layout.text(), row.ranges, QColor("black"))
    assert layout.text()[typed.start : typed.start + typed.length] == "تال"
    assert layout.text() == "المقال التالي"


def opened(window) -> CommandPalette:
    settle()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CTRL)
    return next(palette for palette in window.findChildren(CommandPalette) if palette.isVisible())
