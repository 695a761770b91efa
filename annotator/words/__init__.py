"""The one catalogue of sentences that people read: command line, window and reports share it.

The message id is the English sentence. `_` and `ngettext` translate at the moment of the call, so a window that
switches its language only has to ask again. Nothing is read before the first call.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from functools import cache

from annotator.assets import resource

LANGUAGES = ("en", "ar")
DOMAIN = "annotator"
"""The name of the catalogue."""

_current = ""
_catalogue: _gettext.NullTranslations | None = None


def language() -> str:
    """Return the language in force, `en` or `ar`."""
    _load()
    return _current


def set_language(name: str) -> None:
    """Switch to a language; an unknown name means English."""
    global _current, _catalogue
    _current = name if name in LANGUAGES else "en"
    _catalogue = _catalogue_of(_current)


def asked_language() -> str | None:
    """Return the language that `ANNOTATOR_LANGUAGE` asks for, None where it asks for none that we have."""
    asked = os.environ.get("ANNOTATOR_LANGUAGE", "")[:2]
    return asked if asked in LANGUAGES else None


def system_language() -> str:
    """Return `ar` when the person's environment asks for Arabic, else `en`.

    `ANNOTATOR_LANGUAGE` comes first, then the variables that gettext itself reads.
    """
    for name in ("ANNOTATOR_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "ar" if value.split(":")[0].startswith("ar") else "en"
    return "ar" if (locale.getlocale()[0] or "").startswith("ar") else "en"


def is_rtl() -> bool:
    """Whether the interface is mirrored."""
    return language() == "ar"


def _(message: str) -> str:
    return _load().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a sentence that counts something; Arabic has six forms."""
    return _load().ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Translate a word whose meaning depends on where it stands."""
    return _load().pgettext(context, message)


def said_in(name: str, message: str) -> str:
    """Translate a sentence into a language that need not be the one in force: for finding it by either name."""
    return _catalogue_of(name).gettext(message)


def N_(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


@cache
def _catalogue_of(name: str) -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, resource("i18n"), languages=[name], fallback=True)


def _load() -> _gettext.NullTranslations:
    if _catalogue is None:
        set_language(system_language())
    assert _catalogue is not None
    return _catalogue
