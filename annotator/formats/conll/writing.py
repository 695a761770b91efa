"""CoNLL with IOB2 tags out: tokens, what stands between them, and a column of tags for each layer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from annotator.formats.conll.chunks import Chunks
from annotator.formats.conll.lines import LineMaker
from annotator.formats.conll.spacing import escaped
from annotator.formats.destination import complete_file, write_encoded
from annotator.formats.flattening import Unit, flatten
from annotator.formats.losses import LossCounter, LossReport
from annotator.formats.protocol import WriteOptions
from annotator.formats.selecting import Chosen, Selection
from annotator.formats.verifying import unwritable, verify_offsets
from annotator.model.values import Bundle, Header, Span

HOLDS = frozenset({"sub_word"})
"""A span inside a word, under the token policy `boundary`; nothing else beyond plain spans."""


def write_conll(header: Header, bundles: Iterable[Bundle], destination: Path, options: WriteOptions) -> LossReport:
    """Write one person's spans; what was lost and altered is returned.

    With `layer_files`, `out.conll` becomes `out.entity.conll`, `out.event.conll` and so on.

    Raises UsageError `formats.several_people` or `.unknown_layer`, InputError `formats.unwritable_offsets`, OSError.
    """
    encoder = ConllEncoder(header, options)
    if not options.layer_files:
        return write_encoded(encoder, bundles, destination)
    with ExitStack() as stack:
        files = [
            stack.enter_context(complete_file(destination.with_name(f"{destination.stem}.{name}{destination.suffix}")))
            for name in encoder.layers
        ]
        for out, beginning in zip(files, encoder.beginnings(), strict=True):
            out.write(beginning)
        for bundle in bundles:
            for out, part in zip(files, encoder.encode_parts(bundle), strict=False):
                out.write(part)
    return encoder.counter.report()


class ConllEncoder:
    """Makes the lines of documents: all layers as columns, or with `layer_files` one file for each layer.

    Raises UsageError `formats.unknown_layer`.
    """

    def __init__(self, header: Header, options: WriteOptions) -> None:
        self.counter = LossCounter("conll")
        self._selection = Selection(header, options, self.counter, HOLDS)
        self._aligner = _Aligner(options, self.counter)
        self.layers = self._selection.layers
        columns = [(layer,) for layer in self.layers] if options.layer_files else [self.layers]
        self._files = [_File(layers, options, self._selection.person) for layers in columns]

    def beginning(self) -> bytes:
        """Return the comments at the top of a file that holds all layers."""
        return b"".join(self.beginnings())

    def beginnings(self) -> list[bytes]:
        """Return the comments at the top of each file."""
        return [file.beginning for file in self._files]

    def encode(self, bundle: Bundle) -> bytes:
        """Return the lines of a document in a file that holds all layers, nothing where it is left out.

        Raises UsageError `formats.several_people`, InputError `formats.unwritable_offsets`.
        """
        return b"".join(self.encode_parts(bundle))

    def encode_parts(self, bundle: Bundle) -> list[bytes]:
        """Return the lines of a document in each file, none where it is left out. Raises as `encode` does."""
        verify_offsets(bundle)
        chosen = self._selection.choose(bundle)
        if chosen is None:
            return []
        self.counter.documents += 1
        chunks = Chunks(bundle.document.text)
        units = self._aligner.units(bundle, chosen, chunks)
        parts: list[bytes] = []
        for file in self._files:
            lines, joined = file.lines(bundle, chunks, units, chosen)
            parts.append(lines)
            if joined:
                self.counter.alter("joined_sentences", bundle.document.key, count=joined)
        return parts


class _Aligner:
    """Spans become units that fit the tokens and don't overlap in a layer."""

    def __init__(self, options: WriteOptions, counter: LossCounter) -> None:
        self._options = options
        self._counter = counter
        labels = options.scheme.labels if options.scheme else ()
        self._ranks = {label.id: rank for rank, label in enumerate(labels)}

    def units(self, bundle: Bundle, chosen: Chosen, chunks: Chunks) -> dict[str, list[Unit]]:
        """Return the units of each layer, in order, and count what was lost on the way."""
        key, text = bundle.document.key, bundle.document.text
        made: dict[str, list[Unit]] = {}
        for layer, spans in chosen.spans.items():
            units = [unit for span in spans for unit in self._aligned(span, chunks, key)]
            kept = made[layer] = flatten(units, self._options.flatten, self._ranks, self._counter, key, text)
            for unit in kept:
                if unit.is_piece or unit.start != unit.from_start or unit.end != unit.from_end:
                    self._count(unit, key, text)
                else:
                    self._counter.spans += 1
        return made

    def _aligned(self, span: Span, chunks: Chunks, key: str) -> list[Unit]:
        is_piece = len(span.fragments) > 1
        if not is_piece and self._options.tokens == "boundary":
            ((start, end),) = span.fragments
            if chunks.begins_and_ends_visibly(start, end):  # as nearly all do
                return [Unit(start, end, span.label, start, end)]
        if is_piece:
            surface = " … ".join(chunks.text[a:b] for a, b in span.fragments)
            self._counter.lose("discontinuous", key, f"{span.label} {surface}")
        fit = self._to_words if self._options.tokens == "word" else self._to_letters
        units: list[Unit] = []
        for start, end in span.fragments:
            place = fit(chunks, start, end)
            if place is not None:
                units.append(Unit(*place, span.label, start, end, is_piece))
            elif not is_piece:
                self._counter.lose("no_token", key, f"{span.label} {start}–{end}")
        return units

    def _to_words(self, chunks: Chunks, start: int, end: int) -> tuple[int, int] | None:
        touched = chunks.tokens_touched(start, end)
        return (touched[0][0], touched[-1][1]) if touched else None

    def _to_letters(self, chunks: Chunks, start: int, end: int) -> tuple[int, int] | None:
        if chunks.begins_and_ends_visibly(start, end):
            return start, end
        touched = chunks.tokens_touched(start, end)
        return (max(start, touched[0][0]), min(end, touched[-1][1])) if touched else None

    def _count(self, unit: Unit, key: str, text: str) -> None:
        """Count a unit that is written, and whether it stands where its span stood."""
        if unit.is_piece:
            self._counter.pieces += 1
        else:
            self._counter.spans += 1
        if unit.start < unit.from_start or unit.end > unit.from_end:
            was, now = text[unit.from_start : unit.from_end], text[unit.start : unit.end]
            self._counter.alter("sub_word", key, f"{unit.label} {was} → {now}")
        elif (unit.start, unit.end) != (unit.from_start, unit.from_end):
            self._counter.alter("edges", key, f"{unit.label} {text[unit.start : unit.end]}")


