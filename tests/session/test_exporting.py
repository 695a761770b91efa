"""Exports: worker processes write the bytes that one process writes, whatever happens to them."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from annotator.errors import Cancelled, InputError, ProjectError, UsageError
from annotator.model.values import Bundle
from annotator.session import Session, export_workers, exporting, workers
from annotator.session.exporting import ExportOptions, export
from annotator.session.importing import import_paths

DOCUMENTS = 60
LABELS = ("PER", "ORG", "GPE", "DATE")


def line(number: int) -> bytes:
    text = f"خبر {number}\n\nوقال مصدر، في المجلس: إن العدد «بلغ {number * 7}». زار الوفد الميناء.\n"
    spans = [
        {"person": person, "label": LABELS[(number + start) % 4], "fragments": [[start, end]]}
        for person, start, end in (("huda", 0, 3), ("huda", 8, 17), ("huda", 9, 12), ("ali", 4, 9), ("huda", 22, 31))
        if (number + start) % 3
    ]
    states = [{"person": "huda", "state": "done" if number % 5 else "in_progress"}]
    comments = [{"person": "ali", "text": "انظر", "on": None}] if number % 7 == 0 else []
    made = {"key": f"a{number:03}", "text": text, "spans": spans, "states": states, "comments": comments}
    return msgspec.json.encode(made) + b"\n"


@pytest.fixture
def large(make_session: Callable[..., Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A project that counts as large."""
    monkeypatch.setattr(exporting, "ALONE", 10)
    monkeypatch.setattr(export_workers, "CHUNK", 7)
    source = tmp_path / "source.jsonl"
    source.write_bytes(b"".join(line(number) for number in range(DOCUMENTS)))
    session = make_session()
    import_paths(session, [source])
    return session


WISHES = [
    ExportOptions(format="jsonl"),
    ExportOptions(format="jsonl", people=("huda",), state="done"),
    ExportOptions(format="conll", people=("huda",)),
    ExportOptions(format="conll", people=("huda",), state="all", zones="all", tokens="word", flatten="innermost"),
]


@pytest.mark.parametrize("options", WISHES, ids=["all", "one person", "training", "whole words"])
def test_workers_write_what_one_process_writes(large: Session, tmp_path: Path, options: ExportOptions) -> None:
    alone = export(large, tmp_path / "alone", options, workers=0)
    together = export(large, tmp_path / "together", options, workers=2)
    assert (tmp_path / "together").read_bytes() == (tmp_path / "alone").read_bytes()
    assert together == alone
    assert together.documents


def test_workers_write_a_round_in_its_order(large: Session, tmp_path: Path) -> None:
    names = ", ".join(f'"a{number:03}"' for number in (31, 4, *range(10, 20), 2))
    rounds = tmp_path / "rounds.jsonl"
    rounds.write_text(f'{{"annotator": 1, "rounds": [{{"name": "r1", "documents": [{names}]}}]}}\n', encoding="utf-8")
    import_paths(large, [rounds])
    options = ExportOptions(format="jsonl", round="r1")
    export(large, tmp_path / "alone", options, workers=0)
    export(large, tmp_path / "together", options, workers=2)
    written = (tmp_path / "together").read_bytes()
    assert written == (tmp_path / "alone").read_bytes()
    keys = [msgspec.json.decode(one)["key"] for one in written.splitlines()[1:]]
    assert keys[:3] == ["a031", "a004", "a010"]
    assert len(keys) == 13


