"""Errors in the window: paths in Arabic sentences stay whole, numbers follow the interface."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator import words
from annotator.errors import InputError, RefusedError
from annotator.formats.protocol import Refusal
from annotator.session.importing import ImportReport
from annotator.store.records import Added
from annotator.ui.problems import told
from annotator.ui.work import import_sentence


@pytest.fixture
def arabic() -> Iterator[None]:
    words.set_language("ar")
    yield
    words.set_language("en")


def test_a_path_is_isolated_and_a_line_has_arabic_digits(arabic: None) -> None:
    text = told(InputError("formats.json", file="/articles/أخبار.jsonl", line=1200, column=7))
    assert "\u2068/articles/أخبار.jsonl\u2069" in text
    assert "١٢٠٠" in text and "٧" in text


def test_what_was_changed_is_named_in_arabic(arabic: None) -> None:
    assert "مقطع" in told(RefusedError("store.changed", kind="span", object="x"))


def test_an_import_says_why_the_first_thing_was_refused() -> None:
    refusal = Refusal(file="labels.jsonl", code="formats.missing_key", line=3, facts={"key": "text"})
    text = import_sentence(ImportReport(added=Added(), refusals=(refusal,), notices=()))
    assert "labels.jsonl" in text and "the whole line" in text


def test_the_usual_reasons_of_the_system_are_told_in_arabic(arabic: None) -> None:
    text = told(InputError("formats.unreadable", file="a.txt", reason="Permission denied"))
    assert "Permission" not in text and "لا إذن بذلك" in text
