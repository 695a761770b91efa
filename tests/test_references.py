"""PySide6 gives back the references that it takes.

Some releases drop one reference to None in every call that returns nothing; on interpreters where None is not immortal
the process then dies within minutes. The dependency markers keep such a pair from being installed.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import QObject


def test_calls_that_return_nothing_leave_the_references_to_none_alone():
    target = QObject()
    target.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(1_000):
        target.setObjectName("name")
    lost = before - sys.getrefcount(None)
    assert abs(lost) < 100, f"1,000 calls lost {lost} references to None"


def test_the_installed_pyside_is_the_one_for_this_interpreter():
    release = tuple(int(part) for part in version("PySide6_Essentials").split(".")[:2])
    if sys.version_info < (3, 12):
        assert (6, 10) <= release < (6, 12)
    else:
        assert release >= (6, 12)


@pytest.mark.parametrize(
    "marked",
    [
        "pyside6-essentials>=6.10,<6.12; python_version < '3.12'",
        "pyside6-essentials>=6.12; python_version >= '3.12'",
    ],
)
def test_the_pins_of_pyside_stand(repository: Path, marked: str):
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert marked in project["dependencies"]
