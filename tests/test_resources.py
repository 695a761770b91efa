"""What ships with the program is there, whole, and found by the program."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.assets import resource, sample_corpus
from tests.house import ROOT, modules, place, tree

SHIPPED = sorted(path for path in (ROOT / "resources").rglob("*") if path.is_file())
FONTS = {".ttf", ".otf", ".woff", ".woff2"}


def test_resources_are_found_in_a_checkout():
    assert resource("schemes") == ROOT / "resources" / "schemes"
    assert sample_corpus() == ROOT / "sample_corpus"


def test_every_resource_that_the_source_names_exists():
    assert [f"{where}: {parts}" for where, parts in _named_resources() if not resource(*parts).exists()] == []


def test_every_icon_that_the_source_names_exists():
    icons = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert icons, "no icons at all"
    assert sorted(_named_icons() - icons) == []


def test_no_file_that_ships_is_ignored_by_git_or_the_wheel():
    files = [str(path.relative_to(ROOT)) for path in SHIPPED]
    done = subprocess.run(["git", "check-ignore", "--no-index", *files], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_the_wheel_takes_resources_and_sample_corpus_into_the_package():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["sources"] == {
        "resources": "annotator/resources",
        "sample_corpus": "annotator/resources/sample_corpus",
    }
    assert set(wheel["only-include"]) == {"annotator", *wheel["sources"]}


def test_no_font_ships():
    assert [path.name for path in SHIPPED if path.suffix.lower() in FONTS] == []


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.suffix == ".toml"], ids=lambda path: path.name)
def test_a_toml_resource_parses(path: Path):
    assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.suffix == ".json"], ids=lambda path: path.name)
def test_a_json_resource_parses_and_its_expressions_compile(path: Path):
    for expression in _expressions(json.loads(path.read_text(encoding="utf-8"))):
        re.compile(expression)


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.suffix == ".svg"], ids=lambda path: path.name)
def test_an_icon_is_an_svg(path: Path):
    assert ElementTree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_the_lexicons_are_there():
    assert list((ROOT / "resources" / "lexicons").glob("*.json"))


def test_the_default_scheme_is_there():
    assert resource("schemes", "news.toml").is_file()


def _named_resources() -> Iterator[tuple[str, list[str]]]:
    """Calls `resource("schemes", "news.toml")` whose parts are all spelled out."""
    for module, path in modules().items():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", None) != "resource":
                continue
            parts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if len(parts) == len(node.args):
                yield place(module, node.lineno), parts


def _named_icons() -> set[str]:
    """Names in calls such as `icon("undo", …)`."""
    return {
        str(node.args[0].value)
        for path in modules().values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in {"icon", "pixmap", "IconButton"}
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def _expressions(data: object) -> Iterator[str]:
    """Strings that a lexicon keeps under a name with `regex` or `pattern` in it."""
    if isinstance(data, dict):
        for name, value in data.items():
            if isinstance(value, str) and ("regex" in name or "pattern" in name):
                yield value
            else:
                yield from _expressions(value)
    elif isinstance(data, list):
        for value in data:
            yield from _expressions(value)
