"""Nothing by mouse only: Tab, F6 and Esc go where a person expects, and every action has a key or a line of a menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from annotator.ui.actions import ROWS
from annotator.ui.pages.annotate import AnnotatePage
from tests.ui import walking
from tests.windows import a_window, mark, open_in, settle


@pytest.fixture(params=["en", "ar"])
def page(request, qapp, project) -> AnnotatePage:
    """A page with a selected span and a notice, in each language."""
    with a_window(language=request.param) as window:
        page = open_in(window, project, "harbour")
        mark(page, "طبرق", "1", "g")
        page.notice.tell(lambda: "خبر", undo=True)
        page.inspecting.show_now()  # the card comes in a pause
        settle()
        yield page


def test_tab_reaches_everything_that_can_be_used(page):
    met = walking.tab_stops(page.article)
    missed = [widget for widget in walking.shown_widgets() if _wants_tab(widget) and widget not in met]
    assert [walking.where(widget) for widget in missed] == []


def test_tab_goes_from_documents_to_article_labels_inspector_and_notice(page):
    met = walking.tab_stops(page.documents.search)
    panes = {
        "documents": page.documents.list,
        "article": page.article,
        "labels": page.labels.list,
        "notice": page.notice.findChild(QAbstractButton, "noticeUndo"),
    }
    assert sorted(panes, key=lambda name: met.index(panes[name])) == list(panes)
    inspector = page.labels.selected
    inside = [place for place, widget in enumerate(met) if inspector.isAncestorOf(widget)]
    assert inside
    assert met.index(page.labels.list) < min(inside)
    assert max(inside) < met.index(panes["notice"])


def test_shift_and_tab_go_back_the_same_way(page):
    forward = walking.tab_stops(page.documents.search)
    page.documents.search.setFocus()
    back = []
    for _press in range(len(forward) * 3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        if QApplication.focusWidget() is page.documents.search:
            break
        if QApplication.focusWidget() not in back:
            back.append(QApplication.focusWidget())
    assert [walking.where(widget) for widget in reversed(back)] == [walking.where(widget) for widget in forward[1:]]


def test_esc_leads_back_to_the_article_from_wherever_tab_leads(page):
    stays = []
    for widget in walking.tab_stops(page.article):
        if page.isAncestorOf(widget) and widget is not page.article:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            for _press in range(2):  # the first may close what is open, or clear a field
                QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
            if not page.article.hasFocus():
                stays.append(walking.where(widget))
    assert stays == []


def test_f6_visits_every_pane_once_and_comes_back(page):
    page.article.setFocus()
    met: list[QWidget] = []
    while page.article not in met and len(met) < 10:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        met.append(QApplication.focusWidget())
    assert met[-1] is page.article
    assert len({id(widget) for widget in met}) == len(met)
    for pane in (page.documents, page.labels):
        assert any(pane.isAncestorOf(widget) for widget in met)
    back: list[QWidget] = []
    for _press in met:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        back.append(QApplication.focusWidget())
    assert back[:-1] == met[-2::-1]


def test_the_menu_opens_by_keyboard_and_holds_every_action(page):
    window = page.window()
    button = window.findChild(QAbstractButton, "menu")
    found: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            found.extend(_lines(menu))
            menu.close()

    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTimer.singleShot(100, look)
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    end = QTimer(singleShot=True, interval=150)
    end.start()
    while end.isActive():
        QApplication.processEvents()
    assert {row.id for row in ROWS} <= set(found)


def _lines(menu: QMenu) -> list[str]:
    """The ids of the actions of a menu and of the menus in it."""
    menus = {act.menu() for act in menu.actions() if act.menu()} | set(menu.findChildren(QMenu))
    return [act.objectName() for one in (menu, *menus) for act in one.actions()]


def _wants_tab(widget: QWidget) -> bool:
    return walking.is_usable(widget) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
