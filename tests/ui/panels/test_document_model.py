"""The list of documents reads what is looked at, and a search reads between events."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.appearance import Appearance
from annotator.ui.panels.document_list import DocumentList
from annotator.ui.panels.document_model import PAGE, DocumentModel, Entry, Role
from annotator.ui.remembered import Remembered


class Shelf:
    """Many documents, and how often they were asked for."""

    def __init__(self, count: int) -> None:
        self.rows = [Entry(f"id-{place}", f"article-{place:06}", f"خبر رقم {place}") for place in range(count)]
        self.keys = [row.key for row in self.rows]
        self.reads = 0

    def page(self, after: str | None, limit: int) -> list[Entry]:
        self.reads += 1
        first = 0 if after is None else bisect_right(self.keys, after)
        return self.rows[first : first + limit]

    def part(self, first: int, limit: int) -> list[Entry]:
        self.reads += 1
        return self.rows[first : first + limit]

    def place_of(self, key: str) -> int:
        place = bisect_left(self.keys, key)
        return place if self.keys[place : place + 1] == [key] else -1

    def looked_at(self, entries: Sequence[Entry]) -> list[Entry]:
        return list(entries)

    def count(self) -> int:
        return len(self.rows)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(100_000)


def model_of(shelf: Shelf) -> DocumentModel:
    model = DocumentModel()
    model.restart(shelf)
    return model


def test_a_hundred_thousand_documents_are_rows_at_once_and_none_of_them_is_read(qapp, shelf):
    started = time.perf_counter()
    model = model_of(shelf)
    assert time.perf_counter() - started < 0.1
    assert model.rowCount() == 100_000
    assert shelf.reads == 0


def test_a_list_that_is_shown_reads_the_page_in_sight_and_no_other(qtbot, shelf):
    model = model_of(shelf)
    shown = DocumentList(Appearance(QApplication.instance(), Remembered()))
    qtbot.addWidget(shown)
    shown.setModel(model)
    shown.resize(256, 700)
    shown.show()
    QTest.qWaitForWindowExposed(shown)
    shown.grab()
    assert shelf.reads == 1
    QTest.keyClick(shown, Qt.Key.Key_End)
    shown.grab()
    assert shown.currentIndex().data(Role.ROW).key == "article-099999"
    assert shelf.reads == 2
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert shown.currentIndex().row() == 0


def test_looking_everywhere_brings_every_document_once_and_in_order(qapp):
    shelf = Shelf(PAGE * 30 + 7)
    model = model_of(shelf)
    assert [model.index(place).data(Role.ROW).key for place in range(model.rowCount())] == shelf.keys


def test_pages_that_nobody_looks_at_any_more_are_forgotten(qapp, shelf):
    model = model_of(shelf)
    for place in range(0, 100_000, PAGE):
        model.entry(place)
    before = shelf.reads
    model.entry(99_999)
    assert shelf.reads == before
    model.entry(0)
    assert shelf.reads == before + 1


def test_a_search_finds_what_stands_far_down_without_blocking(qtbot, shelf):
    model = model_of(shelf)
    with qtbot.waitSignal(model.settled, timeout=5000):
        started = time.perf_counter()
        model.restart(shelf, lambda row: row.title.endswith(" 99999"))
        assert time.perf_counter() - started < 0.1
    assert [model.index(place).data(Role.ROW).key for place in range(model.rowCount())] == ["article-099999"]
    assert model.total == 100_000


def test_a_search_that_finds_much_stops_after_a_page_and_goes_on_when_asked(qapp, shelf):
    model = model_of(shelf)
    model.restart(shelf, lambda _row: True)
    assert model.rowCount() == PAGE
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE
    assert model.key_at(2 * PAGE) == f"article-{2 * PAGE:06}"


def test_a_new_search_forgets_the_one_before(qtbot, shelf):
    model = model_of(shelf)
    model.restart(shelf, lambda row: row.key.endswith("99999"))
    with qtbot.waitSignal(model.settled, timeout=5000):
        model.restart(shelf, lambda row: row.key.endswith("50000"))
    assert model.row_of("article-050000") == 0
    assert model.row_of("article-099999") == -1


def test_the_last_document_of_yesterday_is_found_without_reading_up_to_it(qapp, shelf):
    model = model_of(shelf)
    assert model.row_of("article-012345") == 12_345
    assert model.row_of("article-x") == -1
    assert shelf.reads == 0


def test_the_key_of_a_row_is_that_of_the_shelf(qapp, shelf):
    model = model_of(shelf)
    assert model.key_at(PAGE) == f"article-{PAGE:06}"
    assert model.key_at(-1) is None
    assert model.key_at(100_000) is None


def test_a_changed_row_is_shown(qtbot, shelf):
    model = model_of(shelf)
    model.entry(3)
    with qtbot.waitSignal(model.dataChanged):
        model.update(Entry("id-3", "article-000003", "عنوان آخر"))
    assert model.index(3).data() == "عنوان آخر"


def test_an_empty_project_has_no_rows_and_nothing_to_read(qapp):
    model = model_of(Shelf(0))
    assert model.rowCount() == 0
    assert not model.canFetchMore(QModelIndex())
    assert model.key_at(0) is None
