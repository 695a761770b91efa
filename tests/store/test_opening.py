"""Opening files that are not ours, or not whole: nothing in them runs, nothing of them is written."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.store.opening import check_heads, open_foreign
from annotator.store.project_file import Store
from annotator.store.schema import expected_objects
from tests.store.making import mark

EVIL = (
    "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM span; END",
    "CREATE TABLE extra(x)",
    "CREATE INDEX extra ON span(label)",
    "DROP TRIGGER change_no_delete",
    "DROP VIEW links_flat",
    "CREATE VIEW endless AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r",
)


@pytest.fixture
def closed(store: Store, visit: str, path: Path) -> Path:
    """A closed project with a span."""
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    store.close()
    return path


@pytest.mark.parametrize("statement", EVIL)
@pytest.mark.parametrize("opened", [lambda path, home: Store.open(path, home=home), lambda path, _: open_foreign(path)])
def test_a_schema_that_is_not_ours_to_the_byte_is_refused(
    closed: Path, home: Path, statement: str, opened: Callable[[Path, Path], object]
) -> None:
    connection = sqlite3.connect(closed)
    connection.execute(statement)
    connection.close()
    before = closed.read_bytes()
    with pytest.raises(ProjectError, match=r"store\.damaged"):
        opened(closed, home)
    assert closed.read_bytes() == before
    assert [child.name for child in closed.parent.iterdir() if "lock" in child.name or "journal" in child.name] == []


def test_statistics_that_sqlite_keeps_are_no_damage(closed: Path, home: Path) -> None:
    connection = sqlite3.connect(closed)
    connection.execute("ANALYZE")
    connection.close()
    with Store.open(closed, home=home) as store:
        assert store.writable


def test_a_foreign_file_can_be_read_and_nothing_else(closed: Path) -> None:
    connection = open_foreign(closed)
    try:
        assert connection.execute("SELECT count(*) FROM span").fetchone() == (1,)
        assert connection.execute("SELECT surface FROM spans_flat").fetchone() == ("مصدر",)
        for statement in (
            "DELETE FROM span",
            "INSERT INTO word VALUES ('x')",
            "ATTACH ':memory:' AS other",
            "PRAGMA writable_schema = ON",
            "PRAGMA journal_mode = WAL",
            "CREATE TEMP TABLE t(x)",
            "CREATE TEMP TRIGGER t AFTER INSERT ON span BEGIN SELECT 1; END",
            "SELECT load_extension('x')",
            "VACUUM INTO 'x'",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                connection.execute(statement)
    finally:
        connection.close()


def test_a_foreign_file_cannot_keep_us_waiting(closed: Path) -> None:
    connection = open_foreign(closed, deadline_seconds=0.2)
    try:
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            connection.execute(
                "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT max(x) FROM r"
            ).fetchone()
    finally:
        connection.close()


def test_a_file_cut_short_is_refused(closed: Path, home: Path) -> None:
    whole = closed.read_bytes()
    for length in (50, 100, 5_000, 16_384 * 2, len(whole) - 16_384):
        closed.write_bytes(whole[:length])
        with pytest.raises(ProjectError):
            open_foreign(closed)
        assert closed.read_bytes() == whole[:length]


def test_the_state_is_at_the_head_of_every_stream(closed: Path) -> None:
    connection = sqlite3.connect(closed)
    try:
        assert check_heads(connection)
        connection.execute("UPDATE cache_state SET hash = zeroblob(32) WHERE stream_no = 1")
        assert not check_heads(connection)
    finally:
        connection.close()


def test_the_schema_is_made_of_plain_statements() -> None:
    names = {name for _kind, name, _sql in expected_objects()}
    assert {"change", "span", "spans_flat", "links_flat", "word_index", "_sqlite_migrations"} <= names


def test_a_new_file_records_its_migration(closed: Path) -> None:
    connection = sqlite3.connect(closed)
    try:
        assert connection.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall() == [
            ("annotator", "001_format_1")
        ]
    finally:
        connection.close()


@pytest.mark.parametrize("write", [True, False])
def test_a_commit_that_was_cut_off_is_taken_back_by_whoever_opens(
    closed: Path, home: Path, tmp_path: Path, write: bool
) -> None:
    cut = tmp_path / "cut.sqlite"
    connection = sqlite3.connect(closed, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    # More than the cache holds, so that the file itself is written to before any commit.
    connection.executemany("INSERT INTO word VALUES (?)", ((f"{number:0200}",) for number in range(2_000)))
    shutil.copy(closed, cut)
    shutil.copy(f"{closed}-journal", f"{cut}-journal")
    connection.execute("ROLLBACK")
    connection.close()
    with Store.open(cut, home=home, write=write) as store:
        assert store.writable is write
        assert store.expand("000") == []
        assert [span.label for span in store.spans(store.document_keys()[0].id)] == ["ROLE"]
    assert not Path(f"{cut}-journal").exists()
    assert not Path(f"{cut}.lock").exists()
