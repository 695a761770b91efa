"""How much there is, counted in short pages."""

from __future__ import annotations

import sqlite3
from collections import Counter

from annotator.store.people import names
from annotator.store.plain import DecisionShape, StateShape, read_shape
from annotator.store.records import Counts

_DOCUMENTS_PER_PAGE = 500


class Tally:
    """Counts that grow page by page; `begin` is where the next page begins."""

    def __init__(self) -> None:
        self.begin = 0
        self.documents = 0
        self.characters = 0
        self.grouped = {table: Counter[tuple[str, str]]() for table in ("span", "link", "state", "decision")}

    def add_page(self, connection: sqlite3.Connection) -> bool:
        """Count the next documents; return False where there were none."""
        rows = connection.execute(
            "SELECT doc_no, length FROM document WHERE doc_no > ? ORDER BY doc_no LIMIT ?",
            (self.begin, _DOCUMENTS_PER_PAGE),
        ).fetchall()
        if not rows:
            return False
        place = (self.begin, rows[-1][0])
        self.begin = rows[-1][0]
        self.documents += len(rows)
        self.characters += sum(length for _number, length in rows)
        people = names(connection)
        for table in ("span", "link"):
            for person, label, count in connection.execute(
                f"SELECT person_no, label, count(*) FROM {table} WHERE doc_no > ? AND doc_no <= ?"
                " GROUP BY person_no, label",
                place,
            ).fetchall():
                self.grouped[table][people.get(person, ""), label] += count
        for table in ("state", "decision"):
            for person, data in connection.execute(
                f"SELECT person_no, data FROM {table} WHERE doc_no > ? AND doc_no <= ?", place
            ).fetchall():
                self.grouped[table][people.get(person, ""), _word(table, data)] += 1
        return True

    def finish(self, connection: sqlite3.Connection) -> Counts:
        """Return the counts, with those that need no pages."""
        comments = connection.execute("SELECT count(*) FROM comment").fetchone()[0]
        changes = connection.execute("SELECT coalesce(sum(seq), 0) FROM cache_state").fetchone()[0]
        return Counts(
            documents=self.documents,
            characters=self.characters,
            spans=dict(self.grouped["span"]),
            links=dict(self.grouped["link"]),
            states=dict(self.grouped["state"]),
            decisions=dict(self.grouped["decision"]),
            comments=comments,
            changes=changes,
        )


def _word(table: str, data: str) -> str:
    value = read_shape(table, data)
    if isinstance(value, StateShape):
        return value.state.value
    return value.verdict.value if isinstance(value, DecisionShape) else ""
