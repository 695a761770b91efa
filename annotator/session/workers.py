"""Worker processes that answer requests in order: what imports and exports share.

A worker is a Python of its own that only speaks to us through its pipes: nothing of the calling program runs in it
twice. What a worker can't answer is done in this process, slower and with the same result; so is what it fails at,
where the error is then raised.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from threading import local
from typing import NamedTuple, TypeVar

from annotator.session.frames import read_frame, write_frame

AHEAD = 4
"""Requests per worker that may wait; bounds the memory however much there is to do."""

FAILED = b""
"""What a worker answers to a request at which it failed."""

Kept = TypeVar("Kept")


class Calling(NamedTuple):
    """What workers run: `serve` is the function as `module:name`, `greeting` is sent to each of them first.

    `alone` answers a request in this process, in whichever thread; None as greeting sends none.
    """

    serve: str
    alone: Callable[[bytes], bytes]
    greeting: bytes | None = None


def answers(
    requests: Iterable[tuple[Kept, bytes]], calling: Calling, count: int
) -> Generator[tuple[Kept, bytes], None, None]:
    """Yield the answer to each request in their order, with what came beside it. Closing it ends the workers."""
    source = iter(requests)
    waiting: deque[tuple[Kept, Future[bytes]]] = deque()
    workers = _Workers(count, calling)
    try:
        while True:
            for kept, request in islice(source, count * AHEAD - len(waiting)):
                waiting.append((kept, workers.submit(request)))
            if not waiting:
                return
            kept, future = waiting.popleft()
            yield kept, future.result()
    finally:
        workers.close()


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer what comes on standard input until it ends: the main loop of a worker process."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (request := read_frame(source)) is not None:
        write_frame(sink, answer(request))


def cores() -> int:
    """Return how many workers there are as a rule."""
    return os.cpu_count() or 1


class _Workers:
    """Worker processes, each spoken to by a thread of its own. Where none can be had, the thread does the work."""

    def __init__(self, count: int, calling: Calling) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        self._calling = calling
        self._mine = local()
        self._started: list[subprocess.Popen[bytes]] = []

    def submit(self, request: bytes) -> Future[bytes]:
        return self._threads.submit(self._answer, request)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        for process in self._started:
            with process:
                if process.stdin is not None:
                    with suppress(OSError):  # what was on its way to a worker that died
                        process.stdin.close()

    def _answer(self, request: bytes) -> bytes:
        try:
            found = self._ask(request)
        except (OSError, EOFError):
            # No process could be started, or it was killed.
            found = FAILED
        return found if found != FAILED else self._calling.alone(request)

    def _ask(self, request: bytes) -> bytes:
        process: subprocess.Popen[bytes] | None = getattr(self._mine, "process", None)
        if process is None:
            process = self._mine.process = start(self._calling.serve)
            self._started.append(process)
            if self._calling.greeting is not None:
                assert process.stdin is not None
                write_frame(process.stdin, self._calling.greeting)
        assert process.stdin is not None
        assert process.stdout is not None
        write_frame(process.stdin, request)
        frame = read_frame(process.stdout)
        if frame is None:
            raise EOFError
        return frame


def start(function: str) -> subprocess.Popen[bytes]:
    """Start a worker with the modules that this process sees.

    Ctrl+C in a terminal reaches workers too: they leave it to us, and end when we let go of them.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    module, _, name = function.partition(":")
    call = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); from {module} import {name}; {name}()"
    return subprocess.Popen(
        [sys.executable, "-c", call], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
