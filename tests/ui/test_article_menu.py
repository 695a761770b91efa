"""The menu of the right button and the menu key, as a person opens it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from annotator.session import new_project
from annotator.session.importing import import_paths
from tests.windows import labels_of, mark, open_in, place, select, settle


@pytest.fixture
def menu(window):
    """Open the menu on some words, or by its key where the caret is; return its actions by name."""

    def make(page, words: str | None = None) -> dict:
        article = page.article
        target, at, reason = article, QPoint(3, 3), QContextMenuEvent.Reason.Keyboard
        if words is not None:
            target, reason = article.viewport(), QContextMenuEvent.Reason.Mouse
            at = article.point_of(place(page, words)[0] + 1)
        QApplication.sendEvent(target, QContextMenuEvent(reason, at, target.mapToGlobal(at)))
        shown = article.findChildren(QMenu, "articleMenu")[-1]
        actions = {action.objectName(): action for action in shown.actions()}
        for inner in shown.findChildren(QMenu):
            actions |= {action.objectName(): action for action in inner.actions()}
        shown.close()
        return actions

    yield make
    settle()


def test_a_label_of_the_menu_goes_on_the_word_under_the_mouse(page, menu):
    actions = menu(page, "صياد")
    assert {"label_PER", "label_DIE", "label_SOURCE", "copy", "delete_span", "keep_label"} <= set(actions)
    actions["label_PER"].trigger()
    assert labels_of(page) == [("PER", "صياد")]


def test_on_a_span_the_menu_is_of_the_span(page, menu):
    mark(page, "طبرق", "1", "g")
    page.labelling.select(None)
    actions = menu(page, "طبرق")
    assert page.labelling.selected is not None
    assert actions["delete_span"].isEnabled()
    actions["label_LOC"].trigger()
    assert labels_of(page) == [("LOC", "طبرق")]


def test_on_the_selection_the_selection_stays(page, menu):
    select(page, "مصدر في البلدية")
    menu(page, "في البلدية")["label_SOURCE"].trigger()
    assert labels_of(page) == [("SOURCE", "مصدر في البلدية")]


def test_labels_in_use_come_first(page, menu):
    mark(page, "صياد", "1", "p")
    menu(page, "طبرق")
    menu(page, "طبرق")
    shown = page.article.findChildren(QMenu, "articleMenu")[-1]
    assert shown.actions()[0].objectName() == "label_PER"
    assert "P" in shown.actions()[0].text()


def test_the_menu_key_opens_it_for_what_is_selected(page, menu):
    select(page, "طبرق")
    menu(page)["label_GPE"].trigger()
    assert labels_of(page) == [("GPE", "طبرق")]


def test_where_nothing_may_be_written_no_label_is_offered(window, project, menu):
    with new_project(project / "held.sqlite", person="ali") as session:
        import_paths(session, [project])
        page = open_in(window, project / "held.sqlite", "harbour")
        actions = menu(page, "صياد")
        assert not [name for name in actions if name.startswith("label_")]
        assert actions["copy"].isEnabled()
        assert not actions["delete_span"].isEnabled()


def test_the_menu_goes_away_without_a_trace(page, menu):
    menu(page, "صياد")
    settle()
    assert page.article.findChildren(QMenu, "articleMenu", Qt.FindChildOption.FindDirectChildrenOnly) == []
