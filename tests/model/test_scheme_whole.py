"""What one asks a scheme."""

from __future__ import annotations

import pytest

from annotator.model.scheme import UNKNOWN_LAYER, Scheme, load_scheme, name_of, scheme_from_body, unknown_label


@pytest.fixture(scope="module")
def news() -> Scheme:
    return load_scheme("news")


def ids(parts: tuple) -> list[str]:
    return [part.id for part in parts]


def test_parts_are_found_by_id_and_their_case_counts(news: Scheme):
    assert news.label("SOURCE").layer == "claim" and news.link("source").kind == "claim"
    assert news.label("source") is None and news.link("SOURCE") is None
    assert news.layer("event").draw == "underline"
    assert news.attribute("refers_to").kind == "reference"
    assert news.document_label("topic").kind == "choices"
    assert news.zone("byline").labelled and not news.zone("boilerplate").labelled
    for ask in (news.label, news.link, news.layer, news.attribute, news.document_label, news.zone):
        assert ask("nothing") is None


def test_labels_of_a_layer_stand_in_the_order_of_the_file(news: Scheme):
    assert ids(news.labels_of("claim")) == ["SOURCE", "CUE", "CONTENT", "RECIPIENT", "ANONYMITY"]
    assert sum(len(news.labels_of(layer.id)) for layer in news.layers) == len(news.labels)
    assert news.labels_of("nothing") == ()


@pytest.mark.parametrize("key", ["p", "P", "ح"])
def test_a_label_is_found_by_the_latin_and_the_arabic_letter_of_its_key(news: Scheme, key: str):
    assert news.label_for_key("entity", key).id == "PER"


def test_one_key_means_another_label_in_another_layer(news: Scheme):
    assert news.label_for_key("claim", "c").id == "CUE" and news.label_for_key("event", "c").id == "CLASH"
    assert news.label_for_key("entity", "b") is None


def test_a_layer_is_found_by_either_digit(news: Scheme):
    assert news.layer_for_key("2") is news.layer_for_key("٢") is news.layer("event")
    assert news.layer_for_key("4") is None


def test_roles_are_asked_by_label_or_by_id(news: Scheme):
    content = news.label("CONTENT")
    assert [role.role for role in news.roles_of(content)] == ["source", "cue", "recipient", "anonymity"]
    assert news.roles_of("CONTENT") == content.roles
    assert news.roles_of("PER") == news.roles_of("nothing") == ()


def test_attributes_of_a_label_are_its_own_and_those_of_its_layer(news: Scheme):
    assert ids(news.attributes_on("NUM")) == ["level", "refers_to", "norm", "approx", "confidence"]
    assert "polarity" in ids(news.attributes_on("CONTENT")) and "polarity" in ids(news.attributes_on("DIE"))
    assert "polarity" not in ids(news.attributes_on("CUE"))


def test_attributes_of_a_link_are_found_too(news: Scheme):
    assert ids(news.attributes_on("causes")) == ["confidence"]
    assert news.attributes_on("Place") == news.attributes_on("nothing") == ()


def test_links_join_labels_and_layers(news: Scheme):
    assert ids(news.links_between("CONTENT", "SOURCE")) == ["source"]
    assert news.joins("Place", "ATTACK", "GPE") and not news.joins("Place", "GPE", "ATTACK")
    assert "causes" in ids(news.links_between("EXPLODE", "DIE"))
    assert not news.joins("nothing", "EXPLODE", "DIE") and news.links_between("nothing", "DIE") == ()


def test_labelled_zones_are_those_of_the_policy(news: Scheme):
    assert news.labelled_zones == set(news.policy.labelled_zones)


def test_an_unknown_label_can_be_drawn(news: Scheme):
    drawn = news.drawn_label("GONE")
    assert drawn == unknown_label("GONE")
    assert name_of(drawn, "ar") == drawn.tag["en"] == "GONE"
    assert news.layer_of("GONE") is UNKNOWN_LAYER
    fills = {(label.color, label.pattern) for label in news.labels}
    assert (drawn.color, drawn.pattern) not in fills
    assert news.drawn_label("PER") is news.label("PER") and news.layer_of("PER") is news.layer("entity")


def test_a_name_falls_back_to_english_and_then_to_the_id(news: Scheme):
    assert name_of(news.label("PER"), "ar") == "شخص"
    assert name_of(news.label("PER"), "fr") == "Person"
    assert name_of(UNKNOWN_LAYER, "ar") == "غير معروف"


def test_schemes_are_equal_when_their_contents_are(body: dict):
    one, other = scheme_from_body(body), scheme_from_body(body)
    assert one == other and not one != other and hash(one) == hash(other) and one is not other  # noqa: SIM202
    body["names"]["en"] = "Tiny"
    assert one != scheme_from_body(body) and not one == scheme_from_body(body) and one != "small"  # noqa: SIM201


def test_nobody_can_change_a_scheme_through_its_body(body: dict):
    scheme = scheme_from_body(body)
    scheme.body["label"].clear()
    body["label"].clear()
    assert len(scheme.body["label"]) == len(scheme.labels) == 3
    with pytest.raises(AttributeError):
        scheme.version = 3
