"""Notices go, errors stay, and both speak the language in force."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from annotator.ui.appearance import Appearance
from annotator.ui.panels import notice
from annotator.ui.panels.notice import NoticeStrip
from annotator.ui.remembered import Remembered


@pytest.fixture
def undone() -> list[str]:
    return []


@pytest.fixture
def strip(qtbot, qapp, tmp_path, undone, monkeypatch):
    monkeypatch.setattr(notice, "SHOWN_MS", 60)
    action = QAction()
    action.triggered.connect(lambda _checked=False: undone.append("undo"))
    host = QWidget()
    made = NoticeStrip(Appearance(qapp, Remembered(tmp_path)), action, host)
    made.setGeometry(0, 500, 600, 40)  # away from the corner where the mouse is, over which it would stay
    qtbot.addWidget(host)
    host.resize(600, 600)
    host.show()
    yield made
    qapp.setStyleSheet("")


def test_a_notice_goes_after_a_while(strip, qtbot):
    strip.tell(lambda: "two more")
    assert not strip.isHidden()
    assert strip.text() == "two more"
    qtbot.waitUntil(strip.isHidden, timeout=2000)


def test_an_error_stays_until_it_is_closed(strip):
    strip.tell_error(lambda: "the disk is full")
    QTest.qWait(150)
    assert strip.is_error()
    QTest.mouseClick(strip.findChild(QToolButton, "noticeClose"), Qt.MouseButton.LeftButton)
    assert strip.isHidden()


def test_undo_is_offered_only_where_it_helps(strip, undone):
    strip.tell(lambda: "deleted", undo=True)
    button = strip.findChild(QPushButton, "noticeUndo")
    assert not button.isHidden()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == ["undo"]
    strip.tell(lambda: "imported")
    assert button.isHidden()
