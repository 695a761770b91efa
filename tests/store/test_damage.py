"""Seeded damage to a project file: every altered content is detected, and no such file is opened for writing.

`ANNOTATOR_MUTATIONS` sets how many; 40 by default, 1,000 among the slow tests.
"""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.model.values import State
from annotator.store.project_file import Store
from annotator.store.verify import check
from tests.store.making import TEXT, join, mark, prepared, put

_SECTOR = 512


def _mutated(whole: bytes, dice: random.Random) -> bytes:
    """One bit flipped, one sector zeroed, or the end cut off."""
    kind = dice.randrange(3)
    place = dice.randrange(len(whole))
    if kind == 0:
        return whole[:place] + bytes([whole[place] ^ (1 << dice.randrange(8))]) + whole[place + 1 :]
    if kind == 1:
        begin = place // _SECTOR * _SECTOR
        return whole[:begin] + bytes(_SECTOR) + whole[begin + _SECTOR :]
    return whole[: place or 1]


def _content(path: Path) -> object:
    """Everything that the tables hold, or None where it can't be read."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        # The tables behind the word index and the list of migrations are looked at through what they are for.
        tables = [name for (name,) in names if not name.startswith(("word_index", "_sqlite", "sqlite_"))]
        everything = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
        found = connection.execute("SELECT rowid FROM word_index WHERE word_index MATCH ?", ('"مصدر"',)).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()
    return everything, found


@pytest.fixture
def whole(store: Store, path: Path) -> bytes:
    """The bytes of a project with some work in it."""
    store.add_bundles(prepared(f"d{number}", f"{TEXT} {number}", states=(State("ann1"),)) for number in range(20))
    visit = put(store)
    for place in range(30):
        head, tail = mark(visit, "ROLE", (place, place + 4), note="ملاحظة"), mark(visit, "PER", (place, place + 6))
        store.commit("huda", [head, tail, join(visit, "Agent", head.object, tail.object)])
        if place % 5 == 0:
            store.undo("huda")
    store.close()
    return path.read_bytes()


def _damage(whole: bytes, path: Path, home: Path, count: int) -> None:
    right = _content(path)
    assert right is not None
    dice = random.Random(11)
    altered = 0
    for number in range(count):
        path.unlink()
        damaged = _mutated(whole, dice)
        path.write_bytes(damaged)
        content = _content(path)
        try:
            is_well = check(path).ok
        except ProjectError:
            is_well = False
        if content == right:
            continue
        altered += 1
        assert not is_well, f"mutation {number} was not seen"
        with pytest.raises(ProjectError):
            Store.open(path, home=home).close()
        assert path.read_bytes() == damaged, f"mutation {number} was written to"
    assert altered > count / 4


def test_altered_content_is_detected_and_not_written_to(whole: bytes, path: Path, home: Path) -> None:
    _damage(whole, path, home, 40)


@pytest.mark.slow
def test_altered_content_is_detected_in_many_mutations(whole: bytes, path: Path, home: Path) -> None:
    _damage(whole, path, home, int(os.environ.get("ANNOTATOR_MUTATIONS", "1000")))
