"""What an article needs before it is stored: its zones by the rules, and its terms for the word index.

Both are pure functions of the text, so large imports let worker processes do it while this one reads and writes.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from annotator.model.values import Bundle, Zone
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


def prepare_text(text: str) -> Prepared:
    """Return the zones that the rules find, and the terms of the word index."""
    return tuple(find_zones(text)), index_terms(text)


def prepared(bundles: Iterable[Bundle], *, workers: int | None = None) -> Iterator[PreparedDocument]:
    """Prepare articles in their order, with worker processes once it is clear that there are many.

    `workers` = 0 never starts one; None takes one per core but one.
    """
    source = iter(bundles)
    for bundle in islice(source, ALONE):
        yield _join(bundle, prepare_text(bundle.document.text))
    count = max(1, (os.cpu_count() or 1) - 1) if workers is None else workers
    if count == 0:
        yield from (_join(bundle, prepare_text(bundle.document.text)) for bundle in source)
        return
    first = list(islice(source, CHUNK))
    if first:
        yield from _with_workers(first, source, count)


def _with_workers(first: list[Bundle], source: Iterator[Bundle], count: int) -> Iterator[PreparedDocument]:
    waiting: deque[tuple[list[Bundle], Future[list[Prepared]]]] = deque()
    # spawn: a forked child of a process with threads (the window) may hang
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as pool:
        chunk = first
        while chunk or waiting:
            if chunk:
                waiting.append((chunk, pool.submit(_prepare_texts, [bundle.document.text for bundle in chunk])))
                chunk = list(islice(source, CHUNK))
            if waiting and (not chunk or len(waiting) >= count * AHEAD):
                done, future = waiting.popleft()
                yield from (_join(bundle, ready) for bundle, ready in zip(done, future.result(), strict=True))


def _prepare_texts(texts: list[str]) -> list[Prepared]:
    return [prepare_text(text) for text in texts]


def _join(bundle: Bundle, ready: Prepared) -> PreparedDocument:
    return PreparedDocument(bundle=bundle, zones=tuple(Zone(*zone) for zone in ready[0]), terms=ready[1])
