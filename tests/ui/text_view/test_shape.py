"""What is drawn around text never changes its shape: the same glyphs at the same places, with and without spans."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QImage, QTextCharFormat, QTextLayout, QTextOption

from annotator.ui.theme import Theme, article_font, theme

LINES = (
    "أفاد حارس بمقتل عامل لا إله إلا الله السلامُ لتنظيم الدولة\n"
    "نقلت Harbour Watch عن ١٢٬٥٠٠ «شاهد» 👨‍👩‍👧 قَالَ الرَّئِيسُ\n"
    "שלום לכולם می‌خواهم"
)
ALL = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
)


INSIDE = [
    ("بمقتل", "مقتل", "أفاد حارس بمقتل عامل"),
    ("الدولة", "الدولة", "لتنظيم الدولة"),
    ("لا", "ا", "قال لا أحد"),
    ("لا", "ل", "قال لا أحد"),
    ("السلامُ", "امُ", "السلامُ عليكم"),
    ("السلامُ", "السل", "السلامُ عليكم"),
    ("والله", "الله", "والله بالله"),
    ("الله", "له", "بسم الله"),
    ("فلأجل", "أجل", "فلأجل ذلك"),
    ("كما", "ما", "كما يخبر الخميس"),
    ("كَتَبَ", "\u064e", "كَتَبَ"),
    ("الـــسلام", "ــ", "الـــسلام"),
    ("Koffi", "fi", "Koffi من office"),
    ("(نعم", "نعم", "قال (نعم) 12٪"),
]
"""A word, the part of it that carries a span, and its line: most are edges at which a format changes the shape."""


def drawn(lines) -> list:
    """Return what identifies the letters of some lines of a layout: glyphs, places, widths and fonts."""
    found = []
    for line in lines:
        for run in line.glyphRuns(-1, -1, ALL):
            places = [(point.x(), point.y()) for point in run.positions()]
            rect = run.boundingRect()
            found.append((run.glyphIndexes(), places, rect.left(), rect.right(), run.rawFont().familyName()))
    return found


def glyphs(view) -> list:
    boxes = [view.page.box(block) for block in range(len(view.page.blocks))]
    return drawn(line.shaped.qt for box in boxes for line in box.lines)


def bare(view, text: str, formats=()) -> list:
    """Lay a line out by itself, as any program of Qt would."""
    layout = QTextLayout(text, article_font(20, family=view.page.family))
    option = QTextOption(Qt.AlignmentFlag.AlignRight)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(view.page.width)
    layout.endLayout()
    return drawn([line])


def place(word: str, part: str, text: str) -> tuple[int, int]:
    start = text.index(word) + word.index(part)
    return start, start + len(part)


def cover(view) -> np.ndarray:
    """Return how much of each pixel of the view letters cover, from 0 to 1: with letters in black, and with none."""
    light = theme("light")
    return 1 - _green(view, _lettered(light, "#000000")) / _green(view, _lettered(light, "#00000000"))


def _lettered(light: Theme, colour: str) -> Theme:
    return replace(light, tokens=replace(light.tokens, text=colour))


def _green(view, chosen: Theme) -> np.ndarray:
    view.set_theme(chosen)
    view.viewport().repaint()
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[:, : image.width(), 1]
    return np.maximum(pixels.astype(float), 1.0)


def above_and_below(view, ink: np.ndarray) -> np.ndarray:
    """Return a band round the one line of a page, so that lines that have grown can be compared."""
    baseline = view.page.top(0) + view.page.box(0).lines[0].baseline
    return ink[baseline - 30 : baseline + 22]


@pytest.fixture(params=("DejaVu Sans", "Noto Naskh Arabic", "Amiri", "Noto Sans Arabic"))
def four(request, view, need):
    """The view in each of four fonts."""
    need(request.param in QFontDatabase.families(), request.param)
    view.set_article_family(request.param)
    view.clearFocus()
    return view


def test_a_span_inside_a_word_leaves_every_glyph_where_it_was(four, mark) -> None:
    for word, part, text in INSIDE:
        four.set_document(text, "rtl")
        plain = glyphs(four)
        assert plain == bare(four, text)
        start, end = place(word, part, text)
        for draw in ("band", "underline", "lane"):
            four.set_spans([mark("a", start, end, draw=draw)])
            four.viewport().repaint()
            assert glyphs(four) == plain, (part, draw)
        four.update_spans([mark("b", max(0, start - 1), end), mark("s", start, end, suggestion=True, score=0.5)])
        four.select_span("b")
        four.set_selection(start, end)
        four.set_zones([(start, end, "caption", "Caption", True)])
        four.viewport().repaint()
        assert [run[0] for run in glyphs(four)] == [run[0] for run in plain], part
        four.set_zones([])
        assert glyphs(four) == plain, part


def test_a_format_on_the_same_letters_would_have_been_noticed(four) -> None:
    changed = []
    for word, part, text in INSIDE:
        start, end = place(word, part, text)
        made = QTextLayout.FormatRange()
        made.start, made.length = start, end - start
        made.format = QTextCharFormat()
        made.format.setBackground(Qt.GlobalColor.yellow)
        if bare(four, text, [made]) != bare(four, text):
            changed.append((word, part))
    assert ("لا", "ا") in changed


def test_letters_cover_the_same_pixels_with_and_without_spans(four, mark) -> None:
    for word, part, text in INSIDE:
        four.set_document(text, "rtl")
        plain = above_and_below(four, cover(four))
        assert plain.max() > 0.9
        start, end = place(word, part, text)
        four.set_spans([mark("a", start, end), mark("e", start, end, draw="underline"), mark("c", 0, end, draw="lane")])
        four.set_selection(start, len(text))
        marked = above_and_below(four, cover(four))
        assert np.abs(marked - plain).max() < 0.05, (word, part)


def test_glyphs_and_advances_are_the_same_with_a_span_on_every_letter(view, family, mark) -> None:
    view.set_article_family(family)
    view.set_document(LINES)
    plain = glyphs(view)
    layers = ("band", "underline", "lane")
    marks = [mark(f"{nth}", nth, nth + 1, draw=layers[nth % 3]) for nth in range(len(LINES)) if LINES[nth] != "\n"]
    view.set_spans(marks)
    view.viewport().repaint()
    view.update_spans([mark("more", 5, 30)], removed=["7"])
    view.select_span("more")
    view.set_selection(3, 41)
    view.viewport().repaint()
    assert glyphs(view) == plain


def test_no_layout_ever_carries_a_format(view, mark) -> None:
    view.set_document(LINES)
    view.set_spans([mark("a", 3, 12)])
    view.viewport().repaint()
    for block in range(len(view.page.blocks)):
        assert view.page.box(block).shaped.layout.formats() == []


def test_the_text_is_never_altered(view) -> None:
    text = "سطر\u00a0أول\r\nثانٍ\u2028ثالث\ttab\u2029رابع \ufffc \u200fنهاية\r"
    view.set_document(text)
    view.viewport().repaint()
    assert view.page.text == text
    view.set_selection(0, len(text))
    assert view.page.text[slice(*view.selection.range)] == text
