"""Everything a project holds goes out as our JSONL and comes in again: byte for byte the same, the same state."""

from __future__ import annotations

from pathlib import Path

from annotator.session import Session, new_project
from annotator.session.exporting import ExportOptions, export
from annotator.session.importing import import_paths
from annotator.store.state import state_hash


def written(session: Session, place: Path) -> bytes:
    report = export(session, place, ExportOptions(format="jsonl"))
    assert report.is_lossless
    return place.read_bytes()


def test_export_import_export_is_byte_identical(repository: Path, tmp_path: Path) -> None:
    with new_project(tmp_path / "one.sqlite", person="lead") as first:
        import_paths(first, [repository / "sample_corpus", repository / "sample_corpus" / "labels.jsonl"])
        out = written(first, tmp_path / "one.jsonl")
        with new_project(tmp_path / "two.sqlite", person="else") as second:
            report = import_paths(second, [tmp_path / "one.jsonl"])
            assert report.refusals == ()
            assert written(second, tmp_path / "two.jsonl") == out
            assert state_hash(second.store) == state_hash(first.store)


def test_every_text_goes_out_as_it_came_in(repository: Path, tmp_path: Path) -> None:
    with new_project(tmp_path / "one.sqlite", person="lead") as session:
        import_paths(session, [repository / "sample_corpus"])
        for source in sorted((repository / "sample_corpus").glob("*.txt")):
            assert session.document(source.stem).text.encode("utf-8") == source.read_bytes(), source.name


def test_importing_again_writes_nothing(repository: Path, tmp_path: Path) -> None:
    sources = [repository / "sample_corpus", repository / "sample_corpus" / "labels.jsonl"]
    with new_project(tmp_path / "one.sqlite", person="lead") as session:
        import_paths(session, sources)
        changes = session.store.counts().changes
        assert import_paths(session, sources).added.changes == 0
        assert session.store.counts().changes == changes


def test_another_scheme_comes_along_with_the_data_into_an_empty_project(tmp_path: Path) -> None:
    with new_project(tmp_path / "claims.sqlite", scheme="claims", person="lead") as first:
        (tmp_path / "a.txt").write_bytes("قال شاهد إن القارب غرق.".encode())
        import_paths(first, [tmp_path / "a.txt"])
        out = written(first, tmp_path / "one.jsonl")
    with new_project(tmp_path / "news.sqlite", person="lead") as second:
        import_paths(second, [tmp_path / "one.jsonl"])
        assert second.scheme.id == "claims"
        assert written(second, tmp_path / "two.jsonl") == out


def test_a_project_in_use_keeps_its_scheme_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("قال شاهد إن القارب غرق.".encode())
    with new_project(tmp_path / "claims.sqlite", scheme="claims", person="lead") as first:
        import_paths(first, [tmp_path / "a.txt"])
        written(first, tmp_path / "one.jsonl")
    with new_project(tmp_path / "news.sqlite", person="lead") as second:
        import_paths(second, [tmp_path / "a.txt"])
        report = import_paths(second, [tmp_path / "one.jsonl"])
        assert second.scheme.id == "news"
        assert [notice.code for notice in report.notices] == ["session.other_scheme"]
