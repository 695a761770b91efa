from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.errors import InputError
from annotator.formats import Notice, ReadOptions, Refusal, detect, read
from annotator.model.values import Bundle


def items_of(folder: Path, content: str | bytes, name: str = "in.csv", **options: Any) -> list[Any]:
    source = folder / name
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    assert detect(source).name == "csv"
    return list(read(detect(source), source, ReadOptions(**options)))


def test_columns_are_mapped_and_the_rest_becomes_metadata(tmp_path: Path) -> None:
    content = "id,body,outlet,date\n7,نص أول,وكالة,2026-01-02\n8,نص ثان,,2026-01-03\n"
    items = items_of(tmp_path, content, mapping={"text": "body", "key": "id", "source": "outlet"})
    assert [item.document.key for item in items] == ["7", "8"]
    assert items[0].document.text == "نص أول"
    assert items[0].document.meta == {"source": "وكالة", "date": "2026-01-02"}
    assert items[1].document.meta == {"source": "", "date": "2026-01-03"}


def test_text_and_key_are_found_by_their_names(tmp_path: Path) -> None:
    (item,) = items_of(tmp_path, "text;key\nنص;ك\n")
    assert (item.document.key, item.document.text) == ("ك", "نص")


def test_rows_without_a_key_are_numbered(tmp_path: Path) -> None:
    assert [item.document.key for item in items_of(tmp_path, "text\nواحد\nاثنان\n")] == ["in/00001", "in/00002"]


@pytest.mark.parametrize(("name", "mark"), [("in.csv", ","), ("in.csv", ";"), ("in.csv", "|"), ("in.tsv", "\t")])
def test_the_separator_is_found_out(tmp_path: Path, name: str, mark: str) -> None:
    (item,) = items_of(tmp_path, f"key{mark}text{mark}n\nك{mark}نص{mark}1\n", name)
    assert item.document.meta == {"n": "1"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path, encoding: str) -> None:
    items = items_of(tmp_path, '"text",key\nنص طويل بعض الشيء,ك\n'.encode(encoding))
    assert [item.document.text for item in items if isinstance(item, Bundle)] == ["نص طويل بعض الشيء"]


def test_arabic_windows_files_are_read_with_a_stated_confidence(tmp_path: Path) -> None:
    text = "أعلنت البلدية مساء أمس عن خطة جديدة لتنظيم حركة السير"
    notice, item = items_of(tmp_path, f"text;key\n{text};1\n".encode("cp1256"))
    assert isinstance(notice, Notice)
    assert item.document.text == text


def test_line_ends_and_quotation_marks_inside_a_field_stay(tmp_path: Path) -> None:
    (item,) = items_of(tmp_path, 'key,text\r\n1,"قال: ""نعم""\r\nثم\nمضى"\r\n')
    assert item.document.text == 'قال: "نعم"\r\nثم\nمضى'


def test_a_field_of_a_million_letters_is_read(tmp_path: Path) -> None:
    (item,) = items_of(tmp_path, "key,text\n1," + "ن" * 1_000_000 + "\n")
    assert len(item.document.text) == 1_000_000


def test_a_missing_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    (refusal,) = items_of(tmp_path, "title,body\na,b\n")
    assert refusal.code == "formats.no_column"
    assert "title, body" in refusal.sentence
    for mapping in ({"text": "title", "key": "nr"}, {"text": "title", "source": "nr"}):
        (refusal,) = items_of(tmp_path, "title,body\na,b\n", mapping=mapping)
        assert refusal.facts["column"] == "nr"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2", "csv_columns"),
        ("2,a,b", "csv_columns"),
        ("2,", "line_empty"),
        ("2,a\0b", "line_nul"),
        (",a", "name"),
        ("1,a", "second_key"),
        ('2,"a"b', "csv"),
    ],
)
def test_a_wrong_row_is_refused_and_the_others_are_read(tmp_path: Path, row: str, code: str) -> None:
    items = items_of(tmp_path, f"key,text\n1,نص\n{row}\n3,نص\n")
    assert [item.document.key for item in items if isinstance(item, Bundle)] == ["1", "3"]
    (refusal,) = [item for item in items if isinstance(item, Refusal)]
    assert (refusal.code, refusal.line) == (f"formats.{code}", 3)
    assert "3" in refusal.sentence


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"\n\n", "empty"), (b"a,a,text\n", "same_column"), (b"PK\x03\x04", "binary")],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (refusal,) = items_of(tmp_path, content)
    assert refusal.code == f"formats.{code}"
    assert refusal.sentence


def test_damage_anywhere_in_the_file_is_refused_with_its_place(tmp_path: Path) -> None:
    good = "key,text\n" + "".join(f"{number},نص المقال\n" for number in range(50_000))
    (refusal,) = items_of(tmp_path, good.encode() + b"x,\xff\n")
    assert (refusal.code, refusal.facts["offset"]) == ("formats.bad_bytes", len(good.encode()) + 2)


def test_strict_raises_the_first_wrong_row(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        items_of(tmp_path, "key,text\n1,\n2,نص\n", strict=True)
