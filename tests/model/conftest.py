"""A small scheme of our own, as plain data that a test may spoil."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import InputError
from annotator.model.scheme import Fault, scheme_from_body

Body = dict[str, Any]


@pytest.fixture(scope="session")
def fresh_body() -> Callable[[], Body]:
    """Make the small scheme anew, for tests that spoil it many times."""
    small = tomllib.loads(Path(__file__).with_name("small.toml").read_text(encoding="utf-8"))
    return lambda: copy.deepcopy(small)


@pytest.fixture
def body(fresh_body: Callable[[], Body]) -> Body:
    """The small scheme, for one test to spoil."""
    return fresh_body()


@pytest.fixture(scope="session")
def faults_of() -> Callable[[Body], tuple[Fault, ...]]:
    """Return all faults of a scheme that is given as plain data."""

    def find(spoilt: Body) -> tuple[Fault, ...]:
        try:
            scheme_from_body(spoilt)
        except InputError as error:
            found: tuple[Fault, ...] = error.facts["faults"]
            return found
        return ()

    return find
