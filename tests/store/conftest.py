"""Small real projects for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.store.project_file import Store
from tests.store.making import SCHEME, put


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What the computer remembers."""
    return tmp_path / "home"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the project lies."""
    return tmp_path / "project.sqlite"


@pytest.fixture
def store(path: Path, home: Path) -> Iterator[Store]:
    """An empty project with two people."""
    with Store.create(path, SCHEME, scheme_id="small", home=home) as made:
        made.ensure_person("huda")
        made.ensure_person("ali")
        yield made


@pytest.fixture
def visit(store: Store) -> str:
    """The id of a document in the project."""
    return put(store)


@pytest.fixture
def reopen(path: Path, home: Path) -> Iterator[Callable[[Store], Store]]:
    """Close a project and open it again."""
    opened: list[Store] = []

    def again(store: Store) -> Store:
        store.close()
        opened.append(Store.open(path, home=home))
        return opened[-1]

    yield again
    for one in opened:
        one.close()
