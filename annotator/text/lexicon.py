"""The word lists of the Arabic rules, read from `resources/lexicons/arabic.json` when first asked for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from annotator.assets import resource
from annotator.text.folding import fold

_NO_PEOPLE = ("document", "media", "hearsay")  # kinds of source that nobody calls anonymous


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What floor 1 needs of the lexicon; every word and pattern is folded."""

    no_strip: frozenset[str]
    """Words whose first letter only looks like a clitic."""
    enclitics: tuple[str, ...]
    cue_forms: frozenset[str]
    """Forms of the verbs that report speech."""
    source_heads: frozenset[str]
    """First words of the nouns that name people as a source."""
    anonymous_source: re.Pattern[str]
    """A source noun, up to six words and an anonymity phrase; groups `np` and `anon`."""
    anonymity: re.Pattern[str]
    """An anonymity phrase on its own."""
    no_source: tuple[str, ...]
    """Phrases in which a source noun is no source: مصدر رزق."""


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; the file is read once."""
    data = json.loads(resource("lexicons", "arabic.json").read_text(encoding="utf-8"))
    cues = (form for verb in data["attribution_verbs"] for form in _forms(verb))
    phrases = "|".join(f"(?:{phrase['regex']})" for phrase in data["anonymity_phrases"])
    people = [noun["norm"] for noun in data["source_nouns"] if noun["default_source_type"] not in _NO_PEOPLE]
    nouns = "|".join(sorted(people, key=len, reverse=True))
    return Lexicon(
        no_strip=frozenset(map(fold, data["clitics"]["no_strip"])),
        enclitics=tuple(data["clitics"]["enclitics"]["forms"]),
        cue_forms=frozenset(cues),
        source_heads=frozenset(noun.split()[0] for noun in people),
        anonymous_source=re.compile(
            # Of punctuation, only a comma may stand between; the phrase may not stop inside a word.
            rf"(?<!\w)[وف]?[بكل]?(?P<np>(?:ال|(?<=ل)ل)?(?:{nouns})،?(?: [^\s.،؛:\"()]+،?){{0,6}}?) "
            rf"(?P<anon>{phrases})(?!\w)"
        ),
        anonymity=re.compile(rf"(?<!\w)(?:{phrases})(?!\w)"),
        no_source=tuple(data["source_noun_negative_contexts"]),
    )


def _forms(verb: dict[str, list[str]]) -> list[str]:
    return [fold(form) for kind in ("finite", "masdar", "participle") for form in verb[kind]]
