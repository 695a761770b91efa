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
_TELL_A_KIND = {"kind", "wanted", "known"}


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
    """The facts in words: kinds (but about a scheme they are what the file says), and a line without a field."""
    if code.startswith("scheme."):
        return facts
    told = {name: kind_name(fact) if name in _TELL_A_KIND else fact for name, fact in facts.items()}
    if told.get("field") == "":
        told["field"] = _("the whole line")
    return told
