"""Worker processes answer in order, and end only when they are let go."""

from __future__ import annotations

import os
import signal
import sys

import msgspec
import pytest

from annotator.session import workers
from annotator.session.frames import read_frame, write_frame
from annotator.session.workers import Calling, answers

PREPARING = "annotator.session.preparing:work"


def request(text: str) -> bytes:
    return msgspec.msgpack.encode([text])


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal for one process")
def test_an_interrupt_from_the_terminal_does_not_end_a_worker() -> None:
    with workers.start(PREPARING) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in ("زار وفد المدينة.", "عقد المجلس جلسة."):
            write_frame(process.stdin, request(text))
            assert read_frame(process.stdout)
            os.kill(process.pid, signal.SIGINT)
        process.stdin.close()
        assert process.wait() == 0


def test_answers_come_in_the_order_of_the_requests_with_what_came_beside() -> None:
    calling = Calling("no.such.module:work", alone=lambda asked: asked[::-1])
    found = list(answers(((number, f"<{number}>".encode()) for number in range(50)), calling, 2))
    assert found == [(number, f"<{number}>".encode()[::-1]) for number in range(50)]
