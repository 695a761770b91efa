"""Windows of the tests are painted off the screen unless somebody asks to see them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from annotator.session import new_project
from annotator.session.importing import import_paths
from tests.windows import a_window, open_in, write_articles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a few articles."""
    return write_articles(tmp_path / "articles")


@pytest.fixture
def window(qapp):
    with a_window() as shown:
        yield shown


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """The folder with its project, made once and copied for each test."""
    made = write_articles(tmp_path_factory.mktemp("prepared") / "articles")
    with new_project(made / "annotations.sqlite", person="huda", home=made.parent / "home") as session:
        import_paths(session, [made])
    return made


@pytest.fixture
def project(prepared, tmp_path) -> Path:
    return shutil.copytree(prepared, tmp_path / "articles")


@pytest.fixture
def page(window, project):
    return open_in(window, project, "harbour")
