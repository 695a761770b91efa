"""Themes answer with the tokens of the look and with fonts that are really there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette

from annotator.ui.theme import (
    article_family,
    article_font,
    interface_families,
    interface_font,
    palette,
    tashkeel_leading,
    theme,
)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_palette_carries_the_tokens(qapp, name) -> None:
    chosen = theme(name)
    made = palette(chosen)
    assert made.color(QPalette.ColorRole.Window).name().upper() == chosen.tokens.window
    assert made.color(QPalette.ColorRole.Highlight).name().upper() == chosen.tokens.selection
    assert chosen.is_dark is (name != "light")


def test_the_system_theme_is_light_or_dark(qapp) -> None:
    assert theme("system").name in {"light", "dark"}


def test_only_installed_families_are_named(qapp) -> None:
    known = {family.split(" [")[0] for family in QFontDatabase.families()}
    assert set(interface_families("ar")) | set(interface_families("en")) <= known


def test_the_article_font_is_the_family_that_was_ranked_first(qapp) -> None:
    font = article_font(20)
    assert QFontInfo(font).family() == article_family()
    assert font.pixelSize() == 20


def test_a_family_that_is_missing_falls_back_to_the_ranking(qapp) -> None:
    assert QFontInfo(article_font(20, family="No Such Family")).family() == article_family()


def test_the_interface_font_follows_role_and_language(qapp) -> None:
    assert interface_font("ar").pixelSize() == 14
    assert interface_font("en").pixelSize() == 13
    assert interface_font("en", "title").bold()


def test_fonts_that_clip_their_marks_get_leading(qapp) -> None:
    assert tashkeel_leading("Noto Naskh Arabic") == 0
    assert tashkeel_leading("DejaVu Sans") > tashkeel_leading("Amiri") > 0
