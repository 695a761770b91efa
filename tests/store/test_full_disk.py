"""When the disk is full or refuses: nothing half done, everything acknowledged still there, and work goes on after."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.store.chain import verify_stream
from annotator.store.history import chain_page
from annotator.store.project_file import Store
from tests.store.making import TEXT, mark, prepared


def _set_limit(store: Store, more_pages: int) -> None:
    """Let the file grow by so many pages only: SQLite then says that the disk is full."""
    writer = store._connections.writer()
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages + more_pages}").fetchall()


def _lift_limit(store: Store) -> None:
    store._connections.writer().execute("PRAGMA max_page_count = 1073741823").fetchall()


def test_a_gesture_on_a_full_disk_is_refused_whole_and_can_be_repeated(
    store: Store, visit: str, reopen: Callable[[Store], Store]
) -> None:
    kept = mark(visit, "ROLE", (4, 8))
    store.commit("huda", [kept])
    _set_limit(store, 0)
    big = [mark(visit, "ROLE", (4, 8), note="ملاحظة طويلة " * 50) for _ in range(500)]
    with pytest.raises(ProjectError, match=r"store\.disk_full"):
        store.commit("huda", big)
    assert [span.id for span in store.spans(visit)] == [kept.object]
    assert store.undo_document("huda") == visit
    _lift_limit(store)
    store.commit("huda", big)
    assert len(store.spans(visit)) == 501
    store.undo("huda")
    again = reopen(store)
    assert [span.id for span in again.spans(visit)] == [kept.object]
    with again.reading() as connection:
        for number, root in connection.execute("SELECT stream_no, root FROM stream").fetchall():
            assert list(verify_stream(root, chain_page(connection, number, 0))) == []


def test_an_import_on_a_full_disk_keeps_whole_batches(store: Store) -> None:
    many = [prepared(f"d{number:04}", TEXT * 20 + str(number)) for number in range(600)]
    _set_limit(store, 100)
    with pytest.raises(ProjectError, match=r"store\.disk_full"):
        store.add_bundles(many)
    kept = store.document_count()
    assert 0 < kept < 600
    assert len(list(store.bundles())) == kept
    _lift_limit(store)
    added = store.add_bundles(many)
    assert (added.documents, added.unchanged) == (600 - kept, kept)
    assert len(store.candidates([[TEXT.split()[0]]], limit=1_000)) == 600


_REFUSED_WRITES = """
import resource, signal, sys
from pathlib import Path
from annotator.errors import ProjectError
from annotator.store.project_file import Store
from tests.store.making import mark

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, home, document = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
with Store.open(path, home=home) as store:
    size = path.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    made = 0
    try:
        for _ in range(10_000):
            store.commit("huda", [mark(document, "ROLE", (4, 8), note="x" * 2_000)])
            made += 1
    except ProjectError as problem:
        print(problem.code)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    store.commit("huda", [mark(document, "ROLE", (4, 8))])
    print(made + 1, len(store.spans(document)))
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit of file sizes here")
def test_writes_that_the_system_refuses_leave_nothing_half_done(
    store: Store, visit: str, path: Path, home: Path, repository: Path
) -> None:
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", _REFUSED_WRITES, str(path), str(home), visit],
        capture_output=True,
        text=True,
        cwd=repository,
        check=True,
    )
    code, counts = done.stdout.splitlines()
    assert code in ("store.io", "store.disk_full")
    made, found = counts.split()
    assert made == found
