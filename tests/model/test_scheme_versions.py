"""One version after another: which step is refused, what becomes of the labels, and where redirects lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import RefusedError
from annotator.model.scheme import (
    Renamed,
    Scheme,
    Succession,
    check_successor,
    parse_scheme,
    resolve,
    scheme_from_body,
)
from annotator.words.sentences import sentence


@pytest.fixture
def old(body: dict) -> Scheme:
    return scheme_from_body(body)


def next_version(body: dict) -> dict:
    return {**body, "version": body["version"] + 1}


def test_the_same_version_with_the_same_content_changes_nothing(old: Scheme):
    assert check_successor(old, parse_scheme("# Remarked.\n" + old.source, "again")) == Succession()


def test_the_same_version_with_other_content_is_refused(old: Scheme, body: dict):
    body["names"]["en"] = "Tiny"
    with pytest.raises(RefusedError) as caught:
        check_successor(old, scheme_from_body(body))
    assert caught.value.code == "scheme.same_version"
    assert "version 2; give the new one a higher version" in sentence(caught.value)


def test_a_lower_version_is_refused(old: Scheme, body: dict):
    with pytest.raises(RefusedError) as caught:
        check_successor(old, scheme_from_body({**body, "version": 1}))
    assert "Version 1 of the scheme small is older than version 2" in sentence(caught.value)


def test_a_higher_version_may_change_nothing(old: Scheme, body: dict):
    assert check_successor(old, scheme_from_body(next_version(body))) == Succession()


def test_new_names_are_listed(old: Scheme, body: dict):
    new = next_version(body)
    new["label"][1]["names"] = {"en": "Town or city", "ar": "مدينة"}
    renamed = Renamed("TOWN", {"en": "Town", "ar": "وسم"}, {"en": "Town or city", "ar": "مدينة"})
    assert check_successor(old, scheme_from_body(new)) == Succession(renamed=(renamed,))


def test_a_label_removed_without_redirect_is_listed_and_one_with_a_redirect_apart(old: Scheme, body: dict):
    new = next_version(body)
    new["label"][1] = {**new["label"][1], "id": "PLACE_NAME"}
    new["label"][0]["contains"] = []
    new["label"] = new["label"][1:]
    new["label"][1]["role"][0]["fillers"] = ["PLACE_NAME"]
    new["link"] = [{**new["link"][0], "id": "Where", "tail": ["PLACE_NAME"]}]
    new["label"][1]["role"][0]["role"] = "Where"
    new["attribute"] = []
    new["redirects"] = {"TOWN": "PLACE_NAME", "CITY": "TOWN", "Place": "Where"}
    found = check_successor(old, scheme_from_body(new))
    assert set(found.added) == {"PLACE_NAME", "Where"}
    assert {name for name, end in found.redirected if end == "PLACE_NAME"} == {"TOWN", "CITY", "VILLAGE"}
    assert {name for name, end in found.redirected if end == "Where"} == {"Place", "At"}
    assert set(found.removed) == {"PERSON", "lives_in"}


def test_a_label_that_comes_back_takes_its_place_again(old: Scheme, body: dict):
    new = next_version(body)
    new["label"][1]["id"] = "CITY"
    new["label"][0]["contains"] = []
    new["label"][2]["role"][0]["fillers"] = new["link"][0]["tail"] = new["link"][1]["tail"] = ["CITY"]
    new["redirects"] = {"TOWN": "CITY"}
    found = check_successor(old, scheme_from_body(new))
    assert (found.added, found.removed) == (("CITY",), ())
    assert set(found.redirected) == {("TOWN", "CITY"), ("VILLAGE", "CITY")}


def test_redirects_are_given_to_the_end(old: Scheme):
    assert old.redirects == {"CITY": "VILLAGE", "VILLAGE": "TOWN", "At": "Place"}
    assert old.resolved_redirects == {"CITY": "TOWN", "VILLAGE": "TOWN", "At": "Place"}


def test_redirects_are_followed_to_the_end():
    assert resolve({"A": "B", "B": "C"}, "A") == "C"
    assert resolve({"A": "B"}, "B") == "B" and resolve({}, "X") == "X"


def test_redirects_in_a_circle_lead_nowhere():
    assert resolve({"A": "B", "B": "A"}, "A") == "A" and resolve({"A": "A"}, "A") == "A"
    assert resolve({"X": "A", "A": "B", "B": "A"}, "X") == "X"


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.sampled_from("ABCDEFGH")), st.sampled_from("ABCDEFGH"))
def test_resolving_ends_and_never_stops_half_way(redirects: dict[str, str], label: str):
    end = resolve(redirects, label)
    assert end == label or end not in redirects
    assert resolve(redirects, end) == end
