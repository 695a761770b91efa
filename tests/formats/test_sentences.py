from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from annotator.formats import Notice, Refusal, losses
from annotator.words.sentences.formats import SENTENCES

ROOM = Path(losses.__file__).parent
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOM.rglob("*.py")))


def test_every_code_of_the_room_has_a_sentence() -> None:
    codes = set(re.findall(r'(?:InputError|UsageError)\(\s*f?"formats\.(\w+)"', SOURCES))
    codes |= set(re.findall(r'code="formats\.(\w+)"', SOURCES))
    codes |= set(re.findall(r'(?:wrong|_refusal)\(\s*"(\w+)"', SOURCES))
    assert codes
    assert not {code for code in codes if f"formats.{code}" not in SENTENCES}


def test_every_sentence_is_said_somewhere() -> None:
    built = {f"{prefix}_{code}" for prefix in ("line", "conll") for code in ("empty", "nul", "surrogate", "too_long")}
    unsaid = {code for code in SENTENCES if f'"{code}"' not in SOURCES and f'"{code[8:]}"' not in SOURCES}
    assert {code.removeprefix("formats.") for code in unsaid} <= built | {"empty", "nul", "surrogate", "too_long"}


def test_every_sentence_about_a_source_names_it() -> None:
    for code, sentence in SENTENCES.items():
        fields = {field for _, field, _, _ in Formatter().parse(sentence) if field}
        assert fields & {"file", "name", "format", "people", "key"}, code
        assert sentence.endswith("."), code


def test_refusals_and_notices_become_sentences() -> None:
    refusal = Refusal(
        file="a.jsonl", line=7, field="spans[0].label", code="formats.unknown_label", facts={"label": "X"}
    )
    assert refusal.sentence.startswith("a.jsonl, line 7, spans[0].label: ")
    assert refusal.error.facts == {"file": "a.jsonl", "line": 7, "field": "spans[0].label", "label": "X"}
    assert "b.pdf" in Notice(file="b.pdf", code="formats.skipped").sentence
