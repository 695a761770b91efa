"""The documents of an open project as the list of the window reads them."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.session import Session
from annotator.ui.panels.document_model import Entry, seen_entry


class SessionShelf:
    """Documents with the state and the spans of the person who is at work. Every call is one short read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, after: str | None, limit: int) -> list[Entry]:
        """The next documents by key, behind `after`."""
        return [Entry(row.id, row.key, row.title) for row in self._session.documents(after, limit)]

    def part(self, first: int, limit: int) -> list[Entry]:
        """Documents by key, from a place on."""
        return [Entry(row.id, row.key, row.title) for row in self._session.store.document_rows(first, limit)]

    def place_of(self, key: str) -> int:
        """The place of a document by key, -1 where there is none."""
        place = self._session.store.place_of_key(key)
        return -1 if place is None else place

    def looked_at(self, entries: Sequence[Entry]) -> list[Entry]:
        """The same documents with their states and numbers of spans."""
        found = self._session.store.standings(self._session.person, [entry.id for entry in entries])
        return [
            seen_entry(entry, str(standing.state), standing.spans)
            for entry, standing in zip(entries, found, strict=True)
        ]

    def count(self) -> int:
        """How many documents there are."""
        return self._session.store.document_count()
