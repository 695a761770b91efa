"""Five hundred drags over mixed directions, each to places that the view was not asked for.

In the box font every character is one em wide, so a place on the screen follows from the order of the characters alone:
lines by filling the column word by word, the order by the second opinion of `unicode_bidi.py`. Nothing here reads a
cell table, so a fault in the tables cannot hide itself.
"""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui import theme
from annotator.ui.text_view.view import ArticleView
from tests.ui.text_view.unicode_bidi import levels, visual_order

PARAGRAPHS = [
    (
        "rtl",
        "قال الناطق باسم Harbour Watch إن 17 سفينة غادرت (June 16, 2031) بعد منتصف الليل ومعها 3.5 أطنان [نحو 12%]",
    ),
    (
        "rtl",
        "وكتبت صحيفة הארץ في 6 آب أن BBC (לונדון) نقلت عن Nile Press قولها: ١٢٫٥٪ من 1,200 طلب «رفضت» {لاحقا}".replace(
            "ُ", ""
        ),
    ),
    (
        "ltr",
        "The port authority (سلطة الميناء) said that 12 boats, with סירת דיג and قارب صيد [رقم 44], left at 6:30.",
    ),
    ("ltr", 'Radio Aden – إذاعة عدن – quoted "مصدر مسؤول (رفض ذكر اسمه)" on 17.5.2031; ואמר הדובר: 300 איש הגיעו.'),
    ("rtl", 'ב7 במאי אמר הדובר (דובר העיר) ל BBC News: "שלום" وأضاف: سنعود A1 B2 في ٢٠٣١'),
]
"""Invented. Lines break at spaces only, and every character is a grapheme of its own."""

WIDTHS = (860, 640, 470)
DRAGS = 500
EM = {"rtl": 20, "ltr": 18}
"""Pixels: Latin paragraphs are set a little smaller."""

Line = tuple[int, int]


class Edge(NamedTuple):
    """Where a character stands: its line, its place there from the left, in ems, and its direction."""

    line: int
    left: int
    is_rtl: bool


def lines_of(text: str, fits: int) -> list[Line]:
    """Fill lines of so many characters with words; the space at the end of a line needs no room."""
    lines = []
    start = place = 0
    for word in text.split(" "):
        if place + len(word) - start > fits:
            lines.append((start, place))
            start = place
        place += len(word) + 1
    return [*lines, (start, len(text))]


def edges_of(text: str, direction: str, lines: list[Line]) -> list[Edge | None]:
    """Return where each character stands, in ems from the left edge of the ink of its line; None for the last space."""
    base = int(direction == "rtl")
    leveled = levels(text, base)
    found: list[Edge | None] = [None] * len(text)
    for number, (start, end) in enumerate(lines):
        inked = start + len(text[start:end].rstrip(" "))
        order = visual_order(text[start:inked], leveled[start:inked], base)
        for column, place in enumerate(order):
            found[start + place] = Edge(number, column, leveled[start + place] % 2 == 1)
    return found


class Article:
    """The view with one paragraph in the box font, and where its characters must be."""

    def __init__(self, view: ArticleView, direction: str, text: str) -> None:
        self.view, self.text, self.em = view, text, EM[direction]
        view.set_document(text, direction)
        self.width = view.page.width
        self.lines = lines_of(text, self.width // self.em)
        self.edges = edges_of(text, direction, self.lines)
        self.is_rtl = direction == "rtl"
        QApplication.processEvents()

    def point(self, place: int, *, at_end: bool) -> QPoint:
        """Return a point in the first quarter of a character as it is read, or in the last."""
        edge = self.edges[place]
        assert edge is not None
        start, end = self.lines[edge.line]
        length = len(self.text[start:end].rstrip(" "))
        left = (self.width - length * self.em if self.is_rtl else 0) + edge.left * self.em
        quarter = 3 * self.em / 4 if edge.is_rtl != at_end else self.em / 4
        top = self.view.page.box(0).lines[edge.line]
        y = self.view.page.top(0) + (top.text_top + top.text_bottom) / 2 - self.view.verticalScrollBar().value()
        return QPoint(round(self.view.column_left() + left + quarter), round(y))


def drag(view: ArticleView, start: QPoint, end: QPoint) -> None:
    area, held = view.viewport(), Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(area, Qt.MouseButton.LeftButton, held, start)
    for point in ((start + end) / 2, end):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(area.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            held,
        )
        QApplication.sendEvent(area, event)
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, held, end)


@pytest.fixture
def boxed(view, box, monkeypatch) -> ArticleView:
    """The view in the box font, Latin too."""
    monkeypatch.setattr(theme, "LATIN_ARTICLE", (box,))
    view.set_article_family(box)
    return view


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("direction", "text"), PARAGRAPHS, ids=["harbour", "paper", "boats", "radio", "mayor"])
def test_a_drag_selects_what_lies_between_its_ends(boxed, box, qtbot, direction, text, width) -> None:
    boxed.resize(width, 600)
    article = Article(boxed, direction, text)
    shaped = boxed.page.box(0).shaped
    assert [(line.start, line.end) for line in shaped.lines] == article.lines
    assert {run.rawFont().familyName() for line in shaped.lines for run in line.qt.glyphRuns()} == {box}
    hand = random.Random(f"{width}{text}")
    reachable = [place for place, edge in enumerate(article.edges) if edge is not None]
    said: list[tuple[int, int]] = []
    boxed.selection_changed.connect(lambda *settled: said.append(settled))
    intended = []
    for _ in range(-(-DRAGS // (len(PARAGRAPHS) * len(WIDTHS)))):
        first, last = sorted(hand.choices(reachable, k=2))
        begin, finish = article.point(first, at_end=False), article.point(last, at_end=True)
        if hand.random() < 0.3:
            begin, finish = finish, begin
        intended.append((first, last + 1))
        drag(boxed, begin, finish)
    assert said == intended


def test_the_lines_mix_directions_and_wrap() -> None:
    wrapped = [lines_of(text, 620 // EM[direction]) for direction, text in PARAGRAPHS]
    assert min(map(len, wrapped)) >= 3
    for direction, text in PARAGRAPHS:
        assert len(set(levels(text, int(direction == "rtl")))) >= 2
