"""SIGKILL in the middle of every kind of writing: what was acknowledged is there, and the file proves itself.

`ANNOTATOR_KILLS` sets the number of kills of the long test, 300 by default.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.store.merge import merge
from annotator.store.project_file import Store
from annotator.store.state import state_hash
from annotator.store.verify import check
from tests.store.making import SCHEME, mark, put

_CHILD = Path(__file__).with_name("killed.py")


class Killer:
    """Starts jobs on one project and kills them."""

    def __init__(self, path: Path, home: Path, other: Path, repository: Path) -> None:
        self.path = path
        self.other = other
        self._home = home
        self._repository = repository

    def kill(self, job: str, seconds: float) -> list[list[str]]:
        """Let a job run for a while, kill it, and return what it acknowledged."""
        process = subprocess.Popen(
            [sys.executable, str(_CHILD), job, str(self.path), str(self._home), str(self.other)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(self._repository)},
        )
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first, f"{job} did not begin"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said = [first, *process.stdout.read().splitlines(keepends=True)]
        process.wait()
        process.stdout.close()
        return [line.split() for line in said if line.endswith("\n")]

    def prove(self, said: list[list[str]]) -> None:
        """Open the file as a person would, and look whether it is whole and holds what was acknowledged."""
        with Store.open(self.path, home=self._home) as store:
            assert store.writable
            known = {(str(change.seq), change.hash) for change in store.history() if change.person == "huda"}
            documents = store.document_count()
        assert [words for words in said if words[0] == "head" and tuple(words[1:]) not in known] == []
        assert all(documents > int(words[1]) for words in said if words[0] == "articles")
        found = check(self.path)
        assert found.ok, found.problems
        for copy in self.other.parent.glob("*.copy.sqlite"):
            assert check(copy).ok
            copy.unlink()


@pytest.fixture
def killer(store: Store, path: Path, home: Path, tmp_path: Path, repository: Path) -> Killer:
    put(store, "visit")
    store.ensure_person("huda")
    store.close()
    folder = tmp_path / "other"
    folder.mkdir()
    with Store.create(folder / "other.sqlite", SCHEME, scheme_id="small", home=folder / "home") as other:
        for number in range(60):
            document = put(other, f"o{number}", f"وصل المركب رقم {number} إلى المرفأ. " * 40)
            other.ensure_person("sami")
            other.commit("sami", [mark(document, "PER", (place, place + 4)) for place in range(20)])
    return Killer(path, home, folder / "other.sqlite", repository)


@pytest.mark.parametrize("job", ["gestures", "gestures", "import", "backup", "rebuild"])
def test_a_kill_loses_nothing_that_was_acknowledged(killer: Killer, job: str) -> None:
    dice = random.Random(job)
    for _ in range(2):
        killer.prove(killer.kill(job, dice.uniform(0.02, 0.3)))


def test_a_merge_that_was_killed_is_done_again(killer: Killer, home: Path, tmp_path: Path) -> None:
    shutil.copy(killer.path, tmp_path / "undisturbed.sqlite")
    dice = random.Random(3)
    for _ in range(4):
        killer.prove(killer.kill("merge", dice.uniform(0, 0.3)))
    states = []
    for path in (killer.path, tmp_path / "undisturbed.sqlite"):
        with Store.open(path, home=home) as store:
            merge(store, [killer.other])
            assert merge(store, [killer.other]).changes == 0
            states.append(state_hash(store))
        assert check(path).ok
    assert states[0] == states[1]


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_many_kills_in_all_kinds_of_work(killer: Killer, tmp_path: Path) -> None:
    dice = random.Random(11)
    fresh = tmp_path / "fresh.sqlite"
    shutil.copy(killer.path, fresh)
    jobs = ("gestures", "gestures", "gestures", "gestures", "merge", "import", "backup", "rebuild")
    for number in range(int(os.environ.get("ANNOTATOR_KILLS", "300"))):
        if number % 40 == 0:
            # Begin anew from time to time, so that there is something left to merge and the file stays small.
            shutil.copy(fresh, killer.path)
        killer.prove(killer.kill(dice.choice(jobs), dice.uniform(0, 0.25)))
