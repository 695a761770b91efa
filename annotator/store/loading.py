"""Putting in many documents: made ready outside the turn, written in short batches, gestures first."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from annotator.errors import RefusedError
from annotator.model.values import PersonKind
from annotator.store.bulk import Batch
from annotator.store.connections import Connections
from annotator.store.ready import Ready, make_ready
from annotator.store.records import Added, PreparedDocument, Progress
from annotator.store.streams import Streams

_AHEAD = 200
_FIRST_WEIGHT_PER_MS = 2_000.0


class Pace:
    """How much fits into one turn, learnt from the batches before."""

    def __init__(self) -> None:
        self._weight_per_ms = _FIRST_WEIGHT_PER_MS
        self._commit_ms = 5.0

    def take(self, waiting: deque[Ready], batch_ms: float) -> list[Ready]:
        """Take from the waiting documents what may be written and synced in so many milliseconds, at least one."""
        # On a slow disk the sync alone fills the turn: some work must go with it all the same.
        budget = self._weight_per_ms * max(0.9 * batch_ms - self._commit_ms, 0.3 * batch_ms)
        taken: list[Ready] = []
        weight = 0
        while waiting and (not taken or weight + waiting[0].weight <= budget):
            taken.append(waiting.popleft())
            weight += taken[-1].weight
        return taken

    def learn(self, weight: int, work_seconds: float, commit_seconds: float) -> None:
        """Half of what was believed, half of what was seen: one slow sync does not shrink the batches for long."""
        self._weight_per_ms = (self._weight_per_ms + max(weight / max(work_seconds * 1000, 0.1), 50.0)) / 2
        self._commit_ms = (self._commit_ms + commit_seconds * 1000) / 2


class Loader:
    """Writes documents in batches through the turn. One `Loader` per import."""

    def __init__(self, connections: Connections, streams: Streams, person_kinds: Mapping[str, PersonKind]) -> None:
        self._connections = connections
        self._streams = streams
        self._kinds = person_kinds
        self._words: set[str] = set()
        self._pace = Pace()
        self._added = Added()

    def load(self, prepared: Iterable[PreparedDocument], progress: Progress | None) -> Added:
        """Write all documents; return what was done. Raises ProjectError; then whole batches before it are kept."""
        source = iter(prepared)
        waiting: deque[Ready] = deque()
        done = 0
        while self._fill(waiting, source):
            done += self._write_batch(waiting)
            if progress is not None:
                progress(done, None)
        return self._added

    def _fill(self, waiting: deque[Ready], source: Iterator[PreparedDocument]) -> bool:
        """Make documents ready until there are enough for a batch: outside the turn, so that nobody waits for it."""
        for prepared in source:
            try:
                waiting.append(make_ready(prepared))
            except RefusedError as refusal:
                self._refuse(prepared.bundle.document.key, refusal)
            if len(waiting) >= _AHEAD:
                break
        return bool(waiting)

    def _write_batch(self, waiting: deque[Ready]) -> int:
        """Write what fits into one turn; return the number of documents."""
        turn = self._connections.turn
        taken = self._pace.take(waiting, turn.batch_ms())
        with turn.bulk():
            begun = time.monotonic()
            with self._connections.writing(bulk=True) as connection:
                batch = Batch(connection, self._streams, self._kinds, self._words)
                for ready in taken:
                    self._add(batch, ready)
                batch.finish()
                written = time.monotonic()
            self._pace.learn(sum(ready.weight for ready in taken), written - begun, time.monotonic() - written)
        self._added = batch.counted(self._added)
        self._words |= batch.new_words
        return len(taken)

    def _add(self, batch: Batch, ready: Ready) -> None:
        try:
            batch.add(ready)
        except RefusedError as refusal:
            self._refuse(ready.document.key, refusal)

    def _refuse(self, key: str, refusal: RefusedError) -> None:
        self._added = msgspec.structs.replace(self._added, refused=(*self._added.refused, (key, refusal)))
