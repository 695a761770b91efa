"""The one table of settings. The dialog, the palette and the window's behaviour are made from it.

A setting is one row here and one reader where it acts. Values are kept as texts in `Remembered`; a value that is no
choice of its row counts as the default, so a spoiled file never keeps the window from opening.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from annotator.ui.numbers import digits
from annotator.ui.remembered import Remembered
from annotator.ui.theme import article_families
from annotator.words import N_, _

Kind = Literal["choice", "yesno", "whole"]

ON, OFF = "yes", "no"
SMALLEST_PX, ARTICLE_PX, LARGEST_PX = 16, 20, 40

SECTIONS = (("window", N_("Window")), ("article", N_("Article")), ("labelling", N_("Labelling")))


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is called, what it may be, and what it is as long as nobody has changed it."""

    id: str
    section: str
    kind: Kind
    text: str
    default: str
    choices: Callable[[], tuple[tuple[str, str], ...]] = tuple
    """(value, text) of each choice; a text is a message id, or a name that is the same in every language."""
    smallest: int = 0
    largest: int = 0

    def allows(self, value: str) -> bool:
        """Whether a value can be one of this setting."""
        if self.kind == "yesno":
            return value in (ON, OFF)
        if self.kind == "whole":
            return value.isdecimal() and value.isascii() and self.smallest <= int(value) <= self.largest
        return any(value == choice for choice, _text in self.choices())


LANGUAGES = (("system", N_("As the system")), ("ar", "العربية"), ("en", "English"))
THEMES = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)
DIGITS = (("language", N_("By language")), ("arabic", "٠١٢٣٤"), ("european", "01234"))
TAGS = (("short", N_("Short")), ("none", N_("None")))


def _families() -> tuple[tuple[str, str], ...]:
    return ("", N_("Best installed")), *((family, family) for family in article_families())


ROWS = (
    Setting("language", "window", "choice", N_("Language"), "system", lambda: LANGUAGES),
    Setting("theme", "window", "choice", N_("Theme"), "system", lambda: THEMES),
    Setting("digits", "window", "choice", N_("Digits"), "language", lambda: DIGITS),
    Setting("less_motion", "window", "yesno", N_("Less motion"), OFF),
    Setting("article_family", "article", "choice", N_("Article font"), "", _families),
    Setting(
        "article_px",
        "article",
        "whole",
        N_("Size of the article's letters"),
        str(ARTICLE_PX),
        smallest=SMALLEST_PX,
        largest=LARGEST_PX,
    ),
    Setting("tags", "article", "choice", N_("Label names under spans"), "short", lambda: TAGS),
    Setting("all_links", "article", "yesno", N_("Links of all spans"), OFF),
    Setting("signs", "article", "yesno", N_("Invisible signs"), OFF),
    Setting("snapping", "labelling", "yesno", N_("Select whole words; Shift selects letters"), ON),
)
BY_ID = {row.id: row for row in ROWS}


class Settings(QObject):
    """The settings in force. A change acts at once and is remembered."""

    changed = Signal(str)
    """The id of a setting that has another value now."""

    def __init__(self, remembered: Remembered, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered

    def value(self, name: str) -> str:
        """Return the value of a setting."""
        row = BY_ID[name]
        kept = self._remembered.text(name, row.default)
        return kept if row.allows(kept) else row.default

    def is_on(self, name: str) -> bool:
        """Whether a setting that is a yes or no is on."""
        return self.value(name) == ON

    def whole(self, name: str) -> int:
        """Return the value of a setting that is a whole number."""
        return int(self.value(name))

    def put(self, name: str, value: str) -> None:
        """Change a setting and remember it; what the row doesn't allow changes nothing."""
        if BY_ID[name].allows(value) and value != self.value(name):
            self._remembered.keep(name, value)
            self.changed.emit(name)

    def reset(self, name: str) -> None:
        """Go back to what a setting is as long as nobody has changed it."""
        self.put(name, BY_ID[name].default)

    def is_default(self, name: str) -> bool:
        """Whether a setting is as long as nobody has changed it."""
        return self.value(name) == BY_ID[name].default


def choice_text(row: Setting, value: str) -> str:
    """Return what a choice of a setting is called in the language in force."""
    if row.kind == "whole":
        return digits(value)
    if row.kind == "yesno":
        return _("On") if value == ON else _("Off")
    return next((_(text) if text else value for choice, text in row.choices() if choice == value), value)
