"""Every error has its sentence, every sentence can be filled, and the catalogue knows every sentence."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from functools import cache
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from annotator import words
from annotator.errors import InputError
from annotator.words.sentences import TABLES, sentence, sentence_of
from tests.house import ROOT, modules, place, room, tree

SENTENCES = {code: text for table in TABLES for code, text in table.items()}
ERRORS = {"AnnotatorError", "InputError", "UsageError", "ProjectError", "RefusedError"}
PLACE = {"file", "line", "field"}
"""Facts that a reader adds to an error on its way up."""


def _catalogue_tool() -> ModuleType:
    """The script behind `make catalogue`, as a module."""
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / ".ci" / "catalogue.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


TOOL = _catalogue_tool()


@pytest.fixture(scope="module")
def collected() -> Catalog:
    return TOOL.extract()


def test_every_error_that_is_raised_has_a_sentence():
    assert [f"{where}: {code}" for where, code, _facts in _raised() if code not in SENTENCES] == []


def test_every_error_brings_the_facts_that_its_sentence_names():
    wrong = [
        f"{where}: {code} lacks {sorted(_fields(SENTENCES[code]) - facts - PLACE)}"
        for where, code, facts in _raised()
        if code in SENTENCES and facts is not None and _fields(SENTENCES[code]) - facts - PLACE
    ]
    assert wrong == []


def test_no_sentence_waits_for_an_error_that_nobody_raises():
    written = {
        node.value
        for module, path in modules().items()
        if not module.startswith("annotator.words")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    in_room = {f"{room}.{name}" for name in written for room in {code.split(".")[0] for code in SENTENCES}}
    made_up = {f"{_head(code)}{name}" for code in SENTENCES for name in written if _head(code) in _heads()}
    assert sorted(set(SENTENCES) - written - in_room - made_up) == []


def test_a_code_begins_with_the_name_of_its_table():
    assert len(SENTENCES) == sum(len(table) for table in TABLES)
    for table in TABLES:
        assert len({code.split(".")[0] for code in table}) <= 1


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_can_be_filled_in_both_languages(code: str):
    facts = dict.fromkeys(_fields(SENTENCES[code]), "X")
    for language in words.LANGUAGES:
        words.set_language(language)
        text = sentence_of(code, facts)
        assert text and "{" not in text
    words.set_language("en")


def test_an_unknown_code_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        sentence(InputError("nobody.knows"))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_catalogue_holds_every_sentence_of_the_source_and_no_other(language: str, collected: Catalog):
    known = {_key(message) for message in TOOL.read(language) if message.id}
    wanted = {_key(message) for message in collected if message.id}
    assert sorted(map(repr, wanted ^ known))[:5] == [], "run: make catalogue"


def test_every_sentence_that_the_source_asks_for_is_collected(collected: Catalog):
    """A call inside an f-string is not: the tool reads tokens, and there it sees one string."""
    known = {first for message in collected for first in [message.id if isinstance(message.id, str) else message.id[0]]}
    asked = {
        (text, place(module, node.lineno))
        for module, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in {"_", "N_", "ngettext"}
        for text in _text(node.args[0])
    }
    assert sorted(where for text, where in asked if text not in known) == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_translations(language: str):
    assert TOOL.mo_path(language).read_bytes() == TOOL.as_mo(TOOL.read(language)), "run: make catalogue"


def test_arabic_has_every_sentence():
    assert [message.id for message in TOOL.untranslated(TOOL.read("ar"))][:5] == []


def test_arabic_has_six_plural_forms():
    catalogue = TOOL.read("ar")
    assert catalogue.num_plurals == 6
    for message in catalogue:
        assert not message.pluralizable or len(message.string) == 6, message.id


def test_english_counts_without_translations():
    words.set_language("en")
    assert words.ngettext("{count} hit", "{count} hits", 1) == "{count} hit"
    assert [words.ngettext("{count} hit", "{count} hits", count) for count in (0, 2, 11)] == ["{count} hits"] * 3


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_translation_has_the_fields_of_its_sentence(language: str):
    wrong = [message.id for message in TOOL.read(language) if message.id and not _same_fields(message)]
    assert wrong == []


def _raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Errors made in the source: where, their code, and the names of their facts (None: they come as a mapping).

    A refusal or a notice (`code="formats.json"`) needs its sentence as much as an error that is raised.
    """
    for module, path in modules().items():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            if getattr(node.func, "id", None) in ERRORS and node.args:
                names = {keyword.arg for keyword in node.keywords}
                known = None if None in names else {name for name in names if name is not None}
                yield from ((place(module, node.lineno), code, known) for code in _text(node.args[0]))
            for keyword in node.keywords:
                if keyword.arg == "code":
                    yield from ((place(module, node.lineno), code, None) for code in _text(keyword.value))


def _head(code: str) -> str:
    """The part of a code that a family shares: `store.check_` of `store.check_gap`."""
    return code[: code.find("_") + 1]


@cache
def _heads() -> set[str]:
    """The beginnings of codes that are put together, as `f"store.check_{what}"` or, in its room, `f"conll_{what}"`."""
    beginnings = {
        (module, str(first.value))
        for module, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant)
    }
    return {text if "." in text else f"{room(module)}.{text}" for module, text in beginnings}


def _text(node: ast.expr) -> Iterator[str]:
    """What a literal says; a choice between two (`a if b else c`) says both, anything else nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _text(node.body)
        yield from _text(node.orelse)


def _key(message: Message) -> tuple[object, object]:
    return message.context, message.id


def _fields(text: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def _same_fields(message: Message) -> bool:
    """Whether a translation names what its sentence names; a plural form may leave the number to its noun."""
    if not message.pluralizable:
        return not message.string or _fields(message.string) == _fields(message.id)
    wanted = _fields(message.id[1])
    return all(not form or wanted - {"count"} <= _fields(form) <= wanted for form in message.string)
