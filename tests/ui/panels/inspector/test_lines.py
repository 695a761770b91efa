"""Text on a few lines, and numbers as people write them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from annotator.ui.panels.inspector.lines import fitted
from annotator.ui.panels.inspector.written import number_in
from annotator.ui.theme import article_font

LONG = " ".join(f"كلمة{place}" for place in range(200))


def test_a_short_text_stays_on_one_line(qapp):
    assert fitted("رأس النخيل", article_font(18), 300, 3) == ["رأس النخيل"]


def test_a_long_text_loses_its_middle_and_keeps_both_ends(qapp):
    font = article_font(18)
    lines = fitted(LONG, font, 250, 3)
    assert len(lines) == 3
    assert lines[0].startswith("كلمة0 ")
    assert lines[-1].endswith("كلمة199")
    assert "…" in " ".join(lines)
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= 250 for line in lines)


def test_a_word_that_is_too_wide_is_cut(qapp):
    font = article_font(18)
    (line,) = fitted("ك" * 200, font, 120, 3)
    assert 0 < line.count("ك") < 200
    assert QFontMetricsF(font).horizontalAdvance(line) <= 120


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", 12),
        (" ١٢ ", 12),
        ("۱۲", 12),
        ("1,200", 1200),
        ("١٬٢٠٠", 1200),
        ("-3", -3),
        ("−3", -3),
        ("2.5", 2.5),
        ("٢٫٥", 2.5),
        ("1,200.5", 1200.5),
    ],
)
def test_a_number_may_be_written_in_the_digits_of_either_language(written, number):
    assert number_in(written) == number
    assert type(number_in(written)) is type(number)


@pytest.mark.parametrize("written", ["", "many", "1,2", "1..2", "nan", "inf", "١٢ كم"])
def test_what_is_no_number_is_none(written):
    assert number_in(written) is None
