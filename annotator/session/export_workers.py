"""Large exports: worker processes read the project and encode its documents, this one writes what they give."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Lock

import msgspec

from annotator.errors import AnnotatorError
from annotator.formats import LossReport, WriteOptions
from annotator.formats.destination import complete_file
from annotator.formats.losses import LossCounter
from annotator.formats.protocol import Encoder
from annotator.formats.registry import named
from annotator.model.scheme import parse_scheme
from annotator.model.values import Header
from annotator.session.core import Core
from annotator.session.export_plan import Plan
from annotator.session.frames import read_frame
from annotator.session.workers import FAILED, Calling, answers, serve
from annotator.store.project_file import Store

CHUNK = 50
"""Documents that a worker encodes at a time."""

MakeEncoder = Callable[[Header, WriteOptions], Encoder]


class Greeting(msgspec.Struct, frozen=True):
    """What a worker has to know before the first request."""

    project: str
    plan: Plan
    scheme: str


class Answer(msgspec.Struct, frozen=True):
    """Documents as they stand in the file, and what of them was counted."""

    lines: bytes
    report: LossReport


_ENCODER = msgspec.msgpack.Encoder()
_KEYS = msgspec.msgpack.Decoder(list[str])
_ANSWERS = msgspec.msgpack.Decoder(Answer)
_GREETINGS = msgspec.msgpack.Decoder(Greeting)


def write_with_workers(
    core: Core, plan: Plan, keys: Iterable[str], destination: Path, progress: Callable[[int], None], workers: int
) -> LossReport:
    """Write a format that has an encoder, several documents at a time, and return what it lost.

    `progress` is called with how many documents are done and may raise, which ends the workers. Raises as `write` does.
    """
    chosen = named(plan.options.format)
    assert chosen.encoder is not None
    encoder = chosen.encoder(plan.header, plan.write_options(core.scheme))
    calling = Calling(
        serve="annotator.session.export_workers:work",
        alone=_Encoding(core.store, plan, chosen.encoder(plan.header, plan.write_options(core.scheme))).answer,
        greeting=_ENCODER.encode(Greeting(str(core.path.resolve()), _slim(plan), core.scheme.source)),
    )
    counter = LossCounter(chosen.name)
    done = 0
    with complete_file(destination) as out, closing(answers(_requests(keys), calling, workers)) as found:
        out.write(encoder.beginning())
        for count, message in found:
            answer = _ANSWERS.decode(message)
            out.write(answer.lines)
            counter.add(answer.report)
            done += count
            progress(done)
    return counter.report()


def work() -> None:
    """Encode documents of a project whose keys come on standard input: what a worker process runs."""
    # Nothing here makes cycles of objects worth a search among the many that documents are made of.
    gc.disable()
    frame = read_frame(sys.stdin.buffer)
    if frame is None:
        return
    greeting = _GREETINGS.decode(frame)
    plan = greeting.plan
    project = Path(greeting.project)
    options = plan.write_options(parse_scheme(greeting.scheme, project.name))
    make = named(plan.options.format).encoder
    assert make is not None
    with Store.open(project, write=False) as store:
        serve(partial(_answer_or_fail, _Encoding(store, plan, make(plan.header, options))))


class _Encoding:
    """Encodes the documents of a project; one request at a time."""

    def __init__(self, store: Store, plan: Plan, encoder: Encoder) -> None:
        self._store = store
        self._plan = plan
        self._encoder = encoder
        self._lock = Lock()

    def answer(self, request: bytes) -> bytes:
        """Return the answer to a list of keys. Raises AnnotatorError."""
        with self._lock:
            self._encoder.counter.clear()
            lines = b"".join(self._lines(_KEYS.decode(request)))
            return _ENCODER.encode(Answer(lines, self._encoder.counter.report()))

    def _lines(self, keys: Sequence[str]) -> Iterator[bytes]:
        for bundle in self._store.bundles(keys=keys):
            chosen = self._plan.part_of(bundle)
            if chosen is not None:
                yield self._encoder.encode(chosen)


def _answer_or_fail(encoding: _Encoding, request: bytes) -> bytes:
    try:
        return encoding.answer(request)
    except AnnotatorError:
        # The process that asked does it once more, and raises the error.
        return FAILED


def _requests(keys: Iterable[str]) -> Iterator[tuple[int, bytes]]:
    chunk: list[str] = []
    for key in keys:
        chunk.append(key)
        if len(chunk) == CHUNK:
            yield len(chunk), _ENCODER.encode(chunk)
            chunk = []
    if chunk:
        yield len(chunk), _ENCODER.encode(chunk)


def _slim(plan: Plan) -> Plan:
    """A plan without what only the beginning of a file needs, which is written here."""
    header = msgspec.structs.replace(plan.header, scheme_body={}, runs=(), rounds=())
    return msgspec.structs.replace(plan, header=header)
