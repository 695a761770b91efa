"""The doorway of every format: what a reader yields, what a writer takes, and the row that describes both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec

from annotator.errors import InputError
from annotator.formats.losses import LossCounter, LossReport
from annotator.model.values import Bundle, Header, Person, PersonKind
from annotator.words.sentences import sentence_of

FEATURES = (
    "nested",
    "crossing",
    "discontinuous",
    "links",
    "attributes",
    "suggestions",
    "zones",
    "document_labels",
    "decisions",
    "comments",
    "sub_word",
)
"""What a format may be able to hold; `Format.holds` is a subset."""

Tokens = Literal["boundary", "word"]
Flatten = Literal["outermost", "innermost", "longest", "scheme"]


class LabelNames(Protocol):
    """A label of a scheme, as far as formats look at it."""

    @property
    def id(self) -> str:
        """The stable id."""

    @property
    def layer(self) -> str:
        """The layer that the label belongs to."""


class SchemeNames(Protocol):
    """What formats ask of a scheme: whether a label is known, its layer, the order of labels and the labelled zones."""

    @property
    def labels(self) -> Sequence[LabelNames]:
        """The span labels, in the order of the scheme."""

    @property
    def labelled_zones(self) -> Iterable[str]:
        """The kinds of zones in which labels are made."""

    def label(self, label: str, /) -> object | None:
        """Return the span label with this id, None (or raise KeyError) when there is none."""

    def link(self, label: str, /) -> object | None:
        """Return the link label with this id, None (or raise KeyError) when there is none."""


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read: everything has a default.

    `encoding` forces one; `mapping` names columns (`text` → `body`); `person` and `kind` are whose spans these are
    where the file doesn't say; `base` is the folder that keys are relative to; `scheme` refuses labels it doesn't
    know; `strict` raises at the first refusal.
    """

    encoding: str | None = None
    mapping: Mapping[str, str] = msgspec.field(default_factory=dict)
    person: str | None = None
    kind: PersonKind = PersonKind.HUMAN
    base: Path | None = None
    scheme: SchemeNames | None = None
    strict: bool = False


class WriteOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to write a training format; our JSONL holds everything and looks at none of it.

    `person` is whose spans are written; `done_only` leaves out documents which that person hasn't finished;
    `labelled_only` leaves out text outside labelled zones; `layers` are the layers written (none named = all), each in
    a column of one file, or with `layer_files` each in a file of its own.
    """

    scheme: SchemeNames | None = None
    person: str | None = None
    done_only: bool = True
    labelled_only: bool = True
    with_suggestions: bool = False
    tokens: Tokens = "boundary"
    flatten: Flatten = "outermost"
    layers: tuple[str, ...] = ()
    layer_files: bool = False


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong in the input: nothing of that document was read. `line` counts from 1, 0 = the whole file."""

    file: str
    code: str
    line: int = 0
    field: str = ""
    facts: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What happened and what to do, in the language in force."""
        return sentence_of(self.code, self._all_facts())

    @property
    def error(self) -> InputError:
        """The same as an error to raise."""
        return InputError(self.code, **self._all_facts())

    def _all_facts(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "field": self.field, **self.facts}


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something the person should know although nothing is wrong: an encoding that was guessed, a file passed over."""

    file: str
    code: str
    facts: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What was done, in the language in force."""
        return sentence_of(self.code, {"file": self.file, **self.facts})


Item = Header | Person | Bundle | Refusal | Notice
"""What a reader yields. A `Person` comes before the first bundle that names somebody the header didn't introduce."""


class Reader(Protocol):
    """Reads a source as a stream of items in constant memory.

    Nothing of a wrong document comes through, everything of the right ones does. Bad input never raises, except under
    `options.strict`, where the first refusal is raised as InputError.
    """

    def __call__(self, source: Path, options: ReadOptions, /) -> Iterator[Item]:
        """Yield what the source holds."""


class Writer(Protocol):
    """Writes bundles to a destination that appears only when complete, and says what the format couldn't hold.

    Raises InputError when offsets don't fit their text, UsageError when options exclude each other, OSError.
    """

    def __call__(
        self, header: Header, bundles: Iterable[Bundle], destination: Path, options: WriteOptions, /
    ) -> LossReport:
        """Write all of it, then let the destination appear."""


class Encoder(Protocol):
    """Makes the bytes of a file document by document; what a document gives depends on no other one.

    So large exports let several processes encode; `counter` says what the documents so far had that doesn't fit.
    """

    counter: LossCounter

    def beginning(self) -> bytes:
        """Return what stands in the file before the first document."""

    def encode(self, bundle: Bundle, /) -> bytes:
        """Return a document as it stands in the file, nothing where it is left out. Raises as `Writer` does."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table of formats. `description` is English, translated where it is shown.

    `encoder` is there where one file holds everything and `writer` does nothing but write what the encoder gives.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    holds: frozenset[str] = frozenset()
    reader: Reader | None = None
    writer: Writer | None = None
    encoder: Callable[[Header, WriteOptions], Encoder] | None = None
    recognises: Callable[[bytes], bool] | None = None

    @property
    def reads(self) -> bool:
        """Whether the format can be imported."""
        return self.reader is not None

    @property
    def writes(self) -> bool:
        """Whether the format can be exported to."""
        return self.writer is not None
