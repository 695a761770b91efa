"""What a screen reader can ask of the article, through the interface that Qt hands out."""

from __future__ import annotations

import gc
import weakref

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleTextInterface
from PySide6.QtTest import QTest

from annotator.ui.text_view import accessible
from annotator.ui.text_view.view import ArticleView

TEXT = "قال 😀 شاهد من طبرق إن الميناء مغلق\nولم يذكر Reuters اسمه.\nختام"
U16 = TEXT.index("😀") + 1
"""One UTF-16 unit more than code points from here on."""


@pytest.fixture
def read(view) -> QAccessibleTextInterface:
    """The interface of a shown article, as C++ gets it."""
    view.set_document(TEXT)
    accessible.install()
    found = QAccessibleInterface.textInterface(QAccessible.queryAccessibleInterface(view))
    assert found is not None
    return found


def test_the_whole_text_and_any_part_of_it_can_be_read(read):
    assert read.text(0, read.characterCount()) == TEXT
    assert read.characterCount() == len(TEXT) + 1
    start = TEXT.index("طبرق") + 1
    assert read.text(start, start + 4) == "طبرق"


def test_offsets_that_lie_outside_are_those_of_the_nearest_end(read):
    assert read.text(-5, 3) == "قال"
    assert read.text(len(TEXT), 10_000) == TEXT[-1]
    assert not read.characterRect(10_000).isEmpty()


def test_the_article_is_a_text_that_can_be_read_and_not_written(view, read):
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Article"
    assert interface.state().readOnly and interface.state().multiLine and interface.state().selectableText
    assert not interface.state().editable


def test_what_else_qt_asks_for_is_there_or_is_nothing(view, read):
    interface = QAccessible.queryAccessibleInterface(view)
    assert QAccessibleInterface.valueInterface(interface) is None
    assert QAccessibleInterface.tableCellInterface(interface) is None
    assert QAccessibleInterface.actionInterface(interface) is not None


def test_the_caret_is_where_the_keys_have_put_it(view, read):
    assert read.cursorPosition() == 0
    for _letter in range(5):
        QTest.keyClick(view.viewport(), Qt.Key.Key_Left)
    assert view.selection.caret == U16
    assert read.cursorPosition() == U16 + 1


def test_a_screen_reader_moves_the_caret_as_a_click_would(qtbot, view, read):
    place = TEXT.index("طبرق")
    with qtbot.waitSignal(view.selection_changed) as said:
        read.setCursorPosition(place + 1)
    assert said.args == [place, place]


@pytest.mark.parametrize("call", ["addSelection", "setSelection"])
def test_a_screen_reader_selects_and_the_window_hears_of_it(qtbot, view, read, call):
    start = TEXT.index("Reuters")
    with qtbot.waitSignal(view.selection_changed) as said:
        getattr(read, call)(*([0] if call == "setSelection" else []), start + 1, start + 8)
    assert said.args == [start, start + 7]
    read.removeSelection(0)
    assert view.selection.is_empty


def test_a_screen_reader_never_selects_half_a_character(view, read):
    emoji = TEXT.index("😀")
    read.addSelection(emoji + 1, emoji + 2)
    assert view.selection.range in {(emoji, emoji), (emoji, emoji + 1)}
    view.set_document("مُهِمّ")
    read.addSelection(1, 3)
    assert view.selection.range == (0, 4)


def test_every_character_is_found_again_at_the_middle_of_its_place(view, read):
    for place, letter in enumerate(TEXT):
        if letter == "\n":
            continue
        offset = place + (place >= U16)
        box = read.characterRect(offset)
        assert read.offsetAtPoint(box.center()) == offset, letter


def test_places_are_those_of_the_screen(view, read):
    view.move(40, 30)
    box = read.characterRect(0)
    there = view.viewport().mapFromGlobal(box.center())
    assert (there - view.point_of(0)).manhattanLength() < box.width() + box.height()
    assert view.viewport().rect().contains(there)


def test_a_range_far_below_is_brought_into_view(view, read):
    view.set_document("\n".join([TEXT] * 200))
    count = read.characterCount()
    read.scrollToSubstring(count - 4, count)
    bottom = view.viewport().mapFromGlobal(read.characterRect(count - 1).center())
    assert view.viewport().rect().contains(bottom)


def test_another_text_is_read_at_once(view, read):
    view.set_document("نص آخر")
    assert read.text(0, read.characterCount()) == "نص آخر"
    assert read.cursorPosition() == 0


def test_a_million_characters_can_be_read_in_the_middle(view, read):
    line = "سطر 😀 من نص طويل.\n"
    view.set_document(line * 60_000)
    place = 30_000 * (len(line) + 1)
    assert read.characterCount() > 1_000_000
    assert read.text(place, place + len(line) + 1) == line


def test_events_are_sent_only_when_somebody_listens(view, read, events):
    view.set_selection(0, 3)
    assert events == []
    QAccessible.setActive(True)
    view.set_selection(4, 9)
    kinds = [event.type() for event in events]
    assert kinds == [QAccessible.Event.TextSelectionChanged, QAccessible.Event.TextCaretMoved]
    selected, moved = events
    assert (selected.selectionStart(), selected.selectionEnd()) == (4, 10)
    assert moved.cursorPosition() == 10
    events.clear()
    view.set_document("نص آخر")
    changed = next(event for event in events if event.type() == QAccessible.Event.TextUpdated)
    assert (changed.textRemoved(), changed.textInserted()) == (TEXT, "نص آخر")


def test_the_interface_goes_with_the_article_and_keeps_nothing_of_it(qapp):
    accessible.install()
    article = ArticleView()
    article.set_document(TEXT)
    interface = QAccessible.queryAccessibleInterface(article)
    page = weakref.ref(article.page)
    shiboken6.delete(article)
    assert not shiboken6.isValid(interface)
    del article
    gc.collect()
    assert page() is None


@pytest.fixture
def events(monkeypatch) -> list[QAccessibleEvent]:
    """What Qt is told. Its own bridge hears nothing off screen, so its door is watched."""
    told: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(told.append))
    was = QAccessible.isActive()
    QAccessible.setActive(False)
    yield told
    QAccessible.setActive(was)