class _File:
    """One file being made: all layers as columns, or one layer."""

    def __init__(self, layers: tuple[str, ...], options: WriteOptions, person: str | None) -> None:
        self.beginning = _comments(layers, options, person).encode()
        self._layers = layers
        self._cut = options.tokens == "boundary"
        self._lines = LineMaker(len(layers))

    def lines(self, bundle: Bundle, chunks: Chunks, units: dict[str, list[Unit]], chosen: Chosen) -> tuple[bytes, int]:
        """Return one document and how many sentences were joined."""
        mine = [units[layer] for layer in self._layers]
        lines, begun, joined = self._lines.lines(chunks, mine, chosen.ranges, cut=self._cut)
        if begun != sum(map(len, mine)):
            # A unit that begins at no token would be lost without a word: never write such a file.
            raise unwritable(bundle, chosen.ranges[0][0], chosen.ranges[-1][1])
        lead = chunks.lead if chosen.ranges[0][0] == 0 else ""
        place = f"|SpacesAfter={escaped(lead)}" if lead else ""
        tags = "\tO" * len(self._layers)
        return f"-DOCSTART-\tKey={escaped(bundle.document.key)}{place}{tags}\n\n{lines}".encode(), joined


def _comments(layers: tuple[str, ...], options: WriteOptions, person: str | None) -> str:
    """The policies that made the file; they stand once, before the first document."""
    zones = "labelled" if options.labelled_only and options.scheme is not None else "all"
    facts = {
        "columns": " ".join(("token", "space", *layers)),
        "tags": "IOB2",
        "tokens": options.tokens,
        "flatten": options.flatten,
        "zones": zones,
        "documents": "done" if options.done_only else "all",
        **({"person": escaped(person)} if person else {}),
    }
    return "# annotator conll 1\n" + "".join(f"# {name} = {value}\n" for name, value in facts.items()) + "\n"
