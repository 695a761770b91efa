"""The loss report: what the project holds that a format can't, counted by kind, with the first examples.

What was there = what was written + what was lost. What was written otherwise than it stood (an edge moved to the end of
the word) is counted apart as altered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import msgspec

from annotator.model.values import Bundle, Link, Span
from annotator.words import _, ngettext

EXAMPLES = 5
"""How many examples of each kind a report keeps."""

_EXAMPLE_LENGTH = 60


class Loss(msgspec.Struct, frozen=True):
    """How many things of one kind, and the first of them as `document: what` in plain text."""

    kind: str
    count: int
    examples: tuple[str, ...] = ()


class LossReport(msgspec.Struct, frozen=True, kw_only=True):
    """What one export wrote, lost and altered. `pieces` are spans that stand for a fragment of a lost span."""

    format: str
    documents: int = 0
    spans: int = 0
    links: int = 0
    pieces: int = 0
    lost: tuple[Loss, ...] = ()
    altered: tuple[Loss, ...] = ()

    @property
    def is_lossless(self) -> bool:
        """Whether everything was written as it stood."""
        return not self.lost and not self.altered

    def count(self, kind: str) -> int:
        """Return how many things of a kind were lost or altered."""
        return sum(loss.count for loss in self.lost + self.altered if loss.kind == kind)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "format": self.format,
            "written": {
                "documents": self.documents,
                "spans": self.spans,
                "links": self.links,
                "pieces": self.pieces,
            },
            "lossless": self.is_lossless,
            "lost": {loss.kind: {"count": loss.count, "examples": list(loss.examples)} for loss in self.lost},
            "altered": {loss.kind: {"count": loss.count, "examples": list(loss.examples)} for loss in self.altered},
        }

    def text(self) -> str:
        """Return the report as lines to print, in the language in force."""
        if self.is_lossless:
            return _("Nothing was lost: {format} holds all of it.").format(format=self.format)
        lines: list[str] = []
        for heading, losses in ((_("Left out:"), self.lost), (_("Written otherwise than it stands:"), self.altered)):
            if losses:
                lines.append(heading)
            for loss in losses:
                lines.append("  " + describe(loss.kind, loss.count))
                lines += [f"    {example}" for example in loss.examples]
                if loss.count > len(loss.examples) > 0:
                    lines.append("    …")
        return "\n".join(lines)


class LossCounter:
    """Collects losses while a writer works; `report` says what was counted so far."""

    def __init__(self, format_name: str) -> None:
        self.format = format_name
        self.clear()

    def clear(self) -> None:
        """Begin to count anew."""
        self.documents = 0
        self.spans = 0
        self.links = 0
        self.pieces = 0
        self._lost: dict[str, tuple[int, list[str]]] = {}
        self._altered: dict[str, tuple[int, list[str]]] = {}

    def lose(self, kind: str, document: str, what: str = "", count: int = 1) -> None:
        """Count something that was left out."""
        _add(self._lost, kind, document, what, count)

    def alter(self, kind: str, document: str, what: str = "", count: int = 1) -> None:
        """Count something that was written otherwise than it stands."""
        _add(self._altered, kind, document, what, count)

    def add(self, report: LossReport) -> None:
        """Count what somebody else counted who wrote the documents that come next."""
        self.documents += report.documents
        self.spans += report.spans
        self.links += report.links
        self.pieces += report.pieces
        for kinds, losses in ((self._lost, report.lost), (self._altered, report.altered)):
            for loss in losses:
                count, examples = kinds.get(loss.kind, (0, []))
                kinds[loss.kind] = (count + loss.count, [*examples, *loss.examples][:EXAMPLES])

    def report(self) -> LossReport:
        """Return what was counted, kinds in a fixed order."""
        return LossReport(
            format=self.format,
            documents=self.documents,
            spans=self.spans,
            links=self.links,
            pieces=self.pieces,
            lost=_closed(self._lost),
            altered=_closed(self._altered),
        )


def lose_unheld(counter: LossCounter, bundle: Bundle, holds: Collection[str]) -> None:
    """Count what a document has of the things that a format with these features has no place for.

    Spans themselves (nested, crossing, discontinuous) are counted by the writer, which knows its own policy.
    """
    key = bundle.document.key
    marks: tuple[Span | Link, ...] = bundle.spans + bundle.links
    counts = {
        "links": ("links", len(bundle.links)),
        "attributes": ("attributes", sum(bool(mark.attributes) for mark in marks)),
        "notes": ("attributes", sum(bool(mark.note) for mark in marks)),
        "document_labels": ("document_labels", len(bundle.labels)),
        "decisions": ("decisions", len(bundle.decisions)),
        "comments": ("comments", len(bundle.comments)),
        "zones": ("zones", len(bundle.zones)),
    }
    for kind, (feature, count) in counts.items():
        if count and feature not in holds:
            counter.lose(kind, key, count=count)


def describe(kind: str, count: int) -> str:
    """Return one line for a kind of loss, in the language in force."""
    return _DESCRIPTIONS[kind](count).format(count=count)


def _add(kinds: dict[str, tuple[int, list[str]]], kind: str, document: str, what: str, count: int) -> None:
    so_far, examples = kinds.get(kind, (0, []))
    if len(examples) < EXAMPLES:
        shown = what if len(what) <= _EXAMPLE_LENGTH else what[:_EXAMPLE_LENGTH] + "…"
        examples.append(f"{document}: {shown}" if shown else document)
    kinds[kind] = (so_far + count, examples)


def _closed(kinds: dict[str, tuple[int, list[str]]]) -> tuple[Loss, ...]:
    return tuple(Loss(kind, *_frozen(kinds[kind])) for kind in _DESCRIPTIONS if kind in kinds)


def _frozen(counted: tuple[int, list[str]]) -> tuple[int, tuple[str, ...]]:
    return counted[0], tuple(counted[1])


_DESCRIPTIONS: dict[str, Callable[[int], str]] = {
    "not_done": lambda n: ngettext("{count} document that isn't done", "{count} documents that aren't done", n),
    "in_unfinished": lambda n: ngettext(
        "{count} span in a document that isn't done", "{count} spans in documents that aren't done", n
    ),
    "nothing_labelled": lambda n: ngettext(
        "{count} document without a labelled zone", "{count} documents without a labelled zone", n
    ),
    "excluded_text": lambda n: ngettext(
        "{count} stretch of text outside labelled zones", "{count} stretches of text outside labelled zones", n
    ),
    "excluded": lambda n: ngettext("{count} span outside labelled zones", "{count} spans outside labelled zones", n),
    "other_people": lambda n: ngettext(
        "{count} span or link by somebody else", "{count} spans and links by somebody else", n
    ),
    "suggestions": lambda n: ngettext("{count} suggestion", "{count} suggestions", n),
    "other_layers": lambda n: ngettext(
        "{count} span of a layer that isn't written", "{count} spans of layers that aren't written", n
    ),
    "unknown_labels": lambda n: ngettext(
        "{count} span whose label the scheme doesn't know", "{count} spans whose labels the scheme doesn't know", n
    ),
    "nested": lambda n: ngettext(
        "{count} span that contains another or lies in it", "{count} spans that contain others or lie in them", n
    ),
    "stacked": lambda n: ngettext(
        "{count} span on exactly the same text as another", "{count} spans on exactly the same text as others", n
    ),
    "crossing": lambda n: ngettext("{count} span that crosses another", "{count} spans that cross others", n),
    "same_word": lambda n: ngettext(
        "{count} span in the same word as another", "{count} spans in the same word as another", n
    ),
    "discontinuous": lambda n: ngettext(
        "{count} span of several fragments (each fragment stands alone)",
        "{count} spans of several fragments (each fragment stands alone)",
        n,
    ),
    "no_token": lambda n: ngettext(
        "{count} span without a visible letter", "{count} spans without a visible letter", n
    ),
    "links": lambda n: ngettext("{count} link or role", "{count} links and roles", n),
    "attributes": lambda n: ngettext(
        "the attributes of {count} span or link", "the attributes of {count} spans and links", n
    ),
    "notes": lambda n: ngettext("{count} note", "{count} notes", n),
    "document_labels": lambda n: ngettext("{count} document label", "{count} document labels", n),
    "decisions": lambda n: ngettext("{count} decision", "{count} decisions", n),
    "comments": lambda n: ngettext("{count} comment", "{count} comments", n),
    "zones": lambda n: ngettext("{count} zone", "{count} zones", n),
    "dangling_links": lambda n: ngettext(
        "{count} link whose span isn't in the export", "{count} links whose spans aren't in the export", n
    ),
    "dangling_decisions": lambda n: ngettext(
        "{count} decision on something that isn't in the export",
        "{count} decisions on something that isn't in the export",
        n,
    ),
    "dangling_comments": lambda n: ngettext(
        "{count} comment on something that isn't in the export",
        "{count} comments on something that isn't in the export",
        n,
    ),
    "sub_word": lambda n: ngettext("{count} span widened to whole words", "{count} spans widened to whole words", n),
    "edges": lambda n: ngettext(
        "{count} span without the white space at its edge", "{count} spans without the white space at their edges", n
    ),
    "joined_sentences": lambda n: ngettext(
        "{count} sentence joined to the next, because a span runs over both",
        "{count} sentences joined to the next, because a span runs over both",
        n,
    ),
}
