"""Edits and changes."""

from __future__ import annotations

import msgspec

from annotator.model.changes import Change, Edit, Kind

EDIT = Edit(kind=Kind.SPAN, object="s1", new={"label": "PER"}, document="d")


def test_an_edit_taken_back_twice_is_itself():
    assert EDIT.inverse.inverse == EDIT


def test_the_inverse_of_making_something_is_taking_it_away():
    assert EDIT.inverse == Edit(kind=Kind.SPAN, object="s1", old={"label": "PER"}, new=None, document="d")


def test_every_kind_of_the_design_has_a_word_of_its_own():
    named = "document person run round scheme span link zone label state comment decision assignment active"
    assert set(named.split()) < {kind.value for kind in Kind}
    assert len({kind.value for kind in Kind}) == len(Kind)


def test_a_change_survives_json():
    change = Change(
        stream="ann@desk",
        seq=2,
        clock=7,
        gesture=1,
        undoes=None,
        kind=Kind.SPAN,
        document="d",
        object="s1",
        payload={"old": None, "new": {"label": "PER"}},
        at_ms=1_700_000_000_000,
        hash="ab",
    )
    assert msgspec.json.decode(msgspec.json.encode(change), type=Change) == change
