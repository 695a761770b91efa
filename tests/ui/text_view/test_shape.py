"""What is drawn around text never changes its shape: the same glyphs at the same places, with and without spans."""

from __future__ import annotations

from PySide6.QtGui import QTextLayout

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


def glyphs(view) -> list:
    found = []
    for block in range(len(view.page.blocks)):
        for line in view.page.box(block).lines:
            for run in line.shaped.qt.glyphRuns(-1, -1, ALL):
                places = [(point.x(), point.y()) for point in run.positions()]
                rect = run.boundingRect()
                found.append((run.glyphIndexes(), places, rect.left(), rect.right(), run.rawFont().familyName()))
    return found


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
