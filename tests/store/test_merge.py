"""Merging project files: union, forks, keys, people, redirects; and what it refuses."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.model.changes import Edit, Kind
from annotator.model.identity import document_id, text_sha256, uuid7
from annotator.model.values import Bundle, Document, PersonKind, Progress, State
from annotator.store.merge import Fork, MergeReport, merge
from annotator.store.project_file import Store
from annotator.store.records import PreparedDocument
from annotator.store.state import state_hash
from annotator.store.verify import check
from annotator.text.terms import index_terms

SCHEME = '[scheme]\nid = "small"\nversion = 1\n'
TEXT = "قال مسؤول محلي إن الجسر أُعيد فتحه صباح الخميس بعد أعمال صيانة."


class Machine:
    """A computer with its own memory, on which projects are made and opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        folder.mkdir(parents=True, exist_ok=True)

    def create(self, name: str = "project") -> Store:
        return Store.create(self.folder / f"{name}.sqlite", SCHEME, scheme_id="small", home=self.home)

    @contextmanager
    def open(self, name: str = "project") -> Iterator[Store]:
        with Store.open(self.folder / f"{name}.sqlite", home=self.home) as store:
            yield store

    def path(self, name: str = "project") -> Path:
        return self.folder / f"{name}.sqlite"


@pytest.fixture
def machine(tmp_path: Path) -> Callable[[str], Machine]:
    return lambda name: Machine(tmp_path / name)


def put(store: Store, key: str, text: str = TEXT) -> str:
    sha256 = text_sha256(text)
    document = Document(key=key, text=text, sha256=sha256, id=document_id(key, sha256))
    store.add_bundles([PreparedDocument(bundle=Bundle(document=document), terms=index_terms(text))])
    return document.id


def mark(store: Store, person: str, document: str, start: int, end: int, label: str = "PER", span: str = "") -> str:
    store.ensure_person(person)
    span = span or uuid7()
    new = {"label": label, "fragments": ((start, end),)}
    store.commit(person, [Edit(kind=Kind.SPAN, object=span, new=new, document=document)])
    return span


def delete(store: Store, person: str, document: str, span: str) -> None:
    found = next(one for one in store.spans(document) if one.id == span)
    old = {"label": found.label, "fragments": found.fragments}
    store.commit(person, [Edit(kind=Kind.SPAN, object=span, old=old, document=document)])


def relabel(store: Store, person: str, document: str, span: str, label: str) -> None:
    found = next(one for one in store.spans(document) if one.id == span)
    old = {"label": found.label, "fragments": found.fragments}
    new = {"label": label, "fragments": found.fragments}
    store.commit(person, [Edit(kind=Kind.SPAN, object=span, old=old, new=new, document=document)])


def hashes(path: Path) -> set[bytes]:
    connection = sqlite3.connect(path)
    found = {row[0] for row in connection.execute("SELECT hash FROM change").fetchall()}
    connection.close()
    return found


def merged(machine: Machine, base: Path, *others: Path) -> tuple[str, set[bytes], MergeReport]:
    """Merge into a copy; return the state and the changes, after proving the file."""
    copy = machine.folder / f"merged-{uuid7()}.sqlite"
    shutil.copy(base, copy)
    with Store.open(copy, home=machine.home) as store:
        report = merge(store, others)
        state = state_hash(store)
    found = check(copy)
    assert found.ok, found.problems
    return state, hashes(copy), report


