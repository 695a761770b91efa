"""Hypothesis strategies that meet what breaks text code: all scripts, marks, astral characters, bidi controls."""

from __future__ import annotations

from hypothesis import strategies as st

TROUBLE = (
    "اأإآٱبتةىيلكوفس\u0640\u064b\u064e\u0651\u0670\u06dd\u0600"
    "אבצ״׳\u05b8\u05c1"
    "abZÉßİſ'’\"“”«».,،؛؟!:-_/"
    "0٣۴٬٫"
    "\u0301\u0903\u09be\u0e33\u200b\u200c\u200d\u200e\u200f\u061c\u2066\u2069\ufeff\u00ad"
    " \u00a0\u202f\u3000\t\n\r\u0085\u2028\u2029"
    "👍👩🏻🇸🇾❤\ufe0f\u20e3ℹ©𐎠𞤀가각\ufefb\ufdfa\ufe70"
)

troublesome = st.text(st.sampled_from(TROUBLE), max_size=30)
any_text = st.one_of(troublesome, st.text(max_size=40))


@st.composite
def text_and_range(draw: st.DrawFn) -> tuple[str, int, int]:
    """Draw a text with a range inside it."""
    text = draw(any_text)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))
