"""The status bar says what is on disk, and shows long work with a way to stop it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from annotator.ui.appearance import Appearance
from annotator.ui.panels.status import Saving, StatusBar
from annotator.ui.remembered import Remembered


@pytest.fixture
def bar(qtbot, qapp, tmp_path):
    made = StatusBar(Appearance(qapp, Remembered(tmp_path)))
    qtbot.addWidget(made)
    yield made
    qapp.setStyleSheet("")


def words(bar: StatusBar, name: str) -> str:
    return bar.findChild(QLabel, name).text()


def test_it_says_where_the_last_edit_is_and_why_it_is_not_on_disk(bar):
    assert words(bar, "saved") == ""
    bar.show_saving(Saving.SAVED)
    assert words(bar, "saved") == "Saved"
    bar.show_saving(Saving.FAILED, lambda: "the disk is full")
    assert words(bar, "saved") == "Not saved: the disk is full"
    assert bar.findChild(QLabel, "saved").property("tone") == "danger"


def test_counts_agree_with_their_nouns(bar):
    bar.show_counts(1, 0)
    assert words(bar, "counts") == "1 span"
    bar.show_counts(1200, 1)
    assert words(bar, "counts") == "1,200 spans · 1 link"


def test_work_is_shown_with_its_count_and_can_be_cancelled(bar, qtbot):
    bar.show_work(lambda: "Bringing articles in", 120, 400)
    assert "120 / 400" in words(bar, "job")
    assert bar.findChild(QProgressBar).value() == 120
    with qtbot.waitSignal(bar.cancelled):
        QTest.mouseClick(bar.findChild(QPushButton, "cancel"), Qt.MouseButton.LeftButton)
    bar.end_work()
    assert bar.findChild(QPushButton, "cancel").isHidden()


def test_without_a_project_it_says_nothing(bar):
    bar.show_person("huda")
    bar.show_counts(3, 0)
    bar.show_saving(Saving.SAVED)
    bar.clear()
    assert [words(bar, name) for name in ("saved", "counts", "person")] == ["", "", ""]


def test_long_work_says_how_long_it_will_still_take(bar):
    bar.show_work(lambda: "Bringing articles in", 50, 200, 45)
    assert words(bar, "job") == "Bringing articles in  50 / 200  45 seconds left"
    bar.show_work(lambda: "Bringing articles in", 50, 200, 150)
    assert words(bar, "job").endswith("2 minutes left")
