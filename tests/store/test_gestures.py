"""Committing: one gesture is one transaction, checked against what is there."""

from __future__ import annotations

import pytest

from annotator.errors import RefusedError
from annotator.model.changes import Edit, Kind
from annotator.model.identity import uuid7
from annotator.model.values import Comment, PersonKind, Span
from annotator.store.objects import label_object, round_object, state_object, zone_object
from annotator.store.project_file import Store
from tests.store.making import TEXT, changed, gone, join, mark, put


def test_a_span_is_there_after_the_commit(store: Store, visit: str) -> None:
    edit = mark(visit, "ROLE", (4, 8), attributes={"anonymous": True}, note="لا اسم له")
    done = store.commit("huda", [edit])
    expected = Span(
        id=edit.object,
        person="huda",
        label="ROLE",
        fragments=((4, 8),),
        attributes={"anonymous": True},
        note="لا اسم له",
    )
    assert store.spans(visit) == (expected,)
    assert TEXT[expected.start : expected.end] == "مصدر"
    assert done.document_ids == (visit,)
    assert done.edits[0].new["label"] == "ROLE"


def test_fragments_score_run_origin_and_foreign_id_come_back(store: Store, visit: str) -> None:
    suggestion = mark(visit, "ROLE", (4, 8))
    store.ensure_person("model", PersonKind.MODEL)
    store.commit("model", [suggestion])
    more = {"score": 0.5, "run": "run-1", "origin": suggestion.object, "scheme": 3, "foreign": "T1"}
    edit = mark(visit, "ROLE", (4, 8), (12, 17), **more)
    store.commit("huda", [edit])
    (span,) = store.spans(visit, "huda")
    assert span.fragments == ((4, 8), (12, 17))
    assert (span.score, span.run, span.origin, span.scheme, span.foreign) == (0.5, "run-1", suggestion.object, 3, "T1")


def test_an_edit_of_something_else_than_what_is_there_is_refused(store: Store, visit: str) -> None:
    edit = mark(visit, "ROLE", (4, 8))
    store.commit("huda", [edit])
    store.commit("huda", [changed(edit, label="PER")])
    with pytest.raises(RefusedError, match=r"store\.changed"):
        store.commit("huda", [changed(edit, label="ORG")])
    with pytest.raises(RefusedError, match=r"store\.changed"):
        store.commit("huda", [edit])
    assert [span.label for span in store.spans(visit)] == ["PER"]


def test_a_refused_gesture_leaves_nothing_of_it(store: Store, visit: str) -> None:
    good, bad = mark(visit, "ROLE", (4, 8)), mark(visit, "ROLE", (4, 5_000))
    before = store.counts()
    with pytest.raises(RefusedError, match=r"store\.offsets"):
        store.commit("huda", [good, bad])
    assert store.counts() == before
    store.commit("huda", [good])


