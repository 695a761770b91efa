"""`check`: what it proves, what it finds, and that it never writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.store.rebuild import rebuild
from annotator.store.verify import CheckReport, check
from annotator.words.sentences import sentence_of

SAMPLE = Path(__file__).resolve().parents[2] / "sample_corpus"


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A project with articles, labels by two people and a model, and a history of edits."""
    from annotator.session import new_project
    from annotator.session.importing import import_paths

    folder = tmp_path_factory.mktemp("healthy")
    with new_project(folder / "p.sqlite", person="huda", home=folder / "home") as session:
        import_paths(session, [SAMPLE / "labels.jsonl"])
        document = session.document("dam-factcheck")
        span = session.mark(document, [(0, 4)], "PER")
        session.relabel(document, span.id, "ORG")
        session.set_state(document, "flagged", "عنوان مبتور")
        session.add_active_time(document, 60)
        session.delete(document, [span.id])
        session.undo()
    return (folder / "p.sqlite").read_bytes()


@pytest.fixture
def altered(healthy: bytes, tmp_path: Path) -> Callable[[str], CheckReport]:
    """Check the project after somebody altered it past our triggers."""

    def alter(statement: str) -> CheckReport:
        path = tmp_path / "p.sqlite"
        path.write_bytes(healthy)
        connection = sqlite3.connect(path, isolation_level=None)
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _name, sql in triggers:
            connection.execute(sql)
        connection.close()
        return check(path)

    return alter


def codes(report: CheckReport) -> set[str]:
    for problem in report.problems:
        assert sentence_of(problem.code, problem.facts)
    return {problem.code for problem in report.problems}


def test_a_healthy_project_is_proved_and_not_written(healthy: bytes, tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    path.write_bytes(healthy)
    report = check(path)
    assert (report.ok, report.problems, report.redacted) == (True, (), ())
    assert (report.documents, report.spans > 2000, report.changes > 40) == (16, True, True)
    assert path.read_bytes() == healthy


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE change SET payload = replace(payload, 'PER', 'ORG') WHERE kind = 'span'", "store.check_payload"),
        ("UPDATE change SET at_ms = at_ms + 1 WHERE seq = 2", "store.check_hash"),
        ("DELETE FROM change WHERE seq = 3", "store.check_gap"),
        ("DELETE FROM change WHERE (stream_no, seq) IN (SELECT stream_no, max(seq) FROM change)", "store.check_end"),
        ("UPDATE change SET clock = 1 WHERE seq = 4", "store.check_clock"),
        ("UPDATE change SET payload = NULL WHERE seq = 3", "store.check_missing"),
        ("DELETE FROM stream WHERE stream_no = (SELECT max(stream_no) FROM stream)", "store.check_unknown"),
        ("DELETE FROM cache_state WHERE stream_no = 1", "store.check_head"),
        ("UPDATE person SET kind = 'adjudicator' WHERE name = 'huda'", "store.check_person"),
        ("UPDATE person SET name = 'someone' WHERE name = 'huda'", "store.check_person"),
        ("UPDATE document SET text = replace(text, 'ا', 'أ') WHERE doc_no = 2", "store.check_text"),
        ("UPDATE document SET key = 'other' WHERE doc_no = 2", "store.check_document"),
        ("UPDATE span SET note = 'y'", "store.check_state"),
        ("DELETE FROM link", "store.check_state"),
        ("UPDATE document_meta SET key = 'x' WHERE doc_no = 1", "store.check_state"),
        ("UPDATE active_time SET seconds = seconds + 1", "store.check_state"),
        ("INSERT INTO decision SELECT 999, id, person_no, data, stream_no, seq FROM decision", "store.check_state"),
        ("INSERT INTO word_index(word_index) VALUES ('delete-all')", "store.check_words"),
    ],
)
def test_what_was_altered_is_named(altered: Callable[[str], CheckReport], statement: str, expected: str) -> None:
    report = altered(statement)
    assert not report.ok
    assert expected in codes(report)


def test_rebuild_mends_the_state_and_the_index(
    healthy: bytes, altered: Callable[[str], CheckReport], tmp_path: Path
) -> None:
    for statement in (
        "UPDATE span SET note = 'x'",
        "DELETE FROM zone",
        "INSERT INTO word_index(word_index) VALUES ('delete-all')",
        "DELETE FROM cache_state",
    ):
        assert not altered(statement).ok
        rebuild(tmp_path / "p.sqlite")
        assert check(tmp_path / "p.sqlite").ok, statement


def test_rebuild_changes_nothing_in_a_healthy_project(healthy: bytes, tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    path.write_bytes(healthy)
    before = tables(path)
    rebuild(path)
    assert tables(path) == before


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    kept = [name for name in names if not name.startswith("word_index")]
    found = {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in kept}
    connection.close()
    return found


def test_a_file_that_is_no_project_or_from_the_future_is_refused(healthy: bytes, tmp_path: Path) -> None:
    for name, content, code in (
        ("note.sqlite", b"a note", "store.foreign"),
        ("future.sqlite", healthy[:60] + (99).to_bytes(4, "big") + healthy[64:], "store.future"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ProjectError) as refused:
            check(tmp_path / name)
        assert refused.value.code == code
