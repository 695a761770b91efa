"""Themes as Qt wants them: QColor, QPalette, and the best fonts that this system has.

Fonts are named by preference and looked up, because Qt silently substitutes a font that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from annotator.ui.colours import TOKENS, LabelShades, ThemeName, Tokens, label_shades

ThemeChoice = Literal["system", "light", "dark", "contrast"]
Role = Literal["base", "secondary", "tag", "section", "title", "figure"]

ARABIC_INTERFACE = ("Noto Sans Arabic", "IBM Plex Sans Arabic", "SF Arabic", "Dubai", "Tahoma")
LATIN_INTERFACE = ("Noto Sans", "Segoe UI", "SF Pro Text", "Cantarell")
ARTICLE = ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Sakkal Majalla", "Segoe UI", "DejaVu Sans")
GOOD_FOR_ARABIC = ARTICLE[:-2]
LATIN_ARTICLE = ("Noto Sans", "Segoe UI", "DejaVu Sans")
_LAST_RESORT = "DejaVu Sans"

_SIZES: dict[str, dict[Role, float]] = {
    "ar": {"base": 14, "secondary": 12.5, "tag": 11, "section": 15, "title": 21, "figure": 27},
    "en": {"base": 13, "secondary": 12, "tag": 11, "section": 15, "title": 21, "figure": 26},
}
_BOLD: frozenset[Role] = frozenset({"section", "title", "figure"})

_TASHKEEL_LEADING = {"Amiri": 0.2, "DejaVu Sans": 0.4}


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme in force: its name and its tokens."""

    name: ThemeName
    tokens: Tokens

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name != "light"

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """Return a token such as `accent` as a colour; `alpha` from 0 to 1."""
        return qcolour(getattr(self.tokens, token), alpha)

    def shades(self, colour: str) -> LabelShades:
        """Return what a label's scheme colour becomes in this theme."""
        return label_shades(colour, self.tokens)


def qcolour(value: str, alpha: float = 1.0) -> QColor:
    """Return `#RRGGBB` as a colour."""
    made = QColor(value)
    if alpha < 1:
        made.setAlphaF(alpha)
    return made


def theme(choice: ThemeChoice) -> Theme:
    """Return a theme; `system` follows the colour scheme that the desktop asks for now."""
    name: ThemeName = _system_theme() if choice == "system" else choice
    return Theme(name, TOKENS[name])


def palette(chosen: Theme) -> QPalette:
    """Return the palette of a theme for `QApplication.setPalette`."""
    tokens = chosen.tokens
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.selection,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.Dark: tokens.control,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
    }
    made = QPalette()
    for role, value in roles.items():
        made.setColor(role, qcolour(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, qcolour(tokens.faint))
    return made


def interface_font(language: str, role: Role = "base") -> QFont:
    """Return the font of the interface for a role, in the families that suit the language (`ar` or `en`)."""
    sizes = _SIZES["ar" if language == "ar" else "en"]
    return _font(interface_families(language), sizes[role], bold=role in _BOLD)


def interface_families(language: str) -> list[str]:
    """Return the installed interface families, those of the language first."""
    ranked = (*ARABIC_INTERFACE, *LATIN_INTERFACE) if language == "ar" else (*LATIN_INTERFACE, *ARABIC_INTERFACE)
    return _installed((*ranked, _LAST_RESORT))


def article_font(size_px: float, *, family: str | None = None, bold: bool = False, latin_first: bool = False) -> QFont:
    """Return the font of the article: its Arabic family, Latin in Noto Sans; `family` is the person's own choice.

    `latin_first` is for paragraphs that are mainly Latin: their digits and signs come from the Latin family too.
    """
    preferred = [family] if family else []
    arabic, latin = _installed((*preferred, *ARTICLE))[:1], _installed(LATIN_ARTICLE)
    return _font([*latin, *arabic] if latin_first else [*arabic, *latin], size_px, bold=bold)


def article_families() -> list[str]:
    """Return the article families that are installed, the best first."""
    return _installed(ARTICLE) or [_LAST_RESORT]


def article_family() -> str:
    """Return the best article family that is installed."""
    return article_families()[0]


def has_good_arabic_font() -> bool:
    """Whether a font made for reading Arabic is installed; else the window should say how to get one."""
    return bool(_installed(GOOD_FOR_ARABIC))


def tashkeel_leading(family: str) -> float:
    """Return the extra space above a vocalised line, in em, that keeps its marks from touching the line above."""
    return _TASHKEEL_LEADING.get(family, 0.0)


def _font(families: Sequence[str], size_px: float, *, bold: bool) -> QFont:
    made = QFont()
    made.setFamilies(list(families) or [_LAST_RESORT])
    made.setPixelSize(max(1, round(size_px)))
    made.setBold(bold)
    return made


def _installed(families: Iterable[str]) -> list[str]:
    known = _known_families()
    return list(dict.fromkeys(family for family in families if family.casefold() in known))


@lru_cache(maxsize=1)
def _known_families() -> frozenset[str]:
    # A family may be listed with its foundry: "Amiri [ALIF]".
    return frozenset(family.split(" [")[0].casefold() for family in QFontDatabase.families())


def _system_theme() -> ThemeName:
    hints = QGuiApplication.styleHints()
    return "dark" if hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark else "light"
