"""Spoilt schemes at random: always a scheme or sentences, never another error; and nothing that the reference refuses.

How many are tried is set by ANNOTATOR_FUZZ (see `tests/conftest.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.model.scheme import load_scheme, parse_scheme, scheme_faults, scheme_from_body
from annotator.words.sentences import sentence

MORE = settings(max_examples=4 * settings.default.max_examples)

WORDS = st.sampled_from(
    [
        *(
            "",
            " ",
            "PERSON",
            "TOWN",
            "TOWN ",
            "town",
            "MEETING",
            "entity",
            "event",
            "Place",
            "lives_in",
            "level",
            "name",
        ),
        *("body", "choice", "text", "yesno", "relation", "role", "band", "solid", "p", "b", "4", "ح", "لا", "#000000"),
    ]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | WORDS, inner, max_size=3),
    max_leaves=6,
)


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every place in the tree that something can be put: a dict or list with a key or position."""
    found = []
    pairs = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)) if isinstance(tree, list) else []
    for key, value in pairs:
        found += [(tree, key), *places(value)]
    return found


@st.composite
def blows(draw: st.DrawFn) -> Callable[[Any], None]:
    """One change to a tree: something else put in, taken out, added, doubled, or copied from another place."""
    kind = draw(st.sampled_from(["put", "drop", "add", "double", "copy"]))
    where, other = draw(st.integers(0, 10**6)), draw(st.integers(0, 10**6))
    key, value = draw(st.text(max_size=5) | WORDS), draw(JUNK | WORDS)

    def strike(tree: Any) -> None:
        all_places = places(tree)
        if not all_places:
            return
        place, at = all_places[where % len(all_places)]
        if kind == "put":
            place[at] = value
        elif kind == "drop":
            del place[at]
        elif kind == "copy":
            source, there = all_places[other % len(all_places)]
            place[at] = _copy(source[there])
        elif isinstance(place, dict):
            place[key] = value
        elif kind == "double":
            place.append(_copy(place[at]))
        else:
            place.append(value)

    return strike


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


BLOWS = st.lists(blows(), min_size=1, max_size=4)


@MORE
@given(strikes=BLOWS)
def test_a_spoilt_scheme_is_read_or_refused_in_sentences(fresh_body: Callable[[], dict], strikes: list):
    body = fresh_body()
    for strike in strikes:
        strike(body)
    try:
        scheme = scheme_from_body(body)
    except InputError as error:
        assert error.code == "scheme.meaning" and "\n" not in sentence(error)
        assert all(str(fault) for fault in error.facts["faults"])
    else:
        assert parse_scheme(scheme.source, "again").body == scheme.body
        for label in [*scheme.labels, *scheme.links]:
            assert scheme.attributes_on(label.id) is not None
        assert all(scheme.layer_of(label.id).draw for label in scheme.labels)


@MORE
@given(data=st.data())
def test_a_spoilt_text_is_read_or_refused_in_sentences(data: st.DataObject, fresh_body: Callable[[], dict]):
    source = scheme_from_body(fresh_body()).source
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(source)))
        length = data.draw(st.sampled_from([0, 1, 1, 5, 200]))
        put = data.draw(st.text(max_size=4) | st.sampled_from(['"', "[[", "]", "=", "\n", "{", "'''", "[label]\n"]))
        source = source[:start] + put + source[start + length :]
    faults = scheme_faults(source)
    assert all(fault.reason and "\n" not in fault.reason for fault in faults)
    if faults and faults[0].line is not None:
        assert 1 <= faults[0].line <= source.count("\n") + 2
    if not faults:
        assert parse_scheme(source, "spoilt").source == source


@given(source=st.text())
def test_any_text_gets_sentences(source: str):
    faults = scheme_faults(source)
    assert faults and all(fault.reason for fault in faults)


@given(body=st.dictionaries(st.text(max_size=6) | WORDS, JUNK, max_size=4))
def test_any_table_gets_sentences(body: dict):
    with pytest.raises(InputError) as caught:
        scheme_from_body(body)
    assert sentence(caught.value)


@pytest.fixture(scope="session")
def reference_refuses(repository: Path) -> Callable[[dict], bool]:
    """The checker that came with the reference scheme, as a function; where it stumbles, it refuses."""
    script = repository.parent / "shared" / "scheme" / "check_scheme.py"
    if not script.is_file():
        pytest.skip("the reference checker is not here")
    functions = script.read_text(encoding="utf-8").split("\nscheme = tomllib.loads")[0]
    checker: dict[str, Any] = {}
    exec(compile(functions, str(script), "exec"), checker)

    def refuses(body: dict) -> bool:
        checker["faults"].clear()
        try:
            checker["check"](body)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            return True
        return bool(checker["faults"])

    return refuses


def test_the_reference_checker_takes_what_we_ship(reference_refuses: Callable[[dict], bool]):
    assert not any(reference_refuses(load_scheme(name).body) for name in ("news", "entities", "claims"))


@MORE
@given(strikes=BLOWS)
def test_what_the_reference_checker_refuses_we_refuse(
    fresh_body: Callable[[], dict], faults_of: Callable, reference_refuses: Callable[[dict], bool], strikes: list
):
    body = fresh_body()
    del body["redirects"]
    for strike in strikes:
        strike(body)
    if "redirects" not in body and reference_refuses(body):
        assert faults_of(body)
