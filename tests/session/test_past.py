"""The history of one span: what each gesture did to it, undo and redo told apart."""

from __future__ import annotations

from annotator.model.values import Document
from annotator.session import Session
from tests.session.test_commands import place


def told(session: Session, document: Document, object_id: str) -> list[tuple[str, str, object, object]]:
    return [
        (step.way, fact.what, fact.old, fact.new) for step in session.past(document, object_id) for fact in step.facts
    ]


def test_a_span_tells_what_became_of_it_the_newest_first(session: Session) -> None:
    document = session.document("visit")
    span = session.mark(document, place(document, "بلدية رأس النخيل"), "ORG")
    session.relabel(document, span.id, "GPE")
    session.set_attributes(document, span.id, {"norm": "النخيل"})
    session.set_note(document, span.id, "راجعها")
    session.resize(document, span.id, place(document, "رأس النخيل"))
    session.resize(document, span.id, place(document, "رأس النخيل مدينة"))
    session.set_attributes(document, span.id, {"norm": None})
    session.delete(document, [span.id])
    assert told(session, document, span.id) == [
        ("done", "deleted", "GPE", None),
        ("done", "attribute", "النخيل", None),
        ("done", "end_gained", None, "مدينة"),
        ("done", "start_lost", None, "بلدية"),
        ("done", "note", "", "راجعها"),
        ("done", "attribute", None, "النخيل"),
        ("done", "label", "ORG", "GPE"),
        ("done", "marked", None, "ORG"),
    ]
    assert {step.person for step in session.past(document, span.id)} == {"huda"}


def test_undo_and_redo_are_told_apart(session: Session) -> None:
    document = session.document("visit")
    span = session.mark(document, place(document, "طبرق"), "GPE")
    session.relabel(document, span.id, "LOC")
    session.undo()
    session.redo()
    assert [(way, what, new) for way, what, _old, new in told(session, document, span.id)] == [
        ("redone", "label", "LOC"),
        ("undone", "label", "GPE"),
        ("done", "label", "LOC"),
        ("done", "marked", "GPE"),
    ]


def test_a_span_that_went_somewhere_else_tells_both_places(session: Session) -> None:
    document = session.document("visit")
    span = session.mark(document, place(document, "طبرق"), "GPE")
    session.resize(document, span.id, place(document, "رأس النخيل"))
    assert told(session, document, span.id)[0] == ("done", "fragments", "طبرق", "رأس النخيل")


def test_what_was_done_to_other_spans_is_not_told(session: Session) -> None:
    document = session.document("visit")
    one = session.mark(document, place(document, "طبرق"), "GPE")
    other = session.mark(document, place(document, "صياد"), "PER")
    session.link(document, one, other, "alias_of")
    assert len(told(session, document, one.id)) == 1
    (link,) = session.view("visit").links
    assert told(session, document, link.id) == [("done", "linked", None, "alias_of")]
    assert session.past(document, one.id[::-1]) == []
