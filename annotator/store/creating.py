"""Making a new project file: whole and synced under another name first, then named."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from annotator.errors import ProjectError
from annotator.model.changes import Kind
from annotator.model.identity import bytes_of, uuid7
from annotator.store import cache, history
from annotator.store.backup import publish
from annotator.store.connections import connect, own_errors
from annotator.store.device import Device, default_home
from annotator.store.objects import scheme_object
from annotator.store.plain import SchemeShape, canonical
from annotator.store.schema import FORMAT_VERSION, install
from annotator.store.streams import IMPORT, Streams


def make_project(path: Path, scheme: SchemeShape, home: Path | None) -> None:
    """Make a project file with its first scheme. Raises ProjectError `store.exists`, `store.folder`,
    `store.disk_full`.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    if path.exists():
        raise ProjectError("store.exists", file=str(path))
    if not path.parent.is_dir():
        raise ProjectError("store.folder", folder=str(path.parent))
    device = open_device(home)
    try:
        _make(draft, scheme, device)
        publish(draft, path)
        device.note_file(path)
    finally:
        device.close()
        draft.unlink(missing_ok=True)


def open_device(home: Path | None) -> Device:
    """Return what is remembered of this computer. Raises ProjectError `store.home`."""
    folder = home or default_home()
    try:
        return Device(folder)
    except OSError as problem:
        raise ProjectError("store.home", folder=str(folder), reason=problem.strerror or "") from problem


def _make(draft: Path, scheme: SchemeShape, device: Device) -> None:
    """Write a whole project into a draft file: schema, facts, and the first scheme as the first change."""
    draft.touch(exist_ok=False)
    now_ms = time.time_ns() // 1_000_000
    try:
        with own_errors(draft):
            connection = connect(draft, write=True)
            try:
                install(connection)
                connection.execute("BEGIN IMMEDIATE")
                facts = {
                    "uuid": uuid7(),
                    "min_reader": str(FORMAT_VERSION),
                    "min_writer": str(FORMAT_VERSION),
                    "created_ms": str(now_ms),
                }
                connection.executemany("INSERT INTO project VALUES (?, ?)", facts.items())
                streams = Streams(device)
                head = streams.head(connection, None, IMPORT)
                _first_scheme(connection, head, scheme, now_ms)
                connection.execute("COMMIT")
                streams.settle()
            finally:
                connection.close()
    finally:
        device.close()


def _first_scheme(connection: sqlite3.Connection, head: history.Head, scheme: SchemeShape, now_ms: int) -> None:
    identifier = bytes_of(scheme_object(scheme.source, None))
    draft = history.Draft(Kind.SCHEME.value, None, None, identifier, canonical({"new": scheme, "old": None}))
    history.append(connection, head, [draft], at_ms=now_ms)
    item = cache.Item(Kind.SCHEME.value, 0, identifier, None, scheme, head.stream_no, head.seq)
    cache.apply(connection, [item], {})
