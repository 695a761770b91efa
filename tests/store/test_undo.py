"""Undo and redo: per person and gesture, over a restart, never over somebody's later work."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.errors import RefusedError
from annotator.model.changes import Edit, Kind
from annotator.model.identity import uuid7
from annotator.store.project_file import Store
from annotator.store.undo import stacks_of
from tests.store.making import changed, gone, mark, put


def _labels(store: Store, document: str) -> list[str]:
    return [span.label for span in store.spans(document)]


def test_undo_and_redo_go_back_and_forth(store: Store, visit: str) -> None:
    edit = mark(visit, "ROLE", (4, 8))
    store.commit("huda", [edit])
    store.commit("huda", [changed(edit, label="PER")])
    store.undo("huda")
    assert _labels(store, visit) == ["ROLE"]
    store.undo("huda")
    assert _labels(store, visit) == []
    assert store.undo("huda") is None
    store.redo("huda")
    store.redo("huda")
    assert _labels(store, visit) == ["PER"]
    assert store.redo("huda") is None


def test_a_new_gesture_ends_what_could_be_redone(store: Store, visit: str) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    store.undo("huda")
    assert store.can_redo("huda")
    store.commit("huda", [mark(visit, "PER", (9, 11))])
    assert not store.can_redo("huda")


def test_undo_takes_back_only_ones_own_work(store: Store, visit: str) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    store.commit("ali", [mark(visit, "PER", (9, 11))])
    store.undo("huda")
    assert _labels(store, visit) == ["PER"]
    assert not store.can_undo("huda")
    assert store.can_undo("ali")


def test_undo_and_redo_survive_a_restart(store: Store, visit: str, reopen: Callable[[Store], Store]) -> None:
    edit = mark(visit, "ROLE", (4, 8))
    store.commit("huda", [edit])
    store.commit("huda", [changed(edit, label="PER")])
    store.undo("huda")
    again = reopen(store)
    assert again.can_undo("huda")
    again.redo("huda")
    assert _labels(again, visit) == ["PER"]
    once_more = reopen(again)
    once_more.undo("huda")
    once_more.undo("huda")
    assert _labels(once_more, visit) == []


def test_the_history_never_shrinks(store: Store, visit: str) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    before = len(list(store.history(visit)))
    store.undo("huda")
    store.redo("huda")
    assert len(list(store.history(visit))) == before + 2


def test_active_time_is_nothing_to_undo(store: Store, visit: str) -> None:
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    store.undo("huda")
    store.commit("huda", [Edit(kind=Kind.ACTIVE, object=uuid7(), new={"seconds": 60}, document=visit)])
    assert store.can_redo("huda")
    assert not store.can_undo("huda")


def test_undo_of_something_changed_since_is_refused_and_given_up(store: Store, visit: str) -> None:
    """Only work from elsewhere can come between, so here another gesture is smuggled past the stack."""
    first, second = mark(visit, "ROLE", (4, 8)), mark(visit, "PER", (9, 11))
    store.commit("huda", [first])
    gesture = store.commit("huda", [second]).gesture
    store.commit("huda", [gone(second)], undoes=gesture)
    store.commit("huda", [changed(first, label="ORG")])
    store._stacks["huda"].undo[:] = store._stacks["huda"].undo[:1]
    with pytest.raises(RefusedError, match=r"store\.undo_changed"):
        store.undo("huda")
    assert not store.can_undo("huda")
    assert _labels(store, visit) == ["ORG"]


def test_the_next_undo_names_its_document(store: Store, visit: str) -> None:
    council = put(store, "council")
    store.commit("huda", [mark(visit, "ROLE", (4, 8))])
    store.commit("huda", [mark(council, "ROLE", (4, 8))])
    assert store.undo_document("huda") == council
    store.undo("huda")
    assert store.undo_document("huda") == visit
    assert store.redo_document("huda") == council
    assert store.undo_document("ali") is None


def test_stacks_are_read_from_the_history_alone() -> None:
    stacks = stacks_of([(1, None), (2, None), (3, 2), (4, 1), (5, 4), (6, None), (7, 6)])
    assert stacks.undo == [5]
    assert stacks.redo == [7]
