"""Backups: whole, verified, and made while work goes on; never half there."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from annotator.errors import Cancelled, ProjectError
from annotator.store.backup import verify_copy
from annotator.store.project_file import Store
from tests.store.making import TEXT, mark, prepared


def test_a_backup_is_a_project_with_everything_in_it(store: Store, visit: str, tmp_path: Path, home: Path) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    store.backup(tmp_path / "copy.sqlite")
    with Store.open(tmp_path / "copy.sqlite", home=home) as copy:
        assert copy.bundle(visit) == store.bundle(visit)
        assert list(copy.history()) == list(store.history())


def test_gestures_go_through_while_a_backup_runs(store: Store, tmp_path: Path, home: Path) -> None:
    store.add_bundles(prepared(f"d{number:04}", TEXT * 100 + str(number)) for number in range(400))
    first = store.document_keys(limit=1)[0].id
    made: list[str] = []
    running = threading.Event()

    def progress(_done: int, _total: int | None) -> None:
        running.set()

    thread = threading.Thread(target=store.backup, args=(tmp_path / "copy.sqlite", progress))
    thread.start()
    running.wait(10)
    while thread.is_alive() or not made:
        edit = mark(first, "ROLE", (4, 8))
        store.commit("huda", [edit])
        made.append(edit.object)
    thread.join()
    verify_copy(tmp_path / "copy.sqlite")
    with Store.open(tmp_path / "copy.sqlite", home=home) as copy:
        found = {span.id for span in copy.spans(first)}
        assert found <= set(made)
        assert copy.document_count() == 400


def test_a_backup_never_replaces_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_text("mine")
    with pytest.raises(ProjectError, match=r"store\.exists"):
        store.backup(tmp_path / "copy.sqlite")
    with pytest.raises(ProjectError, match=r"store\.folder"):
        store.backup(tmp_path / "none" / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "mine"


def test_a_cancelled_backup_leaves_nothing(store: Store, visit: str, tmp_path: Path) -> None:
    def progress(_done: int, _total: int | None) -> None:
        raise Cancelled

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        store.backup(tmp_path / "copy.sqlite", progress)
    assert sorted(tmp_path.iterdir()) == before
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])


def test_a_copy_with_a_broken_chain_is_no_backup(store: Store, visit: str, tmp_path: Path) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8), note="aaaaaaaaaaaa")])
    store.backup(tmp_path / "copy.sqlite")
    raw = (tmp_path / "copy.sqlite").read_bytes()
    (tmp_path / "copy.sqlite").write_bytes(raw.replace(b"aaaaaaaaaaaa", b"aaaaaabaaaaa"))
    with pytest.raises(ProjectError, match=r"store\.damaged"):
        verify_copy(tmp_path / "copy.sqlite")


def test_a_project_that_others_write_to_can_be_backed_up(store: Store, visit: str, path: Path, home: Path) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    with Store.open(path, home=home, write=False) as window:
        window.backup(path.with_name("copy.sqlite"))
    with Store.open(path.with_name("copy.sqlite"), home=home) as copy:
        assert copy.bundle(visit) == store.bundle(visit)
