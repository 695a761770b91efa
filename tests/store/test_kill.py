"""SIGKILL in the middle of work: every edit that was acknowledged is there, and the file is whole.

The state that a person saw is compared here; `test_kill_jobs` kills every kind of writing, hundreds of times.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from annotator.store.backup import verify_copy
from annotator.store.project_file import Store
from annotator.store.verify import check

KILLS = 3

_WRITER = """
import sys
from pathlib import Path
from annotator.store.project_file import Store
from tests.store.making import changed, gone, mark

with Store.open(Path(sys.argv[1]), home=Path(sys.argv[2])) as store:
    document = store.document_keys()[0].id
    number = 0
    while True:
        number += 1
        edit = mark(document, "ROLE", (number % 40, number % 40 + 5))
        store.commit("huda", [edit])
        print("+", edit.object, number, flush=True)
        if number % 3 == 0:
            store.commit("huda", [changed(edit, label="PER")])
            print("=", edit.object, number, flush=True)
        if number % 5 == 0:
            store.undo("huda")
            print("?", edit.object, number, flush=True)
        if number % 7 == 0:
            store.ensure_person("ali")
            store.commit("ali", [mark(document, "ROLE", (0, 3)) for _ in range(50)])
            print("*", "50", number, flush=True)
"""


def _work_until_killed(path: Path, home: Path, repository: Path, seconds: float) -> list[str]:
    """Let a process work for a while, kill it, and return what it had acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), str(home)], stdout=subprocess.PIPE, text=True, cwd=repository
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    # A last line without an end was not said to the end.
    return [first, *rest.splitlines(keepends=True)]


class Said:
    """What was acknowledged: labels by span, spans of ali's, and the number and name of the last gesture but one."""

    def __init__(self) -> None:
        self.labels: dict[str, str] = {}
        self.others = 0
        self.last = ("", 0)

    def hear(self, lines: list[str]) -> None:
        for line in lines:
            if not line.endswith("\n"):
                return
            sign, name, number = line.split()
            if sign == "*":
                self.others += int(name)
                continue
            self.last = (name, int(number))
            before = self.labels.pop(name, "")
            after = {"+": "ROLE", "=": "PER", "?": "ROLE" if before == "PER" else ""}[sign]
            if after:
                self.labels[name] = after

    def may_differ(self, name: str) -> bool:
        """Whether the one gesture that nobody heard of any more may have touched a span."""
        return name not in self.labels or (name == self.last[0] and (self.last[1] % 3 == 0 or self.last[1] % 5 == 0))


def test_no_acknowledged_edit_is_lost_by_a_kill(
    store: Store, visit: str, path: Path, home: Path, repository: Path
) -> None:
    _kill_again_and_again(store, visit, path, home, repository, KILLS)


def _kill_again_and_again(store: Store, visit: str, path: Path, home: Path, repository: Path, kills: int) -> None:
    store.close()
    dice = random.Random(7)
    said = Said()
    for _ in range(kills):
        said.hear(_work_until_killed(path, home, repository, dice.uniform(0, 0.15)))
        with Store.open(path, home=home) as again:
            assert again.writable
            found = {span.id: span.label for span in again.spans(visit, "huda")}
            others = len(again.spans(visit, "ali"))
        different = {name for name in {*found, *said.labels} if found.get(name) != said.labels.get(name)}
        assert len(different) <= 1
        assert all(said.may_differ(name) for name in different)
        assert others in (said.others, said.others + 50)
        said.labels, said.others = found, others
    verify_copy(path)
    assert check(path).ok
