"""The wheel is whole: installed somewhere else, the program finds everything that it ships."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house import ROOT

pytestmark = pytest.mark.slow

ASK = """
import annotator.assets as assets, annotator.words as words, pathlib
assert pathlib.Path(assets.__file__).is_relative_to({target!r}), assets.__file__
assert assets.resource("schemes", "news.toml").is_file()
assert list(assets.sample_corpus().glob("*.txt"))
words.set_language("ar")
print(words.language(), words.is_rtl())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", *command], check=True)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_every_resource_and_every_article(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (
        ("resources", "annotator/resources"),
        ("sample_corpus", "annotator/resources/sample_corpus"),
    ):
        tracked = _tracked(folder)
        assert tracked, f"nothing in {folder}"
        assert {f"{inside}/{name}" for name in tracked} <= names
    assert {f"annotator/{name}" for name in _tracked("annotator")} <= names


def test_the_wheel_holds_nothing_else(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    strangers = [
        name for name in names if not name.startswith(("annotator/", "annotator-")) or name.endswith(".sqlite")
    ]
    assert strangers == []


def test_an_installed_program_finds_what_it_ships(wheel: Path, tmp_path: Path):
    target = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(target)
    code = ASK.format(target=str(target))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(target)}, capture_output=True, text=True
    )
    assert done.stdout.split() == ["ar", "True"], done.stderr


def _tracked(folder: str) -> list[str]:
    """Files of a folder that git keeps, relative to it."""
    done = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=True)
    return [str(Path(name).relative_to(folder)) for name in done.stdout.split("\0") if name]
