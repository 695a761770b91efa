"""Saving what can be saved: from altered rows, broken pages, cut ends and strange headers."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.store.merge import merge
from annotator.store.project_file import Store
from annotator.store.salvage import SalvageReport, salvage
from annotator.store.state import state_hash
from annotator.store.verify import check
from annotator.words.sentences import sentence_of
from tests.store.making import join, mark, put

KEYS = [f"d{number}" for number in range(8)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.sqlite"


@pytest.fixture
def whole(store: Store, path: Path) -> str:
    """A project of two people; the hash of its state. It lies closed at `path`."""
    for name in ("huda", "sami"):
        store.ensure_person(name)
    for key in KEYS:
        document = put(store, key, f"وصل مركب الصيد رقم {key} إلى المرفأ مساء.\n" * 40)
        for place in range(4):
            head, tail = mark(document, "PER", (place, place + 4)), mark(document, "LOC", (place, place + 7))
            store.commit("huda" if place % 2 else "sami", [head, tail, join(document, "At", head.object, tail.object)])
    state = state_hash(store)
    store.close()
    return state


def rescued(bad: Path, out: Path) -> SalvageReport:
    """Salvage, and prove what came of it, and that the bad file is as it was."""
    before = bad.read_bytes()
    report = salvage(bad, out)
    assert bad.read_bytes() == before
    assert sorted(child.name for child in bad.parent.iterdir() if child.name.startswith(".")) == []
    found = check(out)
    assert found.ok, found.problems
    for loss in report.losses:
        assert sentence_of(loss.code, loss.facts)
    return report


def codes(report: SalvageReport) -> list[str]:
    return [loss.code for loss in report.losses]


def alter(path: Path, *statements: str) -> None:
    """Write to a file past its guards, and put these back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in guards:
            with suppress(sqlite3.OperationalError):  # its table may be gone
                connection.execute(sql)


def test_a_whole_file_is_saved_whole(whole: str, path: Path, out: Path) -> None:
    report = rescued(path, out)
    assert report.losses == ()
    assert report.documents == len(KEYS)
    with Store.open(out) as saved:
        assert state_hash(saved) == whole


def test_an_altered_text_costs_its_article_only(whole: str, path: Path, out: Path) -> None:
    alter(path, "UPDATE document SET text = 'x' || text WHERE key = 'd3'")
    report = rescued(path, out)
    assert codes(report) == ["store.lost_document"]
    with Store.open(out) as saved:
        assert [row.key for row in saved.document_keys()] == [key for key in KEYS if key != "d3"]
        assert {len(saved.spans(row.id)) for row in saved.document_keys()} == {8}
        put(saved, "new", "نص جديد")
    assert check(out).ok


def test_an_altered_payload_costs_one_change(whole: str, path: Path, out: Path) -> None:
    alter(path, "UPDATE change SET payload = replace(payload, 'PER', 'ORG') WHERE kind = 'span' AND seq = 5")
    report = rescued(path, out)
    assert set(codes(report)) == {"store.lost_change"}


def test_a_missing_change_costs_what_came_behind_it_in_its_stream(whole: str, path: Path, out: Path) -> None:
    alter(path, "DELETE FROM change WHERE seq = 20 AND stream_no = (SELECT max(stream_no) FROM stream)")
    report = rescued(path, out)
    assert codes(report) == ["store.lost_changes"]
    assert report.documents == len(KEYS)


def test_a_cut_stream_is_noticed_by_what_the_cache_knew(whole: str, path: Path, out: Path) -> None:
    alter(path, "DELETE FROM change WHERE seq > 20 AND stream_no = (SELECT max(stream_no) FROM stream)")
    assert codes(rescued(path, out)) == ["store.lost_changes"]


def test_a_person_is_found_again_by_the_history(whole: str, path: Path, out: Path) -> None:
    alter(path, "UPDATE person SET name = 'nobody' WHERE name = 'huda'")
    assert rescued(path, out).losses == ()
    with Store.open(out) as saved:
        assert state_hash(saved) == whole


def test_missing_and_foreign_tables_and_another_header_are_no_obstacle(whole: str, path: Path, out: Path) -> None:
    alter(path, "DROP TABLE span", "DROP TABLE redaction", "CREATE TABLE strange(x)", "PRAGMA application_id = 7")
    assert codes(rescued(path, out)) == ["store.lost_header"]
    with Store.open(out) as saved:
        assert state_hash(saved) == whole


def test_evil_views_and_triggers_do_not_run(whole: str, path: Path, out: Path) -> None:
    alter(
        path,
        "CREATE TRIGGER evil AFTER INSERT ON document BEGIN DELETE FROM span; END",
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n",
    )
    assert rescued(path, out).losses == ()


def test_a_lost_first_page_is_put_back(whole: str, path: Path, out: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(bytes(4096) + raw[4096:])
    assert "store.lost_header" in codes(rescued(path, out))
    with Store.open(out) as saved:
        assert state_hash(saved) == whole


def test_a_lost_scheme_leaves_a_project_that_can_be_worked_in(whole: str, path: Path, out: Path) -> None:
    alter(path, "UPDATE change SET payload = '{}' WHERE kind = 'scheme'")
    assert set(codes(rescued(path, out))) == {"store.lost_change", "store.lost_scheme"}
    with Store.open(out) as saved:
        assert saved.scheme().id == "small"


def test_what_was_saved_merges_with_a_good_copy(whole: str, path: Path, out: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.sqlite"
    good.write_bytes(path.read_bytes())
    alter(path, "DELETE FROM change WHERE seq > 9 AND stream_no = (SELECT max(stream_no) FROM stream)")
    rescued(path, out)
    with Store.open(out) as saved:
        merge(saved, [good])
        assert state_hash(saved) == whole
    assert check(out).ok


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_never_stops_it_with_anything_but_a_sentence(
    whole: str, path: Path, out: Path, seed: int
) -> None:
    dice = random.Random(seed)
    raw = bytearray(path.read_bytes())
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(raw))
        width = dice.choice((1, 64, 512, 4096, 16_384))
        raw[start : start + width] = dice.randbytes(min(width, len(raw) - start))
    path.write_bytes(raw[: dice.choice((len(raw), len(raw) * 3 // 4))])
    try:
        report = rescued(path, out)
    except ProjectError as problem:
        assert problem.code in ("store.foreign", "store.salvage_nothing")
        assert not out.exists()
    else:
        with Store.open(out, write=False) as saved:
            assert report.losses or state_hash(saved) == whole


@pytest.mark.parametrize("content", [b"", b"text" * 100, b"SQLite format 3\0" + bytes(84)])
def test_what_is_no_project_is_refused_and_no_file_is_left(path: Path, out: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ProjectError, match=r"store\.foreign"):
        salvage(path, out)
    assert sorted(child.name for child in path.parent.iterdir()) == [path.name]


def test_no_file_is_written_over(whole: str, path: Path, out: Path) -> None:
    out.write_text("mine")
    with pytest.raises(ProjectError, match=r"store\.exists"):
        salvage(path, out)
    assert out.read_text() == "mine"


def test_a_missing_file_is_said(path: Path, out: Path) -> None:
    with pytest.raises(ProjectError, match=r"store\.missing"):
        salvage(path, out)
