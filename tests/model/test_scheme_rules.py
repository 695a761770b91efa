"""Every rule of the scheme file: what breaks it, where that is reported, and that one run finds everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator import words
from annotator.errors import InputError
from annotator.model.scheme import Fault, load_scheme, scheme_from_body
from annotator.words.sentences import sentence
from annotator.words.sentences.scheme import SENTENCES

Find = Callable[[dict], tuple[Fault, ...]]
Spoil = Callable[[dict], object]


def put(*steps: object) -> Spoil:
    """Put the last step where the steps before it lead."""
    *way, key, value = steps

    def spoil(body: dict) -> None:
        place = body
        for step in way:
            place = place[step]
        place[key] = value

    return spoil


def drop(*steps: object) -> Spoil:
    *way, key = steps

    def spoil(body: dict) -> None:
        place = body
        for step in way:
            place = place[step]
        del place[key]

    return spoil


def both(*spoils: Spoil) -> Spoil:
    def spoil(body: dict) -> None:
        for each in spoils:
            each(body)

    return spoil


def copy_label(**changes: object) -> Spoil:
    """Add a label like TOWN that differs from all others but for `changes`."""
    other = {"id": "RIVER", "tag": {"en": "RIV", "ar": "نهر"}, "key": "r", "key_ar": "ق", "pattern": "diagonal"}
    return lambda body: body["label"].append({**body["label"][1], **other, **changes})


def copy_link(**changes: object) -> Spoil:
    return lambda body: body["link"].append({**body["link"][1], "id": "knows", **changes})


WRONG: list[tuple[str, Spoil, str, str]] = [
    ("a missing key", drop("label", 0, "color"), "label.PERSON.color", "missing_key"),
    ("a missing list", drop("link"), "link", "missing_list"),
    ("a missing policy", drop("policy"), "policy", "missing_key"),
    ("a missing policy key", drop("policy", "clitics"), "policy.clitics", "missing_key"),
    ("a misspelt key", put("label", 0, "colour", "#000000"), "label.PERSON.colour", "unknown_key_like"),
    ("a strange key", put("label", 0, "zzz", 1), "label.PERSON.zzz", "unknown_key"),
    ("a strange top key", put("quux", 1), "quux", "unknown_key"),
    ("a later format", put("format", 2), "format", "future"),
    ("format zero", put("format", 0), "format", "not_number"),
    ("version zero", put("version", 0), "version", "not_number"),
    ("a version that is a text", put("version", "2"), "version", "not_number"),
    ("a version that is true", put("version", True), "version", "not_number"),
    ("an endless number", put("version", 10**5000), "version", "not_number"),
    ("a text that is a number", put("label", 0, "maps_to", 5), "label.PERSON.maps_to", "not_text"),
    ("a flag that is a text", put("zone", 0, "labelled", "true"), "zone.body.labelled", "not_flag"),
    ("a default that is a number", put("attribute", 0, "default", 1), "attribute.level.default", "not_value"),
    ("a list that is a text", put("label", 0, "contains", "TOWN"), "label.PERSON.contains", "not_list"),
    ("labels that are a table", put("label", {}), "label", "not_list"),
    ("a label that is a text", put("label", 0, "PERSON"), "label[1]", "not_table"),
    ("names that are a text", put("label", 0, "names", "Person"), "label.PERSON.names", "not_table"),
    ("an unknown draw", put("layer", 0, "draw", "box"), "layer.entity.draw", "not_one_of"),
    ("an unknown pattern", put("label", 0, "pattern", "wavy"), "label.PERSON.pattern", "not_one_of"),
    ("an unknown kind of link", put("link", 0, "kind", "arrow"), "link.Place.kind", "not_one_of"),
    ("an unknown kind of value", put("attribute", 1, "kind", "date"), "attribute.norm.kind", "not_one_of"),
    ("an unknown policy", put("policy", "crossing", "maybe"), "policy.crossing", "not_one_of"),
    ("a control character", put("label", 0, "maps_to", "a\0b"), "label.PERSON.maps_to", "control_character"),
    ("half a surrogate pair", put("names", "en", "a\ud800"), "names.en", "control_character"),
    ("an empty id", put("label", 0, "id", ""), "label[1].id", "bad_id"),
    ("an id with a space", put("zone", 1, "id", "the body"), "zone.the body.id", "bad_id"),
    ("an id that is a number", put("zone", 1, "id", 7), "zone[2].id", "not_text"),
    ("an id of 65 characters", put("zone", 1, "id", "z" * 65), f"zone.{'z' * 65}.id", "bad_id"),
    ("an empty scheme id", put("id", ""), "id", "bad_id"),
    ("one id twice", copy_label(id="Town"), "label.TOWN", "repeated_id"),
    ("one link id twice", copy_link(id="PLACE"), "link.Place", "repeated_id"),
    ("one value twice", put("attribute", 0, "values", 1, "id", "NAME"), "attribute.level.values.name", "repeated_id"),
    ("one id as label and link", copy_link(id="TOWN"), "link.TOWN", "ambiguous_id"),
    ("one id as layer and label", copy_label(id="event"), "label.event", "ambiguous_id"),
    ("one key for two labels", copy_label(key="p", key_ar="ح"), "layer.entity", "repeated_key"),
    ("one key for two layers", put("layer", 1, "key", "1"), "layer", "repeated_key"),
    ("the key b", put("label", 0, "key", "b"), "label.PERSON.key", "bad_key"),
    ("a capital key", put("label", 0, "key", "P"), "label.PERSON.key", "bad_key"),
    ("an empty key", put("label", 0, "key", ""), "label.PERSON.key", "bad_key"),
    ("another Arabic key", put("label", 0, "key_ar", "ض"), "label.PERSON.key_ar", "other_key"),
    ("a digit for a label", both(put("label", 0, "key", "7"), put("label", 0, "key_ar", "٧")), "label.PERSON.key",
     "digit_key"),
    ("a letter for a layer", both(put("layer", 0, "key", "q"), put("layer", 0, "key_ar", "ض")), "layer.entity.key",
     "layer_key"),
    ("the key of zones", both(put("layer", 0, "key", "4"), put("layer", 0, "key_ar", "٤")), "layer.entity.key",
     "layer_key"),
    ("one fill for two bands", put("label", 1, "pattern", "solid"), "layer.entity", "repeated_fill"),
    ("a colour by name", put("label", 0, "color", "red"), "label.PERSON.color", "bad_color"),
    ("a colour in small letters", put("zone", 0, "color", "#aabbcc"), "zone.body.color", "bad_color"),
    ("one tag for two labels", copy_label(tag={"en": "tow", "ar": "نهر"}), "label.RIVER.tag.en", "repeated_tag"),
    ("a long tag", put("label", 0, "tag", "en", "PERSON"), "label.PERSON.tag.en", "long_tag"),
    ("a family with two translations",
     copy_label(layer="event", family={"en": "Contact", "ar": "اتصال"}), "label.family.en", "repeated_family"),
    ("a family of an entity", put("label", 0, "family", {"en": "F", "ar": "ف"}), "label.PERSON.family", "family"),
    ("an event without family", drop("label", 2, "family"), "label.MEETING.family", "family"),
    ("a missing language", drop("label", 0, "names", "ar"), "label.PERSON.names.ar", "missing_key"),
    ("a third language", put("names", "fr", "Petit"), "names.fr", "unknown_key"),
    ("an empty name", put("label", 0, "names", "en", "  "), "label.PERSON.names.en", "empty_text"),
    ("English in Arabic letters", put("names", "en", "صغير"), "names.en", "no_en_letter"),
    ("Arabic in Latin letters", put("layer", 0, "names", "ar", "Kayan"), "layer.entity.names.ar", "no_ar_letter"),
    ("a short guideline", put("link", 0, "guideline", "en", "Short."), "link.Place.guideline.en", "short_text"),
    ("an unknown layer", put("label", 0, "layer", "thing"), "label.PERSON.layer", "unknown_layer"),
    ("an unknown label inside", put("label", 0, "contains", ["SEA"]), "label.PERSON.contains", "unknown_reference"),
    ("a label inside twice", put("label", 0, "contains", ["TOWN", "TOWN"]), "label.PERSON.contains",
     "repeated_reference"),
    ("no example", put("label", 0, "examples", []), "label.PERSON.examples", "no_examples"),
    ("an example without span", put("label", 0, "examples", 0, "text", "وصل سامي"), "label.PERSON.examples[1].text",
     "no_span_in_example"),
    ("nested brackets", put("label", 0, "examples", 0, "text", "[وصل [سامي]]"), "label.PERSON.examples[1].text",
     "no_span_in_example"),
    ("a note in one script", put("label", 0, "examples", 0, "note", {"en": "Yes", "ar": "Yes"}),
     "label.PERSON.examples[1].note.ar", "no_ar_letter"),
    ("a role twice", lambda body: body["label"][2]["role"].append(dict(body["label"][2]["role"][0])),
     "label.MEETING.role.Place", "repeated_role"),
    ("an unknown role", put("label", 2, "role", 0, "role", "Time"), "label.MEETING.role.Time", "unknown_link"),
    ("a role without fillers", put("label", 2, "role", 0, "fillers", []), "label.MEETING.role.Place.fillers",
     "no_fillers"),
    ("an unknown filler", put("label", 2, "role", 0, "fillers", ["SEA"]), "label.MEETING.role.Place.fillers",
     "unknown_reference"),
    ("a filler that is no tail", put("label", 2, "role", 0, "fillers", ["PERSON"]),
     "label.MEETING.role.Place.fillers", "no_tail"),
    ("a label that is no head", put("link", 0, "head", ["entity"]), "label.MEETING.role.Place", "no_head"),
    ("a negative min", put("label", 2, "role", 0, "min", -1), "label.MEETING.role.Place.min", "not_number"),
    ("max below min", put("label", 2, "role", 0, "min", 2), "label.MEETING.role.Place.max", "max_below_min"),
    ("a link from nowhere", put("link", 1, "head", []), "link.lives_in.head", "no_ends"),
    ("a link to the unknown", put("link", 1, "tail", ["SEA"]), "link.lives_in.tail", "unknown_reference"),
    ("a relation as a role", both(put("link", 0, "kind", "relation"), put("link", 0, "symmetric", True),
                                  put("link", 0, "transitive", True)), "link.Place.kind", "relation_as_role"),
    ("a role of nobody", drop("label", 2, "role"), "link.Place.kind", "idle_role"),
    ("a relation that may be symmetric", drop("link", 1, "symmetric"), "link.lives_in.symmetric", "missing_key"),
    ("a symmetric role", put("link", 0, "symmetric", False), "link.Place.symmetric", "only_relations"),
    ("an attribute on the unknown", put("attribute", 0, "on", ["SEA"]), "attribute.level.on", "unknown_reference"),
    ("a choice without values", drop("attribute", 0, "values"), "attribute.level.values", "no_values"),
    ("a choice with no value", put("document_label", 0, "values", []), "document_label.topic.values", "no_values"),
    ("a text with values", put("attribute", 1, "values", []), "attribute.norm.values", "idle_values"),
    ("a default that is no value", put("attribute", 0, "default", "verb"), "attribute.level.default", "not_a_value"),
    ("a default of a text", put("attribute", 1, "default", "x"), "attribute.norm.default", "no_choice"),
    ("a condition on the unknown", put("attribute", 3, "shown_when", "attribute", "sex"),
     "attribute.reason.shown_when.attribute", "unknown_attribute"),
    ("a condition on no value", put("attribute", 3, "shown_when", "is", ["yes"]), "attribute.reason.shown_when.is",
     "not_a_value"),
    ("an empty condition", put("attribute", 3, "shown_when", "is", []), "attribute.reason.shown_when.is",
     "no_condition"),
    ("a condition elsewhere", put("attribute", 3, "on", ["MEETING", "TOWN"]),
     "attribute.reason.shown_when.attribute", "sits_elsewhere"),
    ("a condition on itself", put("attribute", 3, "shown_when", {"attribute": "reason", "is": ["shy"]}),
     "attribute.reason.shown_when", "condition_cycle"),
    ("a zone against the policy", put("zone", 1, "labelled", True), "zone.advert.labelled", "zone_and_policy"),
    ("a policy on an unknown zone", put("policy", "labelled_zones", ["body", "tail"]), "policy.labelled_zones",
     "unknown_reference"),
    ("redirects that are a list", put("redirects", []), "redirects", "not_table"),
    ("a redirect to a number", put("redirects", "CITY", 5), "redirects.CITY", "not_text"),
    ("a redirect to the unknown", put("redirects", "CITY", "SEA"), "redirects.CITY", "redirect_to_unknown"),
    ("a redirect of what is there", put("redirects", "PERSON", "TOWN"), "redirects.PERSON", "redirect_of_living"),
    ("redirects in a circle", put("redirects", "VILLAGE", "CITY"), "redirects.CITY", "redirect_cycle"),
    ("a redirect to itself", put("redirects", "CITY", "CITY"), "redirects.CITY", "redirect_cycle"),
    ("one redirect in two cases", put("redirects", "city", "TOWN"), "redirects.CITY", "repeated_id"),
]  # fmt: skip


def test_the_small_scheme_is_sound(body: dict, faults_of: Find):
    assert faults_of(body) == ()


@pytest.mark.parametrize(("spoil", "path", "code"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_told_with_its_path(body: dict, faults_of: Find, spoil: Spoil, path: str, code: str):
    spoil(body)
    found = [(fault.path, fault.code) for fault in faults_of(body)]
    assert (path, f"scheme.{code}") in found


@pytest.mark.parametrize("spoil", [row[1] for row in WRONG], ids=[row[0] for row in WRONG])
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_fault_is_one_line_that_says_what_to_do(body: dict, faults_of: Find, spoil: Spoil, language: str):
    spoil(body)
    words.set_language(language)
    try:
        for fault in faults_of(body):
            assert "\n" not in fault.reason and "{" not in fault.reason and len(fault.reason) < 400
            assert str(fault).startswith(f"{fault.path}: ")
    finally:
        words.set_language("en")


def test_every_sentence_about_meaning_has_a_test_that_breaks_its_rule():
    elsewhere = {"unreadable", "encoding", "not_shipped", "syntax", "meaning", "syntax_reason", "lower_version"}
    told = {code.removeprefix("scheme.") for code in SENTENCES} - elsewhere - {"same_version"}
    assert told == {code for _name, _spoil, _path, code in WRONG}


def test_one_run_finds_the_faults_of_all_parts(body: dict, faults_of: Find):
    body["label"][0]["colour"] = body["label"][0].pop("color")
    body["label"][1]["key"] = "b"
    body["attribute"][0]["on"] = ["PERSON", "SEA"]
    body["zone"][1]["color"] = "grey"
    assert {fault.path for fault in faults_of(body)} == {
        "label.PERSON.color",
        "label.PERSON.colour",
        "label.TOWN.key",
        "attribute.level.on",
        "zone.advert.color",
    }


def test_a_part_that_is_not_sound_is_not_reported_as_unknown_where_others_name_it(body: dict, faults_of: Find):
    del body["label"][1]["tag"]
    del body["label"][2]["tag"]
    del body["link"][0]["names"]
    del body["attribute"][2]["kind"]
    del body["zone"][0]["color"]
    assert {fault.code for fault in faults_of(body)} == {"scheme.missing_key"}


def test_an_unknown_layer_is_reported_once(faults_of: Find):
    body = load_scheme("news").body
    body["label"][0]["layer"] = "entities"
    assert [(fault.path, fault.code) for fault in faults_of(body)] == [("label.PER.layer", "scheme.unknown_layer")]


def test_the_error_tells_the_first_fault_and_counts_the_others(body: dict):
    body["label"][0]["key"] = "b"
    with pytest.raises(InputError) as one:
        scheme_from_body(body, "my.toml")
    assert sentence(one.value) == (
        "my.toml, label.PERSON.key: b is not a label key; "
        "write a small Latin letter other than b, or for a layer a digit."
    )
    body["label"][1]["key"] = "b"
    body["zone"][0]["color"] = "red"
    with pytest.raises(InputError) as many:
        scheme_from_body(body, "my.toml")
    assert many.value.code == "scheme.meaning"
    assert many.value.facts["others"] == len(many.value.facts["faults"]) - 1 == 3
    assert sentence(many.value).endswith("3 more faults were found in it.")


def test_a_long_wrong_value_is_shortened_and_invisible_characters_are_shown(body: dict, faults_of: Find):
    body["label"][0]["color"] = "\u202e" + "x" * 500
    (fault,) = faults_of(body)
    assert "\\u202e" in fault.reason and len(fault.reason) < 200


def test_a_body_that_is_no_table_is_refused(faults_of: Find):
    assert [fault.code for fault in faults_of(["format"])] == ["scheme.not_table"]
