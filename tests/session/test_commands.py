"""The commands: what each writes, refuses, and takes back."""

from __future__ import annotations

import pytest

from annotator.errors import RefusedError
from annotator.model.values import Document, Progress, Span, Zone
from annotator.session import Committed, Session, Signal


def place(document: Document, surface: str) -> list[tuple[int, int]]:
    start = document.text.index(surface)
    return [(start, start + len(surface))]


def own(session: Session, document: Document) -> list[tuple[str, str]]:
    spans = session.store.spans(document.id, session.person)
    return sorted((span.label, document.text[span.start : span.end]) for span in spans)


def test_a_span_can_begin_inside_a_word(session: Session) -> None:
    document = session.document("visit")
    start = document.text.index("بمقتل") + 1
    span = session.mark(document, [(start, start + 4)], "DIE")
    assert document.text[span.start : span.end] == "مقتل"
    assert session.view("visit").spans == (span,)


def test_fragments_that_touch_are_joined_and_ordered(session: Session) -> None:
    document = session.document("visit")
    span = session.mark(document, [(10, 12), (0, 3), (3, 6)], "ORG")
    assert span.fragments == ((0, 6), (10, 12))


@pytest.mark.parametrize("fragments", [[], [(5, 5)], [(7, 3)], [(-1, 4)], [(0, 10_000)]])
def test_a_range_outside_the_text_is_refused(session: Session, fragments: list[tuple[int, int]]) -> None:
    document = session.document("visit")
    with pytest.raises(RefusedError) as refused:
        session.mark(document, fragments, "PER")
    assert refused.value.code in {"session.bad_fragments", "session.no_fragments"}
    assert own(session, document) == []


def test_an_unknown_label_is_refused(session: Session) -> None:
    with pytest.raises(RefusedError, match=r"session\.unknown_label"):
        session.mark(session.document("visit"), [(0, 3)], "NOBODY")


def test_deleting_a_span_takes_its_links_and_one_undo_brings_all_back(session: Session) -> None:
    document = session.document("visit")
    trigger = session.mark(document, place(document, "مقتل"), "DIE")
    victim = session.mark(document, place(document, "صياد"), "PER")
    session.link(document, trigger, victim, "Victim")
    assert session.delete(document, [victim.id]) == 2
    assert session.view("visit").links == ()
    undone = session.undo()
    assert undone is not None
    assert undone.documents == ("visit",)
    assert own(session, document) == [("DIE", "مقتل"), ("PER", "صياد")]
    assert [link.label for link in session.view("visit").links] == ["Victim"]


def test_undo_and_redo_walk_back_and_forth(session: Session) -> None:
    document = session.document("visit")
    session.mark(document, place(document, "طبرق"), "GPE")
    span = session.mark(document, place(document, "صياد"), "PER")
    session.relabel(document, span.id, "OCC")
    session.undo()
    session.undo()
    assert own(session, document) == [("GPE", "طبرق")]
    session.redo()
    session.redo()
    assert own(session, document) == [("GPE", "طبرق"), ("OCC", "صياد")]
    assert not session.can_redo
    assert session.redo() is None


def test_a_new_gesture_forgets_what_could_be_redone(session: Session) -> None:
    document = session.document("visit")
    session.mark(document, place(document, "طبرق"), "GPE")
    session.undo()
    session.mark(document, place(document, "صياد"), "PER")
    assert not session.can_redo


def test_a_link_needs_ends_that_the_scheme_allows(session: Session) -> None:
    document = session.document("visit")
    person = session.mark(document, place(document, "صياد"), "PER")
    town = session.mark(document, place(document, "طبرق"), "GPE")
    with pytest.raises(RefusedError, match=r"session\.link_ends"):
        session.link(document, person, town, "Victim")
    with pytest.raises(RefusedError, match=r"session\.unknown_link"):
        session.link(document, person, town, "loves")
    with pytest.raises(RefusedError, match=r"session\.self_link"):
        session.link(document, person, person, "alias_of")


def test_the_same_link_twice_is_one_link(session: Session) -> None:
    document = session.document("visit")
    trigger = session.mark(document, place(document, "مقتل"), "DIE")
    victim = session.mark(document, place(document, "صياد"), "PER")
    assert session.link(document, trigger, victim, "Victim") == session.link(document, trigger, victim, "Victim")


