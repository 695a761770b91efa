"""One calm sentence for every error code: what happened and what to do.

Each room keeps its own table, `SENTENCES`; codes begin with the room's name (`store.locked`, `formats.json`).
"""

from __future__ import annotations

from typing import Any

from annotator.errors import AnnotatorError
from annotator.words import N_, _
from annotator.words.sentences import formats, scheme, session, store, usage

TABLES = (scheme.SENTENCES, store.SENTENCES, formats.SENTENCES, session.SENTENCES, usage.SENTENCES)

_KINDS = (
    *(N_("document"), N_("person"), N_("run"), N_("round"), N_("scheme"), N_("span"), N_("link"), N_("zone")),
    *(N_("label"), N_("state"), N_("comment"), N_("decision"), N_("assignment"), N_("active"), N_("batch")),
    *(N_("human"), N_("model"), N_("adjudicator")),
)
_REASONS = (
    *(N_("No such file or directory"), N_("Permission denied"), N_("Is a directory"), N_("Not a directory")),
    *(N_("Read-only file system"), N_("No space left on device"), N_("Input/output error"), N_("disk I/O error")),
    *(N_("database disk image is malformed"), N_("file is not a database"), N_("database is locked")),
)
"""The usual reasons that the system and SQLite give."""

IN_WORDS = {"kind": _KINDS, "wanted": _KINDS, "known": _KINDS, "reason": _REASONS}
"""Facts whose usual values are translated, with these values."""


def sentence(error: AnnotatorError) -> str:
    """Return the sentence of an error in the language in force."""
    return sentence_of(error.code, error.facts)


def sentence_of(code: str, facts: dict[str, Any]) -> str:
    """Return the sentence of an error code with its facts filled in."""
    for table in TABLES:
        if code in table:
            return _(table[code]).format(**_translated(code, facts))
    raise KeyError(code)


def kind_name(kind: str) -> str:
    """Return what a kind of person or of thing is called in the language in force; an unknown one stays as it is."""
    return _(kind) if kind in _KINDS else kind


def _translated(code: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with kinds and reasons as words; about a scheme, kinds are what the file says."""
    usual = {"reason": _REASONS} if code.startswith("scheme.") else IN_WORDS
    told = {name: _(fact) if fact in usual.get(name, ()) else fact for name, fact in facts.items()}
    if told.get("field") == "":
        told["field"] = _("the whole line")
    return told
