"""The colours of the three themes as tokens, and the shades of a label derived from its one scheme colour.

Everything here is `#RRGGBB` strings and arithmetic, so it can be tested without a window. Contrast is that of WCAG 2.
Shades of labels are derived, never stored: a scheme that changes a colour changes it in every theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

ThemeName = Literal["light", "dark", "contrast"]

INK_ON_TAG = "#1E1C19"
"""Text on a tag that is filled with a scheme colour, in every theme."""

LINE_CONTRAST = 3.0
STROKE_CONTRAST = 3.2
TEXT_CONTRAST = 4.6
_PULL = 0.02
_TOO_DARK = 0.03


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours by their use; `band_share` says how much of a label's colour goes into its band."""

    window: str
    surface: str
    sunken: str
    raised: str
    hover: str
    text: str
    muted: str
    faint: str
    dim: str
    border: str
    control: str
    accent: str
    onaccent: str
    accentsoft: str
    focus: str
    selection: str
    danger: str
    success: str
    warning: str
    dangersoft: str
    successsoft: str
    warningsoft: str
    band_share: float


@dataclass(frozen=True, slots=True)
class LabelShades:
    """What a label's colour becomes in one theme: fill and outline of a band, stroke and text of events and claims."""

    band: str
    line: str
    stroke: str
    text: str
    tag: str


LIGHT = Tokens(
    window="#F2F0EB",
    surface="#FFFFFF",
    sunken="#E9E6DF",
    raised="#FFFFFF",
    hover="#EAE7E0",
    text="#1E1C19",
    muted="#5E5A52",
    faint="#837E74",
    dim="#767066",
    border="#DCD8CF",
    control="#8C867A",
    accent="#4A3FB5",
    onaccent="#FFFFFF",
    accentsoft="#ECEAF8",
    focus="#4A3FB5",
    selection="#D5D0F5",
    danger="#B3261E",
    success="#1F6B3F",
    warning="#855000",
    dangersoft="#FBEAE8",
    successsoft="#E5F2E9",
    warningsoft="#FBF0DC",
    band_share=0.42,
)

DARK = Tokens(
    window="#171614",
    surface="#1F1E1B",
    sunken="#121110",
    raised="#2A2825",
    hover="#2B2926",
    text="#ECE8E0",
    muted="#AFA99D",
    faint="#857F74",
    dim="#8F897D",
    border="#37342F",
    control="#7D776C",
    accent="#A9A1F7",
    onaccent="#17142B",
    accentsoft="#2C2947",
    focus="#B9B2FF",
    selection="#453F78",
    danger="#FF8F86",
    success="#7BCB98",
    warning="#EDB45C",
    dangersoft="#3D2320",
    successsoft="#1E3326",
    warningsoft="#3A2D17",
    band_share=0.28,
)

CONTRAST = Tokens(
    window="#000000",
    surface="#000000",
    sunken="#000000",
    raised="#000000",
    hover="#262626",
    text="#FFFFFF",
    muted="#FFFFFF",
    faint="#D0D0D0",
    dim="#A8A8A8",
    border="#FFFFFF",
    control="#FFFFFF",
    accent="#FFE14D",
    onaccent="#000000",
    accentsoft="#333000",
    focus="#FFE14D",
    selection="#5A5200",
    danger="#FF9C94",
    success="#7DF0A5",
    warning="#FFC861",
    dangersoft="#330C08",
    successsoft="#002A12",
    warningsoft="#332200",
    band_share=0.22,
)

TOKENS: dict[ThemeName, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


@lru_cache(maxsize=1024)
def label_shades(colour: str, tokens: Tokens) -> LabelShades:
    """Derive a label's shades from its scheme colour for one theme."""
    return LabelShades(
        band=mix(colour, tokens.surface, tokens.band_share),
        line=pulled_to_contrast(colour, tokens, LINE_CONTRAST),
        stroke=_ink(colour, tokens, STROKE_CONTRAST),
        text=_ink(colour, tokens, TEXT_CONTRAST),
        tag=colour.upper(),
    )


def mix(colour: str, ground: str, share: float) -> str:
    """Mix `share` of a colour into a ground, channel by channel."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{int(one * share + other * (1 - share) + 0.5):02X}" for one, other in pairs)


def pulled_to_contrast(colour: str, tokens: Tokens, least: float) -> str:
    """Pull a colour towards the theme's text in small steps until it stands out enough from the surface."""
    steps = round(1 / _PULL)
    for step in range(steps):
        pulled = mix(tokens.text, colour, step * _PULL)
        if contrast(pulled, tokens.surface) >= least:
            return pulled
    return tokens.text


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ink(colour: str, tokens: Tokens, least: float) -> str:
    """Return a colour for thin strokes and letters; one too dark to have a hue becomes the text colour."""
    return tokens.text if luminance(colour) < _TOO_DARK else pulled_to_contrast(colour, tokens, least)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
