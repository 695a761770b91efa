"""What is shown on demand stays shown after the next start."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.remembered import Remembered
from annotator.ui.switches import Switches
from annotator.ui.text_view.view import ArticleView


def test_a_switch_is_remembered(qapp, tmp_path):
    first = Switches(ArticleView(), Remembered(tmp_path))
    first.turn("all_links")
    article = ArticleView()
    again = Switches(article, Remembered(tmp_path))
    assert again.is_on("all_links")
    assert not again.is_on("signs")
    assert article.page.links.shows_all
    again.turn("all_links")
    assert not article.page.links.shows_all


def test_keys_turn_the_switches_of_the_open_article(page, window):
    QTest.keyClick(page.article, Qt.Key.Key_F7)
    assert page.article.page.links.shows_all
    QTest.keyClick(page.article, Qt.Key.Key_F8)
    assert page.article.look().shows_signs
    QTest.keyClick(page.article, Qt.Key.Key_F8)
    assert not page.article.look().shows_signs
