"""The labelling window as a process that can be killed, and what it said before."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]

Spans = list[tuple[str, int, int]]
"""Label, start and end."""


class Shown(NamedTuple):
    """What a window shows and says is saved: the document, the person's spans, and the place in the text."""

    key: str
    spans: Spans
    place: list[int]


@contextmanager
def labelling_window(folder: Path, key: str, plan: Sequence[Sequence[object]]) -> Iterator[subprocess.Popen[str]]:
    """Run a window that makes the gestures of a plan; it is killed in the end, if not before."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    script = ROOT / "tests" / "flows" / "labelling_window.py"
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), key, json.dumps(plan)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        yield process
    finally:
        kill(process)
        assert process.stdout is not None
        process.stdout.close()


def next_shown(process: subprocess.Popen[str]) -> Shown:
    """Wait for what the window shows after its next gesture."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"the window ended with {process.wait()}"
    return as_shown(line)


def as_shown(line: str) -> Shown:
    said = json.loads(line)
    return Shown(said["key"], [(label, start, end) for label, start, end in said["spans"]], said["place"])


def kill(process: subprocess.Popen[str]) -> None:
    """End a process as a power cut would."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
        process.wait()
