"""What the window remembers outlives it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from annotator.ui.remembered import Remembered, settings_folder


def test_values_come_back_with_their_kind(tmp_path: Path):
    first = Remembered(tmp_path)
    first.keep("language", "ar")
    first.keep("article_px", 24)
    first.keep("geometry", QByteArray(b"\x00\x01"))
    first.flush()
    again = Remembered(tmp_path)
    assert again.text("language") == "ar"
    assert again.whole("article_px", 20) == 24
    assert again.blob("geometry") == QByteArray(b"\x00\x01")


def test_what_was_never_kept_has_a_default(tmp_path: Path):
    remembered = Remembered(tmp_path)
    assert remembered.text("theme", "system") == "system"
    assert remembered.whole("article_px", 20) == 20
    assert remembered.blob("panes").isEmpty()


def test_a_spoiled_number_gives_the_default(tmp_path: Path):
    remembered = Remembered(tmp_path)
    remembered.keep("article_px", "many")
    assert remembered.whole("article_px", 20) == 20


def test_each_project_has_its_own_last_document(tmp_path: Path):
    remembered = Remembered(tmp_path)
    remembered.keep_last_document(tmp_path / "a.sqlite", "مقال/١")
    remembered.keep_last_document(tmp_path / "b.sqlite", "two")
    assert remembered.last_document(tmp_path / "a.sqlite") == "مقال/١"
    assert remembered.last_document(tmp_path / "b.sqlite") == "two"
    assert remembered.last_document(tmp_path / "c.sqlite") == ""


def test_the_folder_is_that_of_the_environment(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path))
    assert settings_folder() == tmp_path
