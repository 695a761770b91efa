"""Putting in many documents: differences only, refusals by document, and gestures that go before."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from annotator.errors import Cancelled, ProjectError, RefusedError
from annotator.model.identity import content_id, uuid7
from annotator.model.values import (
    Assignment,
    Bundle,
    Comment,
    Decision,
    DocumentLabel,
    Link,
    Person,
    PersonKind,
    Progress,
    Round,
    Run,
    Span,
    State,
    Verdict,
    Zone,
)
from annotator.store.project_file import Store
from annotator.store.records import PreparedDocument
from tests.store.making import TEXT, changed, document, mark, prepared, put


def _span(label: str, start: int, end: int, person: str = "ann1", **more: object) -> Span:
    span = Span(id=uuid7(), person=person, label=label, fragments=((start, end),))
    return msgspec.structs.replace(span, **more)


def _full(key: str = "full") -> PreparedDocument:
    head, tail = _span("ROLE", 4, 8), _span("PLACE", 12, 17, attributes={"level": "name"}, note="ملاحظة")
    suggested = _span("ROLE", 4, 8, "model", score=0.75, run="run-1", foreign="T1")
    bundle = Bundle(
        document=document(key, meta={"source": "نشرة"}, direction="rtl"),
        zones=(Zone(0, 47, "body", "ann1"),),
        spans=(head, tail, suggested),
        links=(Link(id=uuid7(), person="ann1", label="Place", head=head.id, tail=tail.id),),
        labels=(DocumentLabel("ann1", "genre", ["news", 1]),),
        decisions=(
            Decision(id=uuid7(), person="ann1", of=(suggested.id,), verdict=Verdict.ACCEPTED, result=(head.id,)),
        ),
        comments=(Comment(id=uuid7(), person="ann1", text="من؟", on=head.id),),
        states=(State("ann1", Progress.DONE, "", 90), State("model")),
        assignments=(Assignment("ann1", "r1"),),
    )
    return PreparedDocument(bundle=bundle, zones=(Zone(0, 47, "headline"),), terms=frozenset({"مصدر"}))


def test_a_bundle_comes_back_as_it_went_in(store: Store) -> None:
    full = _full()
    added = store.add_bundles([full], person_kinds={"model": PersonKind.MODEL})
    assert (added.documents, added.spans, added.links, added.refused) == (1, 3, 1, ())
    back = store.bundle(full.bundle.document.id)
    assert back is not None
    assert sorted(back.spans, key=lambda span: span.id) == sorted(full.bundle.spans, key=lambda span: span.id)
    assert back.zones == (Zone(0, 47, "headline"), Zone(0, 47, "body", "ann1"))
    for field in ("document", "links", "labels", "decisions", "comments", "states", "assignments"):
        assert getattr(back, field) == getattr(full.bundle, field), field
    assert Person("model", PersonKind.MODEL) in store.people()


def test_importing_again_writes_nothing(store: Store) -> None:
    full = _full()
    store.add_bundles([full])
    before = store.counts().changes
    added = store.add_bundles([full, full])
    assert (added.documents, added.unchanged, added.changes) == (0, 2, 0)
    assert store.counts().changes == before


def test_what_a_file_exported_can_be_imported_again_without_a_change(store: Store) -> None:
    store.add_bundles([_full(), prepared("plain")])
    again = store.add_bundles(PreparedDocument(bundle=bundle) for bundle in store.bundles())
    assert (again.unchanged, again.changes) == (2, 0)


def test_only_differences_are_written_and_absence_deletes_nothing(store: Store) -> None:
    full = _full()
    store.add_bundles([full])
    first, second, third = full.bundle.spans
    fewer = msgspec.structs.replace(
        full.bundle,
        document=msgspec.structs.replace(full.bundle.document, meta={"date": "2026-01-02"}, direction=None),
        spans=(msgspec.structs.replace(first, label="PER"),),
        links=(),
        comments=(),
        states=(State("ann1", Progress.DONE, "", 100),),
    )
    added = store.add_bundles([PreparedDocument(bundle=fewer)])
    assert (added.changes, added.spans) == (2, 1)
    back = store.bundle(full.bundle.document.id)
    assert back is not None
    assert {span.id: span.label for span in back.spans} == {first.id: "PER", second.id: "PLACE", third.id: "ROLE"}
    assert back.document.meta == {"source": "نشرة", "date": "2026-01-02"}
    assert back.document.direction == "rtl"
    assert [state.active_seconds for state in back.states if state.person == "ann1"] == [100]


def test_the_same_key_with_another_text_is_a_later_document(store: Store) -> None:
    texts = ["نص أول", "نص ثان", "نص ثالث"]
    added = store.add_bundles([prepared("derna", text) for text in texts])
    assert added.replaced == (("derna~2", "derna"), ("derna~3", "derna~2"))
    rows = store.document_keys()
    assert [row.key for row in rows] == ["derna", "derna~2", "derna~3"]
    assert [row.replaces for row in rows] == [None, rows[0].id, rows[1].id]
    assert store.add_bundles([prepared("derna", text) for text in texts]).documents == 0


def test_a_later_document_keeps_its_id_through_an_export(store: Store, tmp_path: Path, home: Path) -> None:
    store.add_bundles([prepared("derna", "نص أول"), prepared("derna", "نص ثان")])
    with Store.create(tmp_path / "other.sqlite", "x", home=home) as other:
        other.add_bundles(PreparedDocument(bundle=bundle) for bundle in store.bundles())
        assert list(other.bundles()) == list(store.bundles())


def test_rule_zones_that_changed_are_a_difference(store: Store) -> None:
    one = PreparedDocument(bundle=Bundle(document=document("d")), zones=(Zone(0, 5, "headline"),))
    two = msgspec.structs.replace(one, zones=(Zone(0, 7, "headline"),))
    store.add_bundles([one])
    assert store.add_bundles([two]).changes == 1
    back = store.bundle(document("d").id)
    assert back is not None
    assert back.zones == (Zone(0, 7, "headline"),)


@pytest.mark.parametrize(
    ("bundle", "code"),
    [
        (Bundle(document=document("bad"), spans=(_span("ROLE", 4, 9_999),)), "store.offsets"),
        (Bundle(document=document("bad"), zones=(Zone(5, 2, "body"),)), "store.offsets"),
        (Bundle(document=document("bad"), spans=(_span("A", 1, 2, id="T1"),)), "store.shape"),
        (
            Bundle(document=document("bad"), links=(Link(id=uuid7(), person="a", label="x", head="T1", tail="T2"),)),
            "store.shape",
        ),
        (
            Bundle(
                document=document("bad"), links=(Link(id=uuid7(), person="a", label="x", head=uuid7(), tail=uuid7()),)
            ),
            "store.link_ends",
        ),
        (Bundle(document=document("bad"), spans=(_span("A", 1, 2, note="\ud800"),)), "store.shape"),
        (Bundle(document=document("bad", replaces="derna")), "store.shape"),
    ],
)
def test_what_makes_no_sense_is_left_out_whole_and_the_rest_is_put_in(store: Store, bundle: Bundle, code: str) -> None:
    added = store.add_bundles([prepared("one"), PreparedDocument(bundle=bundle), prepared("two")])
    assert [(key, refusal.code) for key, refusal in added.refused] == [("bad", code)]
    assert [row.key for row in store.document_keys()] == ["one", "two"]


@pytest.mark.parametrize(("text", "sign"), [("ا\0ب", "U+0000"), ("ا\ud800ب", "U+D800")])
def test_a_text_that_cannot_be_kept_is_refused(store: Store, text: str, sign: str) -> None:
    bad = Bundle(document=msgspec.structs.replace(document("bad"), text=text))
    added = store.add_bundles([PreparedDocument(bundle=bad)])
    ((_key, refusal),) = added.refused
    assert (refusal.code, refusal.facts["sign"], refusal.facts["offset"]) == ("store.text", sign, 1)


def test_the_same_id_twice_or_under_two_people_is_refused(store: Store) -> None:
    span = _span("ROLE", 4, 8)
    other = msgspec.structs.replace(span, person="ann2")
    twice = store.add_bundles([prepared("visit", spans=(span, other))])
    assert [refusal.code for _key, refusal in twice.refused] == ["store.twice"]
    store.add_bundles([prepared("visit", spans=(span,))])
    later = store.add_bundles([prepared("visit", spans=(other,))])
    assert [refusal.code for _key, refusal in later.refused] == ["store.others"]
    assert store.spans(document("visit").id) == (span,)


def test_a_person_of_another_kind_is_refused(store: Store) -> None:
    added = store.add_bundles(
        [prepared("d", spans=(_span("A", 1, 2, "huda"),))], person_kinds={"huda": PersonKind.MODEL}
    )
    assert [refusal.code for _key, refusal in added.refused] == ["store.person_kind"]


def test_imports_can_be_changed_by_their_person_but_not_undone(store: Store, visit: str) -> None:
    span = _span("ROLE", 4, 8, "huda")
    store.add_bundles([prepared("visit", spans=(span,))])
    assert not store.can_undo("huda")
    edit = mark(visit, "ROLE", (4, 8), span=span.id)
    store.commit("huda", [changed(edit, label="PER")])
    assert [span.label for span in store.spans(visit)] == ["PER"]
    store.undo("huda")
    assert store.spans(visit) == (span,)


def test_a_header_is_entered_once(store: Store) -> None:
    people = (Person("model", PersonKind.MODEL), Person("huda"))
    runs = (Run(id="run-1", person="model", name="rules", version="2"),)
    rounds = (Round(name="r1", documents=("visit",), people=("huda",)),)
    assert store.add_header(people, runs, rounds) == 2
    assert store.add_header(people, runs, rounds) == 0
    assert (store.runs(), store.rounds()) == (runs, rounds)
    with pytest.raises(RefusedError, match=r"store\.person_kind"):
        store.add_header((Person("huda", PersonKind.MODEL),))


def test_progress_counts_up_and_may_stop_the_work(store: Store) -> None:
    seen: list[int] = []

    def progress(done: int, total: int | None) -> None:
        seen.append(done)
        if done >= 100:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.add_bundles((prepared(f"d{n:04}") for n in range(2_000)), progress=progress)
    assert seen == sorted(seen)
    assert store.document_count() == seen[-1]
    assert put(store, "after") == document("after").id


def test_a_read_only_project_takes_nothing_in(store: Store, path: Path, home: Path) -> None:
    with Store.open(path, home=home, write=False) as second, pytest.raises(ProjectError, match=r"store\.read_only"):
        second.add_bundles([prepared("d")])


def test_derived_ids_meet_on_every_machine(store: Store) -> None:
    where = document("visit").id
    span = _span("ROLE", 4, 8, id=content_id(where, "ann1", "ROLE", [(4, 8)], 0))
    assert store.add_bundles([prepared("visit", TEXT, spans=(span,))]).spans == 1
    assert store.add_bundles([prepared("visit", TEXT, spans=(span,))]).spans == 0
