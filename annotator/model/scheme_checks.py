"""What is looked at in many parts of a scheme alike: texts in both languages, keys, colours, references."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from annotator.model.scheme_faults import Faults
from annotator.model.scheme_parts import Label, Layer, Texts

LATIN_KEYS, ARABIC_KEYS = "qwertyuiopasdfghjklzxcvnm1234567890", "ضصثقفغعهخحشسيبلاتنمئءؤرىة١٢٣٤٥٦٧٨٩٠"
ARABIC_101 = dict(zip(LATIN_KEYS, ARABIC_KEYS, strict=True))
"""The letter that each physical key types on an Arabic (101) keyboard. B is left out: it types two letters (لا)."""

_LETTER_OF = {"en": re.compile("[A-Za-z]"), "ar": re.compile("[\u0621-\u064a]")}
_NO_LETTER = {"en": "scheme.no_en_letter", "ar": "scheme.no_ar_letter"}
LANGUAGES = tuple(_LETTER_OF)
_COLOR = re.compile("#[0-9A-F]{6}")


def check_texts(texts: Texts, path: str, faults: Faults, least: int = 1) -> None:
    """Both languages have a text of at least `least` characters in their own script."""
    for language, letter in _LETTER_OF.items():
        words = texts[language].strip()
        if not words:
            faults.add(f"{path}.{language}", "scheme.empty_text")
        elif not letter.search(words):
            faults.add(f"{path}.{language}", _NO_LETTER[language], text=words)
        elif len(words) < least:
            faults.add(f"{path}.{language}", "scheme.short_text", least=least)


def repeated(names: Iterable[str]) -> list[str]:
    """Return what stands more than once, ignoring case, as it was first written."""
    first: dict[str, str] = {}
    twice: dict[str, str] = {}
    for name in names:
        folded = name.casefold()
        if folded in first:
            twice[folded] = first[folded]
        first.setdefault(folded, name)
    return list(twice.values())


def check_references(names: Collection[str], known: set[str], path: str, faults: Faults) -> None:
    """The names are known and stand there once."""
    for name in repeated(names):
        faults.add(path, "scheme.repeated_reference", id=name)
    for name in names:
        if name not in known:
            faults.add(path, "scheme.unknown_reference", id=name)


def check_key(part: Layer | Label, path: str, faults: Faults) -> None:
    """`key` and `key_ar` are what one physical key types."""
    if part.key not in ARABIC_101:
        faults.add(f"{path}.key", "scheme.bad_key", key=part.key)
    elif part.key_ar != ARABIC_101[part.key]:
        faults.add(f"{path}.key_ar", "scheme.other_key", key=part.key, expected=ARABIC_101[part.key])


def check_color(color: str, path: str, faults: Faults) -> None:
    """The colour is written as `#RRGGBB`, in capitals."""
    if not _COLOR.fullmatch(color):
        faults.add(f"{path}.color", "scheme.bad_color", color=color)
