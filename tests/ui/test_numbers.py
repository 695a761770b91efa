"""Numbers follow the interface language."""

from __future__ import annotations

import pytest

from annotator.ui.numbers import digits, isolated, number, offsets
from annotator.words import language, set_language


@pytest.fixture(autouse=True)
def _language():
    before = language()
    yield
    set_language(before)


def test_arabic_uses_its_own_digits_and_separators():
    set_language("ar")
    assert number(12500) == "١٢٬٥٠٠"
    assert digits("87.5%") == "٨٧٫٥٪"


def test_english_groups_thousands():
    set_language("en")
    assert number(12500) == "12,500"
    assert digits("87.5%") == "87.5%"


def test_ranges_and_titles_are_isolated():
    set_language("ar")
    assert offsets(13, 19) == "\u2066١٣\u200e–\u200e١٩\u2069"
    assert isolated("درنة") == "\u2068درنة\u2069"
