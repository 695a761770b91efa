"""The open project as the window works on it: carries out gestures, and says whether they are on disk.

One gesture is one call of the session, which returns when it is synced. So `saved` is sent only after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, RefusedError
from annotator.model.changes import Edit, Kind
from annotator.model.values import Document, Fragment, Link, Progress, Span
from annotator.session import Committed, DocumentsAdded, DocumentView, SchemeChanged, Session, Undone
from annotator.session.signals import Signal as SessionSignal

Result = TypeVar("Result")

_REREAD = ("undo", "redo")
"""What comes back may bring along what others have hung on it, so the document is read again."""


class Desk(QObject):
    """A session and the document that lies open on it.

    `refused` carries an edit that can't be done now (nothing is lost), `failed` one that could not be written.
    """

    saving = Signal()
    saved = Signal()
    refused = Signal(AnnotatorError)
    failed = Signal(AnnotatorError)
    opened = Signal()
    changed = Signal(frozenset)
    """A gesture is on disk; carries the ids of the documents that it touched."""
    view_changed = Signal(object)
    """The open document has changed, and `view` with it: the ids of the spans and links that look different, or None
    where the view was read again."""
    documents_added = Signal(int)
    scheme_changed = Signal()
    _told = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.view: DocumentView | None = None
        self.decided: frozenset[str] = frozenset()
        """Ids of suggestions in the open document that the person has accepted, corrected or rejected."""
        self._own: list[Span] | None = None
        self._by_id: dict[str, Span] | None = None
        self._told.connect(self._take)
        self._unsubscribe = session.subscribe(self._told.emit)

    def close(self) -> None:
        """Stop listening and close the project."""
        self._unsubscribe()
        self.session.close()

    @property
    def document(self) -> Document | None:
        """The document that lies open."""
        return self.view.document if self.view else None

    def open(self, key: str) -> bool:
        """Open a document by its key; False where it can't be read."""
        try:
            self._read(key)
        except AnnotatorError as error:
            self.refused.emit(error)
            return False
        self.opened.emit()
        return True

    def read_again(self) -> None:
        """Read the open document again; `view_changed` is sent where something in it has changed."""
        if self.view is None:
            return
        before = self.view
        try:
            # A merge may have given it another key.
            document = self.session.store.document_by_id(before.document.id)
            self._read(document.key if document else before.document.key)
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        if self.view != before:
            self.view_changed.emit(None)

    def span(self, span_id: str | None) -> Span | None:
        """Return a span of the open document."""
        if self._by_id is None:
            self._by_id = {span.id: span for span in self.view.spans} if self.view else {}
        return self._by_id.get(span_id or "")

    def own_spans(self) -> Sequence[Span]:
        """The person's own spans in the open document, in reading order."""
        if self._own is None:
            spans = self.view.spans if self.view else ()
            self._own = [span for span in spans if span.person == self.session.person]
        return self._own

    def mark(self, fragments: Sequence[Fragment], label: str) -> Span | None:
        """Put a label on a selection."""
        return self._write(lambda document: self.session.mark(document, fragments, label))

    def relabel(self, span: Span, label: str) -> str | None:
        """Give a span another label; a suggestion is taken over with it. Returns the id of the person's span."""
        if span.person == self.session.person:
            changed = self._write(lambda document: self.session.relabel(document, span.id, label))
            return changed.id if changed else None
        if span.label == label:
            decision = self._write(lambda document: self.session.accept(document, [span.id]))
        else:
            decision = self._write(lambda document: self.session.correct(document, span.id, label=label))
        return decision.result[0] if decision and decision.result else None

    def resize(self, span: Span, fragments: Sequence[Fragment]) -> str | None:
        """Move the edges of a span; a suggestion is taken over with them. Returns the id of the person's span."""
        if span.person == self.session.person:
            resized = self._write(lambda document: self.session.resize(document, span.id, fragments))
            return resized.id if resized else None
        decision = self._write(lambda document: self.session.correct(document, span.id, fragments=fragments))
        return decision.result[0] if decision and decision.result else None

    def delete(self, span: Span) -> bool:
        """Delete a span of one's own with its links; a suggestion is rejected."""
        if span.person == self.session.person:
            return self._write(lambda document: self.session.delete(document, [span.id])) is not None
        return self._write(lambda document: self.session.reject(document, [span.id])) is not None

    def link(self, head: Span, tail: Span, label: str) -> Link | None:
        """Draw a labelled arrow from one span of one's own to another."""
        return self._write(lambda document: self.session.link(document, head, tail, label))

    def unlink(self, link_id: str) -> bool:
        """Delete a link of one's own."""
        return self._write(lambda document: self.session.delete(document, [link_id])) is not None

    def describe(self, object_id: str, attributes: dict[str, Any]) -> bool:
        """Set attributes of a span or link of one's own; a value of None takes the attribute away."""
        return self._write(lambda document: self.session.set_attributes(document, object_id, attributes)) is not None

    def write_note(self, object_id: str, note: str) -> bool:
        """Write the note of a span or link of one's own."""
        return self._write(lambda document: self.session.set_note(document, object_id, note)) is not None

    def set_done(self, *, done: bool) -> None:
        """Say that one is done with the document, or not yet."""
        state = Progress.DONE if done else Progress.IN_PROGRESS
        self._write(lambda document: self.session.set_state(document, state))

    @property
    def can_undo(self) -> bool:
        """Whether there is a gesture to take back."""
        return self.session.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone gesture to do again."""
        return self.session.can_redo

    def undo(self) -> Undone | None:
        """Take the last gesture back, in whichever document it was."""
        return self._carry_out(self.session.undo)

    def redo(self) -> Undone | None:
        """Do the last undone gesture again."""
        return self._carry_out(self.session.redo)

    def _read(self, key: str) -> None:
        self._lay_down(self.session.view(key))

    def _lay_down(self, view: DocumentView) -> None:
        """Work on this view from now on."""
        if self.view is None or view.decisions is not self.view.decisions:
            self.decided = view.decided
        self.view = view
        self._own = None
        self._by_id = None

    def _write(self, command: Callable[[Document], Result]) -> Result | None:
        document = self.document
        return None if document is None else self._carry_out(lambda: command(document))

    def _carry_out(self, command: Callable[[], Result]) -> Result | None:
        self.saving.emit()
        try:
            result = command()
        except RefusedError as error:
            self.refused.emit(error)
            return None
        except AnnotatorError as error:
            self.failed.emit(error)
            return None
        self.saved.emit()
        return result

    def _take(self, signal: SessionSignal) -> None:
        """Follow what the session tells, in the window's thread: Qt carries it there from a job's."""
        if isinstance(signal, Committed):
            if self.view is not None and self.view.document.id in signal.documents:
                self._follow(signal)
            self.changed.emit(signal.documents)
            return
        if isinstance(signal, DocumentsAdded):
            self.documents_added.emit(signal.count)
        elif isinstance(signal, SchemeChanged):
            self.scheme_changed.emit()
        # What came in may have brought something for the open document, or other labels for what is on it.
        self.read_again()

    def _follow(self, signal: Committed) -> None:
        """Bring the view to what a gesture has made of it, without reading the document again where that can be."""
        assert self.view is not None
        carried = None
        if signal.action not in _REREAD:
            carried = self.session.carried_on(self.view, signal.edits)
        if carried is None:
            self.read_again()
            return
        self._lay_down(carried)
        self.view_changed.emit(touched_by(signal.edits))


def touched_by(edits: Iterable[Edit]) -> frozenset[str]:
    """Return the ids of the spans and links that look different after these edits."""
    touched = {edit.object for edit in edits if edit.kind in (Kind.SPAN, Kind.LINK)}
    for edit in edits:
        if edit.kind is Kind.DECISION and edit.new is not None:
            touched.update(edit.new["of"])
    return frozenset(touched)
