"""Preparing articles in worker processes gives what one process gives, in the same order, whatever happens."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.identity import document_id, text_sha256
from annotator.model.values import Bundle, Document
from annotator.session import preparing, workers
from annotator.session.preparing import prepared
from annotator.store.records import PreparedDocument


def bundles(count: int) -> Iterator[Bundle]:
    for number in range(count):
        text = f"خبر {number}\n\nوقال مصدر في المجلس إن العدد بلغ {number * 7}.\n"
        sha256 = text_sha256(text)
        key = f"a{number}"
        yield Bundle(document=Document(key=key, text=text, sha256=sha256, id=document_id(key, sha256)))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with workers after three articles."""
    monkeypatch.setattr(preparing, "ALONE", 3)
    monkeypatch.setattr(preparing, "CHUNK", 5)


@pytest.mark.usefixtures("few")
def test_workers_give_what_one_process_gives() -> None:
    alone = list(prepared(bundles(60), workers=0))
    assert list(prepared(bundles(60), workers=2)) == alone
    assert [one.bundle.document.key for one in alone] == [f"a{number}" for number in range(60)]
    assert all(one.terms and one.zones for one in alone)


@pytest.mark.usefixtures("few")
def test_where_no_process_can_be_started_the_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(prepared(bundles(20), workers=0))
    monkeypatch.setattr(sys, "executable", str(Path("/nonexistent/python")))
    assert list(prepared(bundles(20), workers=2)) == alone


@pytest.mark.usefixtures("few")
def test_a_worker_that_dies_does_not_lose_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(prepared(bundles(40), workers=0))
    start = workers.start

    def start_and_kill(function: str) -> object:
        process = start(function)
        process.kill()
        return process

    monkeypatch.setattr(workers, "start", start_and_kill)
    assert list(prepared(bundles(40), workers=1)) == alone


@pytest.mark.usefixtures("few")
def test_an_import_that_is_stopped_leaves_no_worker_behind() -> None:
    source = prepared(bundles(200), workers=2)
    got: list[PreparedDocument] = [next(source) for _ in range(10)]
    source.close()  # type: ignore[attr-defined]
    assert len(got) == 10