@pytest.mark.parametrize("fragments", [(), ((5, 5),), ((8, 4),), ((-1, 4),), ((4, 9_999),), ((4, 8), (7, 9))])
def test_offsets_that_are_none_are_refused(store: Store, visit: str, fragments: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(RefusedError, match=r"store\.offsets"):
        store.commit("huda", [mark(visit, "ROLE", *fragments)])


def test_nobody_changes_another_persons_span(store: Store, visit: str) -> None:
    edit = mark(visit, "ROLE", (4, 8))
    store.commit("huda", [edit])
    for forbidden in (changed(edit, label="PER"), gone(edit)):
        with pytest.raises(RefusedError, match=r"store\.others"):
            store.commit("ali", [forbidden])


def test_fields_that_nobody_knows_are_refused(store: Store, visit: str) -> None:
    with pytest.raises(RefusedError, match=r"store\.shape"):
        store.commit("huda", [mark(visit, "ROLE", (4, 8), colour="red")])
    with pytest.raises(RefusedError, match=r"store\.shape"):
        store.commit("huda", [mark(visit, "ROLE", (4, 8), span="T1")])
    with pytest.raises(RefusedError, match=r"store\.shape"):
        store.commit("huda", [mark(visit, "ROLE", (4, 8), origin="T1")])
    with pytest.raises(RefusedError, match=r"store\.shape"):
        store.commit("huda", [mark(visit, "ROLE", (4, 8), note="\ud800")])
    with pytest.raises(RefusedError, match=r"store\.no_document"):
        store.commit("huda", [mark("visit", "ROLE", (4, 8))])
    assert store.spans(visit) == ()


def test_people_and_documents_that_are_not_there_are_said(store: Store, visit: str) -> None:
    with pytest.raises(RefusedError, match=r"store\.no_person"):
        store.commit("nobody", [mark(visit, "ROLE", (4, 8))])
    with pytest.raises(RefusedError, match=r"store\.no_document"):
        store.commit("huda", [mark("0" * 32, "ROLE", (4, 8))])


def test_deleting_a_span_deletes_its_links_in_the_same_gesture(store: Store, visit: str) -> None:
    head, tail, other = (mark(visit, "ROLE", place) for place in ((0, 3), (4, 8), (9, 11)))
    first, second, third = (
        join(visit, "Agent", head.object, tail.object),
        join(visit, "Place", other.object, head.object),
        join(visit, "Time", other.object, tail.object),
    )
    store.commit("huda", [head, tail, other, first, second, third])
    done = store.commit("huda", [gone(head)])
    assert [edit.kind for edit in done.edits] == [Kind.LINK, Kind.LINK, Kind.SPAN]
    assert [link.id for link in store.links(visit)] == [third.object]
    store.undo("huda")
    assert {link.id for link in store.links(visit)} == {first.object, second.object, third.object}
    store.redo("huda")
    assert [link.id for link in store.links(visit)] == [third.object]


def test_span_and_link_may_be_deleted_in_any_order_in_one_gesture(store: Store, visit: str) -> None:
    head, tail = mark(visit, "ROLE", (0, 3)), mark(visit, "ROLE", (4, 8))
    link = join(visit, "Agent", head.object, tail.object)
    store.commit("huda", [head, tail, link])
    store.commit("huda", [gone(head), gone(link), gone(tail)])
    assert store.links(visit) == store.spans(visit) == ()
    store.undo("huda")
    store.commit("huda", [gone(link), gone(head), gone(tail)])
    assert store.links(visit) == store.spans(visit) == ()


def test_a_link_needs_both_ends(store: Store, visit: str) -> None:
    head = mark(visit, "ROLE", (0, 3))
    with pytest.raises(RefusedError, match=r"store\.link_ends"):
        store.commit("huda", [head, join(visit, "Agent", head.object, uuid7())])
    with pytest.raises(RefusedError, match=r"store\.shape"):
        store.commit("huda", [head, join(visit, "Agent", head.object, "T7")])
    assert store.spans(visit) == ()


def test_one_gesture_may_change_a_thing_twice(store: Store, visit: str) -> None:
    edit = mark(visit, "ROLE", (0, 3))
    store.commit("huda", [edit, changed(edit, label="PER")])
    assert [span.label for span in store.spans(visit)] == ["PER"]
    store.undo("huda")
    assert store.spans(visit) == ()


def test_everything_else_that_is_said_of_a_document(store: Store, visit: str) -> None:
    span = mark(visit, "ROLE", (4, 8))
    decision, comment = uuid7(), uuid7()
    edits = [
        span,
        Edit(kind=Kind.ZONE, object=zone_object(visit, "huda"), new={"zones": [[0, 8, "headline"]]}, document=visit),
        Edit(
            kind=Kind.LABEL,
            object=label_object(visit, "huda", "genre"),
            new={"name": "genre", "value": "news"},
            document=visit,
        ),
        Edit(
            kind=Kind.STATE,
            object=state_object(visit, "huda"),
            new={"state": "flagged", "reason": "نصف النص"},
            document=visit,
        ),
        Edit(kind=Kind.COMMENT, object=comment, new={"text": "من هو؟", "on": span.object}, document=visit),
        Edit(
            kind=Kind.DECISION,
            object=decision,
            new={"of": [span.object], "verdict": "accepted", "result": [span.object]},
            document=visit,
        ),
        Edit(kind=Kind.ASSIGNMENT, object=uuid7(), new={"round": "r1", "person": "ali"}, document=visit),
        Edit(kind=Kind.ACTIVE, object=uuid7(), new={"seconds": 30}, document=visit),
        Edit(kind=Kind.ACTIVE, object=uuid7(), new={"seconds": 12}, document=visit),
        Edit(kind=Kind.RUN, object=uuid7(), new={"name": "rules", "settings": {"depth": 2}}),
        Edit(kind=Kind.ROUND, object=round_object("r1"), new={"name": "r1", "documents": ["visit"], "people": ["ali"]}),
    ]
    store.commit("huda", edits)
    bundle = store.bundle(visit)
    assert bundle is not None
    assert [(zone.start, zone.end, zone.kind, zone.person) for zone in bundle.zones] == [(0, 8, "headline", "huda")]
    assert [(label.name, label.value, label.person) for label in bundle.labels] == [("genre", "news", "huda")]
    (state,) = bundle.states
    assert (state.state, state.reason, state.active_seconds) == ("flagged", "نصف النص", 42)
    assert bundle.comments == (Comment(id=comment, person="huda", text="من هو؟", on=span.object),)
    assert [(made.id, made.result) for made in bundle.decisions] == [(decision, (span.object,))]
    assert [(handed.person, handed.round) for handed in bundle.assignments] == [("ali", "r1")]
    assert [(run.name, run.person, run.settings) for run in store.runs()] == [("rules", "huda", {"depth": 2})]
    assert [made.people for made in store.rounds()] == [("ali",)]


def test_a_comment_keeps_its_author_when_another_person_resolves_it(store: Store, visit: str) -> None:
    edit = Edit(kind=Kind.COMMENT, object=uuid7(), new={"text": "راجع الحدود"}, document=visit)
    store.commit("huda", [edit])
    store.commit("ali", [changed(edit, resolved=True)])
    bundle = store.bundle(visit)
    assert bundle is not None
    assert [(comment.person, comment.resolved) for comment in bundle.comments] == [("huda", True)]
    store.undo("ali")
    assert [comment.resolved for comment in (store.bundle(visit) or bundle).comments] == [False]


def test_direction_and_meta_of_a_document_are_edits_and_its_key_is_not(store: Store, visit: str) -> None:
    before = store.document("visit")
    assert before is not None
    new = {"key": "other", "sha256": "00", "meta": {"source": "x"}, "direction": "ltr"}
    old = {"key": "visit", "sha256": before.sha256}
    store.commit("huda", [Edit(kind=Kind.DOCUMENT, object=visit, old=old, new=new, document=visit)])
    after = store.document("visit")
    assert after is not None
    assert (after.direction, after.meta, after.sha256, after.key) == ("ltr", {"source": "x"}, before.sha256, "visit")
    store.undo("huda")
    assert store.document("visit") == before
    with pytest.raises(RefusedError, match=r"store\.shape"):
        store.commit("huda", [Edit(kind=Kind.DOCUMENT, object=visit, old=old, document=visit)])


def test_a_batch_is_one_change_and_undoes_as_one(store: Store, visit: str) -> None:
    store.ensure_person("model", PersonKind.MODEL)
    spans = [mark(visit, "ROLE", (place, place + 2)) for place in range(0, 20, 2)]
    batch = Edit(kind=Kind.BATCH, object=visit, new=[["span", span.object, span.new] for span in spans], document=visit)
    before = store.counts().changes
    store.commit("model", [batch])
    assert store.counts().changes == before + 1
    assert len(store.spans(visit, "model")) == 10
    store.undo("model")
    assert store.spans(visit) == ()
    store.redo("model")
    assert len(store.spans(visit, "model")) == 10


def test_a_gesture_of_ten_thousand_spans_and_its_undo(store: Store) -> None:
    text = TEXT * 20
    documents = [put(store, f"d{number}", text) for number in range(20)]
    edits = [mark(documents[n % 20], "ROLE", (n % 1_500, n % 1_500 + 3)) for n in range(10_000)]
    store.commit("huda", edits)
    assert sum(store.counts().spans.values()) == 10_000
    store.undo("huda")
    assert sum(store.counts().spans.values()) == 0
