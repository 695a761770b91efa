"""What of a document is drawn, and how."""

from __future__ import annotations

from annotator.model.scheme import load_scheme
from annotator.model.values import Link, Span, Zone
from annotator.ui.drawing import claim_groups, drawn_links, drawn_spans, drawn_zones

SCHEME = load_scheme("news")


def span(name: str, label: str, start: int, end: int, person: str = "huda", **facts) -> Span:
    return Span(id=name, person=person, label=label, fragments=((start, end),), **facts)


def drawn(*spans: Span, links=(), decided=()):
    return drawn_spans(spans, links, SCHEME, person="huda", language="ar", decided=decided)


def test_a_span_takes_its_look_from_the_scheme():
    (one,) = drawn(span("a", "FAC", 0, 4))
    assert (one.draw, one.pattern, one.tag, one.name) == ("band", "diagonal", "من", "منشأة")
    assert not one.suggestion


def test_a_label_that_the_scheme_does_not_know_is_drawn_all_the_same():
    (one,) = drawn(span("a", "OLD", 0, 4))
    assert (one.tag, one.draw) == ("OLD", "band")


def test_a_suggestion_is_drawn_until_it_is_taken_over_decided_or_said_already():
    suggestions = [
        span(name, "PER", start, start + 3, "model", score=0.8)
        for name, start in zip("abcd", (0, 5, 10, 15), strict=True)
    ]
    own = [span("o1", "ORG", 0, 3, origin="a"), span("o2", "PER", 10, 13)]
    shown = drawn(*suggestions, *own, decided=["b"])
    assert [one.id for one in shown if one.suggestion] == ["d"]
    assert [one.score for one in shown if one.suggestion] == [0.8]


def test_the_parts_of_a_claim_share_a_group_and_other_links_make_none():
    links = [
        Link(id="1", person="huda", label="source", head="content", tail="src"),
        Link(id="2", person="huda", label="Place", head="event", tail="town"),
    ]
    assert claim_groups(links, SCHEME) == {"content": ("content",), "src": ("content",)}


def test_zones_have_names_and_know_whether_they_are_labelled():
    marks = drawn_zones([Zone(0, 5, "headline"), Zone(6, 9, "related"), Zone(10, 12, "odd")], SCHEME, "en")
    assert marks[0].name == "Headline"
    assert [mark.excluded for mark in marks] == [False, True, True]
    assert marks[2].name == "odd"


def claims() -> tuple[list[Span], list[Link]]:
    """Two claims that share a source; the second begins before the first."""
    spans = [
        span("late", "CONTENT", 40, 60),
        span("early", "CONTENT", 10, 30),
        span("source", "SOURCE", 31, 36),
        span("cue", "CUE", 5, 8),
        span("lone", "CUE", 70, 74),
    ]
    links = [
        Link(id="1", person="huda", label="source", head="late", tail="source"),
        Link(id="2", person="huda", label="source", head="early", tail="source"),
        Link(id="3", person="huda", label="cue", head="early", tail="cue"),
    ]
    return spans, links


def test_claims_are_numbered_in_the_order_in_which_they_begin():
    spans, links = claims()
    numbers = {one.id: one.claims for one in drawn(*spans, links=links)}
    assert numbers == {"early": (1,), "cue": (1,), "late": (2,), "source": (1, 2), "lone": ()}


def test_what_is_not_drawn_takes_no_number():
    spans, links = claims()
    suggested = [*spans, span("other", "CONTENT", 0, 4, "model"), span("said", "SOURCE", 5, 9, "model")]
    more = [*links, Link(id="4", person="model", label="source", head="other", tail="said")]
    numbers = {one.id: one.claims for one in drawn(*suggested, links=more, decided=["other", "said"])}
    assert numbers["early"] == (1,)
    assert "other" not in numbers


def test_roles_and_relations_are_lines_and_the_links_of_a_claim_are_none():
    _, links = claims()
    roles = [
        Link(id="5", person="huda", label="Place", head="event", tail="town"),
        Link(id="6", person="model", label="OLD", head="event", tail="town"),
    ]
    lines = drawn_links([*links, *roles], SCHEME, person="huda", language="ar")
    assert [(one.id, one.name, one.suggestion) for one in lines] == [("5", "المكان", False), ("6", "OLD", True)]
