"""Whose turn it is: gestures go before batches, and a batch can pause for them."""

from __future__ import annotations

import threading
import time

from annotator.store.turn import BATCH_MS, CROWDED_BATCH_MS, Turn


def _wait_for(turn: Turn) -> None:
    deadline = time.monotonic() + 5
    while not turn.is_wanted():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_a_gesture_goes_before_a_batch_that_waited_longer() -> None:
    turn, order = Turn(), []

    def work(door: str) -> None:
        with turn.urgent() if door == "gesture" else turn.bulk():
            order.append(door)

    batch = threading.Thread(target=work, args=("batch",))
    gesture = threading.Thread(target=work, args=("gesture",))
    with turn.bulk():
        batch.start()
        time.sleep(0.02)
        gesture.start()
        _wait_for(turn)
    batch.join()
    gesture.join()
    assert order == ["gesture", "batch"]


def test_whoever_has_the_turn_may_enter_again() -> None:
    turn = Turn()
    with turn.bulk(), turn.urgent(), turn.bulk():
        pass
    with turn.urgent():
        pass


def test_a_pause_lets_a_waiting_gesture_through_and_nobody_else() -> None:
    turn, order = Turn(), []

    def gesture() -> None:
        with turn.urgent():
            order.append("gesture")

    thread = threading.Thread(target=gesture)
    with turn.bulk():
        turn.pause()
        order.append("before")
        thread.start()
        _wait_for(turn)
        turn.pause()
        order.append("after")
    thread.join()
    assert order == ["before", "gesture", "after"]


def test_batches_are_short_while_somebody_works() -> None:
    turn = Turn()
    assert turn.batch_ms() == BATCH_MS
    with turn.urgent():
        pass
    assert turn.batch_ms() == CROWDED_BATCH_MS
