"""Creating, opening and closing a project, and what happens with two windows on one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import ProjectError, RefusedError
from annotator.model.values import Person, PersonKind
from annotator.store.project_file import Store
from annotator.store.schema import APPLICATION_ID
from tests.store.making import SCHEME


def test_a_new_project_has_its_scheme_and_nobody_in_it(path: Path, home: Path) -> None:
    with Store.create(path, SCHEME, scheme_id="small", home=home) as store:
        assert store.scheme().source == SCHEME
        assert (store.scheme().id, store.scheme().version) == ("small", 1)
        assert store.people() == ()
        assert store.document_count() == 0
        assert store.writable


def test_a_project_is_never_made_over_a_file(path: Path, home: Path) -> None:
    path.write_text("mine")
    with pytest.raises(ProjectError, match=r"store\.exists"):
        Store.create(path, SCHEME, home=home)
    assert path.read_text() == "mine"


def test_a_missing_folder_is_said(tmp_path: Path, home: Path) -> None:
    with pytest.raises(ProjectError, match=r"store\.folder"):
        Store.create(tmp_path / "none" / "p.sqlite", SCHEME, home=home)


def test_nothing_but_the_project_lies_there_after_closing(store: Store, path: Path) -> None:
    store.close()
    assert sorted(child.name for child in path.parent.iterdir()) == ["home", path.name]


def test_the_second_instance_reads_only_and_knows_the_holder(store: Store, path: Path, home: Path) -> None:
    with Store.open(path, home=home) as second:
        assert not second.writable
        assert second.holder.pid > 0
        with pytest.raises(ProjectError, match=r"store\.read_only"):
            second.ensure_person("nobody yet")
    with Store.open(path, home=home, person_hint="x") as third:
        assert not third.writable
    store.close()
    with Store.open(path, home=home) as fourth:
        assert fourth.writable


def test_a_read_only_window_notices_changes(store: Store, path: Path, home: Path) -> None:
    with Store.open(path, write=False, home=home) as window:
        before = window.data_version()
        store.ensure_person("ann1")
        assert window.data_version() != before
        assert Person("ann1") in window.people()


def test_a_lock_file_left_behind_does_not_block(store: Store, path: Path, home: Path) -> None:
    store.close()
    path.with_name(path.name + ".lock").write_text('{"pid": 1, "host": "gone", "person": "", "since": 0}')
    with Store.open(path, home=home) as again:
        assert again.writable


def test_people_come_back_and_kinds_stay(store: Store, reopen: Callable[[Store], Store]) -> None:
    store.ensure_person("ann1")
    store.ensure_person("model", PersonKind.MODEL)
    with pytest.raises(RefusedError, match=r"store\.person_kind"):
        store.ensure_person("ann1", PersonKind.MODEL)
    again = reopen(store)
    assert again.people() == (Person("ali"), Person("ann1"), Person("huda"), Person("model", PersonKind.MODEL))
    assert again.ensure_person("ann1") == Person("ann1")


def test_a_closed_project_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(ProjectError, match=r"store\.closed"):
        store.document_count()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "store.foreign"), (b"SQLite format 3\0" + bytes(84), "store.foreign"), (b"text" * 100, "store.foreign")],
)
def test_another_file_is_refused_and_left_alone(path: Path, home: Path, content: bytes, code: str) -> None:
    path.write_bytes(content)
    with pytest.raises(ProjectError, match=code):
        Store.open(path, home=home)
    assert path.read_bytes() == content
    assert not path.with_name(path.name + ".lock").exists()


def test_a_file_from_the_future_is_refused(store: Store, path: Path, home: Path) -> None:
    store.close()
    raw = bytearray(path.read_bytes())
    raw[60:64] = (2).to_bytes(4, "big")
    path.write_bytes(raw)
    with pytest.raises(ProjectError, match=r"store\.future"):
        Store.open(path, home=home)
    assert path.read_bytes() == raw


def test_the_header_names_the_program(store: Store, path: Path) -> None:
    store.close()
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
