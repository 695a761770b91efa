"""Whose turn it is to write: a person's gesture goes before the batches of a job."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

BATCH_MS = 50.0
CROWDED_BATCH_MS = 6.0
_CROWDED_SECONDS = 2.0


class Turn:
    """A lock with two doors. Whoever holds it may enter again; jobs wait while a gesture waits."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._owner: int | None = None
        self._depth = 0
        self._urgent_waiting = 0
        self._urgent_seen = float("-inf")

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Hold the turn for a gesture."""
        self._enter(urgent=True)
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Hold the turn for one batch of a job, which must be over after `batch_ms`."""
        self._enter(urgent=False)
        try:
            yield
        finally:
            self._leave()

    def pause(self) -> None:
        """Let waiting gestures through in the middle of a job's turn, and take the turn again."""
        me = threading.get_ident()
        with self._condition:
            if not self._urgent_waiting:
                return
            depth = self._depth
            self._owner, self._depth = None, 0
            self._condition.notify_all()
            self._condition.wait_for(lambda: self._owner is None and not self._urgent_waiting)
            self._owner, self._depth = me, depth

    def batch_ms(self) -> float:
        """Return how long a batch may hold the turn, in milliseconds: less while a person is working."""
        recently = time.monotonic() - self._urgent_seen < _CROWDED_SECONDS
        return CROWDED_BATCH_MS if recently else BATCH_MS

    def is_wanted(self) -> bool:
        """Whether a gesture is waiting for the turn."""
        return self._urgent_waiting > 0

    def _enter(self, *, urgent: bool) -> None:
        me = threading.get_ident()
        with self._condition:
            if self._owner == me:
                self._depth += 1
                return
            if urgent:
                self._wait_urgently()
            else:
                self._condition.wait_for(lambda: self._owner is None and not self._urgent_waiting)
            self._owner, self._depth = me, 1

    def _wait_urgently(self) -> None:
        self._urgent_seen = time.monotonic()
        self._urgent_waiting += 1
        try:
            self._condition.wait_for(lambda: self._owner is None)
        finally:
            self._urgent_waiting -= 1

    def _leave(self) -> None:
        with self._condition:
            self._depth -= 1
            if self._depth == 0:
                self._owner = None
                self._condition.notify_all()
