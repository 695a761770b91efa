"""Who is in a project: names are unique, kinds never change by accident."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from annotator.errors import RefusedError
from annotator.model.identity import bytes_of
from annotator.model.values import Person, PersonKind
from annotator.store.objects import person_object


class Known(NamedTuple):
    """A person and its number in this file."""

    person_no: int
    person: Person


def everybody(connection: sqlite3.Connection) -> dict[str, Known]:
    """Return all people by name, in the order of their names."""
    rows = connection.execute("SELECT person_no, name, kind FROM person ORDER BY name").fetchall()
    return {name: Known(number, Person(name, PersonKind(kind))) for number, name, kind in rows}


def names(connection: sqlite3.Connection) -> dict[int | None, str]:
    """Return the names by number."""
    return dict(connection.execute("SELECT person_no, name FROM person").fetchall())


def number_of(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of a person. Raises RefusedError `store.no_person`."""
    row = connection.execute("SELECT person_no FROM person WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise RefusedError("store.no_person", person=name)
    return int(row[0])


def kind_of(connection: sqlite3.Connection, name: str) -> PersonKind | None:
    """Return what a person is, None for somebody new."""
    row = connection.execute("SELECT kind FROM person WHERE name = ?", (name,)).fetchone()
    return None if row is None else PersonKind(row[0])


def enter(connection: sqlite3.Connection, person: Person) -> int:
    """Return the number of a person, entering it where it is new. Raises RefusedError `store.person_kind`."""
    row = connection.execute("SELECT person_no, kind FROM person WHERE name = ?", (person.name,)).fetchone()
    if row is not None:
        if row[1] != person.kind.value:
            raise RefusedError("store.person_kind", person=person.name, kind=row[1], wanted=person.kind.value)
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO person(id, name, kind) VALUES (?, ?, ?)",
        (bytes_of(person_object(person.name)), person.name, person.kind.value),
    )
    return cursor.lastrowid or 0
