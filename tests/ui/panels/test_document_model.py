"""The list of documents is read in pages, and a search between events."""

from __future__ import annotations

import time
from bisect import bisect_right

import pytest
from PySide6.QtCore import QModelIndex

from annotator.ui.panels.document_model import PAGE, DocumentModel, Entry, Role


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


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(100_000)


def model_of(shelf: Shelf) -> DocumentModel:
    model = DocumentModel(shelf.page)
    model.restart()
    return model


def test_opening_a_hundred_thousand_documents_reads_one_page(qapp, shelf):
    started = time.perf_counter()
    model = model_of(shelf)
    assert time.perf_counter() - started < 0.1
    assert model.rowCount() == PAGE
    assert shelf.reads == 1
    assert model.canFetchMore(QModelIndex())


def test_reading_on_brings_every_document_once_and_in_order(qapp):
    shelf = Shelf(PAGE * 3 + 7)
    model = model_of(shelf)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert [model.index(place).data(Role.ROW).key for place in range(model.rowCount())] == shelf.keys


def test_a_search_finds_what_stands_far_down_without_blocking(qtbot, shelf):
    model = model_of(shelf)
    with qtbot.waitSignal(model.settled, timeout=5000):
        started = time.perf_counter()
        model.restart(lambda row: row.title.endswith(" 99999"))
        assert time.perf_counter() - started < 0.1
    assert [model.index(place).data(Role.ROW).key for place in range(model.rowCount())] == ["article-099999"]


def test_a_new_search_forgets_the_one_before(qtbot, shelf):
    model = model_of(shelf)
    model.restart(lambda row: row.key.endswith("99999"))
    with qtbot.waitSignal(model.settled, timeout=5000):
        model.restart(lambda row: row.key.endswith("50000"))
    assert model.row_of("article-050000") == 0
    assert model.row_of("article-099999") == -1


def test_the_last_document_of_yesterday_is_read_up_to(qtbot, shelf):
    model = model_of(shelf)
    with qtbot.waitSignal(model.settled, timeout=5000):
        model.read_until("article-012345")
    assert model.row_of("article-012345") == 12_345
    assert model.rowCount() < 13_000


def test_the_next_row_beyond_a_page_is_read_when_asked_for(qapp, shelf):
    model = model_of(shelf)
    assert model.key_at(PAGE) == f"article-{PAGE:06}"
    assert model.key_at(-1) is None


def test_a_changed_row_is_shown(qtbot, shelf):
    model = model_of(shelf)
    with qtbot.waitSignal(model.dataChanged):
        model.update(Entry("id-3", "article-000003", "عنوان آخر"))
    assert model.index(3).data() == "عنوان آخر"


def test_an_empty_project_has_no_rows_and_nothing_to_read(qapp):
    model = model_of(Shelf(0))
    assert model.rowCount() == 0
    assert not model.canFetchMore(QModelIndex())
    assert model.key_at(0) is None
