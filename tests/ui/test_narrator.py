"""What a screen reader hears of the work in a window, and that nothing is said where none listens."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QTest

from annotator.session import new_project
from annotator.session.importing import import_paths
from tests.windows import ARTICLES, mark, open_in, place, press, select, settle, wait_until

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sent(monkeypatch) -> list[QAccessibleEvent]:
    """What Qt is told while a screen reader runs. Its own bridge hears nothing off screen, so its door is watched."""
    told: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(told.append))
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield told
    QAccessible.setActive(was)


@pytest.fixture
def heard(sent, window, project):
    """A page that a screen reader follows; call `heard()` for the next sentence."""
    page = open_in(window, project, "harbour")

    def sentences() -> list[str]:
        return [event.message() for event in sent if event.type() == QAccessible.Event.Announcement]

    def heard() -> str:
        wait_until(sentences)
        (said,) = sentences()
        sent.clear()
        return said

    heard.page = page
    wait_until(lambda: len(sentences()) >= 1)
    QTest.qWait(150)
    assert any(said.startswith("Article: انفجار في ميناء رأس النخيل") for said in sentences())
    sent.clear()
    return heard


def test_what_is_marked_relabelled_moved_and_taken_back_is_said_once(heard):
    page = heard.page
    mark(page, "طبرق", "1", "g")
    assert heard() == "Geo-political entity: طبرق"
    press(page, "l")
    assert heard() == "Location: طبرق"
    QTest.keyClick(page.article, Qt.Key.Key_Left, SHIFT | Qt.KeyboardModifier.AltModifier)
    assert heard().startswith("Now covers: طبرق")
    for _time in range(2):
        QTest.keyClick(page.article, Qt.Key.Key_Z, CTRL)
        said = heard()
    assert said == "Undone. Geo-political entity: طبرق"
    QTest.keyClick(page.article, Qt.Key.Key_Z, CTRL)
    assert heard() == "Undone. Deleted: Geo-political entity: طبرق"
    QTest.keyClick(page.article, Qt.Key.Key_Z, CTRL | SHIFT)
    assert heard() == "Redone. Geo-political entity: طبرق"


def test_a_deleted_span_is_said(heard):
    page = heard.page
    mark(page, "طبرق", "1", "g")
    heard()
    QTest.keyClick(page.article, Qt.Key.Key_Delete)
    QTest.qWait(150)
    assert heard() == "Deleted: طبرق"


def test_a_selected_span_is_said_with_its_person_and_a_selection_with_its_text(heard):
    page = heard.page
    mark(page, "طبرق", "1", "g")
    heard()
    page.labelling.select(None)
    press(page, ".")
    assert heard() == "Geo-political entity, طبرق, huda"
    page.article.set_selection(*(place(page, "مصدر")[0],) * 2)
    QTest.keyClick(page.article, Qt.Key.Key_Left, SHIFT | CTRL)
    assert heard().startswith("Selected: مصدر")


def test_a_suggestion_says_that_it_is_one_and_its_score(heard, project):
    text = ARTICLES["harbour"]
    span = {"person": "baseline", "label": "LOC", "fragments": [list(place(heard.page, "طبرق"))], "score": 0.82}
    head = {"annotator": 1, "people": [{"name": "baseline", "kind": "model"}]}
    predictions = project.parent / "predictions.jsonl"
    lines = [head, {"key": "harbour", "text": text, "spans": [span]}]
    predictions.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with new_project(project / "suggested.sqlite", person="huda") as session:
        import_paths(session, [project])
        import_paths(session, [predictions])
    page = open_in(heard.page.window(), project / "suggested.sqlite", "harbour")
    assert heard() == "Article: انفجار في ميناء رأس النخيل, 0 spans"
    QTest.keyClick(page.article, Qt.Key.Key_Tab)
    assert heard() == "Location, طبرق, baseline, suggestion, score 82%"


def test_an_arabic_window_speaks_arabic(window, heard):
    window.appearance.choose_language("ar")
    settle()
    mark(heard.page, "طبرق", "1", "g")
    assert heard() == "كيان جيوسياسي: طبرق"


def test_the_signs_that_isolate_directions_are_not_spelt_out(heard):
    heard.page.notice.tell(lambda: "\u2068خبر\u2069")
    assert heard() == "خبر"


def test_without_a_screen_reader_nothing_is_said_or_kept(sent, window, page):
    QAccessible.setActive(False)
    sent.clear()
    mark(page, "طبرق", "1", "g")
    select(page, "مصدر")
    QTest.qWait(150)
    assert sent == []
