from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.formats.decoding import LONGEST, decode

SHORT = "وصل الوفد إلى المدينة"
LONG = (
    "أعلنت البلدية مساء أمس عن خطة جديدة لتنظيم حركة السير في وسط المدينة، وقال رئيس اللجنة إن العمل سيبدأ بعد أسبوع. "
    "وأضاف أن السكان سيلاحظون الفرق في وقت قصير؛ فهل يكفي ذلك؟\r\n"
) * 20


def refusal(data: bytes, encoding: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt", encoding)
    assert caught.value.facts["file"] == "a.txt"
    return caught.value


@pytest.mark.parametrize("text", [SHORT, LONG, "درنة", "plain English\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_recognised_with_and_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert decoded.confidence > 0.9
    assert decoded.has_mark == (encoding in ("utf-8-sig", "utf-16", "utf-32"))


@pytest.mark.parametrize("text", [SHORT, LONG])
@pytest.mark.parametrize(("encoding", "name"), [("cp1256", "windows-1256"), ("iso8859_6", "ISO-8859-6")])
def test_arabic_single_byte_encodings_are_detected_with_a_confidence(text: str, encoding: str, name: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, name)
    assert 0.2 < decoded.confidence < 1


def test_four_letters_alone_are_read_as_windows_1256_with_little_confidence() -> None:
    decoded = decode("درنة".encode("cp1256"), "a.txt")
    assert decoded.text == "درنة"
    assert decoded.confidence < 0.5


@pytest.mark.parametrize("encoding", ["windows-1256", "ISO-8859-6", "utf-16-le", "UTF-16", "utf-8"])
def test_a_forced_encoding_is_used_and_its_name_may_be_written_in_any_way(encoding: str) -> None:
    assert decode(SHORT.encode(encoding), "a.txt", encoding).text == SHORT


def test_a_forced_encoding_names_the_byte_that_does_not_fit() -> None:
    error = refusal("مرحبا".encode() + b"\xff", "utf-8")
    assert (error.code, error.facts["offset"], error.facts["byte"]) == ("formats.bad_bytes", 10, "FF")


def test_damaged_utf8_is_refused_and_not_taken_for_another_encoding() -> None:
    before = LONG[:300].encode()
    error = refusal(before + b"\xff" + LONG.encode())
    assert (error.code, error.facts["offset"]) == ("formats.bad_bytes", len(before))
    assert refusal(before + SHORT.encode()[:1]).code == "formats.bad_bytes"
    assert refusal(b"\xef\xbb\xbfabc\xff").code == "formats.bad_bytes"


def test_damage_far_behind_the_sample_is_found() -> None:
    data = (LONG * 20).encode() + b"\xe9" + SHORT.encode()
    assert len(data) > 65_536
    error = refusal(data)
    assert (error.code, error.facts["offset"]) == ("formats.bad_bytes", len((LONG * 20).encode()))


def test_other_letters_after_a_long_stretch_of_ascii_are_detected() -> None:
    text = "word " * 20_000 + LONG
    assert decode(text.encode("cp1256"), "a.txt").text == text


def test_a_sample_that_ends_inside_a_character_is_still_utf8() -> None:
    for shift in range(4):
        text = "x" * shift + "🚆" * 20_000
        assert decode(text.encode(), "a.txt").encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"ab\0c", "nul"),
        (b"%PDF-1.7 ...", "binary"),
        (b"PK\x03\x04rest", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "binary"),
        (bytes(range(256)) * 4, "not_text"),
        (b"\x80\x81\x01\x02\x03\x04\x05\x06\x07\xfe" * 9, "undetected"),
        ("نص المقال كله هنا\ud800".encode("utf-16-le", "surrogatepass"), "not_text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    assert refusal(data).code == f"formats.{code}"


def test_surrogates_that_a_codec_lets_through_are_refused() -> None:
    assert refusal(b"+2AA-", "utf-7").code == "formats.surrogate"


def test_a_text_beyond_the_limit_is_refused() -> None:
    assert refusal(b"x" * (LONGEST + 1)).facts["longest"] == LONGEST


def test_an_unknown_encoding_is_refused_by_name() -> None:
    assert refusal(b"abc", "klingon").code == "formats.encoding_unknown"
    assert refusal(b"abc", "hex").code == "formats.encoding_unknown"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r"), min_size=1))
def test_what_comes_in_as_utf8_comes_in_unaltered(text: str) -> None:
    try:
        decoded = decode(b"a" + text.encode(), "a.txt")
    except InputError:
        raise AssertionError("good UTF-8 was refused") from None
    assert hashlib.sha256(decoded.text.encode()).digest() == hashlib.sha256(b"a" + text.encode()).digest()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "a.txt")
    except InputError as error:
        assert error.code.startswith("formats.")
    else:
        assert decoded.text.encode()
