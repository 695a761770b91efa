"""The Python door, as a notebook uses it."""

from __future__ import annotations

import json
import subprocess
import sys
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


STORY = """
import sys, time
import annotator

with annotator.open(sys.argv[1], person="ann1") as project:
    document = project.document("harbour")

    def place(words, inside=None):
        around = document.text.index(inside or words)
        start = document.text.index(words, around)
        return [(start, start + len(words))]

    steps = [
        lambda: project.mark(document, place("طلب عدم ذكر اسمه"), "ANONYMITY"),
        lambda: project.mark(document, place("مقتل", inside="بمقتل"), "DIE"),
        lambda: project.mark(document, place("مجلس بلدية رأس النخيل"), "ORG"),
        lambda: project.mark(document, place("رأس النخيل", inside="مجلس بلدية رأس النخيل"), "GPE"),
        project.undo,
        project.undo,
        project.redo,
    ]
    for step in steps:
        step()
        print("done", flush=True)
    time.sleep(60)
"""


def test_a_notebook_that_is_killed_has_kept_every_step(tmp_path: Path) -> None:
    text = "قال مصدر في مجلس بلدية رأس النخيل طلب عدم ذكر اسمه إن العاصفة أودت بمقتل صياد.\n"
    (tmp_path / "harbour.txt").write_bytes(text.encode())
    with annotator.new(tmp_path / "project.sqlite", person="ann1") as project:
        import_paths(project, [tmp_path / "harbour.txt"])
    command = [sys.executable, "-c", STORY, str(tmp_path / "project.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _step in range(7):
            assert process.stdout.readline() == "done\n"
        process.kill()
    with annotator.open(tmp_path / "project.sqlite", person="ann1") as again:
        assert again.writable
        spans = again.view("harbour").spans
        surfaces = {text[span.start : span.end] for span in spans}
        assert surfaces == {"طلب عدم ذكر اسمه", "مقتل", "مجلس بلدية رأس النخيل"}
        again.redo()
        assert len(again.view("harbour").spans) == 4
        export(again, tmp_path / "out.jsonl", ExportOptions(format="jsonl"))
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    document = next(found for line in lines if (found := json.loads(line)).get("key") == "harbour")
    exported = {text[start:end] for span in document["spans"] for start, end in span["fragments"]}
    assert exported == surfaces | {"رأس النخيل"}
