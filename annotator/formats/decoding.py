"""Bytes to text, once: UTF-8 strictly, UTF-16 by its mark or by strong evidence, else detected with a confidence.

Text is never altered: no newline is translated, nothing is normalised or trimmed. Only a byte order mark is no text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

import msgspec
from charset_normalizer import from_bytes

from annotator.errors import InputError

LONGEST = 5_000_000
"""The most code points that a document may have."""

LARGEST = 4 * LONGEST + 4
"""Bytes above which a document is too long in any encoding."""

_SAMPLE = 65_536
"""Bytes that the detection looks at."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32 before UTF-16, whose little-endian mark it begins with."""

_BINARY = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
)

_LIKELY = ("cp1256", "iso8859_6", "cp1255", "iso8859_8", "cp1252", "cp1251", "cp1254", "cp1253")
"""Encodings that news comes in, likeliest first; the first of equally good guesses is taken."""

_NAMES = {
    "cp1256": "windows-1256",
    "cp1255": "windows-1255",
    "cp1254": "windows-1254",
    "cp1253": "windows-1253",
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "iso8859_6": "ISO-8859-6",
    "iso8859_8": "ISO-8859-8",
}

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_ODD = re.compile("[^\x00-\x7f\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ORDINARY = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\xff\u0370-\u06ff\u0750-\u077f\u2000-\u206f\u20a0-\u20bf\ufb50-\ufdff\ufe70-\ufeff]"
)
_LETTER = re.compile("[A-Za-z]|[\u0600-\u06ff]|[\u0590-\u05ff]|[\u0400-\u04ff]|[\u0370-\u03ff]")


class Decoded(msgspec.Struct, frozen=True):
    """A text, the encoding it was read with, how sure that is (0 to 1), and whether a byte order mark was there."""

    text: str
    encoding: str
    confidence: float = 1.0
    has_mark: bool = False


