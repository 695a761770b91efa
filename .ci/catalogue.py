"""Keeps the catalogue of sentences: collects them from the source, updates each language's .po, and compiles its .mo.

`make catalogue` runs it. Files carry no line numbers and no dates, so that a difference shows only what changed. What
left the source leaves the catalogue; what is new waits with an empty translation, and is shown in English till then.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PLURAL_FORMS = {
    "en": "nplurals=2; plural=(n != 1)",
    # Zero, one, two, few (3-10), many (11-99), other (100-102): the order that translators know from elsewhere.
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
}
LANGUAGES = tuple(PLURAL_FORMS)
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
_DATES = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By).*\n', re.MULTILINE)


def main() -> int:
    """Update every language and tell what is left to translate."""
    sentences = extract()
    for language in LANGUAGES:
        catalogue = updated(language, sentences)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(as_po(catalogue))
        mo_path(language).write_bytes(as_mo(catalogue))
        left = [] if language == "en" else list(untranslated(catalogue))
        print(f"{language}: {len(catalogue)} sentences, {len(left)} not translated")
        for message in left:
            print(f"    {message.id!r}")
    return 0


def po_path(language: str) -> Path:
    """Where people translate."""
    return ROOT / "resources" / "i18n" / language / "LC_MESSAGES" / "annotator.po"


def mo_path(language: str) -> Path:
    """What the program reads."""
    return po_path(language).with_suffix(".mo")


def extract() -> Catalog:
    """Collect the sentences of the source, file by file, in the order in which they stand there."""
    catalogue = _empty(None)
    for path in sorted((ROOT / "annotator").rglob("*.py")):
        place = (path.relative_to(ROOT).as_posix(), 0)
        for _line, sentence, comments, context in extract_from_file("python", path, KEYWORDS, ["TRANSLATORS:"]):
            known = catalogue.get(sentence, context)
            locations = [] if known and place in known.locations else [place]
            catalogue.add(sentence, locations=locations, auto_comments=comments, context=context)
    return catalogue


def read(language: str) -> Catalog:
    """Read a language's .po; an empty catalogue where there is none yet."""
    path = po_path(language)
    if not path.is_file():
        return _empty(language)
    with path.open("rb") as source:
        return _undated(read_po(source, locale=language))


def updated(language: str, sentences: Catalog) -> Catalog:
    """Return the sentences of the source with the translations that a language has for them."""
    known, fresh = read(language), _empty(language)
    for message in _messages(sentences):
        old = known.get(message.id, message.context)
        kept = old.string if old is not None and old.pluralizable == message.pluralizable else ""
        fresh.add(
            message.id,
            kept,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old is not None else (),
            context=message.context,
        )
    return fresh


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    """Yield what lacks a translation, or one of its plural forms."""
    for message in _messages(catalogue):
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(forms):
            yield message


def as_po(catalogue: Catalog) -> bytes:
    """Return the .po file of a catalogue."""
    written = io.BytesIO()
    write_po(written, catalogue, width=120, include_lineno=False, ignore_obsolete=True)
    return _DATES.sub("", written.getvalue().decode("utf-8")).encode("utf-8")


def as_mo(catalogue: Catalog) -> bytes:
    """Return the .mo file of a catalogue: what is translated whole. For the rest gettext falls back on the English."""
    waiting = {(message.id, message.context) for message in untranslated(catalogue)}
    translated = _empty(str(catalogue.locale))
    for message in _messages(catalogue):
        if (message.id, message.context) not in waiting:
            translated.add(message.id, message.string, context=message.context)
    written = io.BytesIO()
    write_mo(written, translated)
    return written.getvalue()


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _empty(language: str | None) -> Catalog:
    catalogue = Catalog(locale=language, project="Annotator", version="1", fuzzy=False, charset="utf-8")
    if language is not None:
        catalogue.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    return _undated(catalogue)


def _undated(catalogue: Catalog) -> Catalog:
    """Give a catalogue the same header whenever it is written."""
    catalogue.header_comment = "# The sentences of Annotator; see .ci/catalogue.py."
    catalogue.copyright_holder = catalogue.last_translator = "Annotator"
    catalogue.msgid_bugs_address = catalogue.language_team = ""
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    return catalogue


if __name__ == "__main__":
    sys.exit(main())
