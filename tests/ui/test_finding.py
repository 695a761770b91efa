"""Finding in the article, in the window, with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from annotator.session import new_project
from annotator.session.importing import import_paths
from tests.windows import labels_of, mark, open_in, place, press, select, settle, type_in, write_articles

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONG = "\n".join(f"فقرة {nth} عن مصدر في المجلس وعن Harbour Watch وعن المِيناءِ 12." for nth in range(80))


@pytest.fixture
def find(page):
    """Open the bar by its key and type into its field."""

    def make(words: str, *, key: str = "f") -> None:
        press(page, key, held=CTRL)
        assert QApplication.focusWidget() is page.find_bar.field
        type_in(page.find_bar.field, words)

    return make


def selected(page) -> str:
    return page.article.page.text[slice(*page.article.selection.range)]


def test_a_phrase_is_found_while_it_is_typed_and_a_label_key_marks_it(page, find):
    find("المصدر طلب عدم ذكر اسمه")
    assert selected(page) == "مصدر في البلدية طلب عدم ذكر اسمه"
    assert page.find_bar.level() == "flexible"
    assert page.find_bar.count_text() == "1 of 1"
    QTest.keyClick(page.find_bar.field, Qt.Key.Key_Escape)
    assert page.find_bar.isHidden()
    assert page.article.hasFocus()
    press(page, "٣")
    press(page, "س")
    assert labels_of(page) == [("SOURCE", "مصدر في البلدية طلب عدم ذكر اسمه")]


def test_the_key_works_with_an_arabic_layout_and_the_field_turns_to_what_is_typed(page, find):
    find("Harbour", key="ب")
    assert page.find_bar.field.layoutDirection() == Qt.LayoutDirection.LeftToRight
    page.find_bar.field.clear()
    type_in(page.find_bar.field, "ميناء")
    assert page.find_bar.field.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.fixture
def long(window, project):
    write_articles(project, {"long": LONG})
    with new_project(project / "long.sqlite", person="huda") as session:
        import_paths(session, [project])
    return open_in(window, project / "long.sqlite", "long")


def test_enter_and_f3_go_on_and_with_shift_back_round_the_ends(long):
    press(long, "f", held=CTRL)
    field = long.find_bar.field
    type_in(field, "الميناء")
    assert (long.find_bar.level(), long.find_bar.count_text()) == ("folded", "1 of 80")
    starts = [long.article.selection.range[0]]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
        QTest.keyClick(field, key)
        starts.append(long.article.selection.range[0])
    assert starts == sorted(set(starts))
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(field, Qt.Key.Key_F3, SHIFT)
    assert long.article.selection.range[0] == starts[1]
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_F3, SHIFT)
    assert long.find_bar.count_text() == "80 of 80"
    start, end = long.article.selection.range
    assert long.article.viewport().rect().contains(long.article.point_of(start))
    assert LONG[start:end] == "المِيناءِ"
    QTest.keyClick(field, Qt.Key.Key_G, CTRL)
    assert long.find_bar.count_text() == "1 of 80"


def test_every_hit_is_tinted_and_none_after_the_bar_is_closed(long):
    press(long, "f", held=CTRL)
    type_in(long.find_bar.field, "Harbour")
    found = long.article.look().found
    assert len(found.places) == 80
    assert found.current == 0
    QTest.keyClick(long.find_bar.field, Qt.Key.Key_Escape)
    assert long.article.look().found.places == ()
    assert selected(long) == "Harbour"


def test_the_search_begins_at_the_caret_and_stays_there_while_more_is_typed(long):
    caret = LONG.index("فقرة 40")
    long.article.set_selection(caret, caret)
    press(long, "f", held=CTRL)
    type_in(long.find_bar.field, "مصدر")
    first = long.article.selection.range
    assert first[0] == LONG.index("مصدر", caret)
    type_in(long.find_bar.field, " في المجلس")
    assert long.article.selection.range == (first[0], first[0] + len("مصدر في المجلس"))


def test_another_level_can_be_taken_by_hand(page, find):
    find("طبرق")
    assert page.find_bar.level() == "exact"
    segment = page.find_bar.findChild(QAbstractButton, "segment_lexicon")
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert page.find_bar.count_text() == "Nothing found"
    QTest.mouseClick(page.find_bar.findChild(QAbstractButton, "segment_folded"), Qt.MouseButton.LeftButton)
    assert (page.find_bar.level(), page.find_bar.count_text()) == ("folded", "1 of 1")


def test_nothing_found_is_said_and_the_place_is_left_alone(page, find):
    select(page, "صياد")
    find("غائب")
    assert page.find_bar.count_text() == "Nothing found"
    assert page.find_bar.level() == ""
    assert not page.find_bar.findChild(QAbstractButton, "findNext").isEnabled()
    page.find_bar.field.clear()
    assert page.find_bar.count_text() == ""


def test_the_selection_is_what_is_found_first(page):
    select(page, "طبرق")
    press(page, "f", held=CTRL)
    assert page.find_bar.query() == "طبرق"
    assert page.find_bar.count_text() == "1 of 1"


def test_the_buttons_do_what_the_keys_do(long):
    press(long, "f", held=CTRL)
    type_in(long.find_bar.field, "Watch")
    for name, expected in (("findNext", "2 of 80"), ("findPrevious", "1 of 80")):
        QTest.mouseClick(long.find_bar.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)
        assert long.find_bar.count_text() == expected
    QTest.mouseClick(long.find_bar.findChild(QAbstractButton, "findClose"), Qt.MouseButton.LeftButton)
    assert long.find_bar.isHidden()


def test_f3_with_the_bar_closed_looks_for_the_same_again(long):
    press(long, "f", held=CTRL)
    type_in(long.find_bar.field, "Watch")
    QTest.keyClick(long.find_bar.field, Qt.Key.Key_Escape)
    first = long.article.selection.range
    QTest.keyClick(long.article, Qt.Key.Key_F3)
    assert long.article.selection.range > first
    assert long.article.hasFocus()
    assert long.find_bar.count_text() == "2 of 80"
    for _ in range(2):
        QTest.keyClick(long.article, Qt.Key.Key_Escape)
    assert long.find_bar.isHidden()
    QTest.keyClick(long.article, Qt.Key.Key_F3, SHIFT)
    assert long.find_bar.count_text() == "2 of 80"


def test_another_article_is_searched_for_the_same_and_keeps_its_place(page, find):
    find("الساحل")
    assert page.find_bar.count_text() == "Nothing found"
    assert page.open("rain")
    assert page.find_bar.count_text() == "2 hits"
    assert page.article.selection.is_empty
    QTest.keyClick(page.article, Qt.Key.Key_F3)
    assert selected(page) == "الساحل"
    assert page.find_bar.count_text() == "1 of 2"


def test_a_hit_takes_the_place_of_the_selected_span_and_marks_nothing_by_itself(page):
    mark(page, "طبرق", "1", "g")
    page.labelling.keep("PER")
    press(page, "f", held=CTRL)
    type_in(page.find_bar.field, "صياد")
    assert page.labelling.selected is None
    QTest.keyClick(page.find_bar.field, Qt.Key.Key_Escape)
    assert labels_of(page) == [("GPE", "طبرق")]
    QTest.keyClick(page.article, Qt.Key.Key_Return)
    assert labels_of(page) == [("PER", "صياد"), ("GPE", "طبرق")]


def test_it_works_where_the_project_may_only_be_read(window, project):
    with new_project(project / "held.sqlite", person="ali") as session:
        import_paths(session, [project])
        page = open_in(window, project / "held.sqlite", "harbour")
        assert not page.desk.session.writable
        press(page, "f", held=CTRL)
        type_in(page.find_bar.field, "طبرق")
        assert page.article.selection.range == place(page, "طبرق")


def test_a_narrow_bar_leaves_the_levels_out(page):
    page.find_bar.begin(None)
    for width, shown in ((520, False), (900, True)):
        page.find_bar.resize(width, page.find_bar.height())
        assert page.find_bar.findChild(object, "findLevels").isVisible() is shown


def test_the_words_of_the_bar_follow_the_language(window, page, find):
    find("طبرق")
    window.appearance.choose_language("ar")
    settle()
    assert page.find_bar.count_text() == "١ من ١"
    assert page.find_bar.field.accessibleName() == "البحث في المقال"
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert page.find_bar.layoutDirection() == Qt.LayoutDirection.RightToLeft
