"""Labelling in the window with real events on a real project: marks, suggestions, undo."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from annotator.session import new_project
from annotator.session.importing import import_paths
from annotator.ui.text_view.selection import Selection
from tests.windows import (
    ARTICLES,
    labels_of,
    mark,
    open_in,
    place,
    press,
    select,
)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_select_and_press_a_key_marks_what_is_selected(page):
    mark(page, "مصدر في البلدية", "3", "s")
    mark(page, "طبرق", "1", "g")
    assert labels_of(page) == [("SOURCE", "مصدر في البلدية"), ("GPE", "طبرق")]


def test_label_keys_work_with_an_arabic_layout_and_its_digits(page):
    mark(page, "صياد", "١", "ح")
    mark(page, "طبرق", "ل")
    mark(page, "مصدر في البلدية", "٣", "س")
    assert labels_of(page) == [("SOURCE", "مصدر في البلدية"), ("PER", "صياد"), ("GPE", "طبرق")]


def test_with_shift_a_label_can_start_inside_a_word(page):
    mark(page, "مقتل", "2", "d", free=True)
    assert labels_of(page) == [("DIE", "مقتل")]
    start, _end = place(page, "بمقتل")
    assert page.desk.own_spans()[0].start == start + 1


def test_a_span_can_be_nested_in_the_one_just_made(page):
    mark(page, "ميناء رأس النخيل", "1", "f")
    mark(page, "رأس النخيل", "g")
    assert labels_of(page) == [("FAC", "ميناء رأس النخيل"), ("GPE", "رأس النخيل")]


def test_the_same_label_on_the_same_place_again_changes_nothing(page):
    mark(page, "طبرق", "1", "g")
    first = page.labelling.selected
    mark(page, "طبرق", "g")
    assert labels_of(page) == [("GPE", "طبرق")]
    assert page.labelling.selected == first


def test_a_key_on_a_selected_span_gives_it_another_label(page):
    mark(page, "طبرق", "1", "g")
    press(page, "l")
    assert labels_of(page) == [("LOC", "طبرق")]


def test_a_click_on_a_label_does_what_its_key_does(page):
    select(page, "طبرق")
    rows = page.labels.list
    index = rows.labels.index([label.id for label in rows.labels.labels].index("GPE"))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
    assert labels_of(page) == [("GPE", "طبرق")]


def test_a_kept_label_goes_on_every_selection_until_esc(page):
    press(page, "1")
    rows = page.labels.list
    index = rows.labels.index([label.id for label in rows.labels.labels].index("PER"))
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
    select(page, "صياد")
    select(page, "مصدر")
    assert labels_of(page) == [("PER", "مصدر"), ("PER", "صياد")]
    page.article.setFocus()
    for _time in range(3):
        QTest.keyClick(page.article, Qt.Key.Key_Escape)
    assert page.labelling.kept is None
    select(page, "طبرق")
    assert len(labels_of(page)) == 2


def test_alt_and_the_arrows_leave_a_clitic_out_and_take_it_in_again(page):
    mark(page, "بمقتل صياد", "2", "d")
    QTest.keyClick(page.article, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert labels_of(page) == [("DIE", "مقتل صياد")]
    QTest.keyClick(page.article, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier | SHIFT)
    assert labels_of(page) == [("DIE", "مقتل")]
    QTest.keyClick(page.article, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier | SHIFT)
    assert labels_of(page) == [("DIE", "مقتل")]
    QTest.keyClick(page.article, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert labels_of(page) == [("DIE", "بمقتل")]


def put_caret(page, words, behind=1):
    """Click into a word, behind so many of its letters."""
    point = page.article.point_of(place(page, words)[0] + behind, trailing=True)
    QTest.mouseClick(page.article.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_label_key_takes_the_word_in_which_the_caret_was_put(page):
    put_caret(page, "صياد", 2)
    press(page, "p")
    assert labels_of(page) == [("PER", "صياد")]


def test_from_a_caret_behind_a_clitic_it_takes_what_follows(page):
    press(page, "2")
    put_caret(page, "بمقتل", 0)
    page.article.setFocus()
    page.article.settle_selection(Selection(*[place(page, "بمقتل")[0]] * 2))
    QTest.keyClick(page.article, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(page, "ي")
    assert labels_of(page) == [("DIE", "مقتل")]


def test_a_caret_that_nobody_has_put_anywhere_takes_nothing(page):
    press(page, "p")
    assert labels_of(page) == []
    assert "Select text first" in page.notice.text()
    put_caret(page, "صياد", 2)
    QTest.keyClick(page.article, Qt.Key.Key_Escape)
    page.open("rain")
    press(page, "p")
    assert labels_of(page) == []


def test_after_esc_the_next_key_makes_no_second_span_of_the_last_word(page):
    mark(page, "صياد", "p")
    QTest.keyClick(page.article, Qt.Key.Key_Escape)
    assert page.labelling.selected is None
    press(page, "o")
    assert labels_of(page) == [("PER", "صياد")]


def test_a_caret_between_words_takes_nothing(page):
    put_caret(page, "نخيل\n", 4)
    page.article.settle_selection(Selection(*[place(page, "النخيل")[1] + 1] * 2))
    assert page.labelling.has_target()
    page.article.settle_selection(Selection(*[len(page.article.page.text)] * 2))
    press(page, "p")
    assert labels_of(page) == []


def test_enter_gives_the_kept_label_to_selection_word_or_span(page):
    page.labelling.keep("PER")
    put_caret(page, "صياد", 2)
    assert labels_of(page) == []
    QTest.keyClick(page.article, Qt.Key.Key_Return)
    assert labels_of(page) == [("PER", "صياد")]
    page.labelling.keep("GPE")
    QTest.keyClick(page.article, Qt.Key.Key_Return)
    assert labels_of(page) == [("GPE", "صياد")]


def test_the_kept_label_is_the_mouse_cursor_over_the_article(window, page):
    viewport = page.article.viewport()
    page.labelling.keep("PER")
    assert viewport.cursor().shape() == Qt.CursorShape.BitmapCursor
    first = viewport.cursor().pixmap().toImage()
    page.labelling.keep("ORG")
    assert viewport.cursor().pixmap().toImage() != first
    QTest.mouseMove(viewport, page.article.point_of(5))
    assert viewport.cursor().shape() == Qt.CursorShape.BitmapCursor
    page.labelling.keep(None)
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_undo_and_redo_by_key_also_on_an_arabic_layout(window, page):
    mark(page, "طبرق", "1", "g")
    mark(page, "صياد", "p")
    QTest.keyClick(page.article, Qt.Key.Key_Z, CTRL)
    assert labels_of(page) == [("GPE", "طبرق")]
    press(page, "ئ", held=CTRL)
    assert labels_of(page) == []
    QTest.keyClick(page.article, Qt.Key.Key_Y, CTRL)
    press(page, "ئ", held=CTRL | SHIFT)
    assert labels_of(page) == [("PER", "صياد"), ("GPE", "طبرق")]
    assert not window.actions_["redo"].isEnabled()


def test_undo_goes_to_the_article_where_it_happened(page):
    mark(page, "طبرق", "1", "g")
    assert page.open("rain")
    QTest.keyClick(page.article, Qt.Key.Key_Z, CTRL)
    assert page.desk.document.key == "harbour"
    assert labels_of(page) == []


def test_delete_takes_the_selected_span_and_its_notice_offers_undo(window, page):
    mark(page, "طبرق", "1", "g")
    QTest.keyClick(page.article, Qt.Key.Key_Delete)
    assert labels_of(page) == []
    assert "طبرق" in page.notice.text()
    QTest.mouseClick(page.notice.findChild(QAbstractButton, "noticeUndo"), Qt.MouseButton.LeftButton)
    assert labels_of(page) == [("GPE", "طبرق")]


@pytest.fixture
def suggested(window, project):
    """The page on an article in which a model suggests a place and a person."""
    text = ARTICLES["harbour"]
    spans = [
        {
            "person": "baseline",
            "label": label,
            "fragments": [[text.index(words), text.index(words) + len(words)]],
            "score": 0.7,
        }
        for label, words in (("LOC", "طبرق"), ("PER", "صياد"))
    ]
    with new_project(project / "suggested.sqlite", person="huda") as session:
        import_paths(session, [project])
        predictions = project.parent / "predictions.jsonl"
        lines = [
            {"annotator": 1, "people": [{"name": "baseline", "kind": "model"}]},
            {"key": "harbour", "text": text, "spans": spans},
        ]
        predictions.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        import_paths(session, [predictions])
    return open_in(window, project / "suggested.sqlite", "harbour")


def click_on(page, words):
    point = page.article.point_of(place(page, words)[0])
    QTest.mouseClick(page.article.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_the_key_of_a_suggestion_accepts_it_and_another_key_corrects_it(suggested):
    click_on(suggested, "صياد")
    press(suggested, "p")
    click_on(suggested, "طبرق")
    press(suggested, "g")
    assert labels_of(suggested) == [("PER", "صياد"), ("GPE", "طبرق")]
    assert {span.origin is not None for span in suggested.desk.own_spans()} == {True}
    assert [span for span in suggested.showing.drawn.values() if span.suggestion] == []


def test_a_nudged_suggestion_is_taken_over_with_its_new_edge(suggested):
    click_on(suggested, "صياد")
    QTest.keyClick(suggested.article, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier | SHIFT)
    assert labels_of(suggested) == [("PER", "صياد من")]
    assert suggested.labelling.selected in suggested.desk.own_spans()
    QTest.keyClick(suggested.article, Qt.Key.Key_Z, CTRL)
    assert labels_of(suggested) == []


def test_delete_rejects_a_suggestion_and_undo_brings_it_back(suggested):
    click_on(suggested, "صياد")
    QTest.keyClick(suggested.article, Qt.Key.Key_Delete)
    assert [span.label for span in suggested.showing.drawn.values()] == ["LOC"]
    QTest.keyClick(suggested.article, Qt.Key.Key_Z, CTRL)
    assert sorted(span.label for span in suggested.showing.drawn.values()) == ["LOC", "PER"]
    assert labels_of(suggested) == []


def test_a_label_of_another_layer_goes_beside_the_selected_span(page):
    mark(page, "طبرق", "g")
    press(page, "2")
    press(page, "d")
    assert sorted(label for label, _text in labels_of(page)) == ["DIE", "GPE"]


def test_the_notice_of_a_deletion_goes_with_the_next_edit(page):
    mark(page, "طبرق", "g")
    page.delete_span()
    assert page.notice.isVisible()
    page.undo()
    assert not page.notice.isVisible()
    assert [label for label, _text in labels_of(page)] == ["GPE"]
