"""Cards: slots in the scheme's order, what is shown when, what is missing, and who may change it."""

from __future__ import annotations

import msgspec
import pytest

from annotator.model.scheme import Scheme, load_scheme
from annotator.model.scheme_parts import Attribute, ShownWhen
from annotator.model.values import Link, Span
from annotator.session.cards import Card, card_of, is_missing, is_shown, value_of

TEXT = "انفجار في ميناء النخيل يوم الأحد والثلاثاء"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("news")


def span(name: str, label: str, words: str, person: str = "huda") -> Span:
    start = TEXT.index(words)
    return Span(id=name, person=person, label=label, fragments=((start, start + len(words)),))


BLAST = span("e", "EXPLODE", "انفجار")
PORT, DAY, OTHER_DAY = span("p", "FAC", "ميناء النخيل"), span("d", "DATE", "يوم الأحد"), span("o", "DATE", "الثلاثاء")
SPANS = (BLAST, PORT, DAY, OTHER_DAY)


def link(label: str, tail: Span, head: Span = BLAST, person: str = "huda") -> Link:
    return Link(id=f"{label}-{tail.id}", person=person, label=label, head=head.id, tail=tail.id)


def shown(card: Card) -> list[tuple[str, str]]:
    return [(slot.name, slot.other.surface if slot.other else "") for slot in card.roles]


def test_slots_stand_in_the_order_of_the_scheme_filled_or_empty(scheme: Scheme) -> None:
    links = (link("Time", OTHER_DAY), link("Time", DAY), link("Place", PORT))
    card = card_of(BLAST, TEXT, SPANS, links, scheme)
    assert shown(card) == [
        ("Instrument", ""),
        ("Attacker", ""),
        ("Target", ""),
        ("Place", "ميناء النخيل"),
        ("Time", "الثلاثاء"),
        ("Time", "يوم الأحد"),
    ]
    assert [slot.more for slot in card.roles] == [False, False, False, True, False, True]


def test_other_links_come_after_the_roles_and_links_to_the_span_apart(scheme: Scheme) -> None:
    links = (link("causes", DAY), link("Place", PORT))
    assert shown(card_of(BLAST, TEXT, SPANS, links, scheme))[-1] == ("causes", "يوم الأحد")
    (incoming,) = card_of(PORT, TEXT, SPANS, links, scheme).incoming
    assert incoming.incoming and incoming.other is not None
    assert incoming.other.surface == "انفجار"


def test_a_role_that_takes_one_offers_no_second_and_one_that_wants_some_says_so(scheme: Scheme) -> None:
    content, source = span("c", "CONTENT", "في"), span("s", "SOURCE", "والثلاثاء")
    card = card_of(content, TEXT, (content, source), (link("source", source, content),), scheme)
    assert (card.roles[0].name, card.roles[0].more, card.roles[0].missing) == ("source", False, False)
    clash = span("k", "CLASH", "انفجار")
    (participant, *others) = card_of(clash, TEXT, (clash,), (), scheme).roles
    assert participant.name == "Participant"
    assert participant.missing
    assert not any(slot.missing for slot in others)


def test_links_of_other_people_are_not_on_the_card(scheme: Scheme) -> None:
    card = card_of(BLAST, TEXT, SPANS, (link("Place", PORT, person="model"),), scheme)
    assert all(slot.link is None for slot in card.roles)


def test_attributes_that_the_scheme_does_not_know_are_shown_too(scheme: Scheme) -> None:
    strange = msgspec.structs.replace(PORT, attributes={"colour": "red"})
    assert card_of(strange, TEXT, SPANS, (), scheme).attributes[-1].id == "colour"


def test_an_attribute_is_shown_when_the_other_one_has_the_value_by_default_too(scheme: Scheme) -> None:
    attributes = scheme.attributes_on("EXPLODE")
    (tense,) = (attribute for attribute in attributes if attribute.id == "tense")
    assert is_shown(tense, attributes, {})
    assert is_shown(tense, attributes, {"realis": "future"})
    assert not is_shown(tense, attributes, {"realis": "generic"})


def test_an_attribute_is_hidden_with_the_one_that_it_depends_on_and_a_circle_ends() -> None:
    def attribute(name: str, on: str, *values: str | bool) -> Attribute:
        return Attribute(
            id=name,
            names={},
            kind="yesno",
            on=(),
            required=False,
            shown_when=ShownWhen(on, values) if on else None,
            guideline={},
        )

    chain = (attribute("a", ""), attribute("b", "a", True), attribute("c", "b", True))
    assert is_shown(chain[2], chain, {"a": True, "b": True})
    assert not is_shown(chain[2], chain, {"a": False, "b": True})
    circle = (attribute("a", "b", True), attribute("b", "a", True))
    assert not is_shown(circle[0], circle, {"a": True, "b": True})


def test_a_default_counts_as_filled_in_but_is_no_value(scheme: Scheme) -> None:
    polarity, source_type = scheme.attribute("polarity"), scheme.attribute("source_type")
    assert polarity is not None and source_type is not None
    assert value_of(polarity, {}) == "positive"
    assert not is_missing(polarity, {})
    assert is_missing(source_type, {})
    assert not is_missing(source_type, {"source_type": "official"})
