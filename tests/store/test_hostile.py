"""Project files that somebody made to harm: nothing of them runs, and each is refused with one sentence."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.store import history
from annotator.store.merge import merge
from annotator.store.people import number_of
from annotator.store.project_file import Store
from annotator.store.redact import redact
from annotator.store.verify import check
from annotator.words.sentences import sentence
from tests.store.making import SCHEME, mark, put

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"

HOSTILE = {
    "a view without an end": f"CREATE VIEW strange AS {ENDLESS}",
    "a view in the place of ours": f"DROP VIEW spans_flat; CREATE VIEW spans_flat AS {ENDLESS}",
    "a table that is an endless view": f"DROP TABLE redaction; CREATE VIEW redaction(kind, no, id) AS {ENDLESS}",
    "a trigger that deletes": "CREATE TRIGGER evil AFTER INSERT ON span BEGIN DELETE FROM change; END",
    "another table": "CREATE TABLE strange(x)",
    "a generated column": "ALTER TABLE comment ADD COLUMN y BLOB AS (zeroblob(1000000000))",
    "an index on an expression": "CREATE INDEX strange ON span(abs(start))",
    "a column too few": "ALTER TABLE span DROP COLUMN note",
    "a missing guard": "DROP TRIGGER change_no_delete",
    "a version to come": "PRAGMA user_version = 2",
    "another program's file": "PRAGMA application_id = 1",
    "no version": "PRAGMA user_version = 0",
}


@pytest.fixture
def hostile(tmp_path: Path) -> Callable[[str], Path]:
    def make(statements: str) -> Path:
        path = tmp_path / "hostile.sqlite"
        with Store.create(path, SCHEME, scheme_id="small", home=tmp_path / "there") as store:
            store.ensure_person("sami")
            store.commit("sami", [mark(put(store), "PER", (0, 3))])
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA writable_schema = OFF")
            for view in ("spans_flat", "links_flat") if "note" in statements else ():
                connection.execute(f"DROP VIEW {view}")
            connection.executescript(statements)
        return path

    return make


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_every_door_and_left_alone(
    hostile: Callable[[str], Path], store: Store, home: Path, tmp_path: Path, name: str
) -> None:
    path = hostile(HOSTILE[name])
    before = path.read_bytes()
    own = store.path.read_bytes()
    begun = time.monotonic()
    doors: list[Callable[[], object]] = [
        lambda: Store.open(path, home=home),
        lambda: merge(store, [path]),
        lambda: redact(path, tmp_path / "out.sqlite", people=["sami"]),
    ]
    for door in doors:
        with pytest.raises(ProjectError) as refused:
            door()
        assert str(path) in sentence(refused.value)
    try:
        assert not check(path).ok
    except ProjectError as problem:
        assert problem.code in ("store.foreign", "store.future", "store.damaged")
    assert time.monotonic() - begun < 2.0
    assert path.read_bytes() == before
    assert store.path.read_bytes() == own
    assert not (tmp_path / "out.sqlite").exists()


CRAFTED = {
    "offsets beyond the text": ("span", '{"new":{"fragments":[[0,100000]],"label":"PER"},"old":null}'),
    "offsets backwards": ("span", '{"new":{"fragments":[[5,2]],"label":"PER"},"old":null}'),
    "an unknown field": ("span", '{"new":{"fragments":[[0,2]],"label":"PER","evil":1},"old":null}'),
    "an unknown kind": ("evil", '{"new":null,"old":null}'),
    "no JSON": ("span", "evil"),
    "a link to nothing of ours": ("link", '{"new":{"head":"x","label":"At","tail":"y"},"old":null}'),
    "a batch in a batch": ("batch", '{"new":[["batch","00000000000000000000000000000000",[]]],"old":null}'),
    "another document's text": ("document", '{"new":{"key":"other","sha256":"00"},"old":null}'),
    "seconds that overflow": ("active", '{"new":{"seconds":9223372036854775807},"old":null}'),
    "a deletion in disguise": ("span", '{"old":null,"new":null}'),
    "a deep nest": ("span", '{"new":' + "[" * 5000 + "]" * 5000 + ',"old":null}'),
}


@pytest.mark.parametrize("name", CRAFTED)
def test_a_change_that_proves_itself_and_is_none_of_ours_does_not_come_in(
    store: Store, tmp_path: Path, name: str
) -> None:
    own = store.path.read_bytes()
    path = crafted(tmp_path, *CRAFTED[name])
    with pytest.raises(ProjectError, match=r"store\.damaged"):
        merge(store, [path])
    assert store.path.read_bytes() == own
    check(path)


def test_a_clock_that_would_stop_ours_does_not_come_in(store: Store, tmp_path: Path) -> None:
    path = crafted(tmp_path, "span", '{"new":{"fragments":[[0,3]],"label":"PER"},"old":null}', clock=(1 << 63) - 2)
    with pytest.raises(ProjectError, match=r"store\.damaged"):
        merge(store, [path])


def crafted(tmp_path: Path, kind: str, payload: str, clock: int | None = None) -> Path:
    """Somebody who has the program can write changes whose chain holds."""
    path = tmp_path / "crafted.sqlite"
    with Store.create(path, SCHEME, scheme_id="small", home=tmp_path / "there") as other:
        other.ensure_person("sami")
        document = bytes.fromhex(put(other))
        with other.connections().writing() as connection:
            stream_no, seq, digest = connection.execute(
                "SELECT stream_no, max(seq), hash FROM change JOIN stream USING (stream_no) WHERE person_no = ?",
                (number_of(connection, "sami"),),
            ).fetchone()
            head = history.Head(stream_no, b"", None, seq, digest)
            draft = history.Draft(kind, 1, document, bytes(16), payload.encode())
            history.append(connection, head, [draft], at_ms=0, clock=clock)
    return path
