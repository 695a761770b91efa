"""Finding and reading scheme files."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import InputError
from annotator.model.scheme import load_scheme, scheme_from_body
from annotator.words.sentences import sentence


@pytest.fixture
def written(body: dict, tmp_path: Path) -> Path:
    """The small scheme as a file."""
    file = tmp_path / "small.toml"
    file.write_bytes(scheme_from_body(body).source.encode())
    return file


def test_a_file_is_read_by_its_path(written: Path):
    assert load_scheme(written).id == "small"
    assert load_scheme(str(written)) == load_scheme(written)


def test_a_name_with_the_ending_is_a_file(written: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(written.parent)
    assert load_scheme("small.toml").id == "small"


def test_a_path_is_never_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        load_scheme(Path("news"))
    assert caught.value.code == "scheme.unreadable"


@pytest.mark.parametrize("name", ["tweets", "", "../news", "News"])
def test_an_unknown_name_is_told_with_the_known_ones(name: str):
    with pytest.raises(InputError) as caught:
        load_scheme(name)
    if caught.value.code == "scheme.not_shipped":
        assert "news, claims, entities" in sentence(caught.value)
    else:
        assert (name, caught.value.code) == ("../news", "scheme.unreadable")


def test_what_cannot_be_read_gets_one_sentence(tmp_path: Path):
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "a\0b.toml"):
        with pytest.raises(InputError) as caught:
            load_scheme(path)
        assert caught.value.code == "scheme.unreadable"
        assert "\n" not in sentence(caught.value) and "can't be read" in sentence(caught.value)


def test_another_encoding_is_told_with_the_byte(written: Path):
    written.write_bytes('id = "أخبار"'.encode("windows-1256"))
    with pytest.raises(InputError) as caught:
        load_scheme(written)
    assert sentence(caught.value) == f"{written} is not UTF-8 at byte 7; save it as UTF-8 and try again."


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(written: Path, body: dict):
    plain = written.read_bytes()
    written.write_bytes(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))
    assert load_scheme(written).body == body


def test_a_fault_in_a_file_names_the_file_and_the_path(written: Path):
    written.write_text(written.read_text().replace('key = "g"', 'key = "b"'))
    with pytest.raises(InputError) as caught:
        load_scheme(written)
    assert sentence(caught.value).startswith(f"{written}, label.TOWN.key: b is not a label key;")


def test_a_fault_of_syntax_in_a_file_names_the_line(written: Path):
    lines = written.read_text().split("\n")
    lines[1] = 'id = "small'
    written.write_text("\n".join(lines))
    with pytest.raises(InputError) as caught:
        load_scheme(written)
    assert sentence(caught.value).startswith(f"{written}, line 2, column 12: ")
