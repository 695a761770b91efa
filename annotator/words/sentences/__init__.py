"""One calm sentence for every error code: what happened and what to do.

Each room keeps its own table, `SENTENCES`; codes begin with the room's name (`store.locked`, `formats.json`).
"""

from __future__ import annotations

from typing import Any

from annotator.errors import AnnotatorError
from annotator.words import _
from annotator.words.sentences import formats, scheme, session, store, usage

TABLES = (scheme.SENTENCES, store.SENTENCES, formats.SENTENCES, session.SENTENCES, usage.SENTENCES)


def sentence(error: AnnotatorError) -> str:
    """Return the sentence of an error in the language in force."""
    return sentence_of(error.code, error.facts)


def sentence_of(code: str, facts: dict[str, Any]) -> str:
    """Return the sentence of an error code with its facts filled in."""
    for table in TABLES:
        if code in table:
            return _(table[code]).format(**facts)
    raise KeyError(code)
