"""The documents of an open project as the list of the window reads them."""

from __future__ import annotations

from annotator.session import Session
from annotator.ui.panels.document_model import Entry, seen_entry


class SessionShelf:
    """Documents with the state and the spans of the person who is at work. Every call is one short read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, after: str | None, limit: int) -> list[Entry]:
        """The next documents by key, behind `after`."""
        return [Entry(row.id, row.key, row.title) for row in self._session.documents(after, limit)]

    def looked_at(self, entry: Entry) -> Entry:
        """The same document with its state and number of spans."""
        person = self._session.person
        bundle = self._session.store.bundle(entry.id)
        if bundle is None:
            return entry
        states = [state.state for state in bundle.states if state.person == person]
        spans = sum(span.person == person for span in bundle.spans)
        return seen_entry(entry, str(states[0]) if states else "todo", spans)

    def count(self) -> int:
        """How many documents there are."""
        return self._session.store.document_count()
