"""The window: how soon it can be used, the next article, a step of the wheel, hovering, memory, and rest.

Everything is measured in processes of its own, several of each, beside a bare view in the same process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import corpus
from benchmarks.bulk import project
from benchmarks.table import Row, say

_RUNS = 3
_LENGTHS = (("short", 9, 3_000, 60), ("middle", 5, 100_000, 2_000), ("very_long", 3, 1_000_000, 10_000))
_MARK_BARS = {"p50": 10.0, "p99": 50.0}
_NEXT_BARS = {"short": 20.0, "middle": 25.0, "very_long": 45.0}

Figures = dict[str, float]


def measure(folder: Path) -> list[Row]:
    """The rows of the window."""
    long = long_project(folder)
    many = many_project(folder)
    say("starting the window")
    _start(many)  # the first one compiles modules
    started = [_start(many) for _run in range(_RUNS)]
    bare = [_start_bare(many) for _run in range(_RUNS)]
    count = f"{corpus.ARTICLES:,} articles"
    rows = [_row(f"window usable, project of {count}", started, "start", 0.8, bare, "s", scale=0.001)]
    say("going from article to article")
    shown = [_figures("articles", long) for _run in range(_RUNS)]
    for name, _count, characters, spans in _LENGTHS:
        what = f"next article shown, {characters:,} characters, {spans:,} spans"
        rows.append(_row(what, shown, name, _NEXT_BARS[name], shown, "ms"))
    say("scrolling, hovering, resting")
    moved = [_figures("moving", long) for _run in range(_RUNS)]
    rows.append(_row("scroll step", moved, "scroll", 4, moved, "ms"))
    rows.append(_row("hover", moved, "hover", 0.05, moved, "ms"))
    rested = [_figures("resting", many) for _run in range(_RUNS)]
    rows.append(_row(f"memory of the window, {count}", rested, "memory", 350, rested, "MB"))
    rows.append(_row("processor while nobody does anything", rested, "idle", 1, rested, "%"))
    rows.append(_row("paintings in five seconds of rest", rested, "paints", 0, rested, ""))
    return rows


def measure_marks(folder: Path) -> list[Row]:
    """The rows of marking in the window, from the key to committed and painted."""
    path = folder / "marked.sqlite"
    if not path.exists():
        say("importing articles with spans")
        project("marked", corpus.files().smaller, folder)[0].close()
    found = _figures("marks", path)
    rows = []
    for name in (name for name in found if not name.startswith("bare/")):
        when, share = name.split("/")
        what = f"mark a span in the window, {when if when == 'quiet' else 'while ' + when}, {share}"
        rows.append(Row(what, found[name], _MARK_BARS[share], found[f"bare/quiet/{share}"], "ms", "less"))
    return rows


def long_project(folder: Path) -> Path:
    """A project of articles of three lengths."""
    path = folder / "long.sqlite"
    if not path.exists():
        say("importing long articles")
        source = corpus.write_labelled(corpus.joined(_LENGTHS), folder / "long.jsonl")
        project("long", source, folder)[0].close()
    return path


def many_project(folder: Path) -> Path:
    """A project of all articles, without labels."""
    path = folder / "articles.sqlite"
    if not path.exists():
        say("importing all articles")
        project("articles", corpus.files().articles, folder)[0].close()
    return path


def _row(
    what: str, ours: list[Figures], name: str, bar: float, bare: list[Figures], unit: str, *, scale: float = 1.0
) -> Row:
    limits = [figures[f"bare/{name}"] for figures in bare if f"bare/{name}" in figures]
    limit = scale * statistics.median(limits) if limits else None
    return Row(what, scale * statistics.median(figures[name] for figures in ours), bar, limit, unit, "less")


def _start(path: Path) -> Figures:
    return _run("starting", "ours", path, repr(time.perf_counter()))


def _start_bare(path: Path) -> Figures:
    return _run("starting", "bare", path, repr(time.perf_counter()))


def _figures(what: str, path: Path) -> Figures:
    return _run("seen", what, path)


def _run(module: str, what: str, path: Path, *more: str) -> Figures:
    command = [sys.executable, "-m", f"benchmarks.{module}", what, str(path), *more]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "ANNOTATOR_LANGUAGE": "en"}
    # Who has installed the program has its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found
