"""The table of settings, and what is kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.ui.remembered import Remembered
from annotator.ui.settings import ROWS, SECTIONS, Settings


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_default_is_allowed_and_every_section_exists(qapp, row):
    assert row.allows(row.default)
    assert row.section in dict(SECTIONS)


def test_ids_are_unique():
    assert len({row.id for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("name", "spoiled"), [("theme", "pink"), ("article_px", "1e9"), ("article_px", "999"), ("snapping", "maybe")]
)
def test_a_spoiled_value_counts_as_the_default(qapp, tmp_path: Path, name, spoiled):
    remembered = Remembered(tmp_path)
    remembered.keep(name, spoiled)
    settings = Settings(remembered)
    assert settings.is_default(name)
    settings.put(name, spoiled)
    assert settings.is_default(name)


def test_a_change_is_told_once_and_kept(qapp, tmp_path: Path):
    settings = Settings(Remembered(tmp_path))
    heard = []
    settings.changed.connect(heard.append)
    settings.put("digits", "arabic")
    settings.put("digits", "arabic")
    assert heard == ["digits"]
    assert Settings(Remembered(tmp_path)).value("digits") == "arabic"
    settings.reset("digits")
    assert settings.value("digits") == "language"
