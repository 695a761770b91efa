"""Every verb of the command line on a real project: what it prints, and its exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from annotator.cli.main import VERBS, run

ARTICLE = "زار وفد من بلدية رأس النخيل مدينة طبرق يوم الأحد.\n"


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project with one article and one label."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "visit.txt").write_bytes(ARTICLE.encode())
    path = tmp_path / "project.sqlite"
    assert run(["new", str(path), "--person", "huda"]) == 0
    assert run(["import", str(path), str(folder), "--person", "huda"]) == 0
    line = {"key": "visit", "text": ARTICLE, "spans": [{"person": "huda", "label": "GPE", "fragments": [[34, 38]]}]}
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    assert run(["import", str(path), str(labels)]) == 0
    capsys.readouterr()
    return path


def test_every_verb_of_the_table_has_its_module() -> None:
    for verb in VERBS:
        assert run([verb, "--help"]) == 0


def test_a_project_is_not_made_twice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(project)]) == 2
    assert str(project.name) in capsys.readouterr().err


def test_import_says_what_came_in_and_again_writes_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(project), str(tmp_path / "articles"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 0


def test_bad_input_is_refused_by_line_and_the_rest_comes_in(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = [json.dumps({"key": f"a{number}", "text": "نص"}, ensure_ascii=False) for number in range(6)]
    source = tmp_path / "mixed.jsonl"
    source.write_text("\n".join([*good, "{broken", json.dumps({"key": "last", "text": "نص"})]), encoding="utf-8")
    assert run(["import", str(project), str(source)]) == 1
    told = capsys.readouterr()
    assert "7" in told.err
    assert "mixed.jsonl" in told.err
    assert len(told.err.strip().splitlines()) == 1
    assert "7 articles imported" in told.out
    assert "1 refused" in told.out


def test_strict_stops_at_the_first_fault(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "bad.jsonl"
    source.write_text('{"key": "x"}\n', encoding="utf-8")
    assert run(["import", str(project), str(source), "--strict"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_search_finds_and_says_at_which_level(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", str(project), "طبرق"]) == 0
    out = capsys.readouterr().out
    assert "visit  34–38  exact" in out
    assert run(["search", str(project), "مدينه طبرق", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["level"] == "folded"
    assert found["hits"][0]["surface"] == "مدينة طبرق"
    assert run(["search", str(project), "بغداد"]) == 1
    assert run(["search", str(project), " "]) == 2


def test_show_prints_the_text_and_every_label(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(project), "visit"]) == 0
    out = capsys.readouterr().out
    assert ARTICLE.strip() in out
    assert "34–38  GPE  طبرق" in out
    assert run(["show", str(project), "nothing"]) == 1
    assert run(["show", str(project), "visit", "--person", "nobody"]) == 2


def test_shaped_output_joins_letters_and_leaves_the_file_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.read_bytes()
    assert run(["show", str(project), "visit", "--shape", "on"]) == 0
    assert re.search("[\ufe70-\ufefc]", capsys.readouterr().out)
    assert project.read_bytes() == before


def test_stats_history_scheme_and_formats_print(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", str(project), "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert (counts["documents"], counts["spans_by_label"]) == (1, {"GPE": 1})
    assert run(["stats", str(project)]) == 0
    assert run(["history", str(project), "visit", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert rows and all(len(row["hash"]) == 64 for row in rows)
    assert run(["history", str(project)]) == 0
    assert run(["scheme", str(project)]) == 0
    assert 'id = "news"' in capsys.readouterr().out
    assert run(["formats", "--json"]) == 0
    names = {row["name"] for row in json.loads(capsys.readouterr().out)}
    assert "jsonl" in names
    assert run(["formats"]) == 0


def test_export_writes_a_dataset_and_says_what_was_lost(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(project), str(tmp_path / "out.jsonl"), "--format", "jsonl"]) == 0
    line = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert line["spans"][0]["fragments"] == [[34, 38]]
    assert (
        run(["export", str(project), str(tmp_path / "o.conll"), "--format", "conll", "--state", "all", "--json"]) == 0
    )
    report = capsys.readouterr().out
    assert json.loads(report[report.index("{") :])
    assert run(["export", str(project), str(tmp_path / "x"), "--format", "nosuch"]) == 2


def test_a_training_set_of_two_people_must_name_one(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"key": "visit", "text": ARTICLE, "spans": [{"person": "salim", "label": "GPE", "fragments": [[34, 38]]}]}
    (tmp_path / "salim.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    assert run(["import", str(project), str(tmp_path / "salim.jsonl")]) == 0
    capsys.readouterr()
    assert run(["export", str(project), str(tmp_path / "o.conll"), "--format", "conll"]) == 2
    assert "huda, salim" in capsys.readouterr().err
    assert not (tmp_path / "o.conll").exists()


def test_a_scheme_is_replaced_by_a_newer_version_only(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scheme", str(project)]) == 0
    source = capsys.readouterr().out
    (tmp_path / "second.toml").write_text(source.replace("\nversion = 1\n", "\nversion = 2\n"), encoding="utf-8")
    assert run(["scheme", str(project), "--set", str(tmp_path / "second.toml"), "--person", "huda"]) == 0
    assert "version 2" in capsys.readouterr().out
    (tmp_path / "old.toml").write_text(source, encoding="utf-8")
    assert run(["scheme", str(project), "--set", str(tmp_path / "old.toml"), "--person", "huda"]) == 1


def test_check_rebuild_backup_salvage_and_redact(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(project)]) == 0
    assert "All is well" in capsys.readouterr().out
    assert run(["rebuild", str(project)]) == 0
    assert run(["backup", str(project), str(tmp_path / "copy.sqlite")]) == 0
    assert run(["check", str(tmp_path / "copy.sqlite"), "--json"]) == 0
    assert run(["salvage", str(project), str(tmp_path / "saved.sqlite")]) == 0
    assert run(["redact", str(project), str(tmp_path / "less.sqlite"), "--document", "visit"]) == 0
    assert run(["check", str(tmp_path / "less.sqlite")]) == 0
    assert ARTICLE.strip().encode() not in (tmp_path / "less.sqlite").read_bytes()
    assert run(["redact", str(project), str(tmp_path / "none.sqlite")]) == 2


def test_a_file_that_is_no_project_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.sqlite").write_text("this is no database, only a note that lies here", encoding="utf-8")
    for words in (["stats"], ["check"], ["rebuild"], ["show"]):
        arguments = [*words, str(tmp_path / "notes.sqlite"), *(["key"] if words == ["show"] else [])]
        assert run(arguments) == 2
        assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_wrong_use_gets_a_sentence_and_exit_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import"]) == 2
    assert "annotator import --help" in capsys.readouterr().err
    assert run(["search", "--nosuch"]) == 2
