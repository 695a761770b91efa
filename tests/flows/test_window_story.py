"""The story of the window: find, label, nest, correct, undo, be killed, and go on at the same place in the text.

The window runs in a process of its own, with real events; label keys, undo and the words to find are written with the
keys of an Arabic layout.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.session import open_project
from tests.flows.killable import Shown, kill, labelling_window, next_shown

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


def test_a_window_that_is_killed_opens_again_with_everything_at_the_same_place(folder: Path) -> None:
    _tell_the_story(folder)


def test_the_same_on_the_reference_article(folder: Path, corpus: Path) -> None:
    shutil.copy(corpus / "derna.txt", folder / "derna.txt")
    text = _tell_the_story(folder)
    assert text.index(SOURCE) == 891


def _tell_the_story(folder: Path) -> str:
    text = (folder / "derna.txt").read_bytes().decode()
    source, killed, council = _range(text, SOURCE), _range(text, "مقتل", "بمقتل"), _range(text, COUNCIL)
    town = council[1] - len("درنة"), council[1]
    reading = len(text) * 3 // 4
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
        ["rest", reading],
    ]
    marked = [("SOURCE", *source), ("DIE", *killed), ("ORG", *council), ("GPE", *town)]
    relabelled = [*marked[:3], ("LOC", *town)]
    nudged = [("SOURCE", source[0], source[1] - 1), *relabelled[1:]]
    expected = [marked[:1], marked[:2], marked[:3], marked, relabelled, nudged, relabelled, marked, relabelled]
    with labelling_window(folder, "derna", plan) as process:
        shown = [next_shown(process) for _gesture in plan]
        kill(process)
    assert [each.spans for each in shown] == [sorted(spans) for spans in [*expected, relabelled]]
    _check_again(folder, shown[-1])
    return text


def _check_again(folder: Path, last: Shown) -> None:
    with open_project(folder / "annotations.sqlite", person="huda") as again:
        assert sorted((span.label, span.start, span.end) for span in again.view("derna").spans) == last.spans
        assert again.can_undo and again.can_redo
    with labelling_window(folder, "", [["look"]]) as process:
        assert next_shown(process)[:2] == last[:2]


def _range(text: str, words: str, inside: str = "") -> tuple[int, int]:
    start = text.index(words, text.index(inside or words))
    return start, start + len(words)
