"""Writing datasets: whose work, which documents, which text – and what the format could not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.errors import UsageError
from annotator.formats import Format, LossReport, named, write
from annotator.model.values import Bundle, Header, PersonKind
from annotator.session.core import Core
from annotator.session.export_plan import ExportOptions, Plan
from annotator.session.export_workers import write_with_workers
from annotator.session.workers import cores

__all__ = ["ExportOptions", "export", "header_of", "is_lossless"]

ALONE = 2_000
"""Up to this many documents are written by this process alone: starting workers takes as long as that."""

Progress = Callable[[int, int | None], None]


def export(
    core: Core,
    destination: Path,
    options: ExportOptions,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> LossReport:
    """Write a dataset and return what the format could not hold. The destination appears only when it is complete.

    `workers` = 0 never starts a process, None takes one per core for a large project: the bytes are the same.

    Raises UsageError where a training format is asked for and whose work is not clear, or a name is unknown.
    """
    chosen = named(options.format)
    _check_destination(destination, replace=options.replace)
    people = _people(core, options)
    person = None if is_lossless(chosen) else _one_person(core, people)
    plan = Plan(options=options, header=header_of(core), person=person, people=people if person is None else ())
    keys = _keys_of_round(core, options.round)
    total = core.store.document_count() if keys is None else len(keys)
    count = cores() if workers is None else workers

    def tell(done: int) -> None:
        if progress:
            progress(done, total)

    if count and chosen.encoder is not None and total > ALONE:
        every = core.store.keys() if keys is None else iter(keys)
        return write_with_workers(core, plan, every, destination, tell, count)
    bundles = _bundles(core, plan, keys, tell)
    return write(chosen, plan.header, bundles, destination, plan.write_options(core.scheme))


def _check_destination(destination: Path, *, replace: bool) -> None:
    """Raise UsageError where a file would be written over that nobody said to replace, or where there is no place."""
    if destination.is_dir():
        raise UsageError("usage.out_is_folder", file=str(destination))
    if not destination.parent.is_dir():
        raise UsageError("usage.no_folder", folder=str(destination.parent))
    if destination.exists() and not (replace and not _is_project(destination)):
        raise UsageError("usage.out_exists", file=str(destination))


def _is_project(path: Path) -> bool:
    """Whether a file is a database: a project is never written over, whoever asks for it."""
    with path.open("rb") as file:
        return file.read(6) == b"SQLite"


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
    people = chosen or _workers(core)
    if len(people) != 1:
        raise UsageError("usage.choose_person", people=", ".join(people) or "–")
    return people[0]


def _workers(core: Core) -> tuple[str, ...]:
    """Everybody but models who has made a span; who only imported or set the scheme has no work to export."""
    models = {name for name, person in core.people().items() if person.kind == PersonKind.MODEL}
    return tuple(sorted({person for person, _label in core.store.counts().spans} - models))


def _bundles(core: Core, plan: Plan, keys: tuple[str, ...] | None, tell: Callable[[int], None]) -> Iterator[Bundle]:
    for done, bundle in enumerate(core.store.bundles(keys=keys), start=1):
        chosen = plan.part_of(bundle)
        if chosen is not None:
            yield chosen
        tell(done)


def _keys_of_round(core: Core, name: str | None) -> tuple[str, ...] | None:
    if name is None:
        return None
    for known in core.store.rounds():
        if known.name == name:
            return known.documents
    raise UsageError("usage.unknown_round", name=name)
