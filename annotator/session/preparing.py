"""What an article needs before it is stored: its zones by the rules, and its terms for the word index.

Both are pure functions of the text, so large imports let worker processes do it while this one reads and writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice

import msgspec

from annotator.model.values import Bundle, Zone
from annotator.session.workers import Calling, answers, cores, serve
from annotator.store.records import PreparedDocument
from annotator.text.terms import index_terms
from annotator.text.zones import find_zones

ALONE = 400
"""Up to this many articles are prepared in this process: starting workers takes as long as that."""
CHUNK = 64
"""Articles that a worker prepares at a time."""

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
    count = cores() if workers is None else workers
    first = list(islice(source, CHUNK))
    if not first:
        return
    if count:
        yield from _with_workers(chain([first], _chunks(source)), count)
    else:
        for bundle in (*first, *source):
            yield _join(bundle, prepare_text(bundle.document.text))


def work() -> None:
    """Prepare texts that come on standard input: what a worker process runs."""
    serve(_answer)


def _with_workers(chunks: Iterable[list[Bundle]], count: int) -> Iterator[PreparedDocument]:
    requests = ((chunk, _ENCODER.encode([bundle.document.text for bundle in chunk])) for chunk in chunks)
    found = answers(requests, Calling("annotator.session.preparing:work", _answer), count)
    with closing(found):
        for chunk, answer in found:
            yield from (_join(bundle, ready) for bundle, ready in zip(chunk, _RESULTS.decode(answer), strict=True))


def _chunks(source: Iterator[Bundle]) -> Iterator[list[Bundle]]:
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _answer(request: bytes) -> bytes:
    return _ENCODER.encode([prepare_text(text) for text in _TEXTS.decode(request)])


def _join(bundle: Bundle, ready: Prepared) -> PreparedDocument:
    zones = tuple(Zone(start, end, kind) for start, end, kind in ready[0])
    return PreparedDocument(bundle=bundle, zones=zones, terms=ready[1])
