"""The tables of a project file: the history (truth), the cache (rebuildable), the word index, the views for explorers.

`STATEMENTS` is the whole schema in order. A file is ours when its schema equals this text byte for byte, so a statement
is never edited after a release: a new format version appends a migration and a new set.
"""

from __future__ import annotations

import sqlite3
from functools import cache

APPLICATION_ID = 0x41524E54
FORMAT_VERSION = 1
MIGRATION_SET = "annotator"

# What a document brings is one change of some thousand bytes: on smaller pages it fills overflow pages by half.
_PAGE_SIZE = 16_384

_TRUTH = (
    "CREATE TABLE project(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE document(doc_no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),"
    " key TEXT NOT NULL, sha256 BLOB NOT NULL CHECK(length(sha256) = 32), length INTEGER NOT NULL,"
    " imported_ms INTEGER NOT NULL, text TEXT NOT NULL) STRICT",
    "CREATE INDEX document_key ON document(key)",
    "CREATE TABLE person(person_no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),"
    " name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL) STRICT",
    "CREATE TABLE stream(stream_no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),"
    " root BLOB NOT NULL CHECK(length(root) = 16), person_no INTEGER, device BLOB NOT NULL CHECK(length(device) = 16),"
    " role TEXT NOT NULL CHECK(role IN ('own', 'import')), parent BLOB, parent_seq INTEGER,"
    " created_ms INTEGER NOT NULL) STRICT",
    "CREATE TABLE change(stream_no INTEGER NOT NULL, seq INTEGER NOT NULL CHECK(seq > 0), clock INTEGER NOT NULL,"
    " gesture INTEGER NOT NULL, undoes INTEGER, kind TEXT NOT NULL, doc_no INTEGER, object BLOB NOT NULL, payload TEXT,"
    " payload_hash BLOB NOT NULL CHECK(length(payload_hash) = 32), at_ms INTEGER NOT NULL,"
    " hash BLOB NOT NULL CHECK(length(hash) = 32), PRIMARY KEY(stream_no, seq)) STRICT, WITHOUT ROWID",
    "CREATE INDEX change_document ON change(doc_no, stream_no, seq)",
    "CREATE INDEX change_clock ON change(clock)",
    "CREATE TABLE redaction(kind TEXT NOT NULL, no INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY(kind, no))"
    " STRICT, WITHOUT ROWID",
)

_SPAN_COLUMNS = (
    "attributes TEXT NOT NULL, note TEXT NOT NULL, score REAL, run ANY, origin BLOB, scheme INTEGER NOT NULL,"
    " foreign_id TEXT, stored_label TEXT, stream_no INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " PRIMARY KEY(doc_no, id)) STRICT, WITHOUT ROWID"
)

MINOR_TABLES = {
    "zone": "zone",
    "label": "document_label",
    "state": "state",
    "comment": "comment",
    "decision": "decision",
    "run": "run",
    "round": "round",
    "assignment": "assignment",
    "scheme": "scheme",
}
"""Kind of change → the cache table that keeps its objects as JSON. `doc_no` 0 = of the project, not of a document."""

_CACHE = (
    "CREATE TABLE document_meta(doc_no INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
    " meta TEXT NOT NULL, direction TEXT, replaces BLOB) STRICT",
    "CREATE TABLE span(doc_no INTEGER NOT NULL, id BLOB NOT NULL, person_no INTEGER, label TEXT NOT NULL,"
    ' start INTEGER NOT NULL, "end" INTEGER NOT NULL, fragments TEXT, ' + _SPAN_COLUMNS,
    "CREATE TABLE link(doc_no INTEGER NOT NULL, id BLOB NOT NULL, person_no INTEGER, label TEXT NOT NULL,"
    " head BLOB NOT NULL, tail BLOB NOT NULL, " + _SPAN_COLUMNS,
    *(
        f"CREATE TABLE {table}(doc_no INTEGER NOT NULL, id BLOB NOT NULL, person_no INTEGER, data TEXT NOT NULL,"
        " stream_no INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(doc_no, id)) STRICT, WITHOUT ROWID"
        for table in MINOR_TABLES.values()
    ),
    "CREATE TABLE active_time(doc_no INTEGER NOT NULL, person_no INTEGER NOT NULL, seconds INTEGER NOT NULL,"
    " PRIMARY KEY(doc_no, person_no)) STRICT, WITHOUT ROWID",
    "CREATE TABLE cache_state(stream_no INTEGER PRIMARY KEY, seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT",
)

# The terms arrive folded and cut: the tokenizer only has to split them at spaces, so every ASCII sign counts as a
# letter.
_TOKEN_CHARACTERS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_TOKENIZER = "ascii tokenchars '{}'".format(_TOKEN_CHARACTERS.replace("'", "''"))
_WORDS = (
    "CREATE VIRTUAL TABLE word_index USING fts5(terms, content='', columnsize=0, detail=none, tokenize=\"{}\")".format(
        _TOKENIZER.replace('"', '""')
    ),
    "CREATE TABLE word(term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)


def _uuid(column: str) -> str:
    digits = f"lower(hex({column}))"
    parts = [f"substr({digits}, {start}, {length})" for start, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))]
    return " || '-' || ".join(parts)


