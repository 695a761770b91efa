"""Which zones count, and what of a text is labelled."""

from __future__ import annotations

import itertools

from annotator.model.values import PersonKind, Zone
from annotator.model.zones import in_force, labelled_ranges

KINDS = {"ann": PersonKind.HUMAN, "bob": PersonKind.HUMAN, "lead": PersonKind.ADJUDICATOR, "net": PersonKind.MODEL}
RULE, ANN, BOB, LEAD, NET = (Zone(0, 9, "body", person) for person in (None, "ann", "bob", "lead", "net"))


def test_the_adjudicator_comes_before_a_human_and_a_human_before_the_rule():
    assert in_force([RULE, ANN, LEAD], KINDS) == (LEAD,)
    assert in_force([RULE, ANN], KINDS) == (ANN,)
    assert in_force([RULE], KINDS) == (RULE,)
    assert in_force([], KINDS) == ()


def test_of_two_humans_the_first_by_name_counts_in_whatever_order_they_come():
    for order in itertools.permutations([RULE, BOB, ANN]):
        assert in_force(order, KINDS) == (ANN,)


def test_a_model_does_not_overrule_the_rule():
    assert in_force([NET, RULE], KINDS) == (RULE,)
    assert in_force([NET], KINDS) == (NET,)


def test_all_zones_of_the_one_who_counts_are_in_force_in_their_order():
    more = Zone(9, 12, "caption", "ann")
    assert in_force([more, RULE, ANN], KINDS) == (more, ANN)


def test_somebody_of_unknown_kind_does_not_overrule_the_rule():
    assert in_force([Zone(0, 9, "body", "stranger"), RULE], KINDS) == (RULE,)


def test_without_zones_the_whole_text_is_labelled():
    assert labelled_ranges([], {"body"}, 30) == [(0, 30)]


def test_with_zones_only_the_labelled_kinds_are():
    zones = [Zone(20, 30, "boilerplate"), Zone(10, 20, "body"), Zone(0, 10, "headline")]
    assert labelled_ranges(zones, {"body", "headline"}, 30) == [(0, 10), (10, 20)]
    assert labelled_ranges(zones, set(), 30) == []
