"""The shades of labels come out as the look's tables say, and text stays readable on them."""

from __future__ import annotations

import pytest

from annotator.ui.colours import CONTRAST, DARK, INK_ON_TAG, LIGHT, TOKENS, contrast, label_shades

ENTITIES = {
    "#77AADD": ("#C6DBF1 #6B96C2", "#384551 #77AADD", "#1A2531 #77AADD"),
    "#EE8866": ("#F8CDBF #D57B5D", "#593C30 #EE8866", "#341E16 #EE8866"),
    "#44BB99": ("#B0E2D4 #3FA587", "#294A3E #44BB99", "#0F2922 #44BB99"),
    "#BBCC33": ("#E2EAA9 #8F9B2C", "#4B4F22 #BBCC33", "#292D0B #BBCC33"),
    "#FFAABB": ("#FFDBE2 #C0828E", "#5E4548 #FFAABB", "#382529 #FFAABB"),
    "#EEDD88": ("#F8F1CD #9F945E", "#59533A #EEDD88", "#34311E #EEDD88"),
    "#99DDFF": ("#D4F1FF #6F9BB1", "#41535B #99DDFF", "#223138 #99DDFF"),
    "#DDDDDD": ("#F1F1F1 #949493", "#545351 #DDDDDD", "#313131 #DDDDDD"),
}
STROKES = {
    "#D55E00": ("#D55E00 #BF5603", "#D55E00 #D76912", "#D55E00 #D55E00"),
    "#009E73": ("#009E73 #068461", "#009E73 #009E73", "#009E73 #009E73"),
    "#CC79A7": ("#C575A1 #9F6182", "#CC79A7 #CC79A7", "#CC79A7 #CC79A7"),
    "#000000": ("#1E1C19 #1E1C19", "#ECE8E0 #ECE8E0", "#FFFFFF #FFFFFF"),
    "#0072B2": ("#0072B2 #0072B2", "#0072B2 #3D91BE", "#0072B2 #147DB8"),
    "#56B4E9": ("#4B96BF #417A9A", "#56B4E9 #56B4E9", "#56B4E9 #56B4E9"),
    "#E69F00": ("#BE8505 #966B0A", "#E69F00 #E69F00", "#E69F00 #E69F00"),
    "#BBBBBB": ("#8F8E8E #737270", "#BBBBBB #BBBBBB", "#BBBBBB #BBBBBB"),
}
THEMES = (LIGHT, DARK, CONTRAST)


@pytest.mark.parametrize("colour", ENTITIES)
@pytest.mark.parametrize("theme", range(3))
def test_bands_and_their_lines_are_those_of_the_table(colour: str, theme: int) -> None:
    shades = label_shades(colour, THEMES[theme])
    assert f"{shades.band} {shades.line}" == ENTITIES[colour][theme]


@pytest.mark.parametrize("colour", STROKES)
@pytest.mark.parametrize("theme", range(3))
def test_strokes_and_their_texts_are_those_of_the_table(colour: str, theme: int) -> None:
    shades = label_shades(colour, THEMES[theme])
    assert f"{shades.stroke} {shades.text}" == STROKES[colour][theme]


@pytest.mark.parametrize("tokens", THEMES)
def test_article_text_stays_readable_on_every_band(tokens) -> None:
    for colour in ENTITIES:
        assert contrast(tokens.text, label_shades(colour, tokens).band) >= 6.0
        assert contrast(INK_ON_TAG, label_shades(colour, tokens).tag) >= 6.7


@pytest.mark.parametrize("tokens", THEMES)
def test_text_tokens_reach_their_contrast(tokens) -> None:
    readable = [
        (tokens.text, tokens.window),
        (tokens.text, tokens.surface),
        (tokens.muted, tokens.window),
        (tokens.muted, tokens.sunken),
        (tokens.dim, tokens.surface),
        (tokens.text, tokens.selection),
        (tokens.onaccent, tokens.accent),
        (tokens.danger, tokens.dangersoft),
        (tokens.success, tokens.successsoft),
        (tokens.warning, tokens.warningsoft),
    ]
    assert min(contrast(one, other) for one, other in readable) >= 4.5
    assert min(contrast(c, tokens.window) for c in (tokens.control, tokens.accent, tokens.focus)) >= 3.0


def test_a_colour_given_in_small_letters_is_the_same_colour() -> None:
    assert label_shades("#77aadd", LIGHT) == label_shades("#77AADD", LIGHT)


def test_every_theme_has_its_tokens() -> None:
    assert set(TOKENS) == {"light", "dark", "contrast"}
