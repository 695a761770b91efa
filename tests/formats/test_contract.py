"""What every registered format promises; a new row is tested without a new test."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import InputError, UsageError
from annotator.formats import (
    FEATURES,
    Format,
    Notice,
    ReadOptions,
    Refusal,
    WriteOptions,
    detect,
    for_writing,
    formats,
    named,
    read,
    write,
)
from annotator.model.identity import document_id, text_sha256
from annotator.model.values import Bundle, Document, Header, Person, Progress, Span, State

EVERY = pytest.mark.parametrize("row", formats(), ids=lambda row: row.name)
READERS = pytest.mark.parametrize("row", [row for row in formats() if row.reads], ids=lambda row: row.name)
BOTH_WAYS = pytest.mark.parametrize(
    "row", [row for row in formats() if row.reads and row.writes], ids=lambda row: row.name
)
HEADER = Header(scheme_id="t", scheme_version=1, people=(Person("ann1"),))
MINE = WriteOptions(person="ann1", done_only=False, labelled_only=False)


def plain_bundle(number: int) -> Bundle:
    text = f"وصل الوفد رقم {number % 20} إلى تونس 🚆 مساءً.\nثم عاد\u200f إلى صفاقس\r\nفي اليوم التالي."
    sha256 = text_sha256(text)
    key = f"أخبار/{number}"
    document = Document(key=key, text=text, sha256=sha256, id=document_id(key, sha256))
    spans = []
    for surface, label in (("تونس", "GPE"), ("صفاقس", "GPE"), ("الوفد", "ORG")):
        start = text.index(surface)
        fragment = (start, start + len(surface))
        spans.append(
            Span(id=f"0190a5c0-0000-7000-8000-{start:012d}", person="ann1", label=label, fragments=(fragment,))
        )
    return Bundle(document=document, spans=tuple(spans), states=(State("ann1", Progress.DONE),))


def surfaces(bundle: Bundle) -> list[tuple[str, tuple[str, ...]]]:
    text = bundle.document.text
    return sorted((span.label, tuple(text[start:end] for start, end in span.fragments)) for span in bundle.spans)


@EVERY
def test_a_row_says_what_the_format_is(row: Format) -> None:
    assert row.reads or row.writes
    assert row.holds <= set(FEATURES)
    assert row.description[0].isupper()
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in row.suffixes)
    assert named(row.name) is row


@READERS
def test_a_name_is_enough_to_recognise_a_format(row: Format) -> None:
    assert all(detect(Path(f"in{suffix}")) is row for suffix in row.suffixes)


@READERS
@pytest.mark.parametrize("content", [b"", b" \n", b"%PDF-1.4 x", b"\x89PNG\r\n\x1a\n\0", b"\xff\xfe\x00", b"a\0b\0c"])
def test_what_is_no_text_is_refused_with_a_sentence(tmp_path: Path, row: Format, content: bytes) -> None:
    source = tmp_path / f"in{row.suffixes[0]}"
    source.write_bytes(content)
    items = list(read(row, source, ReadOptions(person="ann1")))
    refusals = [item for item in items if isinstance(item, Refusal)]
    assert refusals
    assert not [item for item in items if isinstance(item, Bundle)]
    assert all(str(source) in refusal.sentence for refusal in refusals)
    with pytest.raises(InputError):
        list(read(row, source, ReadOptions(person="ann1", strict=True)))


@READERS
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, row: Format) -> None:
    (refusal,) = read(row, tmp_path / f"none{row.suffixes[0]}")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "formats.unreadable"
    assert "none" in refusal.sentence


@READERS
def test_an_unknown_encoding_is_refused(tmp_path: Path, row: Format) -> None:
    source = tmp_path / f"in{row.suffixes[0]}"
    source.write_bytes("نص".encode())
    (refusal,) = read(row, source, ReadOptions(encoding="klingon"))
    assert isinstance(refusal, Refusal)
    assert "klingon" in refusal.sentence


@READERS
@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(
                ['{"key":', '"k"', ',"text":', "}", '"', "\t", "B-A", "\n", "-DOCSTART-", ",", "نص", "[[0,1]]"]
            )
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_no_input_makes_a_reader_fail(tmp_path_factory: pytest.TempPathFactory, row: Format, content: bytes) -> None:
    source = tmp_path_factory.mktemp("fuzz") / f"in{row.suffixes[0]}"
    source.write_bytes(content)
    for item in read(row, source, ReadOptions(person="ann1")):
        if isinstance(item, Refusal | Notice):
            assert item.sentence
        elif isinstance(item, Bundle):
            assert item.document.sha256 == text_sha256(item.document.text)
            length = len(item.document.text)
            assert all(0 <= a < b <= length for span in item.spans for a, b in span.fragments)


@BOTH_WAYS
def test_plain_spans_come_back_with_text_and_surfaces(tmp_path: Path, row: Format) -> None:
    bundles = [plain_bundle(number) for number in range(5)]
    out = tmp_path / f"out{row.suffixes[0]}"
    report = write(row, HEADER, bundles, out, MINE)
    assert (report.documents, report.spans) == (5, 15)
    assert not report.altered
    assert for_writing(out) is row
    back = [item for item in read(row, out) if isinstance(item, Bundle)]
    assert [bundle.document for bundle in back] == [bundle.document for bundle in bundles]
    assert list(map(surfaces, back)) == list(map(surfaces, bundles))


@BOTH_WAYS
def test_what_the_format_cannot_hold_is_in_the_report(tmp_path: Path, row: Format, full_bundle: Bundle) -> None:
    out = tmp_path / f"out{row.suffixes[0]}"
    report = write(row, HEADER, [full_bundle], out, MINE)
    lost = {loss.kind for loss in report.lost}
    for feature in ("nested", "discontinuous", "links", "attributes", "zones", "document_labels", "decisions"):
        assert (feature in lost) == (feature not in row.holds), feature
    assert all(loss.count and loss.examples for loss in report.lost + report.altered)
    assert report.as_json()["lossless"] == report.is_lossless == (not lost and not report.altered)
    assert report.text()
    (back,) = [item for item in read(row, out) if isinstance(item, Bundle)]
    assert len(back.spans) == report.spans + report.pieces
    counted = {"nested", "stacked", "crossing", "discontinuous", "other_people", "suggestions"}
    lost_spans = sum(loss.count for loss in report.lost if loss.kind in counted)
    assert report.spans + lost_spans == len(full_bundle.spans)


@BOTH_WAYS
def test_the_same_work_gives_the_same_bytes_and_nothing_else_is_left(tmp_path: Path, row: Format) -> None:
    out = tmp_path / f"out{row.suffixes[0]}"
    write(row, HEADER, [plain_bundle(1)], out, MINE)
    first = out.read_bytes()
    write(row, HEADER, [plain_bundle(1)], out, MINE)
    assert out.read_bytes() == first
    assert list(tmp_path.iterdir()) == [out]


@BOTH_WAYS
def test_an_export_that_fails_leaves_the_former_one(tmp_path: Path, row: Format) -> None:
    def failing() -> Iterator[Bundle]:
        yield plain_bundle(1)
        raise InterruptedError

    out = tmp_path / f"out{row.suffixes[0]}"
    out.write_bytes(b"before")
    with pytest.raises(InterruptedError):
        write(row, HEADER, failing(), out, MINE)
    wrong = msgspec.structs.replace(plain_bundle(1).spans[0], fragments=((0, 999),))
    with pytest.raises(InputError):
        write(row, HEADER, [msgspec.structs.replace(plain_bundle(1), spans=(wrong,))], out, MINE)
    assert out.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [out]


@BOTH_WAYS
def test_memory_does_not_grow_with_the_number_of_documents(tmp_path: Path, row: Format) -> None:
    out = tmp_path / f"out{row.suffixes[0]}"

    def peak(count: int) -> int:
        tracemalloc.start()
        write(row, HEADER, (plain_bundle(number) for number in range(count)), out, MINE)
        for _ in read(row, out):
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(20)
    assert peak(2_000) < peak(600) + 400_000


def test_an_unknown_name_lists_the_formats() -> None:
    with pytest.raises(UsageError) as caught:
        named("docx")
    assert "jsonl" in caught.value.facts["formats"]
    with pytest.raises(UsageError):
        for_writing(Path("out.docx"))


def test_content_decides_where_the_name_does_not(tmp_path: Path) -> None:
    for content, name in ((b'\n{"key": 1}', "jsonl"), (b"-DOCSTART- -X- O O\n", "conll")):
        (tmp_path / "data").write_bytes(content)
        assert detect(tmp_path / "data").name == name
    (tmp_path / "data").write_bytes(b"???")
    with pytest.raises(InputError, match="unrecognised"):
        detect(tmp_path / "data")
    with pytest.raises(InputError, match="unreadable"):
        detect(tmp_path / "nothing")


def test_a_format_that_is_only_read_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no_writer"):
        write(named("text"), HEADER, [], tmp_path / "out.txt")


def test_another_package_adds_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "extra_format-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: extra-format\nVersion: 1.0\n", encoding="utf-8")
    (package / "entry_points.txt").write_text("[annotator.formats]\nextra = extra_format:FORMAT\n", encoding="utf-8")
    (tmp_path / "extra_format.py").write_text(
        "from annotator.formats import Format\n"
        "FORMAT = Format(name='extra', description='Extra', suffixes=('.extra',), reader=lambda *_: iter(()))\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    formats.cache_clear()
    try:
        assert detect(tmp_path / "a.extra").name == "extra"
    finally:
        formats.cache_clear()
