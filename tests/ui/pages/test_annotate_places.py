"""Where one was in an article comes back: in the next window, and after the program was killed."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtTest import QTest

from annotator.ui.pages import annotate_places
from annotator.ui.remembered import Remembered
from tests.windows import a_window, open_in, select, settle, wait_until, write_articles

LONG = {"long": "عنوان طويل\n" + "سار القطار من المدينة إلى الميناء في يوم ممطر. " * 400, "short": "خبر قصير\nنص.\n"}


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "long", LONG)


def test_selection_and_scroll_place_come_back_in_a_second_window(qapp, folder):
    with a_window() as first:
        page = open_in(first, folder, "long")
        page.article.scroll_to(9000, 9010)
        page.article.set_selection(9000, 9006)
        page.article.selection_changed.emit(9000, 9006)
        settle()
        was = page.article.place()
        assert was.top > 0
    with a_window() as second:
        second.resize(1366, 768)
        page = open_in(second, folder)
        assert page.desk.document.key == "long"
        assert page.article.selection.range == (9000, 9006)
        assert page.article.place().top == was.top


def test_every_article_has_its_own_place(window, folder):
    page = open_in(window, folder, "long")
    select(page, "الميناء", 3)
    chosen = page.article.selection.range
    page.open("short")
    assert page.article.selection.is_empty
    page.open("long")
    assert page.article.selection.range == chosen


def test_a_place_is_on_disk_soon_after_a_change(window, folder):
    page = open_in(window, folder, "long")
    QTest.keyClick(page.article, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    caret = page.article.selection.caret
    path = page.desk.session.path
    wait_until(lambda: f"[{caret}, {caret}" in Remembered().places(path))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_the_place_survives_being_killed(folder, tmp_path):
    script = textwrap.dedent("""
        import os, signal, sys, time
        from pathlib import Path
        from annotator.ui.app import application
        from tests.windows import a_window, open_in, select, settle
        with a_window() as window:
            page = open_in(window, Path(sys.argv[1]), "long")
            select(page, "الميناء", 7)
            end = time.monotonic() + 1.0
            while time.monotonic() < end:
                settle()
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    killed = subprocess.run([sys.executable, "-c", script, str(folder)], env=dict(os.environ), check=False, timeout=60)
    assert killed.returncode == -9
    with a_window() as window:
        page = open_in(window, folder)
        nth = -1
        for _time in range(8):
            nth = page.desk.document.text.index("الميناء", nth + 1)
        assert page.article.selection.range == (nth, nth + len("الميناء"))


def test_the_articles_left_longest_ago_are_forgotten(window, folder, monkeypatch):
    monkeypatch.setattr(annotate_places, "MOST", 1)
    page = open_in(window, folder, "long")
    page.open("short")
    window.close_project()
    assert '"long"' not in Remembered().places(folder / "annotations.sqlite")


@pytest.mark.parametrize("spoiled", ["{", "[]", '{"long": [1, 2]}', '{"long": "abcde"}', '{"long": null}'])
def test_spoiled_places_are_passed_over(window, folder, spoiled):
    remembered = window._remembered
    remembered.keep_places(folder / "annotations.sqlite", spoiled)
    page = open_in(window, folder, "long")
    assert page.article.selection.is_empty


def test_the_geometry_is_kept_as_bytes(window):
    window.close()
    assert isinstance(window._remembered.blob("geometry"), QByteArray)
    assert not window._remembered.blob("geometry").isEmpty()
