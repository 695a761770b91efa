"""The limit of every row: plain sqlite3 and plain Python doing only what the job can't do without.

The file is as safe as ours (`journal_mode=DELETE`, `synchronous=EXTRA`), and has a word index and a chain of hashes,
but no scheme, no zones, no people, no undo and no checks of what comes in.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

_SCHEMA = """
CREATE TABLE document (no INTEGER PRIMARY KEY, key TEXT UNIQUE, sha256 BLOB, text TEXT);
CREATE TABLE span (doc INTEGER, id TEXT, person TEXT, label TEXT, start INTEGER, stop INTEGER, PRIMARY KEY (doc, id))
    WITHOUT ROWID;
CREATE TABLE change (seq INTEGER PRIMARY KEY, doc INTEGER, object TEXT, payload TEXT, hash BLOB);
CREATE VIRTUAL TABLE word USING fts5(terms, content='', detail=none, columnsize=0);
"""
_FOLDED = str.maketrans("أإآىة", "ااايه", "ًٌٍَُِّْ")
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_BATCH = 500
_GENESIS = bytes(32)


def fold(text: str) -> str:
    """A little of what our folding does: alef, yeh and teh marbuta without variants, no vowel signs."""
    return text.translate(_FOLDED)


class Plain:
    """A plain file."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=DELETE")
        self.db.execute("PRAGMA synchronous=EXTRA")
        self.db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def take_in(self, source: Path) -> None:
        """Import JSONL: text, hash, word index, spans; one transaction."""
        self.db.execute("BEGIN IMMEDIATE")
        with source.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                row = json.loads(line)
                text = row["text"]
                digest = hashlib.sha256(text.encode()).digest()
                self.db.execute("INSERT INTO document VALUES (?, ?, ?, ?)", (number, row["key"], digest, text))
                terms = " ".join(set(_WORD.findall(fold(text))))
                self.db.execute("INSERT INTO word (rowid, terms) VALUES (?, ?)", (number, terms))
                self._take_spans(number, row.get("spans", ()))
        self.db.execute("COMMIT")

    def search(self, query: str, limit: int) -> list[tuple[str, str]]:
        """The first articles that hold a folded phrase, with some context."""
        wanted = fold(query)
        match = " AND ".join(f'"{word}"' for word in wanted.split())
        found: list[tuple[str, str]] = []
        rows = self.db.execute(
            "SELECT key, text FROM word JOIN document ON no = word.rowid WHERE word MATCH ? ORDER BY key", (match,)
        )
        for key, text in rows:
            place = fold(text).find(wanted)
            if place >= 0:
                found.append((key, text[max(0, place - 60) : place + 90]))
                if len(found) == limit:
                    break
        return found

    def write_jsonl(self, destination: Path) -> None:
        """Export documents with their spans, one a line."""
        with destination.open("w", encoding="utf-8") as out:
            for key, digest, text, spans in self._with_spans():
                line = {
                    "key": key,
                    "text": text,
                    "sha256": digest.hex(),
                    "spans": [
                        {"id": name, "person": person, "label": label, "fragments": [[start, end]]}
                        for name, person, label, start, end in spans
                    ],
                }
                out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def write_bio(self, destination: Path) -> None:
        """Export tokens and tags; where spans overlap, the first one wins."""
        with destination.open("w", encoding="utf-8") as out:
            for _key, _digest, text, spans in self._with_spans():
                tags = _tags(spans)
                for token in _TOKEN.finditer(text):
                    label, begin = tags.get(token.start(), ("", 0))
                    tag = ("B-" if begin == token.start() else "I-") + label if label else "O"
                    out.write(f"{token.group()} {tag}\n")
                out.write("\n")

    def mark(self, document: int, name: str, start: int, end: int) -> float:
        """Keep one span: a row of the history and one of the state, synced. Returns the seconds it took."""
        begin = time.perf_counter()
        self.db.execute("BEGIN IMMEDIATE")
        payload = json.dumps({"old": None, "new": {"label": "PER", "fragments": [[start, end]]}})
        head = self.db.execute("SELECT hash FROM change ORDER BY seq DESC LIMIT 1").fetchone()
        self._append(head[0] if head else _GENESIS, document, name, payload)
        self.db.execute("INSERT INTO span VALUES (?, ?, 'ann1', 'PER', ?, ?)", (document, name, start, end))
        self.db.execute("COMMIT")
        return time.perf_counter() - begin

    def fill_history(self) -> None:
        """Give every span its row of the history."""
        self.db.execute("BEGIN IMMEDIATE")
        head = _GENESIS
        rows = self.db.execute("SELECT doc, id, label, start, stop FROM span").fetchall()
        for document, name, label, start, end in rows:
            payload = json.dumps({"old": None, "new": {"label": label, "fragments": [[start, end]]}})
            head = self._append(head, document, name, payload)
        self.db.execute("COMMIT")

    def merge(self, other: Path) -> None:
        """Copy the history of another file behind ours, verify its chain, and keep its spans."""
        self.db.execute("ATTACH ? AS other", (str(other),))
        self.db.execute("BEGIN IMMEDIATE")
        _verify(self.db.execute("SELECT object, payload, hash FROM other.change ORDER BY seq"))
        self.db.execute(
            "INSERT INTO change (doc, object, payload, hash) "
            "SELECT doc, object, payload, hash FROM other.change ORDER BY seq"
        )
        self.db.execute("INSERT OR IGNORE INTO span SELECT * FROM other.span")
        self.db.execute("COMMIT")
        self.db.execute("DETACH other")

    def check(self) -> None:
        """SQLite's own check, the chain of the history and the hash of every text."""
        assert self.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        _verify(self.db.execute("SELECT object, payload, hash FROM change ORDER BY seq"))
        for digest, text in self.db.execute("SELECT sha256, text FROM document"):
            assert hashlib.sha256(text.encode()).digest() == digest

    def rebuild(self) -> None:
        """Make the spans and the word index anew from the history and the texts."""
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("DELETE FROM span")
        self.db.executemany("INSERT INTO span VALUES (?, ?, 'ann1', ?, ?, ?)", self._folded())
        self.db.execute("INSERT INTO word (word) VALUES ('delete-all')")
        terms = (
            (number, " ".join(set(_WORD.findall(fold(text)))))
            for number, text in self.db.execute("SELECT no, text FROM document")
        )
        self.db.executemany("INSERT INTO word (rowid, terms) VALUES (?, ?)", terms)
        self.db.execute("COMMIT")

    def _folded(self) -> Iterator[tuple[int, str, str, int, int]]:
        for document, name, payload in self.db.execute("SELECT doc, object, payload FROM change ORDER BY seq"):
            new = json.loads(payload)["new"]
            start, end = new["fragments"][0]
            yield document, name, new["label"], start, end

    def _append(self, head: bytes, document: int, name: str, payload: str) -> bytes:
        digest = _link(head, name, payload)
        self.db.execute(
            "INSERT INTO change (doc, object, payload, hash) VALUES (?, ?, ?, ?)", (document, name, payload, digest)
        )
        return digest

    def _take_spans(self, number: int, spans: list[dict]) -> None:
        rows = [(number, span["id"], span["person"], span["label"], *span["fragments"][0]) for span in spans]
        self.db.executemany("INSERT INTO span VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _with_spans(self) -> Iterator[tuple[str, bytes, str, list[tuple[str, str, str, int, int]]]]:
        number = 0
        while True:
            rows = self.db.execute(
                "SELECT no, key, sha256, text FROM document WHERE no > ? ORDER BY no LIMIT ?", (number, _BATCH)
            ).fetchall()
            if not rows:
                return
            for number, key, digest, text in rows:
                spans = self.db.execute(
                    "SELECT id, person, label, start, stop FROM span WHERE doc = ? ORDER BY start", (number,)
                ).fetchall()
                yield key, digest, text, spans


def _tags(spans: list[tuple[str, str, str, int, int]]) -> dict[int, tuple[str, int]]:
    """The label at every code point that a span covers, with where that span begins."""
    tags: dict[int, tuple[str, int]] = {}
    for _name, _person, label, start, end in spans:
        if start not in tags:
            tags.update(dict.fromkeys(range(start, end), (label, start)))
    return tags


def _link(head: bytes, name: str, payload: str) -> bytes:
    return hashlib.sha256(head + name.encode() + hashlib.sha256(payload.encode()).digest()).digest()


def _verify(rows: Iterator[tuple[str, str, bytes]]) -> None:
    head = _GENESIS
    for name, payload, digest in rows:
        head = _link(head, name, payload)
        assert head == digest, "the chain is broken"
