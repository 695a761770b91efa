"""Small real projects for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from annotator.model.changes import Edit, Kind
from annotator.model.identity import uuid7
from annotator.store.project_file import Store

SCHEME = '[scheme]\nid = "small"\nversion = 1\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "project.sqlite"


@pytest.fixture
def store(path: Path, home: Path) -> Iterator[Store]:
    with Store.create(path, SCHEME, scheme_id="small", home=home) as made:
        yield made


@pytest.fixture
def reopen(path: Path, home: Path) -> Callable[[Store], Store]:
    def again(store: Store) -> Store:
        store.close()
        return Store.open(path, home=home)

    return again
