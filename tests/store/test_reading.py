"""Reading: pages, the word index, counts, and the views that others' programs read."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pandas
import pytest

from annotator.errors import ProjectError
from annotator.model.changes import Edit, Kind
from annotator.model.values import Progress
from annotator.store.objects import state_object
from annotator.store.project_file import Store
from annotator.store.records import Standing
from tests.store.making import TEXT, join, mark, prepared, put


def test_the_list_of_documents_comes_in_pages_by_key(store: Store) -> None:
    keys = [f"d{number:03}" for number in range(25)]
    store.add_bundles(prepared(key, f"\n  عنوان {key} \nنص") for key in reversed(keys))
    first = store.document_keys(limit=10)
    second = store.document_keys(after=first[-1].key, limit=100)
    assert [row.key for row in [*first, *second]] == keys
    assert first[3].title == "عنوان d003"
    assert first[3].length == len("\n  عنوان d003 \nنص")


def test_any_part_of_the_list_is_read_by_its_place(store: Store) -> None:
    keys = [f"d{number:03}" for number in range(25)]
    store.add_bundles(prepared(key) for key in reversed(keys))
    assert [row.key for row in store.document_rows(20, 10)] == keys[20:]
    assert store.document_rows(25, 10) == []
    assert [store.place_of_key(key) for key in ("d000", "d017", "d0")] == [0, 17, None]


def test_how_far_somebody_is_comes_for_many_documents_at_once(store: Store, visit: str) -> None:
    other = put(store, "other")
    done = Edit(kind=Kind.STATE, object=state_object(other, "huda"), new={"state": "done"}, document=other)
    store.commit("huda", [mark(visit, "A", (4, 8)), mark(visit, "B", (4, 6)), done])
    store.ensure_person("salma")
    expected = [Standing(state=Progress.DONE), Standing(spans=2)]
    assert store.standings("huda", [other, visit]) == expected
    assert store.standings("salma", [other, visit]) == store.standings("nobody", [other, visit]) == [Standing()] * 2


def test_one_span_is_found_by_its_id(store: Store, visit: str) -> None:
    first = mark(visit, "A", (4, 8))
    store.commit("huda", [first, mark(visit, "B", (4, 6))])
    assert store.span(visit, first.object) == store.spans(visit)[0]
    assert store.span(visit, "no id") is None
    assert store.span("0" * 32, first.object) is None
    assert store.bundle_of_key("visit") == store.bundle(visit)
    assert store.bundle_of_key("none") is None


def test_documents_are_found_by_key_and_by_id(store: Store, visit: str) -> None:
    by_key = store.document("visit")
    assert by_key is not None
    assert by_key.text == TEXT
    assert store.document_by_id(visit) == by_key
    assert store.document("none") is None
    assert store.document_by_id("0" * 32) is None
    assert store.document_by_id("no id") is None
    assert store.bundle("0" * 32) is None
    assert store.spans("0" * 32) == store.links("0" * 32) == ()


def test_bundles_come_in_the_order_of_keys_whatever_their_size(store: Store) -> None:
    store.add_bundles(prepared(f"d{number:02}", "كلمة " * (number % 5 * 20_000 + 1)) for number in range(50))
    assert [bundle.document.key for bundle in store.bundles()] == [f"d{number:02}" for number in range(50)]
    assert [bundle.document.key for bundle in store.bundles(after_key="d47")] == ["d48", "d49"]
    assert [bundle.document.key for bundle in store.bundles(keys=["d07", "none", "d03"])] == ["d07", "d03"]
    assert {bundle.document.text for bundle in store.bundles(keys=["d07"], with_text=False)} == {""}


def test_pages_of_bundles_hold_what_each_document_holds(store: Store, visit: str) -> None:
    store.commit("huda", [mark(visit, "A", (4, 8)), mark(visit, "B", (4, 6))])
    for number in range(25):
        put(store, f"d{number:02}")
    assert list(store.keys()) == [*(f"d{number:02}" for number in range(25)), "visit"]
    pages = list(store.bundles())
    assert pages == [store.bundle(bundle.document.id) for bundle in pages]
    assert pages == list(store.bundles(keys=list(store.keys())))
    assert [span.label for span in pages[-1].spans] == ["A", "B"]


def test_a_page_of_bundles_holds_no_lock_while_it_is_worked_on(store: Store) -> None:
    ids = [put(store, f"d{number:02}") for number in range(60)]
    for number, bundle in enumerate(store.bundles()):
        store.commit("huda", [mark(bundle.document.id, "ROLE", (4, 8))])
        assert store.spans(ids[number], "huda")


def test_spans_come_in_the_order_of_the_text_outer_first(store: Store, visit: str) -> None:
    store.commit("huda", [mark(visit, label, place) for label, place in (("C", (9, 11)), ("B", (4, 6)), ("A", (4, 8)))])
    store.commit("ali", [mark(visit, "D", (0, 3))])
    assert [span.label for span in store.spans(visit)] == ["D", "A", "B", "C"]
    assert [span.label for span in store.spans(visit, "ali")] == ["D"]


def test_the_word_index_finds_documents_by_alternatives_at_each_position(store: Store) -> None:
    store.add_bundles(
        prepared(f"d{number}", terms=terms)
        for number, terms in enumerate(["المصدر طلب", "مصدر طلب", "مصدر", 'a"b -x OR', "طلب"])
    )
    found = store.candidates([["المصدر", "مصدر"], ["طلب"]])
    assert [row.key for row in found] == ["d0", "d1"]
    assert [row.key for row in store.candidates([["مصدر", "المصدر"]], after_key="d0", limit=1)] == ["d1"]
    assert [row.key for row in store.candidates([['a"b'], ["-x"]])] == ["d3"]
    assert store.candidates([["مصدر"], []]) == store.candidates([]) == []
    assert store.candidates([["مصد"]]) == []


def test_terms_expand_from_a_part_of_them(store: Store) -> None:
    store.add_bundles([prepared("d", terms="مصدر المصدر والمصادر بيت")])
    assert store.expand("مصد") == ["مصدر", "المصدر"]
    assert store.expand("صا") == ["والمصادر"]
    assert store.expand("زز") == []


def test_counts_tell_who_marked_what(store: Store, visit: str) -> None:
    head, tail = mark(visit, "ROLE", (4, 8)), mark(visit, "ROLE", (9, 11))
    store.commit("huda", [head, tail, join(visit, "Agent", head.object, tail.object)])
    store.commit("ali", [mark(visit, "PER", (0, 3))])
    counts = store.counts()
    assert (counts.documents, counts.characters) == (1, len(TEXT))
    assert counts.spans == {("huda", "ROLE"): 2, ("ali", "PER"): 1}
    assert counts.links == {("huda", "Agent"): 1}


def test_every_thread_reads_for_itself_and_close_waits_for_it(store: Store, visit: str) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    failures: list[BaseException] = []
    reads = []

    def read() -> None:
        try:
            while True:
                reads.append(len(store.spans(visit)))
        except ProjectError as problem:
            failures.append(problem)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    while len(reads) < 50:
        store.commit("huda", [mark(visit, "ROLE", (9, 11))])
    store.close()
    for thread in threads:
        thread.join()
    assert [str(failure).split()[0] for failure in failures] == ["store.closed"] * 4


@pytest.fixture
def flat(store: Store, visit: str, path: Path) -> Path:
    """A closed project with two spans, one of them in two fragments, and a link."""
    head = mark(visit, "EVENT", (41, 46), run="run-1", origin=None, note="حدث")
    tail = mark(visit, "PLACE", (12, 17), (18, 24), attributes={"level": "name"})
    store.commit("huda", [head, tail, join(visit, "Place", head.object, tail.object)])
    store.close()
    return path


_SPANS = (
    'SELECT document, person, kind, label, start, "end", surface, fragments, note, run FROM spans_flat ORDER BY start'
)


def test_plain_sqlite_reads_the_flat_views(flat: Path) -> None:
    connection = sqlite3.connect(flat)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        rows = connection.execute(_SPANS).fetchall()
        (link,) = connection.execute(
            "SELECT document, label, head_label, head_surface, tail_label, tail_surface FROM links_flat"
        ).fetchall()
    finally:
        connection.close()
    pieces = " … ".join((TEXT[12:17], TEXT[18:24]))
    assert rows == [
        ("visit", "huda", "human", "PLACE", 12, 24, pieces, "[[12,17],[18,24]]", "", None),
        ("visit", "huda", "human", "EVENT", 41, 46, TEXT[41:46], "[[41,46]]", "حدث", "run-1"),
    ]
    assert link == ("visit", "Place", "EVENT", TEXT[41:46], "PLACE", pieces)


def test_pandas_reads_the_flat_views(flat: Path) -> None:
    connection = sqlite3.connect(flat)
    try:
        frame = pandas.read_sql_query("SELECT * FROM spans_flat", connection)
    finally:
        connection.close()
    assert sorted(frame["label"]) == ["EVENT", "PLACE"]
    assert set(frame["text"]) == {TEXT}


def test_sqlite_utils_reads_the_flat_views(flat: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", "rows", str(flat), "links_flat"], capture_output=True, check=True
    )
    (row,) = json.loads(done.stdout)
    assert (row["label"], row["head_surface"]) == ("Place", TEXT[41:46])
