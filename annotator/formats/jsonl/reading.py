"""Our JSONL as a stream of items: one line at a time, so memory doesn't grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from annotator.errors import InputError
from annotator.formats.decoding import canonical, guess
from annotator.formats.jsonl.assembly import assemble
from annotator.formats.jsonl.checking import Known, People
from annotator.formats.jsonl.depth import deep_field
from annotator.formats.jsonl.messages import explained, wrong
from annotator.formats.jsonl.wire import VERSION, WireDocument, WireHeader
from annotator.formats.protocol import Item, ReadOptions, Refusal
from annotator.model.values import Bundle, Header, Person, Round, Run

_LONGEST_LINE = 256 * 1024 * 1024
_BEGINNING = 65_536
_FAILURES = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class _Probe(msgspec.Struct):
    """Tells a header from a document."""

    annotator: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def read_jsonl(source: Path, options: ReadOptions) -> Iterator[Item]:
    """Yield the header, people as they turn up, and one bundle or refusal per line."""
    reader = _Reader(source, options)
    try:
        yield from reader.items()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Refusal(file=str(source), code="formats.unreadable", facts={"reason": reason})
    except InputError as error:
        yield reader.refusal(error)


class _Reader:
    """What is known so far while one file is read."""

    def __init__(self, source: Path, options: ReadOptions) -> None:
        self._source = source
        self._options = options
        self._line = 0
        self._people = People(options)
        self._known = Known(options)
        self._documents = msgspec.json.Decoder(WireDocument)
        self._seen: dict[int, int] = {}

    def items(self) -> Iterator[Item]:
        """Yield items; InputError means that the file as a whole can't be read."""
        is_first = True
        for number, line in enumerate(_lines(self._source, self._options.encoding), start=1):
            self._line = number
            if not line or line.isspace():
                continue
            if is_first and _is_header(line):
                yield self._header(line)
            else:
                yield from self._document(line)
            is_first = False
        if is_first:
            raise InputError("formats.empty")

    def refusal(self, error: InputError) -> Refusal:
        """Return an error of the line we are at as an item."""
        facts = dict(error.facts)
        facts.pop("file", None)
        return Refusal(
            file=str(self._source),
            line=facts.pop("line", self._line),
            field=facts.pop("field", ""),
            code=error.code,
            facts=facts,
        )

    def _header(self, line: bytes) -> Header | Refusal:
        try:
            wire = msgspec.json.decode(line, type=WireHeader)
        except _FAILURES as error:
            return self.refusal(explained(error, line))
        if wire.annotator != VERSION:
            raise wrong("future", "annotator", version=wire.annotator, known=VERSION)
        try:
            return self._introduced(wire)
        except InputError as error:
            return self.refusal(error)

    def _introduced(self, wire: WireHeader) -> Header:
        for number, person in enumerate(wire.people):
            self._people.name(person.name, person.kind, f"people[{number}]")
        self._people.settle()
        return Header(
            scheme_id=wire.scheme.id if wire.scheme else "",
            scheme_version=wire.scheme.version if wire.scheme else 1,
            scheme_body=wire.scheme.body if wire.scheme else {},
            people=tuple(Person(person.name, person.kind) for person in wire.people),
            runs=tuple(Run(**msgspec.structs.asdict(run)) for run in wire.runs),
            rounds=tuple(Round(**msgspec.structs.asdict(handed)) for handed in wire.rounds),
        )

    def _document(self, line: bytes) -> Iterator[Item]:
        try:
            bundle = self._bundle(line)
        except InputError as error:
            yield self.refusal(error)
            return
        for name, kind in self._people.settle():
            yield Person(name, kind)
        yield bundle

    def _bundle(self, line: bytes) -> Bundle:
        if len(line) > _LONGEST_LINE:
            raise wrong("line_too_long", "", longest=_LONGEST_LINE)
        try:
            wire = self._documents.decode(line)
        except _FAILURES as error:
            if _is_header(line):
                raise wrong("late_header", "annotator") from error
            raise explained(error, line) from error
        field = deep_field(wire)
        if field is not None:
            raise wrong("too_deep", field)
        bundle = assemble(wire, self._people, self._known)
        self._refuse_second_text(bundle)
        return bundle

    def _refuse_second_text(self, bundle: Bundle) -> None:
        # Two lines may carry the work of two people on one document, never two texts under one key. Hashes of both keep
        # what is remembered small: 100,000 documents take 10 MB.
        text = hash(bundle.document.sha256)
        if self._seen.setdefault(hash(bundle.document.key), text) != text:
            raise wrong("second_text", "key", key=bundle.document.key)


def _is_header(line: bytes) -> bool:
    try:
        return msgspec.json.decode(line, type=_Probe).annotator is not msgspec.UNSET
    except _FAILURES:
        return False


def _lines(source: Path, encoding: str | None) -> Iterator[bytes]:
    """The lines of a file as UTF-8, without a byte order mark. A line that is too long comes cut, once."""
    with source.open("rb") as file:
        beginning = file.read(_BEGINNING)
        if not beginning:
            raise InputError("formats.empty")
        name = canonical(encoding, str(source)) if encoding else _guessed(beginning, str(source))
    if name != "utf-8":
        yield from _converted_lines(source, name)
        return
    with source.open("rb") as file:
        is_first = True
        while line := file.readline(_LONGEST_LINE + 1):
            while len(line) > _LONGEST_LINE and not line.endswith(b"\n") and (rest := file.readline(_LONGEST_LINE)):
                if rest.endswith(b"\n"):
                    break
            yield line.removeprefix(b"\xef\xbb\xbf") if is_first else line
            is_first = False


def _guessed(beginning: bytes, file: str) -> str:
    """UTF-8 unless the beginning is clearly something else: a bad byte further on is the fault of its own line."""
    if beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" and b"\0" not in beginning[:64]:
        return "utf-8"
    return guess(beginning, file)[0]


def _converted_lines(source: Path, encoding: str) -> Iterator[bytes]:
    is_first = True
    with source.open(encoding=encoding, newline="\n") as file:
        try:
            for line in file:
                yield (line.removeprefix("\ufeff") if is_first else line).encode("utf-8", "surrogatepass")
                is_first = False
        except UnicodeDecodeError as error:
            byte = f"{error.object[error.start]:02X}"
            raise InputError("formats.bad_bytes", encoding=encoding, offset=error.start, byte=byte) from error