def decode(data: bytes, file: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file's bytes; `encoding` forces one.

    Raises InputError with code `formats.empty`, `.binary`, `.bad_bytes` (with the byte's offset), `.undetected`,
    `.encoding_unknown`, `.nul`, `.surrogate`, `.too_long`.
    """
    if not data:
        raise InputError("formats.empty", file=file)
    found, confidence = (canonical(encoding, file), 1.0) if encoding else guess(data[:_SAMPLE], file)
    try:
        decoded = _strict(data, found, confidence)
    except UnicodeDecodeError as error:
        around = data[max(0, error.start - _SAMPLE // 2) :][:_SAMPLE]
        if encoding or found != "utf-8" or is_damaged_utf8(around) or data.startswith(codecs.BOM_UTF8):
            raise _bad_bytes(error, file, found) from error
        # The sample was plain ASCII and the rest is not: let the detection see the place that failed.
        found, confidence = detect_single_byte(data[error.start :][:_SAMPLE], file, error.start)
        decoded = _strict_or_refuse(data, found, confidence, file)
    refuse_text(decoded.text, file)
    return decoded


def guess(sample: bytes, file: str) -> tuple[str, float]:
    """Return the encoding of the beginning of a file and how sure that is. Raises InputError as `decode` does."""
    _refuse_binary(sample, file)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name, 1.0
    whole = _whole_characters(sample)
    if _is_utf8(whole) and not _CONTROL.search(sample):
        return "utf-8", 1.0
    wide = _wide(sample)
    if wide is not None:
        return wide
    if _is_utf8(whole):
        return "utf-8", 1.0
    if is_damaged_utf8(sample):
        return "utf-8", 1.0
    if b"\0" in sample:
        raise InputError("formats.not_text", file=file)
    return detect_single_byte(sample, file, 0)


def is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is good UTF-8: then the rest is damage, not another encoding."""
    good = sum(len(sequence) for sequence in _SEQUENCE.findall(data))
    return 2 * good > sum(len(run) for run in _HIGH.findall(data))


def detect_single_byte(sample: bytes, file: str, bad_byte: int) -> tuple[str, float]:
    """Return the likeliest single-byte encoding of a sample and how sure that is.

    Raises InputError `formats.undetected` where none fits; `bad_byte` is the offset at which UTF-8 failed.
    """
    matches = list(from_bytes(sample, cp_isolation=list(_LIKELY)))
    if not matches or len(_CONTROL.findall(sample)) * 20 > len(sample):
        raise InputError("formats.undetected", file=file, offset=bad_byte)
    best = matches[0]
    equals = [match for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    names = sorted(
        (match.encoding for match in equals), key=lambda name: (_oddities(sample, name), _LIKELY.index(name))
    )
    # No language evidence (coherence 0) can't make it surer than a good guess; several equal guesses share it.
    sureness = (1 - best.chaos) * (0.5 + min(best.coherence, 0.5)) / len(names)
    return _NAMES[names[0]], round(min(sureness, 0.99), 2)


def _oddities(sample: bytes, encoding: str) -> int:
    """How many characters are neither ASCII nor Arabic letters; the wrong one of two readings has more."""
    return len(_ODD.findall(sample.decode(encoding, "replace")))


def canonical(encoding: str, file: str) -> str:
    """Return the name of a text encoding. Raises InputError `formats.encoding_unknown`."""
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, UnicodeError, ValueError) as error:
        raise InputError("formats.encoding_unknown", file=file, encoding=encoding) from error
    return "utf-8" if name == "utf-8-sig" else name


def refuse_text(text: str, file: str) -> None:
    """Refuse text that can't be kept as it is. Raises InputError with code `formats.empty`, `.nul` and so on."""
    problem = problem_of(text)
    if problem is not None:
        code, facts = problem
        raise InputError(f"formats.{code}", file=file, **facts)


def problem_of(text: str) -> tuple[str, dict[str, int]] | None:
    """Return why a text can't be kept (`empty`, `nul`, `surrogate` or `too_long`) with its facts, None where it can."""
    if not text or text.isspace():
        return "empty", {}
    if "\0" in text:
        return "nul", {"offset": text.index("\0")}
    if len(text) > LONGEST:
        return "too_long", {"length": len(text), "longest": LONGEST}
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return "surrogate", {"offset": error.start}
    return None


def _refuse_binary(data: bytes, file: str) -> None:
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise InputError("formats.binary", file=file, kind=kind)


def _strict(data: bytes, encoding: str, confidence: float) -> Decoded:
    text = data.decode(encoding)
    # "utf-16" and "utf-32" take their mark away themselves; the others leave it in the text.
    marked = text.startswith("\ufeff")
    taken = any(data.startswith(mark) for mark, name in _MARKS[1:] if name.startswith(encoding))
    return Decoded(text[1:] if marked else text, encoding, confidence, marked or taken)


def _strict_or_refuse(data: bytes, encoding: str, confidence: float, file: str) -> Decoded:
    try:
        return _strict(data, encoding, confidence)
    except UnicodeDecodeError as error:
        raise InputError("formats.undetected", file=file, offset=error.start) from error


def _bad_bytes(error: UnicodeDecodeError, file: str, encoding: str) -> InputError:
    byte = f"{error.object[error.start]:02X}"
    return InputError("formats.bad_bytes", file=file, encoding=encoding, offset=error.start, byte=byte)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _whole_characters(sample: bytes) -> bytes:
    """A sample without the beginning of a character that its end may have cut."""
    if len(sample) < _SAMPLE:
        return sample
    end = len(sample)
    while end > len(sample) - 4 and 0x80 <= sample[end - 1] < 0xC0:
        end -= 1
    return sample[: end - 1] if sample[end - 1] >= 0xC0 else sample


def _wide(sample: bytes) -> tuple[str, float] | None:
    """UTF-16 without a mark, where one byte order gives ordinary letters and the other doesn't."""
    even = sample[: len(sample) // 2 * 2]
    if len(even) < 6 or (len(sample) < _SAMPLE and len(even) != len(sample)):
        return None
    little, big = _ordinary_share(even, "utf-16-le"), _ordinary_share(even, "utf-16-be")
    best, other = max(little, big), min(little, big)
    if best < 0.95 or other > 0.5:
        return None
    return ("utf-16-le" if little > big else "utf-16-be"), round(min(0.99, best - other / 2), 2)


def _ordinary_share(data: bytes, encoding: str) -> float:
    """The share of characters that a news text is made of; 0 where there isn't one letter."""
    text = data.decode(encoding, "replace")
    if not _LETTER.search(text) or any(unicodedata.category(letter) == "Cn" for letter in set(text)):
        return 0.0
    return len(_ORDINARY.findall(text)) / len(text)
