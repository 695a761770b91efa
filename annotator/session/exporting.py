"""Writing datasets: whose work, which documents, which text – and what the format could not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from annotator.errors import UsageError
from annotator.formats import Format, LossReport, WriteOptions, named, write
from annotator.formats.protocol import Flatten, Tokens
from annotator.model.values import Bundle, Header, PersonKind
from annotator.session.core import Core

Progress = Callable[[int, int | None], None]


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What to export. `people` empty = everybody (lossless formats) or the only one there is (training formats)."""

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


def export(core: Core, destination: Path, options: ExportOptions, progress: Progress | None = None) -> LossReport:
    """Write a dataset and return what the format could not hold. The destination appears only when it is complete.

    Raises UsageError where a training format is asked for and whose work is not clear, or a name is unknown.
    """
    chosen = named(options.format)
    people = _people(core, options)
    single = None if is_lossless(chosen) else _one_person(core, people)
    written = WriteOptions(
        scheme=core.scheme,
        person=single,
        done_only=options.state != "all",
        labelled_only=options.zones != "all",
        with_suggestions=options.with_suggestions,
        tokens=options.tokens,
        flatten=options.flatten,
        layers=options.layers,
    )
    bundles = _bundles(core, options, people if single is None else (), progress)
    return write(chosen, header_of(core), bundles, destination, written)


def is_lossless(chosen: Format) -> bool:
    """Whether a format holds everything that a project holds."""
    return {"decisions", "comments", "zones", "suggestions"} <= chosen.holds


def header_of(core: Core) -> Header:
    """What a dataset says of this project."""
    scheme = core.scheme
    return Header(
        scheme_id=scheme.id,
        scheme_version=scheme.version,
        scheme_body=scheme.body,
        people=core.store.people(),
        runs=core.store.runs(),
        rounds=core.store.rounds(),
    )


def _people(core: Core, options: ExportOptions) -> tuple[str, ...]:
    known = core.people()
    if options.gold:
        gold = tuple(sorted(name for name, person in known.items() if person.kind == PersonKind.ADJUDICATOR))
        if not gold:
            raise UsageError("usage.no_gold")
        return gold
    for name in options.people:
        if name not in known:
            raise UsageError("usage.unknown_person", name=name, people=", ".join(sorted(known)) or "–")
    return options.people


def _one_person(core: Core, chosen: tuple[str, ...]) -> str:
    """A training set is one person's work or gold: mixing two people's labels would contradict itself."""
    people = chosen or tuple(sorted(name for name, person in core.people().items() if person.kind != PersonKind.MODEL))
    if len(people) != 1:
        raise UsageError("usage.choose_person", people=", ".join(people) or "–")
    return people[0]


def _bundles(
    core: Core, options: ExportOptions, people: tuple[str, ...], progress: Progress | None
) -> Iterator[Bundle]:
    keys = _keys_of_round(core, options.round)
    total = core.store.document_count() if keys is None else len(keys)
    for done, bundle in enumerate(core.store.bundles(keys=keys), start=1):
        chosen = _of(bundle, people) if people else bundle
        if people and options.state == "done" and not _is_done(chosen):
            continue
        yield chosen
        if progress:
            progress(done, total)


def _keys_of_round(core: Core, name: str | None) -> tuple[str, ...] | None:
    if name is None:
        return None
    for known in core.store.rounds():
        if known.name == name:
            return known.documents
    raise UsageError("usage.unknown_round", name=name)


def _is_done(bundle: Bundle) -> bool:
    return any(state.state == "done" for state in bundle.states)


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
