"""Finding a phrase in all articles: the word index names the candidates, `annotator.text.search` decides."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from annotator.errors import UsageError
from annotator.model.values import Document
from annotator.session.core import Core
from annotator.text.search import LEVELS, Hit, Level, find
from annotator.text.terms import query_terms

PAGE = 64
"""Candidates read at a time, so that no read keeps a writer waiting."""


class Found(msgspec.Struct, frozen=True):
    """An article with its hits."""

    document: Document
    hits: tuple[Hit, ...]


class SearchPage(msgspec.Struct, frozen=True):
    """Some articles with hits, the level that matched, and where to go on (None: there is no more)."""

    level: Level
    found: tuple[Found, ...]
    after: str | None


def search(
    core: Core, query: str, *, level: Level | None = None, limit: int = 50, after: str | None = None
) -> SearchPage:
    """Return the first articles, in the order of their import, that hold a phrase.

    Without a level, the first of exact, folded, flexible and lexicon that has any hit is taken. `after` goes on behind
    that key, and then the level must be given. Raises UsageError `usage.empty_query`.
    """
    if not query.strip():
        raise UsageError("usage.empty_query")
    page = SearchPage(level or LEVELS[0], (), None)
    for wanted in (level,) if level else LEVELS:
        page = _search_at(core, query, wanted, limit, after)
        if page.found:
            break
    return page


def _search_at(core: Core, query: str, level: Level, limit: int, after: str | None) -> SearchPage:
    found: list[Found] = []
    for document in _candidates(core, query, level, after):
        if len(found) == limit:
            return SearchPage(level, tuple(found), found[-1].document.key)
        hits = find(document.text, query, level)
        if hits:
            found.append(Found(document, tuple(hits)))
    return SearchPage(level, tuple(found), None)


def _candidates(core: Core, query: str, level: Level, after: str | None) -> Iterator[Document]:
    terms = query_terms(query, level)
    while True:
        # A query without any word, such as an emoji, is no help to the index: every article is looked at.
        rows = core.store.candidates(terms, after, PAGE) if terms else core.store.document_keys(after, PAGE)
        for row in rows:
            document = core.store.document_by_id(row.id)
            if document is not None:
                yield document
        if len(rows) < PAGE:
            return
        after = rows[-1].key
