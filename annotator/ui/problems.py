"""Sentences about errors as the window shows them: names and paths keep their own direction, numbers their digits."""

from __future__ import annotations

from typing import Any

from annotator.errors import AnnotatorError
from annotator.ui.numbers import digits, isolated
from annotator.words.sentences import IN_WORDS, sentence_of


def told(error: AnnotatorError) -> str:
    """Return the sentence of an error."""
    return told_of(error.code, error.facts)


def told_of(code: str, facts: dict[str, Any]) -> str:
    """Return the sentence of an error code with its facts filled in."""
    return sentence_of(
        code, {name: fact if fact in IN_WORDS.get(name, ()) else _shown(fact) for name, fact in facts.items()}
    )


def _shown(fact: object) -> object:
    """A fact for a sentence that may run the other way. Numbers stay ungrouped: lines and bytes are looked up."""
    if isinstance(fact, str):
        return isolated(fact) if fact else fact
    return digits(str(fact)) if isinstance(fact, int) else fact
