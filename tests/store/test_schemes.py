"""Scheme changes: one change, for everybody's spans, past and to come; and back again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.errors import RefusedError
from annotator.model.changes import Edit, Kind
from annotator.store.fold import SchemeVersion, resolved, scheme_path, shown_keys
from annotator.store.objects import scheme_object
from annotator.store.plain import SchemeShape, builtins
from annotator.store.project_file import Store
from tests.store.making import changed, join, mark


def _labels(store: Store, document: str) -> list[str]:
    return [span.label for span in store.spans(document)]


def test_a_redirect_holds_for_everybodys_spans_and_links_past_and_to_come(store: Store, visit: str) -> None:
    head, tail = mark(visit, "ROLE", (4, 8)), mark(visit, "PER", (9, 11))
    store.commit("huda", [head, tail, join(visit, "Agent", head.object, tail.object)])
    store.set_scheme("ali", "two", {"ROLE": "OFFICE", "Agent": "Actor"})
    assert _labels(store, visit) == ["OFFICE", "PER"]
    assert [link.label for link in store.links(visit)] == ["Actor"]
    store.commit("huda", [mark(visit, "ROLE", (20, 22))])
    assert _labels(store, visit) == ["OFFICE", "PER", "OFFICE"]
    assert store.scheme().version == 2
    assert store.scheme().redirects == {"ROLE": "OFFICE", "Agent": "Actor"}
    assert [change.payload["new"]["label"] for change in store.history(visit) if change.kind is Kind.SPAN] == [
        "ROLE",
        "PER",
        "ROLE",
    ]


def test_a_scheme_change_undoes_as_one_step_over_a_restart(
    store: Store, visit: str, reopen: Callable[[Store], Store]
) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    store.set_scheme("huda", "two", {"ROLE": "OFFICE"})
    again = reopen(store)
    again.undo("huda")
    assert _labels(again, visit) == ["ROLE"]
    assert again.scheme().version == 1
    again.redo("huda")
    assert _labels(again, visit) == ["OFFICE"]


def test_redirects_of_several_versions_add_up(store: Store, visit: str) -> None:
    store.commit("huda", [mark(visit, "A", (0, 3)), mark(visit, "B", (4, 8))])
    store.set_scheme("huda", "two", {"A": "B"})
    store.set_scheme("huda", "three", {"B": "C"})
    assert _labels(store, visit) == ["C", "C"]
    store.undo("huda")
    assert _labels(store, visit) == ["B", "B"]
    store.undo("huda")
    assert _labels(store, visit) == ["A", "B"]


def test_an_edit_may_name_the_stored_label_or_the_one_in_force(store: Store, visit: str) -> None:
    edit = mark(visit, "ROLE", (4, 8))
    store.commit("huda", [edit])
    store.set_scheme("huda", "two", {"ROLE": "OFFICE"})
    done = store.commit("huda", [changed(changed(edit, label="OFFICE"), note="x")])
    assert done.edits[0].old["label"] == "ROLE"
    assert done.edits[0].new["label"] == "OFFICE"
    store.undo("huda")
    store.commit("huda", [changed(edit, note="y")])
    assert [span.note for span in store.spans(visit)] == ["y"]
    with pytest.raises(RefusedError, match=r"store\.changed"):
        store.commit("huda", [changed(changed(edit, label="PER"), note="z")])


def test_the_same_scheme_again_changes_nothing(store: Store) -> None:
    before = store.counts().changes
    assert store.set_scheme("huda", store.scheme().source).edits == ()
    assert store.counts().changes == before


def test_one_may_go_back_to_an_earlier_scheme(store: Store) -> None:
    first = store.scheme()
    store.set_scheme("huda", "two")
    store.set_scheme("huda", first.source)
    assert (store.scheme().source, store.scheme().version) == (first.source, 3)
    assert len(store.scheme_versions()) == 3


def test_a_version_that_another_follows_is_not_undone_alone(store: Store) -> None:
    store.set_scheme("huda", "two")
    store.set_scheme("ali", "three")
    with pytest.raises(RefusedError, match=r"store\.undo_changed"):
        store.undo("huda")
    assert store.scheme().source == "three"


def test_a_second_version_at_the_same_time_is_a_conflict(store: Store) -> None:
    root = store.scheme()
    store.set_scheme("huda", "two")
    rival = SchemeShape(id="small", version=2, source="rival", parent=root.object, redirects={"A": "B"})
    edit = Edit(kind=Kind.SCHEME, object=scheme_object("rival", root.object), new=builtins(rival))
    store.commit("ali", [edit])
    assert store.scheme().source == "two"
    assert [record.source for record in store.scheme_conflicts()] == ["rival"]
    store.undo("huda")
    assert store.scheme().source == "rival"
    assert store.scheme_conflicts() == []


def _version(name: int, parent: int | None, clock: int) -> SchemeVersion:
    raw = bytes([name]) * 16
    text = None if parent is None else (bytes([parent]) * 16).hex()
    before = None if text is None else "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    return SchemeVersion(raw, SchemeShape(id="x", version=1, source=str(name), parent=before), (clock, b""))


def test_the_lowest_child_is_in_force_whatever_order_they_come_in() -> None:
    versions = [_version(1, None, 1), _version(2, 1, 5), _version(3, 1, 4), _version(4, 3, 9), _version(5, 2, 6)]
    for given in (versions, versions[::-1]):
        path, losers = scheme_path(given)
        assert [version.value.source for version in path] == ["1", "3", "4"]
        assert [version.value.source for version in losers] == ["2"]


def test_redirects_resolve_in_the_order_of_versions() -> None:
    assert resolved([{"A": "B"}, {"B": "C"}]) == {"A": "C", "B": "C"}
    assert resolved([{"A": "B"}, {"B": "A"}]) == {"B": "A"}
    assert resolved([]) == {}


def test_shown_keys_depend_on_the_total_order_only() -> None:
    documents = [((3, b"x"), 7, "a"), ((1, b"x"), 9, "a"), ((2, b"x"), 1, "a~2"), ((4, b"x"), 2, "b")]
    expected = {9: ("a", None), 1: ("a~2", None), 7: ("a~3", 9), 2: ("b", None)}
    assert shown_keys(documents) == shown_keys(documents[::-1]) == expected
