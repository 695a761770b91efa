"""Marking a span until it is committed, in a project with 400,000 spans: quiet, and while long work runs beside it."""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import Cancelled
from annotator.session import Session
from annotator.session.exporting import ExportOptions, export
from annotator.session.importing import import_paths
from annotator.session.searching import search
from benchmarks import corpus
from benchmarks.bulk import fresh, project
from benchmarks.limits import Plain
from benchmarks.table import Row, percentile, say

_MARKS = 400
_PAUSE_SECONDS = 0.01
"""Between two marks, so that the work beside them gets its turn, as beside a person."""
_SETTLE_SECONDS = 0.5
_SWITCH_SECONDS = 0.001
"""How soon Python gives a waiting thread its turn; the window sets the same."""
_BARS = {"p50": (0.50, 10.0), "p99": (0.99, 50.0)}

Job = Callable[[Callable[..., None]], None]
"""Long work, called over and over; it calls its argument as it goes along, which raises Cancelled at the end."""


def measure(folder: Path) -> list[Row]:
    """The commit part of "mark", in milliseconds."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    session, _taken = project("marked", corpus.files().smaller, folder)
    limit = _plain_marks(folder)
    with session:
        rows = _rows("quiet", _marks(session), limit)
        for name, job in jobs(session, folder):
            say(f"marking while {name}")
            with running(job):
                rows += _rows(f"while {name}", _marks(session), limit)
    return rows


def jobs(session: Session, folder: Path) -> Iterator[tuple[str, Job]]:
    """Yield the long work that goes on beside the marks, by name."""

    def exporting(going: Callable[..., None]) -> None:
        export(session, folder / "beside.jsonl", ExportOptions(format="jsonl", replace=True), going)

    def backing_up(going: Callable[..., None]) -> None:
        session.store.backup(fresh(folder / "beside.sqlite"), going)

    def searching(going: Callable[..., None]) -> None:
        going()
        search(session, corpus.QUERY)

    def importing(going: Callable[..., None]) -> None:
        import_paths(session, [corpus.files().articles], progress=going)

    yield from (
        ("an export runs", exporting),
        ("a backup runs", backing_up),
        ("a search runs", searching),
        ("an import runs", importing),
    )


@contextmanager
def running(job: Job) -> Iterator[None]:
    """Run a job in a thread, again and again, until the block is left."""
    stop, failed = threading.Event(), []

    def going(*_progress: object) -> None:
        if stop.is_set():
            raise Cancelled

    def work() -> None:
        try:
            while not stop.is_set():
                job(going)
        except Cancelled:
            return
        except BaseException as problem:
            failed.append(problem)
            raise

    thread = threading.Thread(target=work, name="beside")
    thread.start()
    time.sleep(_SETTLE_SECONDS)
    try:
        yield
    finally:
        stop.set()
        thread.join()
    assert not failed, failed


def _marks(session: Session) -> list[float]:
    """Milliseconds of single marks in articles all over the project."""
    choose = random.Random(7)
    taken = []
    for _mark in range(_MARKS):
        document = session.document(f"bench/{choose.randrange(corpus.SMALLER):06d}")
        start = choose.randrange(len(document.text) - 10)
        begin = time.perf_counter()
        session.mark(document, [(start, start + 5)], "PER")
        taken.append(1_000 * (time.perf_counter() - begin))
        time.sleep(_PAUSE_SECONDS)
    return taken


def _plain_marks(folder: Path) -> list[float]:
    plain = Plain(folder / "plain-marked.sqlite")
    plain.take_in(corpus.files().smaller)
    choose = random.Random(7)
    taken = []
    for number in range(_MARKS):
        taken.append(1_000 * plain.mark(choose.randrange(corpus.SMALLER) + 1, f"mark-{number}", 10, 15))
        time.sleep(_PAUSE_SECONDS)
    plain.close()
    return taken


def _rows(when: str, ours: list[float], limit: list[float]) -> list[Row]:
    return [
        Row(f"mark a span, {when}, {name}", percentile(ours, share), bar, percentile(limit, share), "ms", "less")
        for name, (share, bar) in _BARS.items()
    ]
