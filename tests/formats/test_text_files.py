from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.errors import InputError
from annotator.formats import Notice, ReadOptions, Refusal, detect, named, read
from annotator.model.identity import document_id, text_sha256
from annotator.model.values import Bundle


def items_of(source: Path, options: ReadOptions | None = None) -> list[object]:
    return list(read(named("text"), source, options))


def bundles_of(items: list[object]) -> list[Bundle]:
    return [item for item in items if isinstance(item, Bundle)]


def test_one_file_is_one_document_named_after_it(tmp_path: Path) -> None:
    source = tmp_path / "خبر أول.txt"
    source.write_bytes("مرحبا\r\nيا\rعالم\n".encode())
    (bundle,) = items_of(source)
    assert isinstance(bundle, Bundle)
    assert bundle.document.key == "خبر أول"
    assert bundle.document.text == "مرحبا\r\nيا\rعالم\n"
    assert bundle.document.sha256 == text_sha256("مرحبا\r\nيا\rعالم\n")
    assert bundle.document.id == document_id("خبر أول", bundle.document.sha256)


def test_a_folder_is_read_to_any_depth_in_the_order_of_its_keys(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/قديم/خبر.txt", "a-b.txt", "a.txt", "a b/c.d.txt", "a/UP.TXT"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("نص", encoding="utf-8")
    keys = [bundle.document.key for bundle in bundles_of(items_of(tmp_path))]
    assert keys == sorted(keys)
    assert keys == ["a", "a b/c.d", "a-b", "a/UP", "a/z", "a/قديم/خبر", "b"]


def test_hidden_files_and_the_project_are_passed_over_silently_and_others_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("نص", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "annotations.sqlite").write_bytes(b"SQLite")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    items = items_of(tmp_path)
    assert [type(item) for item in items] == [Bundle, Notice]
    assert "photo.jpg" in items[1].sentence  # type: ignore[attr-defined]


def test_wrong_files_are_refused_by_name_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "nul.txt").write_bytes(b"a\0b")
    (tmp_path / "zip.txt").write_bytes(b"PK\x03\x04")
    (tmp_path / "damaged.txt").write_bytes("نص طويل بعض الشيء".encode() + b"\xff")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    items = items_of(tmp_path)
    refused = {Path(item.file).name: item.code for item in items if isinstance(item, Refusal)}
    assert refused == {
        "empty.txt": "formats.empty",
        "nul.txt": "formats.nul",
        "zip.txt": "formats.binary",
        "damaged.txt": "formats.bad_bytes",
        "gone.txt": "formats.unreadable",
    }
    assert [bundle.document.key for bundle in bundles_of(items)] == ["good"]
    for item in items:
        if isinstance(item, Refusal):
            assert Path(item.file).name in item.sentence


def test_strict_stops_at_the_first_wrong_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("نص", encoding="utf-8")
    with pytest.raises(InputError, match=r"formats\.empty"):
        items_of(tmp_path, ReadOptions(strict=True))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "secret.txt"
    source.write_text("نص", encoding="utf-8")
    source.chmod(0)
    (refusal,) = items_of(source)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "formats.unreadable"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    (refusal,) = items_of(tmp_path / "nothing.txt")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "formats.unreadable"


def test_a_link_back_to_the_folder_does_not_go_round_for_ever(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "in" / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in", target_is_directory=True)
    assert [bundle.document.key for bundle in bundles_of(items_of(tmp_path))] == ["in/a"]


def test_a_pipe_does_not_make_it_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (notice,) = items_of(tmp_path)
    assert isinstance(notice, Notice)


def test_two_files_with_one_key_are_not_mixed_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("واحد", encoding="utf-8")
    (tmp_path / "a.text").write_text("اثنان", encoding="utf-8")
    items = items_of(tmp_path)
    assert len(bundles_of(items)) == 1
    (refusal,) = [item for item in items if isinstance(item, Refusal)]
    assert refusal.code == "formats.same_key"


def test_names_in_decomposed_form_give_the_same_key_as_composed_ones(tmp_path: Path) -> None:
    (tmp_path / "cafe\u0301.txt").write_text("text", encoding="utf-8")
    assert bundles_of(items_of(tmp_path))[0].document.key == "caf\u00e9"


def test_a_name_that_is_no_utf8_still_gives_a_key(tmp_path: Path) -> None:
    name = os.fsencode(str(tmp_path)) + b"/\xce\xc8\xd1.txt"
    try:
        Path(os.fsdecode(name)).write_bytes("نص".encode())
    except OSError:
        pytest.skip("this file system takes no such name")
    assert bundles_of(items_of(tmp_path))[0].document.key == "%CE%C8%D1"


def test_a_guessed_encoding_is_shown_with_its_confidence_and_kept(tmp_path: Path) -> None:
    text = "أعلنت البلدية مساء أمس عن خطة جديدة لتنظيم حركة السير في وسط المدينة"
    (tmp_path / "a.txt").write_bytes(text.encode("cp1256"))
    notice, bundle = items_of(tmp_path)
    assert isinstance(notice, Notice)
    assert "windows-1256" in notice.sentence
    assert "%" in notice.sentence
    assert isinstance(bundle, Bundle)
    assert bundle.document.text == text
    assert bundle.document.meta == {"encoding": "windows-1256"}


def test_a_forced_encoding_holds_for_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("درنة".encode("iso8859_6"))
    (bundle,) = bundles_of(items_of(tmp_path, ReadOptions(encoding="ISO-8859-6")))
    assert bundle.document.text == "درنة"


def test_keys_are_relative_to_the_base_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("نص", encoding="utf-8")
    for source in (tmp_path / "in", tmp_path / "in" / "a.txt"):
        (bundle,) = bundles_of(items_of(source, ReadOptions(base=tmp_path)))
        assert bundle.document.key == "in/a"


def test_a_folder_and_a_text_file_are_recognised(tmp_path: Path) -> None:
    assert detect(tmp_path).name == "text"
    assert detect(tmp_path / "x.TXT").name == "text"


def test_the_real_article_comes_in_byte_for_byte() -> None:
    source = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "derna.txt"
    if not source.exists():
        pytest.skip("the shared corpus isn't here")
    (bundle,) = bundles_of(items_of(source))
    assert len(bundle.document.text) == 3155
    assert bundle.document.text.encode() == source.read_bytes()