def test_progress_counts_to_the_end(large: Session, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    export(large, tmp_path / "out", WISHES[0], lambda done, total: seen.append((done, total)), workers=2)
    assert seen[-1] == (DOCUMENTS, DOCUMENTS)
    assert seen == sorted(seen)


def test_a_cancelled_export_leaves_no_file_no_process_and_no_thread(
    large: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = started_by(monkeypatch)

    def stop(done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export(large, tmp_path / "out", WISHES[0], stop, workers=2)
    assert started
    assert all(process.poll() is not None for process in started)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("worker")]
    assert not list(tmp_path.glob("out*"))


def test_a_worker_that_dies_does_not_lose_a_document(
    large: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = export(large, tmp_path / "alone", WISHES[2], workers=0)
    started_by(monkeypatch, kill=True)
    assert export(large, tmp_path / "out", WISHES[2], workers=2) == alone
    assert (tmp_path / "out").read_bytes() == (tmp_path / "alone").read_bytes()


def test_where_no_process_can_be_started_the_work_is_done_all_the_same(
    large: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(large, tmp_path / "alone", WISHES[0], workers=0)
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    export(large, tmp_path / "out", WISHES[0], workers=2)
    assert (tmp_path / "out").read_bytes() == (tmp_path / "alone").read_bytes()


def test_what_a_worker_fails_at_is_raised_here(large: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The workers fail at every request, and this process finds out why.
    monkeypatch.setattr(workers, "start", lambda function: start_failing())
    whole = type(large.store).bundles

    def broken(store: object, **wishes: object) -> object:
        for bundle in whole(store, **wishes):  # type: ignore[arg-type]
            yield with_span_outside(bundle) if bundle.document.key == "a011" else bundle

    monkeypatch.setattr(type(large.store), "bundles", broken)
    with pytest.raises(InputError) as raised:
        export(large, tmp_path / "out", WISHES[0], workers=2)
    assert raised.value.code == "formats.unwritable_offsets"
    assert not list(tmp_path.glob("out*"))


def test_a_layer_that_is_not_there_is_refused_before_any_work(large: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        export(large, tmp_path / "out", ExportOptions(format="conll", people=("huda",), layers=("none",)), workers=2)
    assert not list(tmp_path.glob("out*"))


def test_a_closed_project_is_not_exported(large: Session, tmp_path: Path) -> None:
    large.close()
    with pytest.raises(ProjectError):
        export(large, tmp_path / "out", WISHES[0], workers=2)


def with_span_outside(bundle: Bundle) -> Bundle:
    spans = tuple(msgspec.structs.replace(span, fragments=((0, 9_999),)) for span in bundle.spans)
    return msgspec.structs.replace(bundle, spans=spans)


def start_failing() -> subprocess.Popen[bytes]:
    """A worker that says of every request that it failed."""
    code = (
        "import sys\nfrom annotator.session.frames import read_frame, write_frame\n"
        "read_frame(sys.stdin.buffer)\n"
        "while read_frame(sys.stdin.buffer) is not None: write_frame(sys.stdout.buffer, b'')"
    )
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def started_by(monkeypatch: pytest.MonkeyPatch, *, kill: bool = False) -> list[subprocess.Popen[bytes]]:
    """The worker processes that are started from now on; `kill` ends each at once."""
    start = workers.start
    started: list[subprocess.Popen[bytes]] = []

    def start_and_note(function: str) -> subprocess.Popen[bytes]:
        process = start(function)
        started.append(process)
        if kill:
            process.kill()
        return process

    monkeypatch.setattr(workers, "start", start_and_note)
    return started


def test_nothing_is_written_over_unasked_and_a_project_never(session: Session, tmp_path: Path) -> None:
    there = tmp_path / "there.jsonl"
    there.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"usage\.out_exists"):
        export(session, there, ExportOptions(format="jsonl"))
    assert there.read_text(encoding="utf-8") == "mine"
    export(session, there, ExportOptions(format="jsonl", replace=True))
    assert there.read_text(encoding="utf-8").startswith('{"annotator":1')
    before = session.path.read_bytes()
    for replace in (False, True):
        with pytest.raises(UsageError, match=r"usage\.out_exists"):
            export(session, session.path, ExportOptions(format="jsonl", replace=replace))
    assert session.path.read_bytes() == before


def test_a_destination_that_can_not_be_is_named(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"usage\.out_is_folder"):
        export(session, tmp_path, ExportOptions(format="jsonl"))
    with pytest.raises(UsageError, match=r"usage\.no_folder"):
        export(session, tmp_path / "no" / "out.jsonl", ExportOptions(format="jsonl"))


def test_who_made_no_span_does_not_stand_in_the_way_of_a_training_set(session: Session, tmp_path: Path) -> None:
    session.store.ensure_person("lead")
    session.mark(session.document("visit"), [(0, 3)], "PER")
    export(session, tmp_path / "out.conll", ExportOptions(format="conll", state="all"))
    assert "B-PER" in (tmp_path / "out.conll").read_text(encoding="utf-8")
