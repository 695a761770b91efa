"""Bringing articles and labels in: sources are read as a stream, prepared, and written in small batches.

What is wrong in a source is refused by file, line and field; everything else comes in. Importing again writes only what
differs, and what a source no longer has is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from annotator.errors import AnnotatorError
from annotator.formats import Item, Notice, ReadOptions, Refusal, detect, named, read
from annotator.model.scheme import Label, LinkLabel, scheme_from_body
from annotator.model.values import Bundle, Header, Person, PersonKind
from annotator.session.core import Core
from annotator.session.preparing import prepared
from annotator.session.signals import DocumentsAdded
from annotator.store.records import Added

Progress = Callable[[int, int | None], None]


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to import. `format` None = by name and content; `person` and `kind` = whose labels, where the file is silent;
    `workers` as in `annotator.session.preparing`.
    """

    format: str | None = None
    person: str | None = None
    kind: PersonKind = PersonKind.HUMAN
    encoding: str | None = None
    mapping: dict[str, str] = msgspec.field(default_factory=dict)
    strict: bool = False
    workers: int | None = None


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came in, what was refused and why, and what one should know (a guessed encoding, files passed over)."""

    added: Added
    refusals: tuple[Refusal, ...]
    notices: tuple[Notice, ...]


def import_paths(
    core: Core,
    sources: Sequence[Path],
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import files and folders. `progress` is called with the articles done and None; raising in it stops.

    Raises InputError at the first refusal under `options.strict`, RefusedError where the file is read-only.
    """
    core.ensure_writable()
    wish = options or ImportOptions()
    reading = _Reading(core, wish)
    added = core.store.add_bundles(
        prepared(reading.bundles(sources), workers=wish.workers), person_kinds=reading.kinds, progress=progress
    )
    core.publish(DocumentsAdded(added.documents))
    refusals = [*reading.refusals, *(_refused(key, error) for key, error in added.refused)]
    return ImportReport(added=added, refusals=tuple(refusals), notices=tuple(reading.notices))


def _refused(key: str, error: AnnotatorError) -> Refusal:
    """What the store refused of a document that is well formed, as the readers put it."""
    return Refusal(file=key, code=error.code, facts=error.facts)


class _SchemeInForce:
    """The scheme as readers ask for it; a header may bring another one while the file is being read."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def labels(self) -> Sequence[Label]:
        return self._core.scheme.labels

    @property
    def labelled_zones(self) -> Iterable[str]:
        return self._core.scheme.labelled_zones

    def label(self, label: str, /) -> Label | None:
        return self._core.scheme.label(label)

    def link(self, label: str, /) -> LinkLabel | None:
        return self._core.scheme.link(label)


class _Reading:
    """One import while it runs: bundles go on to the store, everything else is kept here or settled at once."""

    def __init__(self, core: Core, options: ImportOptions) -> None:
        self._core = core
        self._options = options
        self.kinds: dict[str, PersonKind] = dict(core.kinds())
        self.refusals: list[Refusal] = []
        self.notices: list[Notice] = []

    def bundles(self, sources: Sequence[Path]) -> Iterator[Bundle]:
        for source in sources:
            for item in self._items(source):
                if isinstance(item, Bundle):
                    yield item
                else:
                    self._settle(item)

    def _items(self, source: Path) -> Iterator[Item]:
        wish = self._options
        chosen = named(wish.format) if wish.format else detect(source)
        return read(
            chosen,
            source,
            ReadOptions(
                encoding=wish.encoding,
                mapping=wish.mapping,
                person=wish.person,
                kind=wish.kind,
                base=source if source.is_dir() else source.parent,
                scheme=_SchemeInForce(self._core),
                strict=wish.strict,
            ),
        )

    def _settle(self, item: Item) -> None:
        if isinstance(item, Refusal):
            self.refusals.append(item)
        elif isinstance(item, Notice):
            self.notices.append(item)
        elif isinstance(item, Person):
            self.kinds.setdefault(item.name, item.kind)
        elif isinstance(item, Header):
            self._take_header(item)

    def _take_header(self, header: Header) -> None:
        for person in header.people:
            self.kinds.setdefault(person.name, person.kind)
        self._take_scheme(header)
        self._core.store.add_header(header.people, header.runs, header.rounds)

    def _take_scheme(self, header: Header) -> None:
        """An empty project takes the scheme that comes with the data; one in use keeps its own and says so."""
        mine = self._core.scheme
        if not header.scheme_body or mine.body == header.scheme_body:
            return
        if self._core.store.document_count() == 0:
            theirs = scheme_from_body(header.scheme_body)
            self._core.store.adopt_scheme(theirs.source, scheme_id=theirs.id, version=theirs.version)
            self._core.reload_scheme()
            return
        facts = {"theirs": header.scheme_id, "version": header.scheme_version, "mine": mine.id}
        self.notices.append(Notice(file=self._core.path.name, code="session.other_scheme", facts=facts))