def _surface(span: str, text: str) -> str:
    # A cast reads the digits that a text begins with. json_extract would be shorter, but SQLite 3.40 refuses it in a
    # view while trusted_schema is off.
    start = "CAST(substr(value, 2) AS INTEGER)"
    end = "CAST(substr(value, instr(value, ',') + 1) AS INTEGER)"
    return (
        f'CASE WHEN {span}.fragments IS NULL THEN substr({text}, {span}.start + 1, {span}."end" - {span}.start)'
        f" ELSE (SELECT group_concat(substr({text}, {start} + 1, {end} - {start}), ' … ')"
        f" FROM json_each({span}.fragments)) END"
    )


_RUN = "CASE typeof({0}.run) WHEN 'blob' THEN " + _uuid("{0}.run") + " ELSE {0}.run END"

_VIEWS = (
    "CREATE VIEW spans_flat AS SELECT document_meta.key AS document, person.name AS person, person.kind AS kind,"
    ' span.label AS label, span.start AS start, span."end" AS "end", '
    + _surface("span", "document.text")
    + " AS surface,"
    " coalesce(span.fragments, '[[' || span.start || ',' || span.\"end\" || ']]') AS fragments,"
    " span.attributes AS attributes, span.note AS note, span.score AS score, "
    + _RUN.format("span")
    + " AS run, CASE WHEN span.origin IS NOT NULL THEN "
    + _uuid("span.origin")
    + " END AS origin, span.scheme AS scheme, "
    + _uuid("span.id")
    + " AS id, document.text AS text FROM span JOIN document USING (doc_no) JOIN document_meta USING (doc_no)"
    " LEFT JOIN person USING (person_no)",
    "CREATE VIEW links_flat AS SELECT document_meta.key AS document, person.name AS person, person.kind AS kind,"
    " link.label AS label, "
    + ", ".join(
        f"{_uuid('link.' + end)} AS {end}, {end}.label AS {end}_label, {end}.start AS {end}_start,"
        f' {end}."end" AS {end}_end, {_surface(end, "document.text")} AS {end}_surface'
        for end in ("head", "tail")
    )
    + ", link.attributes AS attributes, link.note AS note, link.score AS score, "
    + _uuid("link.id")
    + " AS id, document.text AS text FROM link JOIN document USING (doc_no) JOIN document_meta USING (doc_no)"
    " JOIN span AS head ON head.doc_no = link.doc_no AND head.id = link.head"
    " JOIN span AS tail ON tail.doc_no = link.doc_no AND tail.id = link.tail LEFT JOIN person ON"
    " person.person_no = link.person_no",
)

_FROZEN = {"document": "", "stream": "", "change": "", "redaction": "", "person": " OF person_no, id, name"}


def _guards() -> tuple[str, ...]:
    """Triggers that refuse UPDATE and DELETE; they see `INSERT OR REPLACE` only with recursive_triggers on."""
    made = []
    for table, columns in _FROZEN.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        made.append(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE{columns} ON {table} {refuse}")
        made.append(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    return tuple(made)


# The very text that sqlite-utils 4 writes: made by us first, so that the schema does not depend on its version.
_MIGRATIONS = (
    'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n   "name" TEXT,\n'
    '   "applied_at" TEXT\n)',
    'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n'
    '    ON "_sqlite_migrations" ("migration_set", "name")',
)

STATEMENTS = (*_TRUTH, *_CACHE, *_WORDS, *_VIEWS, *_guards())

CACHE_TABLES = ("document_meta", "span", "link", *MINOR_TABLES.values(), "active_time", "cache_state")


def install(connection: sqlite3.Connection) -> None:
    """Bring an empty file to the present format; each step is one transaction that records itself."""
    from sqlite_utils import Database, Migrations

    migrations = Migrations(MIGRATION_SET)

    @migrations(name="001_format_1")
    def format_1(db: Database) -> None:
        for statement in STATEMENTS:
            db.conn.execute(statement)

    connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    for statement in _MIGRATIONS:
        connection.execute(statement)
    database = Database(connection, execute_plugins=False, recursive_triggers=True)
    migrations.apply(database)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def objects_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Return the schema of a file as (type, name, SQL)."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    return frozenset((str(kind), str(name), str(sql)) for kind, name, sql in rows)


@cache
def expected_objects() -> frozenset[tuple[str, str, str]]:
    """Return the schema that a project file must have, as the SQLite in use writes it down."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in (*_MIGRATIONS, *STATEMENTS):
            connection.execute(statement)
        return objects_of(connection)
    finally:
        connection.close()
