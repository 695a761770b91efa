"""Streams: one writer each, append-only, chained; copies and restored files go on in a new one."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import RefusedError
from annotator.store.chain import ChainRow, StreamVerifier, verify_stream
from annotator.store.connections import connect
from annotator.store.history import chain_page
from annotator.store.project_file import Store
from tests.store.making import SCHEME, mark, put


def _streams(path: Path, person: str = "huda") -> list[tuple[int, bytes, bytes | None, int | None]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(
            "SELECT stream_no, stream.id, parent, parent_seq FROM stream JOIN person USING (person_no)"
            " WHERE name = ? AND role = 'own' ORDER BY stream_no",
            (person,),
        ).fetchall()
    finally:
        connection.close()


def _chain(path: Path) -> dict[bytes, list[ChainRow]]:
    connection = connect(path, write=False)
    try:
        rows = connection.execute("SELECT stream_no, root FROM stream").fetchall()
        return {root: chain_page(connection, number, 0, 1_000_000) for number, root in rows}
    finally:
        connection.close()


def _mark(path: Path, home: Path, document: str, count: int = 1) -> None:
    with Store.open(path, home=home) as store:
        for _ in range(count):
            store.commit("huda", [mark(document, "ROLE", (4, 8))])


@pytest.fixture
def closed(path: Path, home: Path) -> str:
    """A closed project with a document and one span by huda; the id of the document."""
    with Store.create(path, SCHEME, home=home) as store:
        store.ensure_person("huda")
        visit = put(store)
        store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    return visit


def test_the_chain_of_every_stream_holds(closed: str, path: Path, home: Path) -> None:
    _mark(path, home, closed, 3)
    for root, rows in _chain(path).items():
        assert list(verify_stream(root, rows)) == []
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ({"payload": '{"new":null,"old":null}'}, "payload"),
        ({"payload_hash": bytes(32), "payload": None}, "hash"),
        ({"object": bytes(16)}, "hash"),
        ({"document": bytes(16)}, "hash"),
        ({"gesture": 1}, "hash"),
        ({"undoes": 1}, "hash"),
        ({"kind": "link"}, "hash"),
        ({"at_ms": 5}, "hash"),
        ({"seq": 9}, "gap"),
        ({"clock": 1}, "clock"),
        ({"clock": 10**6}, "hash"),
        ({"hash": bytes(32)}, "hash"),
    ],
)
def test_whatever_is_altered_in_a_change_is_seen(
    closed: str, path: Path, home: Path, damage: dict[str, object], what: str
) -> None:
    _mark(path, home, closed, 3)
    root = _streams(path)[0][1]
    rows = _chain(path)[root]
    rows[2] = rows[2]._replace(**damage)
    problems = list(verify_stream(root, rows))
    assert problems[0].what == what


def test_a_redacted_payload_does_not_break_the_chain(closed: str, path: Path) -> None:
    root = _streams(path)[0][1]
    rows = [row._replace(payload=None) for row in _chain(path)[root]]
    assert list(verify_stream(root, rows)) == []


def test_a_verifier_may_start_behind_a_change(closed: str, path: Path, home: Path) -> None:
    _mark(path, home, closed, 3)
    rows = _chain(path)[_streams(path)[0][1]]
    verifier = StreamVerifier.starting(rows[1].seq, rows[1].clock, rows[1].hash)
    assert [verifier.check(row) for row in rows[2:]] == [None] * len(rows[2:])


def test_the_clock_orders_all_streams_together(closed: str, path: Path, home: Path) -> None:
    with Store.open(path, home=home) as store:
        store.ensure_person("ali")
        store.commit("ali", [mark(closed, "PER", (0, 3))])
        store.commit("huda", [mark(closed, "ROLE", (4, 8))])
        order = [(change.clock, change.hash) for change in store.history()]
        assert order == sorted(order)
        assert len({clock for clock, _ in order}) == len(order)
        assert [change.person for change in store.history(closed)] == [None, "huda", "ali", "huda"]


@pytest.mark.parametrize("table", ["document", "stream", "change", "redaction"])
def test_nothing_that_was_written_can_be_altered(closed: str, path: Path, table: str) -> None:
    connection = connect(path, write=True)
    try:
        connection.execute("INSERT INTO redaction VALUES ('person', 99, x'00')")
        (column,) = connection.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").fetchone()
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            f"REPLACE INTO {table} SELECT * FROM {table}",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
    finally:
        connection.close()


def test_one_stream_goes_on_over_restarts(closed: str, path: Path, home: Path) -> None:
    _mark(path, home, closed)
    _mark(path, home, closed)
    assert len(_streams(path)) == 1


def test_another_computer_writes_its_own_stream(closed: str, path: Path, tmp_path: Path) -> None:
    _mark(path, tmp_path / "elsewhere", closed)
    (_, first, _, _), (_, _, parent, parent_seq) = _streams(path)
    assert (parent, parent_seq) == (first, 2)
    with Store.open(path, home=tmp_path / "elsewhere") as store:
        store.undo("huda")
        assert not store.can_undo("huda"), "the other computer's gestures are not this one's to take back"


def test_a_restored_older_copy_never_gives_a_number_out_twice(
    closed: str, path: Path, home: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.sqlite"
    shutil.copy(path, older)
    _mark(path, home, closed, 2)
    shutil.copy(older, path)
    _mark(path, home, closed)
    (_, first, _, _), (_, second, parent, parent_seq) = _streams(path)
    assert first != second
    assert (parent, parent_seq) == (first, 2)


def test_a_copy_edited_in_two_places_becomes_two_streams(closed: str, path: Path, home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(path, copy)
    _mark(path, home, closed)
    _mark(copy, home, closed)
    _mark(path, home, closed)
    assert len(_streams(path)) == 1
    assert len(_streams(copy)) == 2


def test_a_forgotten_memory_of_this_computer_means_a_new_stream(closed: str, path: Path, home: Path) -> None:
    shutil.rmtree(home)
    _mark(path, home, closed)
    assert len(_streams(path)) == 2


def test_a_refused_first_gesture_begins_no_stream(closed: str, path: Path, home: Path, tmp_path: Path) -> None:
    with Store.open(path, home=tmp_path / "elsewhere") as store:
        with pytest.raises(RefusedError, match=r"store\.offsets"):
            store.commit("huda", [mark(closed, "ROLE", (4, 9_999))])
        store.commit("huda", [mark(closed, "ROLE", (4, 8))])
    assert len(_streams(path)) == 2
    for root, rows in _chain(path).items():
        assert list(verify_stream(root, rows)) == []


def test_the_history_of_one_span_tells_its_values(closed: str, path: Path, home: Path) -> None:
    with Store.open(path, home=home) as store:
        edit = mark(closed, "ROLE", (0, 3))
        store.commit("huda", [edit])
        store.undo("huda")
        told = list(store.history(closed, object=edit.object))
        assert [change.payload["new"] for change in told] == [{"fragments": [[0, 3]], "label": "ROLE"}, None]
        assert told[1].undoes == told[0].gesture
        (last,) = store.history(closed, after=(told[0].clock, told[0].hash))
        assert last.hash == told[1].hash
        assert len(list(store.history(limit=2))) == 2
