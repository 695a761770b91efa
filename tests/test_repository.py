"""What the repository keeps: nothing of one machine, nothing that was made, nothing left half done."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from annotator import __version__
from tests.house import ROOT

TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "annotator", "benchmarks", "docs",
    "pyproject.toml", "resources", "sample_corpus", "tests",
}  # fmt: skip
READABLE = {".py", ".md", ".toml", ".txt", ".sh", ".po", ""}
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:work|farm|root|home|Users)/|index-url\s*[= ]|https?://[\w.-]*(?:pypi|npmjs|deb\.debian)\.org"
)
HALF_DONE = re.compile(r"#.*\b(?:TODO|FIXME|XXX)\b|NotImplementedError|lorem ipsum")
MADE = {".pyc", ".sqlite", ".sqlite-journal", ".lock", ".whl"}
LARGEST_BYTES = 2_000_000


def test_only_what_belongs_here_stands_at_the_top():
    assert {path.parts[0] for path in _kept()} <= TOP


def test_nothing_names_a_machine_or_a_registry():
    assert _lines_with(OF_ONE_MACHINE) == []


def test_nothing_is_half_done():
    assert _lines_with(HALF_DONE) == []


def test_nothing_that_was_made_is_kept():
    assert [str(path) for path in _kept() if path.suffix in MADE or "__pycache__" in path.parts] == []
    assert [str(path) for path in _kept() if (ROOT / path).stat().st_size > LARGEST_BYTES] == []


def test_the_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["version"] == __version__
    assert re.search(r"^## ([\d.]+)", changes, re.MULTILINE)[1] == __version__  # type: ignore[index]


def test_ci_runs_what_the_readme_says():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "\nmake test\n" in script
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (steps,) = re.findall(r"^check: ([a-z ]+) ##", makefile, re.MULTILINE)
    assert [step for step in steps.split() if not re.search(rf"^make .*\b{step}\b", script, re.MULTILINE)] == []


def _kept() -> list[Path]:
    """The files that git keeps and that are there, relative to the checkout."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(name) for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Lines of text files in which something stands that shouldn't; this file, which has to name it, apart."""
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in _kept()
        if path.suffix in READABLE and path != Path("tests/test_repository.py")
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8", errors="replace").split("\n"), 1)
        if pattern.search(line)
    ]
