"""The story of the window: find, label, nest, correct, undo, be killed, go on at the same place, and export.

The window runs in a process of its own, with real events; label keys, undo and the words to find are written with the
keys of an Arabic layout. It is ended with SIGKILL, so nothing is tidied up.
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
from tests.flows.killable import Shown, Spans, as_shown, kill, labelling_window, next_shown

KILLS = int(os.environ.get("ANNOTATOR_WINDOW_KILLS", "2"))
PHRASE = "المصدر طلب عدم ذكر اسمه"
ARTICLE = "\n".join(
    [
        "اشتباكات عند مدخل درنة",
        *["كانت شوارع المدينة هادئة منذ الصباح، ثم أغلق التجار محالهم قبيل الظهر."] * 12,
        "وقال مصدر في المجلس طلب عدم ذكر اسمه إن الاشتباكات انتهت بمقتل حارس.",
        *["ولم يصدر عن الإدارة أي تعليق حتى ساعة متأخرة من الليل، بحسب وكالة Nile Press."] * 12,
        "وأضاف أن مجلس شورى مجاهدي درنة سحب سياراته من المدخل الشرقي.",
        *["وعادت الحركة إلى الطريق الساحلي مساء، وفتحت المدارس أبوابها في اليوم التالي."] * 12,
        "",
    ]
)
"""Invented, with the words that the story is about."""
SOURCE = "مصدر في المجلس طلب عدم ذكر اسمه"
COUNCIL = "مجلس شورى مجاهدي درنة"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article of ours as `derna`, and others."""
    place = tmp_path / "articles"
    place.mkdir()
    (place / "derna.txt").write_bytes(ARTICLE.encode())
    (place / "aleppo.txt").write_bytes("مقال آخر عن حلب.\n".encode())
    return place


def test_a_window_that_is_killed_opens_again_with_everything_at_the_same_place(folder: Path, tmp_path: Path) -> None:
    _tell_the_story(folder, tmp_path)


def test_the_same_on_the_reference_article(folder: Path, corpus: Path, tmp_path: Path) -> None:
    shutil.copy(corpus / "derna.txt", folder / "derna.txt")
    text = _tell_the_story(folder, tmp_path)
    assert text.index(SOURCE) == 891


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


def _tell_the_story(folder: Path, tmp_path: Path) -> str:
    text = (folder / "derna.txt").read_bytes().decode()
    source, killed, council = _range(text, SOURCE), _range(text, "مقتل", "بمقتل"), _range(text, COUNCIL)
    town = council[1] - len("درنة"), council[1]
    plan = [
        ["mark_found", PHRASE, "3", "s"],
        ["mark_without_prefix", "بمقتل", "2", "d"],
        ["mark", *council, "1", "o", False],
        ["mark", *town, "1", "g", False],
        ["relabel", town[0] + 1, "1", "l"],
        ["nudge_end", source[0] + 1],
        ["undo"],
        ["undo"],
        ["redo"],
        ["rest", len(text) * 3 // 4],
    ]
    marked = [("SOURCE", *source), ("DIE", *killed), ("ORG", *council), ("GPE", *town)]
    relabelled = [*marked[:3], ("LOC", *town)]
    nudged = [("SOURCE", source[0], source[1] - 1), *relabelled[1:]]
    with labelling_window(folder, "derna", plan) as process:
        shown = [next_shown(process) for _gesture in plan]
        kill(process)
    expected = [
        marked[:1],
        marked[:2],
        marked[:3],
        marked,
        relabelled,
        nudged,
        relabelled,
        marked,
        relabelled,
        relabelled,
    ]
    assert [each.spans for each in shown] == [sorted(spans) for spans in expected]

    with labelling_window(folder, "", [["look"], ["redo"]]) as process:
        _check_same_place(next_shown(process), shown[-1])
        assert next_shown(process).spans == sorted(nudged)
        kill(process)
    with open_project(folder / "annotations.sqlite", person="huda") as again:
        assert again.writable
        assert _spans(again) == sorted(nudged)
        assert search(again, PHRASE).level == "flexible"
        _check_export(again, tmp_path / "out.jsonl", text, nudged)
    return text


def _check_same_place(found: Shown, left: Shown) -> None:
    assert found == left


def _check_export(session: Session, out: Path, text: str, spans: Spans) -> None:
    export(session, out, ExportOptions(format="jsonl"))
    documents = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    document = next(found for found in documents if found.get("key") == "derna")
    assert document["text"] == text
    surfaces = sorted(text[start:end] for span in document["spans"] for start, end in span["fragments"])
    assert surfaces == sorted(text[start:end] for _label, start, end in spans)


def _range(text: str, words: str, inside: str = "") -> tuple[int, int]:
    start = text.index(words, text.index(inside or words))
    return start, start + len(words)


def _spans(session: Session) -> Spans:
    return sorted((span.label, span.start, span.end) for span in session.view("derna").spans)
