"""What an article needs before it is stored: its zones by the rules, and its terms for the word index.

Both are pure functions of the text, so large imports let worker processes do it while this one reads and writes. A
worker is a Python of its own that only speaks to us through its pipes: nothing of the calling program runs in it twice.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from threading import local

import msgspec

from annotator.model.values import Bundle, Zone
from annotator.session.frames import read_frame, write_frame
from annotator.store.records import PreparedDocument
from annotator.text.terms import index_terms
from annotator.text.zones import find_zones

ALONE = 400
"""Up to this many articles are prepared in this process: starting workers takes as long as that."""
CHUNK = 64
"""Articles that a worker prepares at a time."""
AHEAD = 4
"""Chunks per worker that may wait; bounds the memory of an import however long it is."""

Prepared = tuple[tuple[tuple[int, int, str], ...], frozenset[str]]

_RESULTS = msgspec.msgpack.Decoder(list[Prepared])
_TEXTS = msgspec.msgpack.Decoder(list[str])
_ENCODER = msgspec.msgpack.Encoder()


def prepare_text(text: str) -> Prepared:
    """Return the zones that the rules find, and the terms of the word index."""
    return tuple(find_zones(text)), index_terms(text)


def prepared(bundles: Iterable[Bundle], *, workers: int | None = None) -> Iterator[PreparedDocument]:
    """Prepare articles in their order, with worker processes once it is clear that there are many.

    `workers` = 0 never starts one; None takes one per core.
    """
    source = iter(bundles)
    for bundle in islice(source, ALONE):
        yield _join(bundle, prepare_text(bundle.document.text))
    count = (os.cpu_count() or 1) if workers is None else workers
    first = list(islice(source, CHUNK))
    if not first:
        return
    if count:
        yield from _with_workers(first, source, count)
    else:
        for bundle in (*first, *source):
            yield _join(bundle, prepare_text(bundle.document.text))


def serve() -> None:
    """Prepare texts that come on standard input until it ends: the main loop of a worker process."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (frame := read_frame(source)) is not None:
        write_frame(sink, _ENCODER.encode([prepare_text(text) for text in _TEXTS.decode(frame)]))


class _Workers:
    """Worker processes, each spoken to by a thread of its own. Where none can be had, the thread does the work."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="prepare")
        self._mine = local()
        self._started: list[subprocess.Popen[bytes]] = []

    def submit(self, bundles: list[Bundle]) -> Future[list[Prepared]]:
        return self._threads.submit(self._prepare, [bundle.document.text for bundle in bundles])

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        for process in self._started:
            with process:
                if process.stdin is not None:
                    with suppress(OSError):  # what was on its way to a worker that died
                        process.stdin.close()

    def _prepare(self, texts: list[str]) -> list[Prepared]:
        try:
            return self._ask(texts)
        except (OSError, EOFError):
            # No process could be started, or it was killed: slower, and the same result.
            return [prepare_text(text) for text in texts]

    def _ask(self, texts: list[str]) -> list[Prepared]:
        process: subprocess.Popen[bytes] | None = getattr(self._mine, "process", None)
        if process is None:
            process = self._mine.process = _start()
            self._started.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        write_frame(process.stdin, _ENCODER.encode(texts))
        frame = read_frame(process.stdout)
        if frame is None:
            raise EOFError
        return _RESULTS.decode(frame)


def _start() -> subprocess.Popen[bytes]:
    """Start a worker with the modules that this process sees."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    call = "from annotator.session.preparing import serve; serve()"
    return subprocess.Popen(
        [sys.executable, "-c", call], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )


def _with_workers(first: list[Bundle], source: Iterator[Bundle], count: int) -> Iterator[PreparedDocument]:
    waiting: deque[tuple[list[Bundle], Future[list[Prepared]]]] = deque()
    workers = _Workers(count)
    try:
        chunk = first
        while chunk or waiting:
            if chunk:
                waiting.append((chunk, workers.submit(chunk)))
                chunk = list(islice(source, CHUNK))
            if waiting and (not chunk or len(waiting) >= count * AHEAD):
                done, future = waiting.popleft()
                yield from (_join(bundle, ready) for bundle, ready in zip(done, future.result(), strict=True))
    finally:
        workers.close()


def _join(bundle: Bundle, ready: Prepared) -> PreparedDocument:
    zones = tuple(Zone(start, end, kind) for start, end, kind in ready[0])
    return PreparedDocument(bundle=bundle, zones=zones, terms=ready[1])
