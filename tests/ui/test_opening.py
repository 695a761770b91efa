"""From a folder to a project: articles, and the labels that lie beside them."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.session import open_project
from annotator.ui.opening import LABELS_NAME, prepare

TEXT = "زار وفد مدينة طبرق.\n"


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def test_a_folder_becomes_a_project_with_its_articles(tmp_path: Path) -> None:
    (tmp_path / "visit.txt").write_bytes(TEXT.encode())
    ready = prepare(tmp_path, "huda", quiet)
    assert ready.project == tmp_path / "annotations.sqlite"
    with open_project(ready.project, person="huda", write=False) as session:
        assert [row.key for row in session.documents()] == ["visit"]


def test_labels_that_lie_beside_the_articles_come_along(tmp_path: Path) -> None:
    (tmp_path / "visit.txt").write_bytes(TEXT.encode())
    start = TEXT.index("طبرق")
    span = {"person": "tagger", "kind": "model", "label": "GPE", "fragments": [[start, start + 4]], "score": 0.9}
    line = {"key": "visit", "text": TEXT, "spans": [span]}
    (tmp_path / LABELS_NAME).write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    ready = prepare(tmp_path, "huda", quiet)
    with open_project(ready.project, person="huda", write=False) as session:
        assert [(one.person, one.label) for one in session.view("visit").spans] == [("tagger", "GPE")]


def test_a_project_that_exists_is_opened_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "visit.txt").write_bytes(TEXT.encode())
    prepare(tmp_path, "huda", quiet)
    (tmp_path / "later.txt").write_bytes(TEXT.encode())
    assert prepare(tmp_path, "huda", quiet).report is None
