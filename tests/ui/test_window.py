"""The window with real events on a real project: opening, saving, languages, lists, keys and names."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from annotator.session import open_project
from annotator.ui.actions import MENUS, ROWS
from annotator.ui.numbers import offsets
from annotator.ui.panels.status import Saving
from tests.windows import (
    ARTICLES,
    a_window,
    labels_of,
    mark,
    open_in,
    place,
    press,
    select,
    settle,
    wait_until,
    write_articles,
)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_folder_becomes_a_project_beside_the_window_and_its_first_article_opens(window, folder):
    page = open_in(window, folder)
    assert (folder / "annotations.sqlite").is_file()
    assert page.documents.model.rowCount() == 3
    assert page.desk.document.key == "council"
    assert page.notice.text() == "3 articles imported"


def test_saved_is_said_only_once_the_edit_is_in_the_file(window, page):
    seen: list[tuple[Saving, int]] = []
    path = page.desk.session.path
    show = window.status.show_saving

    def watch(saving, *reason):
        with open_project(path, person="huda", write=False) as other:
            seen.append((saving, len(other.view("harbour").spans)))
        show(saving, *reason)

    window.status.show_saving = watch
    mark(page, "طبرق", "1", "g")
    assert seen[0] == (Saving.SAVING, 0)
    assert seen[-1] == (Saving.SAVED, 1)


def test_a_second_window_may_only_read_and_says_who_holds_the_file(window, page):
    with a_window("salim") as second:
        other = open_in(second, page.desk.session.path, "harbour")
        assert not other.desk.session.writable
        assert "huda" in other.banner.text()
        assert not other.banner.isHidden()
        assert second.status.saving is Saving.READ_ONLY
        select(other, "طبرق")
        press(other, "1")
        press(other, "g")
        assert labels_of(other) == []
        assert not other.notice.isHidden()


def test_a_window_that_may_only_read_shows_what_the_other_one_writes(page):
    with a_window("huda") as second:
        other = open_in(second, page.desk.session.path, "harbour")
        mark(page, "طبرق", "1", "g")
        wait_until(lambda: labels_of(other) == [("GPE", "طبرق")])


def test_a_cancelled_import_keeps_what_came_in_and_says_how_to_go_on(window, tmp_path):
    many = {f"article-{number:04}": ARTICLES["rain"] * 20 for number in range(400)}
    folder = write_articles(tmp_path / "many", many)
    window.open_path(folder)
    cancel = window.status.findChild(QAbstractButton, "cancel")
    wait_until(lambda: not cancel.isHidden() or window.page is not None)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    wait_until(lambda: window.page is not None and not window.work.is_busy)
    came_in = window.page.desk.session.store.document_count()
    if came_in < 400:
        assert "Stopped" in window.page.notice.text()
        window.actions_["read_again"].trigger()
        wait_until(lambda: not window.work.is_busy)
    assert window.page.desk.session.store.document_count() == 400


def test_a_window_closed_in_the_middle_of_an_import_leaves_no_thread_and_no_lock(qapp, tmp_path):
    folder = write_articles(tmp_path / "many", {f"a{number}": ARTICLES["rain"] * 20 for number in range(200)})
    with a_window() as window:
        window.open_path(folder)
        settle()
    with open_project(folder / "annotations.sqlite", person="huda") as again:
        assert again.writable


def test_an_arabic_window_is_mirrored_and_the_article_is_not(window, page):
    window.appearance.choose_language("ar")
    settle()
    assert left_of(page.labels) < left_of(page.article) < left_of(page.documents)
    assert left_of(window.top.findChild(QAbstractButton, "menu")) > window.width() / 2
    arabic = page.article.point_of(0).x()
    window.appearance.choose_language("en")
    settle()
    assert left_of(page.documents) < left_of(page.article) < left_of(page.labels)
    assert arabic > page.article.viewport().width() / 2
    assert page.article.point_of(0).x() > page.article.viewport().width() / 2


def test_switching_the_language_keeps_the_article_the_selection_and_the_layer(window, page):
    mark(page, "طبرق", "1", "g")
    press(page, "3")
    chosen = page.labelling.selected
    QTest.keyClick(page.article, Qt.Key.Key_L, CTRL)
    settle()
    assert page.desk.document.key == "harbour"
    assert page.labelling.selected == chosen
    assert window.appearance.language == "ar"


def test_the_next_and_the_previous_article_follow_the_list(page):
    QTest.keyClick(page.article, Qt.Key.Key_PageDown, CTRL)
    assert page.desk.document.key == "rain"
    QTest.keyClick(page.article, Qt.Key.Key_PageDown, CTRL)
    assert page.desk.document.key == "rain"
    for _time in range(2):
        QTest.keyClick(page.article, Qt.Key.Key_PageUp, CTRL)
    assert page.desk.document.key == "council"


def test_search_finds_an_article_by_its_title_whatever_the_spelling(page):
    QTest.keyClick(page.article, Qt.Key.Key_F, CTRL | SHIFT)
    assert page.documents.search.hasFocus()
    page.documents.search.setText("امطار")
    wait_until(lambda: page.documents.model.rowCount() == 1)
    QTest.keyClick(page.documents.search, Qt.Key.Key_Return)
    assert page.desk.document.key == "rain"
    page.documents.search.setText("سفينة")
    wait_until(lambda: not page.documents.findChild(QLabel, "nothingFound").isHidden())
    assert page.documents.model.rowCount() == 0


def test_letters_typed_into_the_search_field_label_nothing(page):
    mark(page, "طبرق", "1", "g")
    page.documents.search.setFocus()
    QTest.keyClicks(page.documents.search, "pl.,")
    assert page.documents.search.text() == "pl.,"
    assert labels_of(page) == [("GPE", "طبرق")]
    QTest.keyClick(page.documents.search, Qt.Key.Key_Escape)
    assert page.article.hasFocus()


def test_panes_are_cycled_with_f6(page):
    page.article.setFocus()
    reached = []
    for _time in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        reached.append(QApplication.focusWidget().objectName() or "article")
    assert reached == ["labels", "documents", "article"]


def test_the_card_shows_the_selected_span_and_counts_follow(window, page):
    mark(page, "طبرق", "1", "g")
    settle()
    start, end = place(page, "طبرق")
    page.inspecting.show_now()
    title = page.labels.selected.findChild(QWidget, "spanTitle").accessibleName()
    assert "طبرق" in title
    assert offsets(start, end) in title
    assert page.labels.list.labels.count("GPE") == 1
    assert window.status.findChild(QLabel, "counts").text() == "1 span"


def test_done_is_a_state_that_is_kept_and_can_be_taken_back(page):
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL | SHIFT)
    assert (page.desk.document.key, page.desk.view.state.state) == ("harbour", "done")
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL | SHIFT)
    assert page.desk.view.state.state == "in_progress"


def test_done_goes_on_to_the_next_article_that_is_not_done(page):
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL)
    assert page.desk.document.key == "rain"
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL)
    assert page.desk.document.key == "council"
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL)
    assert page.notice.text() == "All articles here are done."
    assert {page.desk.session.view(key).state.state for key in ARTICLES} == {"done"}


def test_the_done_button_takes_an_article_that_is_done_up_again(page):
    QTest.keyClick(page.article, Qt.Key.Key_Return, CTRL | SHIFT)
    QTest.mouseClick(page.header.findChild(QAbstractButton, "done"), Qt.MouseButton.LeftButton)
    assert (page.desk.document.key, page.desk.view.state.state) == ("harbour", "in_progress")


def test_a_hidden_layer_is_not_drawn_and_stays_hidden_in_the_next_window(window, page, project):
    mark(page, "طبرق", "1", "g")
    mark(page, "انفجار", "2", "x")
    assert {span.label for span in page.showing.drawn.values()} == {"EXPLODE", "GPE"}
    QTest.keyClick(page.article, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert [span.label for span in page.showing.drawn.values()] == ["EXPLODE"]
    assert "hidden" in page.header.findChild(QAbstractButton, "layer_entity").accessibleName()
    window.close_project()
    page = open_in(window, project, "harbour")
    assert [span.label for span in page.showing.drawn.values()] == ["EXPLODE"]
    QTest.mouseClick(page.header.findChild(QAbstractButton, "layer_entity"), Qt.MouseButton.LeftButton)
    assert len(page.showing.drawn) == 2


def test_marking_in_a_hidden_layer_shows_it_again(page):
    press(page, "1", held=Qt.KeyboardModifier.AltModifier)
    assert page.showing.hidden == {"entity"}
    mark(page, "طبرق", "1", "g")
    assert page.showing.hidden == set()
    assert page.article.chosen == page.labelling.selected.id


def test_the_last_article_and_the_geometry_come_back(qapp, project):
    with a_window() as first:
        open_in(first, project, "rain")
        first.resize(1024, 700)
        settle()
    with a_window() as second:
        page = open_in(second, project)
        assert page.desk.document.key == "rain"
        assert (second.width(), second.height()) == (1024, 700)
        assert [Path(one.path).parent.name for one in second._recent.all()] == ["articles"]


def test_without_a_project_there_is_a_first_page_that_can_be_used_by_keyboard(window):
    assert window.welcome.isVisible()
    assert window.welcome.samples.hasFocus()
    assert not window.actions_["undo"].isEnabled()
    assert window.welcome.samples.isEnabled() and window.welcome.folder.isEnabled()


def test_enter_on_the_first_page_opens_the_sample_articles(window):
    QTest.keyClick(window.welcome.samples, Qt.Key.Key_Return)
    wait_until(lambda: window.page is not None)
    assert window.page.documents.model.rowCount() >= 12


def test_a_folder_can_be_dropped_on_the_window(window, folder):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, buttons, held)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, buttons, held)
    QApplication.sendEvent(window, drop)
    wait_until(lambda: window.page is not None)
    assert window.page.desk.session.path == folder / "annotations.sqlite"


def test_something_else_can_not_be_dropped(window, folder):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / "rain.txt"))])
    held = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, held)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_a_file_that_is_no_project_gets_a_sentence_and_the_window_stays(window, tmp_path):
    wrong = tmp_path / "letters.sqlite"
    wrong.write_text("this is no project", encoding="utf-8")
    window.open_path(wrong)
    settle()
    assert window.page is None
    assert window.notice.is_error()
    assert "letters.sqlite" in window.notice.text()
    assert wrong.read_text(encoding="utf-8") == "this is no project"


def test_new_articles_in_the_folder_come_in_while_the_window_is_open(window, page, project):
    write_articles(project, {"wind": "رياح قوية\nتوقفت الملاحة.\n"})
    window.actions_["read_again"].trigger()
    wait_until(lambda: page.documents.model.rowCount() == 4)
    assert page.desk.document.key == "harbour"


@pytest.mark.parametrize("with_project", [False, True])
def test_every_button_does_something_and_has_a_name(window, project, with_project):
    if with_project:
        open_in(window, project, "harbour")
    own = [button for button in window.findChildren(QAbstractButton) if not _is_of_qt(button)]
    assert len(own) > 8
    dead = [button.objectName() for button in own if button.receivers("2clicked(bool)") == 0 and not _menu(button)]
    assert dead == []
    assert [button.objectName() for button in own if not (button.accessibleName() or button.text())] == []


def test_every_action_has_a_menu_and_those_with_keys_say_so_in_the_cheat_sheet(window):
    assert {row.menu for row in ROWS} <= {name for name, _text in MENUS}
    window.actions_["cheat_sheet"].trigger()
    sheet = window.findChild(QWidget, "cheatSheet")
    words = {label.text() for label in sheet.findChildren(QLabel)}
    missing = [row.id for row in ROWS if row.keys and row.text.removesuffix("…") not in words]
    sheet.close()
    assert missing == []


def test_no_two_actions_share_a_key():
    keys = [key for row in ROWS for key in row.keys]
    assert len(keys) == len(set(keys))


def test_everything_that_takes_the_focus_has_a_name_for_screen_readers(window, page):
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_of_qt(widget)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_larger_letters_are_remembered(window, page, project):
    before = page.article.page.size
    QTest.keyClick(page.article, Qt.Key.Key_Plus, CTRL)
    assert page.article.page.size == before + 2
    window.close_project()
    assert open_in(window, project).article.page.size == before + 2


def test_a_narrow_window_hides_the_articles_until_they_are_asked_for(window, page):
    window.resize(1100, 700)
    settle()
    assert page.documents.isHidden()
    QTest.keyClick(page.article, Qt.Key.Key_F9)
    assert not page.documents.isHidden()
    window.resize(1400, 800)
    settle()
    assert not page.documents.isHidden()


def left_of(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint()).x()


def _menu(button: QAbstractButton) -> bool:
    return bool(getattr(button, "menu", lambda: None)())


def _is_of_qt(widget: QWidget) -> bool:
    """Parts that Qt makes itself: arrows of scroll bars, the clear button of a field, its own view ports."""
    name = widget.objectName()
    inner = type(widget).__name__ in {"QLineEditIconButton", "QToolButton"} and widget.parentWidget() is not None
    in_field = inner and type(widget.parentWidget()).__name__ == "QLineEdit"
    return name.startswith("qt_") or in_field
