"""The heart of a session: an open project file, the person who works in it, the scheme in force, and who listens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from annotator.errors import RefusedError
from annotator.model.changes import Edit
from annotator.model.scheme import Scheme, parse_scheme
from annotator.model.values import Bundle, Document, Link, Person, PersonKind, Span
from annotator.session.signals import Committed, SchemeChanged, Signal
from annotator.store.project_file import Store
from annotator.store.records import Committed as Written
from annotator.store.records import Holder


class Core:
    """What every command needs: `store`, `person`, `scheme`, `commit`.

    Commands run in the caller's thread and return when the edit is synced to disk. Listeners are called in that thread,
    after the commit and in the order in which they subscribed.
    """

    def __init__(self, store: Store, person: str) -> None:
        self.store = store
        self.person = person
        self._listeners: list[Callable[[Signal], None]] = []
        self._scheme: Scheme | None = None
        self._redirects: Mapping[str, str] | None = None
        self._is_entered = False

    @property
    def path(self) -> Path:
        """The project file."""
        return self.store.path

    @property
    def writable(self) -> bool:
        """False where another instance holds the file, or the medium can't be written."""
        return self.store.writable

    @property
    def holder(self) -> Holder | None:
        """Who holds the file, when this session may only read; None where nobody does."""
        return self.store.holder if self.store.holder.pid else None

    @property
    def scheme(self) -> Scheme:
        """The scheme in force."""
        if self._scheme is None:
            record = self.store.scheme()
            self._scheme = parse_scheme(record.source, self.path.name)
        return self._scheme

    @property
    def redirects(self) -> Mapping[str, str]:
        """Stored label → label in force, over all versions of the scheme."""
        if self._redirects is None:
            self._redirects = self.store.scheme().redirects
        return self._redirects

    def put_scheme(self, scheme: Scheme) -> None:
        """Put a version of the scheme in force as one gesture, and tell the listeners."""
        self.ensure_writable()
        self._enter()
        self.store.set_scheme(
            self.person, scheme.source, dict(scheme.resolved_redirects), scheme_id=scheme.id, version=scheme.version
        )
        self.reload_scheme()

    def reload_scheme(self) -> None:
        """Forget the parsed scheme after it changed, and tell the listeners."""
        self._scheme = self._redirects = None
        self.publish(SchemeChanged(self.scheme.version))

    def subscribe(self, listener: Callable[[Signal], None]) -> Callable[[], None]:
        """Call `listener` with every signal from now on; the result ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, signal: Signal) -> None:
        """Tell every listener."""
        for listener in tuple(self._listeners):
            listener(signal)

    def ensure_writable(self) -> None:
        """Raise RefusedError `session.read_only` where nothing may be written."""
        if not self.writable:
            holder = self.holder
            raise RefusedError("session.read_only", file=self.path.name, holder=holder.person if holder else "?")

    def commit(self, edits: Sequence[Edit], *, action: str, label: str | None = None) -> None:
        """Write one gesture, then tell the listeners. Raises RefusedError where the store refuses it."""
        self.ensure_writable()
        self._enter()
        self.announce(self.store.commit(self.person, edits), action=action, label=label)

    def announce(self, written: Written, *, action: str, label: str | None = None) -> None:
        """Tell the listeners of a gesture that is on disk."""
        self.publish(
            Committed(
                documents=frozenset(written.document_ids),
                objects=frozenset(edit.object for edit in written.edits),
                action=action,
                label=label,
                edits=written.edits,
            )
        )

    def _enter(self) -> None:
        """See to it that this person is in the project, before the first edit."""
        if not self._is_entered:
            kind = self.kinds().get(self.person, PersonKind.HUMAN)
            self.store.ensure_person(self.person, kind)
            self._is_entered = True

    def people(self) -> dict[str, Person]:
        """Everybody in the project, by name."""
        return {person.name: person for person in self.store.people()}

    def kinds(self) -> dict[str, PersonKind]:
        """The kind of everybody in the project, by name."""
        return {person.name: person.kind for person in self.store.people()}

    def document(self, key: str) -> Document:
        """Return a document by its key. Raises RefusedError `session.no_document`."""
        found = self.store.document(key)
        if found is None:
            raise RefusedError("session.no_document", key=key)
        return found

    def bundle(self, document: Document) -> Bundle:
        """Return a document with everything that anybody has said about it."""
        found = self.store.bundle(document.id)
        if found is None:
            raise RefusedError("session.no_document", key=document.key)
        return found

    def own_span(self, document: Document, span_id: str) -> Span:
        """Return a span of this person. Raises RefusedError `session.no_span`."""
        span = self.store.span(document.id, span_id)
        if span is not None and span.person == self.person:
            return span
        raise RefusedError("session.no_span", id=span_id, key=document.key)

    def own_link(self, document: Document, link_id: str) -> Link:
        """Return a link of this person. Raises RefusedError `session.no_link`."""
        for link in self.store.links(document.id, self.person):
            if link.id == link_id:
                return link
        raise RefusedError("session.no_link", id=link_id, key=document.key)
