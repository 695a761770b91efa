"""The Python door, as a notebook uses it."""

from __future__ import annotations

from pathlib import Path

import annotator
from annotator.session.exporting import ExportOptions, export
from annotator.session.importing import import_paths

ARTICLE = "أعلنت بلدية رأس النخيل مقتل صيادين في طبرق.\n"


def test_a_notebook_marks_links_undoes_and_exports(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_bytes(ARTICLE.encode())
    with annotator.new(tmp_path / "project.sqlite", person="ann1") as project:
        import_paths(project, [tmp_path / "harbour.txt"])
        document = project.document("harbour")
        start = document.text.index("مقتل")
        trigger = project.mark(document, [(start, start + 4)], "DIE")
        start = document.text.index("طبرق")
        place = project.mark(document, [(start, start + 4)], "GPE", attributes={"level": "name"})
        project.link(document, trigger, place, "Place")
        project.undo()
        assert project.view("harbour").links == ()
        project.redo()
        export(project, tmp_path / "out.jsonl", ExportOptions(format="jsonl"))
    with annotator.open(tmp_path / "project.sqlite", person="ann1", write=False) as again:
        assert [link.label for link in again.view("harbour").links] == ["Place"]
        text = again.document("harbour").text
        assert [text[span.start : span.end] for span in again.view("harbour").spans] == ["مقتل", "طبرق"]
