"""The documentation of the scheme file: its example is sound, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.model.scheme import check_successor, parse_scheme, scheme_faults, shipped_schemes
from annotator.model.scheme_parts import Part
from annotator.model.scheme_whole import Scheme


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "scheme.md").read_text(encoding="utf-8")


def test_the_example_is_a_sound_scheme(page: str):
    example, redirects = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert [str(fault) for fault in scheme_faults(example)] == []
    scheme = parse_scheme(example, "docs/scheme.md")
    later = example.replace("version = 2", "version = 3").replace('[redirects]\nVESSEL = "SHIP"\n', redirects)
    assert [str(fault) for fault in scheme_faults(later)] == []
    found = check_successor(scheme, parse_scheme(later, "later"))
    assert (found.added, found.removed) == ((), ())


def test_every_key_and_every_shipped_scheme_is_named(page: str):
    keys = {name for kind in [Scheme, *Part.__subclasses__()] for name in kind.__struct_encode_fields__} - {"source"}
    assert sorted(key for key in {*keys, *shipped_schemes()} if not re.search(rf"\b{key}\b", page)) == []
