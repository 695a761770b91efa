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

_STEPS: tuple[tuple[Level, ...], ...] = (("exact", "folded"), ("flexible",), ("lexicon",))
"""What is looked for together, strictest first: every exact hit is a folded one too, so one pass finds both."""


class Found(msgspec.Struct, frozen=True):
    """An article with its hits, each of which says at which level it matched."""

    document: Document
    hits: tuple[Hit, ...]


class SearchPage(msgspec.Struct, frozen=True):
    """Some articles with hits, the loosest level that matched, and the key to go on behind (None: no more)."""

    level: Level
    found: tuple[Found, ...]
    after: str | None


def search(
    core: Core, query: str, *, level: Level | None = None, limit: int = 50, after: str | None = None
) -> SearchPage:
    """Return the first articles, in the order of their import, that hold a phrase.

    Without a level, exact and folded hits come first; where there are none, flexible ones, then those of the lexicon.
    `after` goes on behind that key, and then the level must be given. Raises UsageError `usage.empty_query`.
    """
    if not query.strip():
        raise UsageError("usage.empty_query")
    page = SearchPage(level or "exact", (), None)
    for wanted in ((level,),) if level else _STEPS:
        page = _search_at(core, query, wanted, limit, after)
        if page.found:
            break
    return page


def _search_at(core: Core, query: str, wanted: tuple[Level, ...], limit: int, after: str | None) -> SearchPage:
    found: list[Found] = []
    more = None
    for document in _candidates(core, query, wanted[-1], after):
        hits = tuple(_hits(document.text, query, wanted))
        if not hits:
            continue
        if len(found) == limit:
            more = found[-1].document.key
            break
        found.append(Found(document, hits))
    levels = [hit.level for one in found for hit in one.hits]
    return SearchPage(max(levels, key=LEVELS.index, default=wanted[-1]), tuple(found), more)


def _hits(text: str, query: str, wanted: tuple[Level, ...]) -> Iterator[Hit]:
    """The hits at the loosest of the levels, each under the strictest level at which it is one."""
    exact = {hit.extent for hit in find(text, query, "exact")} if len(wanted) > 1 else set()
    for hit in find(text, query, wanted[-1]):
        yield hit._replace(level="exact") if hit.extent in exact else hit


def _candidates(core: Core, query: str, level: Level, after: str | None) -> Iterator[Document]:
    terms = query_terms(query, level)
    while True:
        # A query without any word, such as an emoji, is no help to the index: every article is looked at.
        rows = core.store.candidates(terms, after, PAGE) if terms else core.store.document_keys(after, PAGE)
        yield from core.store.documents_by_id([row.id for row in rows])
        if len(rows) < PAGE:
            return
        after = rows[-1].key
