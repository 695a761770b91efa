"""Reading a scheme file, with every fault in it, and making a scheme of plain data."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import msgspec

from annotator.model.scheme_draft import Draft, read, whole
from annotator.model.scheme_faults import Fault, Faults, error_of
from annotator.model.scheme_rules import check
from annotator.model.scheme_shape import MOST_NUMBER
from annotator.model.scheme_whole import FORMAT, Scheme
from annotator.model.scheme_write import toml_of
from annotator.words.sentences.scheme import DEEP_NESTING, LONG_NUMBER, SURROGATE

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def parse_scheme(source: str, name: str) -> Scheme:
    """Return the scheme that a TOML text describes; `name` names the file in sentences.

    Raises InputError `scheme.syntax` (with line and column) or `scheme.meaning` (with the path): the first fault and
    the count of the others.
    """
    tree, syntax = _tree_of(source)
    if syntax:
        raise error_of(name, syntax)
    return _built(tree, source, name)


def scheme_faults(source: str) -> tuple[Fault, ...]:
    """Return everything that is wrong with the TOML text of a scheme: one fault of syntax, or all faults of meaning."""
    tree, syntax = _tree_of(source)
    return syntax or _examine(tree)[1]


def scheme_from_body(body: dict[str, Any], name: str = "scheme") -> Scheme:
    """Return the scheme of plain data, such as the header of a dataset holds; its source is TOML written by us.

    Raises InputError `scheme.meaning` with the path of the first fault and the count of the others.
    """
    scheme = _built(body, "", name)
    return msgspec.structs.replace(scheme, source=toml_of(scheme.body))


def _built(tree: dict[str, Any], source: str, name: str) -> Scheme:
    draft, faults = _examine(tree)
    if faults:
        raise error_of(name, faults)
    return whole(tree, draft, source)


def _examine(tree: dict[str, Any]) -> tuple[Draft, tuple[Fault, ...]]:
    """Read what is sound and find every fault. Of a file of a later format we only say that it is one."""
    faults = Faults()
    if not isinstance(tree, dict):
        faults.add("", "scheme.not_table")
        return Draft(), faults.all()
    number = tree.get("format")
    if isinstance(number, int) and FORMAT < number <= MOST_NUMBER:
        faults.add("format", "scheme.future", format=number, known=FORMAT)
        return Draft(), faults.all()
    draft = read(tree, faults)
    check(tree.get("names"), draft, faults)
    return draft, faults.all()


def _tree_of(source: str) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Return the plain data of a TOML text and no fault, or no data and the one fault of syntax.

    A ValueError that isn't tomllib's own comes from a number of more than 4,300 digits, a RecursionError from hundreds
    of brackets in each other; neither says where.
    """
    try:
        source.encode("utf-8")
        return tomllib.loads(source), ()
    except UnicodeEncodeError as error:
        return {}, (_syntax(SURROGATE, *_place(source, error.start)),)
    except tomllib.TOMLDecodeError as error:
        return {}, (_syntax_of(str(error), source),)
    except ValueError:
        return {}, (_syntax(LONG_NUMBER, 1, 1),)
    except RecursionError:
        return {}, (_syntax(DEEP_NESTING, 1, 1),)


def _syntax_of(message: str, source: str) -> Fault:
    """Take tomllib's message apart; before Python 3.14 the place stands only in the text."""
    place = _PLACE.search(message)
    if place is None:
        return _syntax(message, 1, 1)
    words = message[: place.start()]
    if place["line"] is None:
        return _syntax(words, *_place(source, len(source)))
    return _syntax(words, int(place["line"]), int(place["column"]))


def _syntax(words: str, line: int, column: int) -> Fault:
    return Fault("", "scheme.syntax_reason", {"syntax": words}, line, column)


def _place(source: str, position: int) -> tuple[int, int]:
    before = source[:position]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
