"""The words under which a text is indexed, and the words by which a query looks its candidates up.

The promise: where `search.find(text, query, level)` has a hit at the level `exact`, `folded` or `flexible`, every set
of `query_terms(query, level)` has a member in `index_terms(text)`. So the texts that pass this test hold all hits, and
usually little more. At the level `lexicon` the same holds for the noun that names the source. A query without any
word, of punctuation or emoji only, has no terms: every text is a candidate.
"""

from __future__ import annotations

from annotator.text.folding import fold
from annotator.text.lexicon import lexicon
from annotator.text.prefixes import core, folded_words, possible_cores, word_run


def index_terms(text: str) -> frozenset[str]:
    """Return the distinct folded words of a text and what remains of each without clitics and article."""
    terms = folded_words(text)
    return terms | possible_cores(terms)


def query_terms(query: str, level: str) -> list[frozenset[str]]:
    """Return for each word of a query the alternatives of which one must be indexed."""
    if level == "lexicon":
        return [lexicon().source_heads]
    query_words = word_run().findall(fold(query))
    if level == "flexible":
        return [frozenset((core(word),)) for word in query_words]
    return [frozenset((word,)) for word in query_words]
