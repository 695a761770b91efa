"""Labels found by typing a part of their names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.windows import labels_of, select


@pytest.fixture
def field(page):
    QTest.mouseClick(page.labels.findChild(QAbstractButton, "findLabel"), Qt.MouseButton.LeftButton)
    assert page.labels.filter.field.hasFocus()
    return page.labels.filter.field


@pytest.mark.parametrize("typed", ["geo", "جيوسياسي", "gpe"])
def test_a_label_is_found_by_its_names_in_both_languages_and_its_id(page, field, typed):
    field.setText(typed)
    assert shown(page) == ["GPE"]


def test_enter_gives_the_first_label_to_the_selection(page, field):
    select(page, "طبرق")
    field.setFocus()
    QTest.keyClicks(field, "geo")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert labels_of(page) == [("GPE", "طبرق")]
    assert page.labels.filter.isHidden()
    assert len(shown(page)) > 5


def test_a_label_of_another_layer_is_found_there(page, field):
    field.setText("explo")
    assert page.labels.layer() == "event"
    assert shown(page)[0] == "EXPLODE"


def test_esc_shows_all_labels_and_goes_back_to_the_article(page, field):
    field.setText("geo")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert page.labels.filter.isHidden()
    assert page.article.hasFocus()
    assert len(shown(page)) > 5


def test_letters_that_are_typed_label_nothing(page, field):
    select(page, "طبرق")
    field.setFocus()
    QTest.keyClicks(field, "g")
    assert labels_of(page) == []


def shown(page) -> list[str]:
    return [label.id for label in page.labels.list.labels.labels]
