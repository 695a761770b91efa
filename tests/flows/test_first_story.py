"""The first story: open a folder, find a phrase, label it, undo, redo, be killed, go on, and export.

The window runs in a process of its own, with real events; it is ended with SIGKILL, so nothing is tidied up.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from annotator.session import Session, open_project
from annotator.session.exporting import ExportOptions, export
from annotator.session.searching import search
from tests.flows.killable import Spans, as_shown, kill, labelling_window, next_shown

PHRASE = "المصدر طلب عدم ذكر اسمه"
KILLS = int(os.environ.get("ANNOTATOR_WINDOW_KILLS", "2"))

ARTICLE = (
    "اشتباكات عند مدخل درنة\n"
    "قال مصدر في المجلس المحلي طلب عدم ذكر اسمه إن الاشتباكات انتهت بمقتل حارس.\n"
    "وأضاف أن مجلس شورى مجاهدي درنة سحب سياراته من المدخل الشرقي.\n"
)
"""Invented, with the words that the story is about."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds an article of ours as `derna`."""
    place = tmp_path / "articles"
    place.mkdir()
    (place / "derna.txt").write_bytes(ARTICLE.encode())
    return place


def test_exactly_what_was_acknowledged_is_there_after_a_kill(folder: Path, tmp_path: Path) -> None:
    _tell_the_story(folder, tmp_path)


def test_the_same_on_the_reference_article(folder: Path, corpus: Path, tmp_path: Path) -> None:
    shutil.copy(corpus / "derna.txt", folder / "derna.txt")
    _tell_the_story(folder, tmp_path)


def _tell_the_story(folder: Path, tmp_path: Path) -> None:
    text = (folder / "derna.txt").read_bytes().decode()
    phrase = _phrase(text)
    killed = _range(text, "مقتل", inside="بمقتل")
    council = _range(text, "مجلس شورى مجاهدي درنة")
    town = _range(text, "درنة", inside="مجلس شورى مجاهدي درنة")
    plan = [
        ["mark", *phrase, "3", "a", False],
        ["mark", *killed, "2", "d", True],
        ["mark", *council, "1", "o", False],
        ["mark", *town, "1", "g", True],
        ["undo"],
        ["undo"],
        ["redo"],
    ]
    marked = [("ANONYMITY", *phrase), ("DIE", *killed), ("ORG", *council), ("GPE", *town)]
    with labelling_window(folder, "derna", plan) as process:
        lines = [next_shown(process).spans for _gesture in plan]
        kill(process)
    expected = [marked[:1], marked[:2], marked[:3], marked[:4], marked[:3], marked[:2], marked[:3]]
    assert lines == [sorted(shown) for shown in expected]

    with open_project(folder / "annotations.sqlite", person="huda") as again:
        assert again.writable
        assert _spans(again) == lines[-1]
        assert search(again, PHRASE).level == "flexible"
        _check_export(again, tmp_path / "out.jsonl", text)
        again.redo()
        assert _spans(again) == sorted(marked)


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_in_the_middle_of_marking_loses_nothing_that_was_acknowledged(folder: Path, seed: int) -> None:
    edits = random.Random(seed).randrange(2, 25)
    with labelling_window(folder, "derna", [["on"]]) as process:
        for _edit in range(edits):
            last = next_shown(process)
        kill(process)
        late = [as_shown(line) for line in process.stdout or () if line.endswith("\n")]
    acknowledged = (late[-1] if late else last).spans
    with open_project(folder / "annotations.sqlite", person="huda") as again:
        there = _spans(again)
    # The edit that was being written when the kill came may be there, complete; nothing else, and nothing less.
    assert set(acknowledged) <= set(there)
    assert len(there) - len(acknowledged) in (0, 1)


def _check_export(session: Session, out: Path, text: str) -> None:
    export(session, out, ExportOptions(format="jsonl"))
    documents = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    document = next(found for found in documents if found.get("key") == "derna")
    assert document["text"] == text
    surfaces = sorted(text[start:end] for span in document["spans"] for start, end in span["fragments"])
    assert surfaces == sorted(["طلب عدم ذكر اسمه", "مقتل", "مجلس شورى مجاهدي درنة"])


def _phrase(text: str) -> tuple[int, int]:
    """Where the second fragment of the anonymous-source phrase stands: what the source asked for."""
    from annotator.text.search import find

    hit = find(text, PHRASE, "flexible")[0]
    start, end = hit.fragments[-1]
    assert text[start:end] == "طلب عدم ذكر اسمه"
    return start, end


def _range(text: str, words: str, inside: str = "") -> tuple[int, int]:
    around = text.index(inside or words)
    start = text.index(words, around)
    return start, start + len(words)


def _spans(session: Session) -> Spans:
    return sorted((span.label, span.start, span.end) for span in session.view("derna").spans)
