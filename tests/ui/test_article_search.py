"""Searching slice by slice gives what searching the whole gives, and doesn't make anybody wait."""

from __future__ import annotations

import random
from time import perf_counter

import pytest

from annotator.text.search import find, search
from annotator.ui.article_search import ArticleSearch, slices

_SENTENCE = "أفاد مصدر في المجلس طلب عدم ذكر اسمه بمقتل صيّاد من طبرق يوم الأحد وقالت البلدية إنّ سفينة Harbour غادرت"
WORDS = tuple(_SENTENCE.split())


def article(length: int, *, paragraphs: bool = True, seed: int = 5) -> str:
    hand = random.Random(seed)
    made: list[str] = []
    while len(made) * 60 < length:
        made.append(" ".join(hand.choice(WORDS) for _ in range(14)) + ". ")
        if hand.random() < 0.05:
            made.append("وأفاد مصدر في المجلس طلب عدم ذكر اسمه بمقتل صيّاد. ")
        if paragraphs and hand.random() < 0.2:
            made.append("\n")
    return "".join(made)[:length]


@pytest.fixture
def sought(qtbot):
    """Search with a sliced search and return it when it is done."""

    def make(text: str, query: str, level=None) -> ArticleSearch:
        searching = ArticleSearch()
        searching.start(text, query, level)
        qtbot.waitUntil(lambda: searching.is_done, timeout=20_000)
        return searching

    return make


@pytest.mark.parametrize("paragraphs", [True, False])
@pytest.mark.parametrize(
    ("query", "level"),
    [("طبرق", "exact"), ("صياد من", "folded"), ("المصدر طلب اسمه", "flexible"), ("طلب عدم ذكر اسمه", "lexicon")],
)
def test_slices_give_the_hits_of_the_whole(sought, query, level, paragraphs) -> None:
    text = article(70_000, paragraphs=paragraphs)
    whole = find(text, query, level)
    assert whole
    assert sought(text, query, level).hits == whole


def test_without_a_level_the_first_that_has_hits_is_taken(sought) -> None:
    text = article(60_000)
    for query in ("طبرق", "صياد", "المصدر طلب عدم ذكر اسمه"):
        found = sought(text, query)
        assert (found.hits, found.level) == (whole := search(text, query), whole[0].level)
    assert [sought(text, query).level for query in ("طبرق", "صياد")] == ["exact", "folded"]


def test_a_short_article_is_searched_before_anything_else_happens(qapp) -> None:
    searching = ArticleSearch()
    searching.start("أفاد حارس في المرفأ", "المرفأ")
    assert searching.is_done
    assert [hit.extent for hit in searching.hits] == [(13, 19)]


def test_nothing_to_find_and_nothing_found_are_done_at_once(qapp) -> None:
    searching = ArticleSearch()
    said = []
    searching.changed.connect(lambda: said.append(searching.is_done))
    for query in ("", "   ", "غائب"):
        searching.start("أفاد حارس", query)
        assert (searching.hits, searching.level, searching.is_done) == ([], None, True)
    assert said == [True, True, True]


def test_slices_cover_a_text_without_gap_even_one_without_spaces() -> None:
    for text in (article(100_000), article(50_000, paragraphs=False), "ا" * 50_000, "قصير", ""):
        ranges = slices(text)
        assert "".join(text[start:end] for start, end in ranges) == text


def test_a_million_characters_are_searched_without_a_long_pause(sought, qtbot) -> None:
    text = article(1_000_000)
    searching = ArticleSearch()
    pauses: list[float] = []
    searching.changed.connect(lambda: pauses.append(perf_counter()))
    searching.start(text, "المصدر طلب عدم ذكر اسمه")
    assert not searching.is_done
    qtbot.waitUntil(lambda: searching.is_done, timeout=20_000)
    assert len(pauses) > 3
    assert searching.hits == search(text, "المصدر طلب عدم ذكر اسمه")
