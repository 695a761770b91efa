"""Bringing in, finding, taking out: 100,000 articles, with and without 40 spans each."""

from __future__ import annotations

from pathlib import Path

from annotator.session import Session, new_project
from annotator.session.exporting import ExportOptions, export
from annotator.session.importing import import_paths
from annotator.session.searching import search
from annotator.text.search import Context, context
from benchmarks import corpus
from benchmarks.limits import Plain
from benchmarks.table import Row, median_seconds, rate, say, seconds_of

_FIRST_PAGE = 20
_CONTEXT = 60


def project(name: str, source: Path, folder: Path) -> tuple[Session, float]:
    """A new project with the articles of a file, and the seconds that the import took."""
    path = fresh(folder / f"{name}.sqlite")
    session = new_project(path, person=corpus.PERSON, home=folder / "home")
    taken = seconds_of(lambda: import_paths(session, [source]))
    return session, taken


def fresh(path: Path) -> Path:
    """A path at which no file of an earlier run lies."""
    for left in path.parent.glob(path.name + "*"):
        left.unlink()
    return path


def measure_articles(folder: Path) -> list[Row]:
    """Import without labels, then search."""
    say("importing articles")
    session, taken = project("articles", corpus.files().articles, folder)
    plain = Plain(folder / "plain-articles.sqlite")
    limit = seconds_of(lambda: plain.take_in(corpus.files().articles))
    imported = rate(
        f"import {corpus.ARTICLES:,} articles, zones and word index", "articles/s", corpus.ARTICLES, taken, 2_000, limit
    )
    say("searching")
    with session:
        page = search(session, corpus.QUERY, limit=_FIRST_PAGE)
        expected = plain.search(corpus.QUERY, _FIRST_PAGE)
        assert page.level == "folded", page.level
        assert [found.document.key for found in page.found] == [key for key, _context in expected]
        ours = median_seconds(lambda: _first_page(session), 9)
    theirs = median_seconds(lambda: plain.search(corpus.QUERY, _FIRST_PAGE), 9)
    plain.close()
    what = f"search a folded phrase in {corpus.ARTICLES:,} articles, first page"
    return [imported, Row(what, 1_000 * ours, 100, 1_000 * theirs, "ms", "less")]


def measure_labelled(folder: Path) -> list[Row]:
    """Import with labels, then export as our JSONL and as IOB2."""
    say("importing articles with spans")
    spans = corpus.ARTICLES * corpus.SPANS_PER_ARTICLE
    session, taken = project("labelled", corpus.files().labelled, folder)
    plain = Plain(folder / "plain-labelled.sqlite")
    limit = seconds_of(lambda: plain.take_in(corpus.files().labelled))
    rows = [rate(f"import them with {corpus.SPANS_PER_ARTICLE} spans each", "spans/s", spans, taken, 30_000, limit)]
    with session:
        for name, bar, writer in (("jsonl", 200_000, plain.write_jsonl), ("conll", 80_000, plain.write_bio)):
            say(f"exporting {name}")
            theirs = folder / f"plain.{name}"
            limit = seconds_of(lambda writer=writer, theirs=theirs: writer(theirs))
            ours = _export_seconds(session, folder / f"ours.{name}", name)
            rows.append(rate(f"export {spans:,} spans, {name}", "spans/s", spans, ours, bar, limit))
    plain.close()
    return rows


def _first_page(session: Session) -> list[Context]:
    """What the search panel shows: the hits of the first page with some context."""
    page = search(session, corpus.QUERY, limit=_FIRST_PAGE)
    return [context(found.document.text, hit.extent, _CONTEXT) for found in page.found for hit in found.hits]


def _export_seconds(session: Session, destination: Path, name: str) -> float:
    destination.unlink(missing_ok=True)
    options = ExportOptions(format=name)
    return seconds_of(lambda: export(session, destination, options))