def test_attributes_are_checked_against_the_scheme(session: Session) -> None:
    document = session.document("visit")
    span = session.mark(document, place(document, "صياد"), "PER")
    changed = session.set_attributes(document, span.id, {"level": "nominal"})
    assert changed.attributes == {"level": "nominal"}
    with pytest.raises(RefusedError, match=r"session\.bad_value"):
        session.set_attributes(document, span.id, {"level": "no such value"})
    with pytest.raises(RefusedError, match=r"session\.unknown_attribute"):
        session.set_attributes(document, span.id, {"colour": "red"})
    assert session.set_attributes(document, span.id, {"level": None}).attributes == {}


def test_a_state_a_note_a_comment_and_a_document_label_are_kept(session: Session) -> None:
    document = session.document("visit")
    span = session.mark(document, place(document, "صياد"), "PER")
    session.set_note(document, span.id, "بلا اسم")
    session.set_state(document, Progress.FLAGGED, "نص مبتور")
    remark = session.comment(document, "أهو اسم مهنة؟", on=span.id)
    session.resolve_comment(document, remark.id)
    session.set_document_label(document, "genre", "news_report")
    session.add_active_time(document, 30)
    session.add_active_time(document, 12)
    view = session.view("visit")
    assert view.spans[0].note == "بلا اسم"
    assert (view.state.state, view.state.reason, view.state.active_seconds) == ("flagged", "نص مبتور", 42)
    assert [(label.name, label.value) for label in view.labels] == [("genre", "news_report")]
    assert [comment.resolved for comment in session.bundle(document).comments] == [True]


def test_corrected_zones_win_over_the_rules(session: Session) -> None:
    document = session.document("council")
    by_rule = session.view("council").zones
    assert by_rule
    session.set_zones(document, [Zone(0, 10, "caption")])
    assert [(zone.start, zone.end, zone.kind) for zone in session.view("council").zones] == [(0, 10, "caption")]
    session.undo()
    assert session.view("council").zones == by_rule
    with pytest.raises(RefusedError, match=r"session\.bad_zone"):
        session.set_zones(document, [Zone(0, 10, "caption"), Zone(5, 12, "body")])


def test_listeners_hear_of_a_gesture_after_it_is_on_disk(session: Session) -> None:
    heard: list[tuple[Signal, int]] = []
    document = session.document("visit")
    forget = session.subscribe(lambda signal: heard.append((signal, len(session.store.spans(document.id)))))
    span = session.mark(document, place(document, "صياد"), "PER")
    forget()
    session.undo()
    (signal, spans), *others = heard
    assert not others
    assert isinstance(signal, Committed)
    assert (signal.action, signal.label, signal.documents, signal.objects) == (
        "mark",
        "PER",
        frozenset({document.id}),
        frozenset({span.id}),
    )
    assert spans == 1


def test_accepting_a_suggestion_copies_it_with_its_origin(session: Session) -> None:
    document = session.document("visit")
    suggested = suggest(session, document)
    decision = session.accept(document, [suggested.id])
    mine = [span for span in session.view("visit").spans if span.person == "huda"]
    assert [(span.origin, span.label, span.score) for span in mine] == [(suggested.id, "GPE", None)]
    assert decision.result == (mine[0].id,)
    session.undo()
    assert [span.person for span in session.view("visit").spans] == ["tagger"]


def test_correcting_keeps_where_it_came_from_and_rejecting_marks_nothing(session: Session) -> None:
    document = session.document("visit")
    suggested = suggest(session, document)
    session.correct(document, suggested.id, label="LOC")
    session.reject(document, [suggested.id], reason="duplicate")
    mine = [span for span in session.view("visit").spans if span.person == "huda"]
    assert [(span.origin, span.label) for span in mine] == [(suggested.id, "LOC")]
    verdicts = [decision.verdict for decision in session.bundle(document).decisions]
    assert sorted(verdicts) == ["corrected", "rejected"]


def suggest(session: Session, document: Document) -> Span:
    """A suggestion of a model, as an import brings it."""
    from annotator.model.identity import content_id
    from annotator.model.values import Bundle, PersonKind
    from annotator.session.preparing import prepared

    (fragment,) = place(document, "طبرق")
    span = Span(
        id=content_id(document.id, "tagger", "GPE", [fragment], 0),
        person="tagger",
        label="GPE",
        fragments=(fragment,),
        score=0.8,
    )
    bundle = Bundle(document=document, spans=(span,))
    session.store.add_bundles(prepared([bundle]), person_kinds={"tagger": PersonKind.MODEL})
    return span


def test_who_has_done_nothing_yet_has_nothing_to_undo(session: Session) -> None:
    assert not session.can_undo
    assert not session.can_redo
    assert session.undo() is None
