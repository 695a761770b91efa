"""Click speaks the language of the program, and says what the catalogue thinks it says."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from annotator import words
from annotator.cli.library_words import SENTENCES, counted
from annotator.cli.main import run


@pytest.fixture
def arabic() -> Iterator[None]:
    words.set_language("ar")
    yield
    words.set_language("en")


def test_click_still_says_these_sentences_word_for_word() -> None:
    words.set_language("en")
    said = {
        node.value
        for path in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {*SENTENCES, *counted(1), *counted(2)} - said == set()


def test_help_is_arabic_throughout(arabic: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--help"]) == 0
    text = capsys.readouterr().out
    assert "الخيارات:" in text and "الاستعمال:" in text
    assert not any(english in text for english in ("Usage", "Options:", "Show", "[required]"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["search", "--level"],
        ["search", "--nosuch"],
        ["search", "--level", "near", "a", "b"],
        ["search", "a", "b", "--limit", "0"],
    ],
)
def test_wrong_use_is_told_in_arabic(arguments: list[str], arabic: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert "انظر" in told
    assert not any(english in told for english in ("Missing", "No such", "requires", "Invalid", "range"))


def test_the_environment_is_as_before(arabic: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    run(["--help"])
    assert os.environ["LANGUAGE"] == "fr"
    monkeypatch.delenv("LANGUAGE")
    run(["--help"])
    assert "LANGUAGE" not in os.environ
