"""Reading TOML: faults of syntax with line and column, and the way from plain data to TOML and back."""

from __future__ import annotations

import json
import tomllib

import pytest

from annotator import words
from annotator.errors import InputError
from annotator.model.scheme import load_scheme, parse_scheme, scheme_faults, scheme_from_body, shipped_schemes
from annotator.words.sentences import sentence

SYNTAX = [
    ("names = ", 1, 9, "Invalid value"),
    ("format = 1\nid news", 2, 4, "Expected '=' after a key in a key/value pair"),
    ("format = 1\n\n[layer\n", 3, 7, "Expected ']' at the end of a table declaration"),
    ('id = "news\nversion = 1', 1, 11, "Illegal character '\\n'"),
    ('id = "a"\nid = "b"', 2, 9, "Cannot overwrite a value"),
    ("a = [1,\n2", 2, 2, "Unclosed array"),
    ('id = "عربي\\q"', 1, 13, "Unescaped '\\' in a string"),
    ('a = 1\nid = "\ud800"', 2, 7, "Half of a surrogate pair, which no file can hold"),
    (f"version = {'9' * 5000}", 1, 1, "A number has too many digits"),
    (f"a = {'[' * 5000}", 1, 1, "Too many brackets in each other"),
]


@pytest.mark.parametrize(("source", "line", "column", "reason"), SYNTAX, ids=[row[3] for row in SYNTAX])
def test_a_fault_of_syntax_names_line_and_column(source: str, line: int, column: int, reason: str):
    (fault,) = scheme_faults(source)
    assert (fault.line, fault.column) == (line, column)
    assert fault.reason == f"{reason}; correct the TOML there."
    with pytest.raises(InputError) as caught:
        parse_scheme(source, "my.toml")
    assert caught.value.code == "scheme.syntax"
    assert sentence(caught.value) == f"my.toml, line {line}, column {column}: {reason}; correct the TOML there."


def test_a_fault_of_syntax_is_told_in_the_language_of_the_moment():
    (fault,) = scheme_faults("names = ")
    english = fault.reason
    words.set_language("ar")
    try:
        assert fault.reason
    finally:
        words.set_language("en")
    assert fault.reason == english
    assert str(fault) == f"1:9: {english}"


def test_an_empty_file_lacks_everything():
    assert {fault.path for fault in scheme_faults("")} == {
        *("format", "id", "version", "names", "policy"),
        *("layer", "label", "link", "attribute", "document_label", "zone"),
    }


def test_of_a_later_format_only_that_is_said():
    (fault,) = scheme_faults("format = 2\nbrand_new = true")
    assert (fault.path, fault.code) == ("format", "scheme.future")


def test_comments_stay_in_the_source(body: dict):
    source = scheme_from_body(body).source + "\n# Ours.\n"
    scheme = parse_scheme(source, "my.toml")
    assert scheme.source == source and scheme == scheme_from_body(body)


def test_a_body_goes_to_toml_and_back(body: dict):
    scheme = scheme_from_body(body)
    again = parse_scheme(scheme.source, "again")
    assert again.body == scheme.body == tomllib.loads(scheme.source) == body
    assert again.source == scheme.source == scheme_from_body(again.body).source


@pytest.mark.parametrize("name", shipped_schemes())
def test_a_shipped_scheme_goes_through_json_and_toml_and_back(name: str):
    scheme = load_scheme(name)
    again = scheme_from_body(json.loads(json.dumps(scheme.body)))
    assert again == scheme
    assert json.dumps(parse_scheme(again.source, name).body) == json.dumps(scheme.body)


def test_the_order_of_keys_in_the_source_does_not_show_in_the_body(body: dict):
    turned = {key: body[key] for key in reversed(body)}
    turned["label"] = [{key: label[key] for key in reversed(label)} for label in body["label"]]
    assert json.dumps(scheme_from_body(turned).body) == json.dumps(scheme_from_body(body).body)


def test_empty_lists_can_be_written(body: dict):
    for name in ("link", "attribute", "document_label"):
        body[name] = []
    del body["label"][2]["role"]
    body["redirects"] = {"CITY": "TOWN"}
    assert parse_scheme(scheme_from_body(body).source, "again").body == scheme_from_body(body).body


@pytest.mark.parametrize("text", ['"', "\\", "'''", '"""', "a\nb", "a\tb", "#", "a = b", "\u200f\u202b", "😀", "]"])
def test_any_text_can_be_written(body: dict, text: str):
    body["label"][0]["maps_to"] = text
    body["label"][0]["guideline"]["en"] += text
    assert parse_scheme(scheme_from_body(body).source, "again").body == body


def test_an_id_that_needs_quotation_marks_can_be_redirected(body: dict):
    body["redirects"] = {"a.b": "TOWN", 'c"d': "a.b", "مدينة": "TOWN"}
    assert parse_scheme(scheme_from_body(body).source, "again").redirects == body["redirects"]
