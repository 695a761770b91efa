"""A session: an open project and everything that a person may do with it. The window, the command line and notebooks
enter here."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import msgspec

from annotator.model.scheme import load_scheme
from annotator.model.values import Document
from annotator.session import viewing
from annotator.session.commands import deciding, describing, keeping, linking, marking
from annotator.session.core import Core
from annotator.session.past import past as history_of
from annotator.session.person import default_person
from annotator.store.project_file import Store
from annotator.store.records import Committed as Written
from annotator.store.records import DocumentRow


class Undone(msgspec.Struct, frozen=True):
    """What an undo or a redo touched: the keys of the documents and the ids of the objects."""

    documents: tuple[str, ...]
    objects: tuple[str, ...]


class Session(Core):
    """An open project with one person at work. Close it, or use it in a `with` statement."""

    view = viewing.view
    carried_on = viewing.carried_on
    mark = marking.mark
    relabel = marking.relabel
    resize = marking.resize
    delete = marking.delete
    link = linking.link
    set_attributes = describing.set_attributes
    set_note = describing.set_note
    set_document_label = describing.set_document_label
    comment = describing.comment
    resolve_comment = describing.resolve_comment
    accept = deciding.accept
    correct = deciding.correct
    reject = deciding.reject
    skip = deciding.skip
    set_state = keeping.set_state
    set_zones = keeping.set_zones
    add_active_time = keeping.add_active_time
    past = history_of

    def documents(self, after: str | None = None, limit: int = 500) -> list[DocumentRow]:
        """Return the next documents by key, behind the key `after`."""
        return self.store.document_keys(after, limit)

    def label_counts(self, document: Document) -> dict[str, int]:
        """How many spans of each label this person has in a document."""
        counts: dict[str, int] = {}
        for span in self.store.spans(document.id, self.person):
            counts[span.label] = counts.get(span.label, 0) + 1
        return counts

    @property
    def can_undo(self) -> bool:
        """Whether there is a gesture of this person on this device to take back."""
        return self.writable and self.store.can_undo(self.person)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone gesture to do again."""
        return self.writable and self.store.can_redo(self.person)

    def undo(self) -> Undone | None:
        """Take back the last gesture; None where there is none. Raises RefusedError where it has changed since."""
        self.ensure_writable()
        return self._told("undo", self.store.undo(self.person))

    def redo(self) -> Undone | None:
        """Do the last undone gesture again."""
        self.ensure_writable()
        return self._told("redo", self.store.redo(self.person))

    def close(self) -> None:
        """Close the project file. A second call does nothing."""
        self.store.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _told(self, action: str, written: Written | None) -> Undone | None:
        if written is None:
            return None
        self.announce(written, action=action)
        found = (self.store.document_by_id(document) for document in written.document_ids)
        keys = tuple(document.key for document in found if document)
        return Undone(keys, tuple(edit.object for edit in written.edits))


def new_project(
    path: Path, *, scheme: str | Path = "news", person: str | None = None, home: Path | None = None
) -> Session:
    """Make a project file with a shipped scheme or a scheme file. Raises ProjectError where the file exists."""
    loaded = load_scheme(scheme)
    store = Store.create(Path(path), loaded.source, scheme_id=loaded.id, scheme_version=loaded.version, home=home)
    return Session(store, person or default_person())


def open_project(path: Path, *, person: str | None = None, write: bool = True, home: Path | None = None) -> Session:
    """Open a project file. Where another instance holds it the session may only read: see `writable` and `holder`."""
    name = person or default_person()
    return Session(Store.open(Path(path), write=write, person_hint=name, home=home), name)
