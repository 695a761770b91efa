"""People who explore a project read it with plain sqlite3, pandas and the sqlite-utils command, without our code."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.session import new_project
from annotator.session.importing import import_paths

SPAN_COLUMNS = {"document", "person", "kind", "label", "start", "end", "surface", "fragments", "attributes", "text"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles with their labels."""
    folder = tmp_path_factory.mktemp("explorers")
    samples = Path(__file__).resolve().parents[2] / "sample_corpus" / "labels.jsonl"
    with new_project(folder / "p.sqlite", person="huda", home=folder / "home") as session:
        import_paths(session, [samples])
    return folder / "p.sqlite"


def test_plain_sqlite3_reads_spans_and_links(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.row_factory = sqlite3.Row
    spans = connection.execute("SELECT * FROM spans_flat").fetchall()
    assert set(spans[0].keys()) >= SPAN_COLUMNS
    assert len(spans) > 2000
    for span in spans:
        parts = [span["text"][start:end] for start, end in json.loads(span["fragments"])]
        assert span["surface"] == " … ".join(parts)
    links = connection.execute("SELECT * FROM links_flat").fetchall()
    assert len(links) > 1000
    for link in links[:200]:
        assert link["text"][link["head_start"] : link["head_end"]].startswith(link["head_surface"][:1])
        assert link["label"] and link["head_label"] and link["tail_surface"]
    connection.close()


def test_pandas_reads_the_views(project: Path) -> None:
    import pandas

    connection = sqlite3.connect(project)
    frame = pandas.read_sql("SELECT document, person, label, surface FROM spans_flat", connection)
    connection.close()
    assert set(frame["person"]) == {"huda", "salim", "baseline-1"}
    assert frame.groupby("person").size()["huda"] > 1000


def test_the_sqlite_utils_command_reads_the_views(project: Path) -> None:
    command = [sys.executable, "-m", "sqlite_utils", "rows", str(project), "spans_flat", "--limit", "3"]
    rows = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert [set(row) >= SPAN_COLUMNS for row in rows] == [True] * 3