def test_two_people_with_the_same_folder_share_its_documents(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    for place, person in ((one, "ann1"), (two, "ann2")):
        with place.create() as store:
            mark(store, person, put(store, "bridge"), 4, 9)
            put(store, "harbour", TEXT * 2)
    first = merged(one, one.path(), two.path())
    second = merged(two, two.path(), one.path())
    assert first[:2] == second[:2]
    assert first[2].documents == 0
    assert first[2].forks == ()
    with one.open() as store:
        merge(store, [two.path()])
        assert store.document_count() == 2
        assert [span.person for span in store.spans(store.document_keys()[0].id)] == ["ann1", "ann2"]


def test_new_documents_come_with_text_and_words(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    one.create().close()
    with two.create() as store:
        put(store, "bridge")
    with one.open() as store:
        report = merge(store, [two.path()])
        assert (report.documents, report.scheme_conflicts) == (1, ())
        document = store.document("bridge")
        assert document is not None
        assert document.text == TEXT
        assert [row.key for row in store.candidates([("الجسر",)])] == ["bridge"]


def test_merging_again_itself_or_an_older_copy_changes_nothing(machine: Callable[[str], Machine]) -> None:
    one = machine("one")
    with one.create() as store:
        document = put(store, "bridge")
        span = mark(store, "ann1", document, 4, 9)
    shutil.copy(one.path(), one.path("older"))
    with one.open() as store:
        delete(store, "ann1", document, span)
    before = one.path().read_bytes()
    with one.open() as store:
        for other in (one.path(), one.path("older"), one.path("older")):
            assert merge(store, [other]).changes == 0
    assert check(one.path()).ok
    assert hashes(one.path()) == hashes(one.path())
    assert len(before) == one.path().stat().st_size


def test_a_newer_copy_goes_on_in_the_same_stream_and_can_be_undone(machine: Callable[[str], Machine]) -> None:
    one = machine("one")
    with one.create() as store:
        document = put(store, "bridge")
        mark(store, "ann1", document, 4, 9)
    shutil.copy(one.path(), one.path("newer"))
    with one.open("newer") as store:
        mark(store, "ann1", document, 10, 14)
    with one.open() as store:
        assert not store.can_undo("ann1")
        report = merge(store, [one.path("newer")])
        assert (report.changes, report.forks) == (1, ())
        store.undo("ann1")
        assert [span.start for span in store.spans(document)] == [4]
    assert check(one.path()).ok


def forked(machine: Callable[[str], Machine]) -> tuple[Machine, str]:
    """A project and a copy of it, of whole computers, edited in both places."""
    one = machine("one")
    with one.create() as store:
        document = put(store, "bridge")
        mark(store, "ann1", document, 0, 3, span="01890000-0000-7000-8000-000000000001")
    shutil.copytree(one.folder, one.folder.parent / "two")
    two = machine("two")
    with one.open() as store:
        mark(store, "ann1", document, 4, 9)
        relabel(store, "ann1", document, "01890000-0000-7000-8000-000000000001", "LOC")
    with two.open() as store:
        mark(store, "ann1", document, 10, 14)
        delete(store, "ann1", document, "01890000-0000-7000-8000-000000000001")
        mark(store, "ann1", document, 15, 20)
    return one, document


def test_a_copy_edited_on_both_sides_is_a_fork_and_kept_whole(machine: Callable[[str], Machine]) -> None:
    one, _document = forked(machine)
    two = machine("two")
    first = merged(one, one.path(), two.path())
    second = merged(two, two.path(), one.path())
    assert first[:2] == second[:2]
    assert first[2].forks == (Fork("ann1", 3),)
    assert second[2].forks == (Fork("ann1", 2),)
    assert first[1] == hashes(one.path()) | hashes(two.path())


def test_forks_of_forks_come_together_in_any_order(machine: Callable[[str], Machine], tmp_path: Path) -> None:
    one, document = forked(machine)
    two, three = machine("two"), machine("three")
    shutil.copytree(two.folder, three.folder, dirs_exist_ok=True)
    with two.open() as store:
        mark(store, "ann1", document, 21, 24)
    with three.open() as store:
        mark(store, "ann1", document, 25, 28)
        mark(store, "ann2", document, 25, 28)
    paths = [one.path(), two.path(), three.path()]
    results = [
        merged(one, paths[0], paths[1], paths[2]),
        merged(one, paths[0], paths[2], paths[1]),
        merged(two, paths[1], paths[0], paths[2]),
        merged(three, paths[2], paths[1], paths[0]),
    ]
    assert len({(state, frozenset(found)) for state, found, _report in results}) == 1
    shutil.copy(paths[0], tmp_path / "grouped.sqlite")
    shutil.copy(paths[1], tmp_path / "pair.sqlite")
    with Store.open(tmp_path / "pair.sqlite", home=two.home) as store:
        merge(store, [paths[2]])
    assert merged(one, tmp_path / "grouped.sqlite", tmp_path / "pair.sqlite")[:2] == results[0][:2]


def test_work_goes_on_after_a_fork(machine: Callable[[str], Machine]) -> None:
    one, document = forked(machine)
    two = machine("two")
    for place, other in ((one, two), (two, one)):
        with place.open() as store:
            merge(store, [other.path()])
            mark(store, "ann1", document, 30, 33)
            assert store.undo("ann1") is not None
            assert store.redo("ann1") is not None
    for place, other in ((one, two), (two, one)):
        with place.open() as store:
            merge(store, [other.path()])
        assert check(place.path()).ok
    assert hashes(one.path()) == hashes(two.path())


def test_another_text_under_the_same_key_gets_the_same_key_everywhere(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    with one.create() as store:
        put(store, "harbour", "نص أول عن الميناء")
        put(store, "bridge", "الخبر كما نشر أولا")
        put(store, "bridge~2", "مقال اسمه هكذا")
    with two.create() as store:
        put(store, "bridge", "الخبر كما نشر ثانيا")
        put(store, "bridge", "الخبر كما نشر ثالثا")
    first, second = merged(one, one.path(), two.path()), merged(two, two.path(), one.path())
    assert first[:2] == second[:2]
    with one.open() as store:
        merge(store, [two.path()])
        keys = [row.key for row in store.document_keys()]
    assert len(set(keys)) == 5
    assert {"bridge", "bridge~2", "bridge~3", "harbour"} <= set(keys)


def test_later_edits_get_a_clock_above_all_that_came_in(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    with one.create() as store:
        put(store, "bridge")
    with two.create() as store:
        document = put(store, "bridge")
        span = mark(store, "ann2", document, 4, 9)
        for label in "ABCDEF":
            relabel(store, "ann2", document, span, label)
    with one.open() as store:
        merge(store, [two.path()])
        highest = max(change.clock for change in store.history())
        mark(store, "ann1", document, 4, 9)
        assert next(change.clock for change in store.history() if change.person == "ann1") > highest


def test_redirects_cover_what_comes_in(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    with two.create() as store:
        document = put(store, "bridge")
        mark(store, "ann2", document, 4, 9, "OLD")
    with one.create() as store:
        put(store, "bridge")
        mark(store, "ann1", document, 4, 9, "OLD")
        store.set_scheme("ann1", SCHEME.replace("1", "2"), {"OLD": "NEW"})
    first, second = merged(one, one.path(), two.path()), merged(two, two.path(), one.path())
    assert first[:2] == second[:2]
    with two.open() as store:
        merge(store, [one.path()])
        assert {span.label for span in store.spans(document)} == {"NEW"}
        assert store.scheme().version == 2


def test_two_schemes_made_at_once_are_reported(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    for place, name in ((one, "ann1"), (two, "ann2")):
        with place.create() as store:
            store.ensure_person(name)
            store.set_scheme(name, SCHEME + f"# {name}\n")
    assert merged(one, one.path(), two.path())[2].scheme_conflicts == (2,)
    assert merged(one, one.path(), two.path())[:2] == merged(two, two.path(), one.path())[:2]


def test_somebody_of_another_kind_is_refused_with_nothing_written(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    with one.create() as store:
        store.ensure_person("ann1")
    with two.create() as store:
        store.ensure_person("ann1", PersonKind.MODEL)
        put(store, "bridge")
    before = hashes(one.path())
    with one.open() as store, pytest.raises(ProjectError, match=r"store\.merge_kind"):
        merge(store, [two.path()])
    assert hashes(one.path()) == before


def test_nothing_of_a_bad_file_or_of_its_company_comes_in(machine: Callable[[str], Machine]) -> None:
    one, two, three = machine("one"), machine("two"), machine("three")
    one.create().close()
    for place in (two, three):
        with place.create() as store:
            put(store, "bridge")
            mark(store, "ann2", put(store, "harbour"), 4, 9)
    raw = three.path().read_bytes()
    three.path().write_bytes(raw.replace("الجسر".encode(), "الجسد".encode(), 1))
    before = hashes(one.path())
    with one.open() as store, pytest.raises(ProjectError, match=r"store\.damaged"):
        merge(store, [two.path(), three.path()])
    assert hashes(one.path()) == before


def test_a_span_beyond_its_text_is_refused(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    one.create().close()
    with two.create() as store:
        document = put(store, "bridge")
        mark(store, "ann2", document, 4, 9)
        store._connections.writer().execute("PRAGMA ignore_check_constraints = ON")  # the file of another program
        connection = store._connections.writer()
        connection.execute("DROP TRIGGER document_no_update")
        connection.execute("UPDATE document SET length = 6")
        connection.execute(
            "CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT"
            " RAISE(ABORT, 'document is append-only'); END"
        )
    with one.open() as store, pytest.raises(ProjectError, match=r"store\.damaged"):
        merge(store, [two.path()])


def test_the_same_seconds_imported_twice_count_once(machine: Callable[[str], Machine]) -> None:
    one, two = machine("one"), machine("two")
    sha256 = text_sha256(TEXT)
    document = Document(key="bridge", text=TEXT, sha256=sha256, id=document_id("bridge", sha256))
    bundle = Bundle(document=document, states=(State("ann1", Progress.DONE, "", 90),))
    for place in (one, two):
        with place.create() as store:
            store.add_bundles([PreparedDocument(bundle=bundle, terms=index_terms(TEXT))])
    first, second = merged(one, one.path(), two.path()), merged(two, two.path(), one.path())
    assert first[:2] == second[:2]
    with one.open() as store:
        merge(store, [two.path()])
        found = store.bundle(document.id)
        assert found is not None
        assert [state.active_seconds for state in found.states] == [90]
