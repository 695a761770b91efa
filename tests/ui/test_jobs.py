"""Long work runs beside the window, tells how far it is, and ends when it is told to."""

from __future__ import annotations

import threading

import pytest

from annotator.errors import InputError
from annotator.ui.jobs import Job


@pytest.fixture
def started(qtbot):
    jobs: list[Job] = []

    def start(work, signal: str):
        job = Job(work)
        jobs.append(job)
        heard: list[object] = []
        getattr(job, signal).connect(heard.append)
        with qtbot.waitSignal(job.finished, timeout=5000):
            job.start()
        return heard

    yield start
    for job in jobs:
        job.cancel()
        job.wait()


def test_a_job_gives_its_result_and_runs_in_a_thread_of_its_own(started):
    here = threading.get_ident()
    (result,) = started(lambda _progress: threading.get_ident(), "succeeded")
    assert result != here


def test_a_job_tells_how_far_it_is(qtbot):
    job = Job(lambda progress: [progress(done, 3) for done in (1, 2, 3)])
    heard: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, total: heard.append((done, total)))
    with qtbot.waitSignal(job.finished, timeout=5000):
        job.start()
    job.wait()
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_an_error_of_the_world_is_told_as_such(started):
    def work(_progress):
        raise InputError("formats.json", file="a.jsonl", line=7)

    (error,) = started(work, "refused")
    assert error.code == "formats.json"


def test_a_fault_of_ours_reaches_the_window(started):
    (error,) = started(lambda _progress: {}["nothing"], "crashed")
    assert isinstance(error, KeyError)


def test_a_cancelled_job_stops_at_its_next_step(qtbot):
    begun = threading.Event()
    steps: list[int] = []

    def work(progress):
        for step in range(100_000):
            begun.set()
            progress(step, 0)
            steps.append(step)

    job = Job(work)
    with qtbot.waitSignals([job.cancelled, job.finished], timeout=5000):
        job.start()
        begun.wait()
        job.cancel()
    job.wait()
    assert len(steps) < 100_000
