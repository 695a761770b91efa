"""What an export writes, in full: enough for another process to make the same bytes of the same documents."""

from __future__ import annotations

from typing import Literal

import msgspec

from annotator.formats import WriteOptions
from annotator.formats.protocol import Flatten, SchemeNames, Tokens
from annotator.model.values import Bundle, Header, Progress


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What to export. `people` empty = everybody (lossless formats) or the only one there is (training formats);
    `replace` allows to write over a file that is there, though never over a project."""

    format: str
    people: tuple[str, ...] = ()
    gold: bool = False
    round: str | None = None
    state: Literal["done", "all"] | None = None
    zones: Literal["labelled", "all"] | None = None
    with_suggestions: bool = False
    flatten: Flatten = "outermost"
    tokens: Tokens = "boundary"
    layers: tuple[str, ...] = ()
    replace: bool = False


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Whose work is written of which project.

    `person` is whose training set it is. `people` are those whose work a lossless format keeps, none = everybody.
    """

    options: ExportOptions
    header: Header
    person: str | None = None
    people: tuple[str, ...] = ()

    def write_options(self, scheme: SchemeNames) -> WriteOptions:
        """Return how to write."""
        options = self.options
        return WriteOptions(
            scheme=scheme,
            person=self.person,
            done_only=options.state != "all",
            labelled_only=options.zones != "all",
            with_suggestions=options.with_suggestions,
            tokens=options.tokens,
            flatten=options.flatten,
            layers=options.layers,
        )

    def part_of(self, bundle: Bundle) -> Bundle | None:
        """Return what is handed to the writer of a document, None where it is left out."""
        if not self.people:
            return bundle
        chosen = _of(bundle, self.people)
        is_left_out = self.options.state == "done" and not any(s.state == Progress.DONE for s in chosen.states)
        return None if is_left_out else chosen


def _of(bundle: Bundle, people: tuple[str, ...]) -> Bundle:
    """Keep what the named people made, and the zones, which say where they looked."""
    return msgspec.structs.replace(
        bundle,
        spans=tuple(item for item in bundle.spans if item.person in people),
        links=tuple(item for item in bundle.links if item.person in people),
        labels=tuple(item for item in bundle.labels if item.person in people),
        decisions=tuple(item for item in bundle.decisions if item.person in people),
        comments=tuple(item for item in bundle.comments if item.person in people),
        states=tuple(item for item in bundle.states if item.person in people),
        assignments=tuple(item for item in bundle.assignments if item.person in people),
    )
