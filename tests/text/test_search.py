"""Phrase search: what each level finds, and that the word index never misses a hit."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text.prefixes import clitic_length, possible_cores
from annotator.text.search import LEVELS, anonymous_sources, context, find, occurrences, search
from annotator.text.terms import index_terms, query_terms

DERNA = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "derna.txt"
PHRASE = "المصدر طلب عدم ذكر اسمه"


def surfaces(text: str, query: str, level: str) -> list[list[str]]:
    return [[text[start:end] for start, end in hit.fragments] for hit in find(text, query, level)]


@pytest.fixture(scope="module")
def derna() -> str:
    if not DERNA.exists():
        pytest.skip("the shared corpus is not here")
    return DERNA.read_bytes().decode("utf-8")


def test_the_phrase_of_every_demonstration_is_found_at_the_flexible_level_only(derna):
    assert find(derna, PHRASE, "exact") == []
    assert find(derna, PHRASE, "folded") == []
    (hit,) = find(derna, PHRASE, "flexible")
    assert hit.fragments == ((891, 895), (906, 922))
    assert hit.extent == (891, 922)
    assert search(derna, PHRASE) == [hit]


@pytest.mark.parametrize(("gap", "hits"), [(0, 0), (1, 0), (2, 1), (4, 1), (8, 1)])
def test_the_gap_decides_whether_the_phrase_is_found(derna, gap, hits):
    assert len(find(derna, PHRASE, "flexible", max_gap=gap)) == hits


def test_the_lexicon_level_gives_the_source_and_the_anonymity_phrase_in_it(derna):
    (hit,) = find(derna, PHRASE, "lexicon")
    assert hit.extent == (891, 922)
    assert hit.nested == ((906, 922),)


def test_a_query_that_is_no_anonymity_phrase_finds_no_anonymous_source(derna):
    assert find(derna, "درنة", "lexicon") == []
    assert search(derna, "كلمة غائبة تماما") == []


@pytest.mark.parametrize(("surface", "count"), [("درنة", 23), ("البيضاء", 2), ("المدينة", 10)])
def test_propagation_sees_through_clitics(derna, surface, count):
    assert len(occurrences(derna, surface)) == count


def test_exact_asks_for_the_spelling_and_folded_does_not():
    text = "وصل أحمدُ إلى المكتبة"
    assert surfaces(text, "احمد", "exact") == []
    assert surfaces(text, "أحمد", "exact") == []  # a vowel sign follows: half a letter is no hit
    assert surfaces(text, "أحمدُ", "exact") == [["أحمدُ"]]
    assert surfaces(text, "احمد الي المكتبه", "folded") == [["أحمدُ إلى المكتبة"]]


def test_a_hit_is_never_part_of_a_word():
    assert surfaces("شرقي ليبيا", "شرقي ليب", "folded") == []
    assert surfaces("وبالمدينة", "المدينة", "folded") == []


def test_folded_search_ignores_case_quotes_digits_and_line_ends():
    text = "قال «المركز»\r\nفي ٢٠١٦ لوكالة NEWS"
    assert surfaces(text, '"المركز" في 2016', "folded") == [["«المركز»\r\nفي ٢٠١٦"]]
    assert surfaces(text, "news", "folded") == [["NEWS"]]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("المدينة", "المدينة"),
        ("بالمدينة", "المدينة"),
        ("وبالمدينة", "المدينة"),
        ("للمدينة", "لمدينة"),
        ("وللمدينة", "لمدينة"),
        ("مدينة", "مدينة"),
        ("لمدينة", "مدينة"),
    ],
)
def test_flexible_search_leaves_the_clitic_out_and_the_article_in(word, found):
    for query in ("المدينة", "مدينة"):
        assert surfaces(f"نظر {word} طويلا", query, "flexible") == [[found]]


def test_a_short_word_does_not_lose_its_article():
    assert surfaces("قال له إن الله كريم", "الله", "flexible") == [["الله"]]


def test_flexible_search_takes_the_nearest_words():
    text = "مصدر أول ومصدر ثان طلب عدم ذكر اسمه"
    assert surfaces(text, PHRASE, "flexible") == [["مصدر", "طلب عدم ذكر اسمه"]]
    assert find(text, PHRASE, "flexible")[0].extent[0] == text.index("ومصدر") + 1


def test_flexible_search_finds_a_way_where_the_nearest_word_leads_nowhere():
    assert len(find("ألف باء باء جيم دال هاء", "ألف باء هاء", "flexible", max_gap=2)) == 1


@pytest.mark.parametrize("border", [". ", "؟ ", "\n", "\r\n\r\n", "\u2029"])
def test_flexible_search_does_not_cross_sentences_or_lines(border):
    assert find(f"هذا مصدر{border}طلب عدم ذكر اسمه", PHRASE, "flexible") == []


def test_hits_keep_their_marks_and_never_split_a_grapheme():
    text = "قالَ المُحَقِّقُ👨‍👩‍👧"
    (hit,) = find(text, "المحقق", "folded")
    assert text[slice(*hit.extent)] == "المُحَقِّقُ"
    (hit,) = find(text, "👨", "folded")
    assert text[slice(*hit.extent)] == "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("text", "surface", "found"),
    [
        ("درنة ودرنة وبدرنة لدرنة درنتان", "درنة", 4),
        ("وبعد ذلك بعد", "عد", 0),  # بعد only looks prefixed
        ("للمدينة وللمدينة فالمدينة مدينة", "المدينة", 3),
        ("تنظيم الدولة ولتنظيم الدولة", "تنظيم الدولة", 2),
        ("الفيروس", "فيروس", 0),
        ("شركة BBC ولـBBC", "bbc", 2),
        ("كل شيء", "", 0),
    ],
)
def test_occurrences_of_a_surface(text, surface, found):
    assert len(occurrences(text, surface)) == found


@pytest.mark.parametrize(
    ("text", "source", "anonymity"),
    [
        ("وقال مسؤول أمني رفض الكشف عن هويته إن", "مسؤول أمني رفض الكشف عن هويته", "رفض الكشف عن هويته"),
        ("بحسب المصدر الذي طلب عدم ذكر اسمه.", "المصدر الذي طلب عدم ذكر اسمه", "طلب عدم ذكر اسمه"),
        ("وذكرت دبلوماسي طلبت عدم الكشف عن هويتها", "دبلوماسي طلبت عدم الكشف عن هويتها", "طلبت عدم الكشف عن هويتها"),
        (
            "قالت طبيبة في القسم، رفضت الكشف عن هويتها، إن",
            "طبيبة في القسم، رفضت الكشف عن هويتها",
            "رفضت الكشف عن هويتها",
        ),
        ("وقال مُوَظَّفٌ فضّل عدم ذكر اسمهِ أمس", "مُوَظَّفٌ فضّل عدم ذكر اسمهِ", "فضّل عدم ذكر اسمهِ"),
    ],
)
def test_anonymous_sources_of_other_wordings(text, source, anonymity):
    (hit,) = anonymous_sources(text)
    assert text[slice(*hit.extent)] == source
    assert text[slice(*hit.nested[0])] == anonymity


@pytest.mark.parametrize(
    "text", ["مصدر رزق طلب عدم ذكر اسمه", "بيان دون ذكر اسمه", "طلب عدم ذكر اسمه", "المصدر : وكالات", "مصدر مسؤول"]
)
def test_no_anonymous_source(text):
    assert anonymous_sources(text) == []


def test_the_context_is_cut_at_words_and_stays_in_the_paragraph():
    text = "الفقرة الأولى\nوقال مصدر في المجلس إن الأمر انتهى\nالثالثة"
    start = text.index("المجلس")
    assert context(text, (start, start + 6), 8) == ("مصدر في ", "المجلس", " إن")
    assert context(text, (start, start + 6), 100) == ("وقال مصدر في ", "المجلس", " إن الأمر انتهى")


LETTERS = st.sampled_from("وفبكلسالمدينة أإىةَّـ\u200f\u200c.\n،-'x1U 👍")
TEXTS = st.text(LETTERS, max_size=40)


@given(TEXTS, st.data())
@example("والمدينة", None)
def test_the_word_index_never_misses_a_hit(text, data):
    if data is None:
        query = "مدينه"
    else:
        start = data.draw(st.integers(0, len(text)))
        query = text[start : data.draw(st.integers(start, len(text)))] or data.draw(TEXTS)
    terms = index_terms(text)
    for level in LEVELS[:3]:
        if find(text, query, level):
            assert all(alternatives & terms for alternatives in query_terms(query, level)), level


@given(st.text(st.sampled_from("وفبكلسا مدينه"), max_size=9).filter(str.strip))
def test_the_index_holds_the_cores_that_the_search_accepts(text):
    for word in text.split():
        accepted = {word[cut:] for cut in range(1, len(word)) if clitic_length(word, word[cut:]) is not None}
        assert possible_cores([word]) == accepted


@given(st.text(max_size=60), st.text(max_size=6))
def test_search_of_any_text_gives_ordered_fragments_inside_it(text, query):
    for level in LEVELS:
        last = 0
        for hit in find(text, query, level):
            edges = [edge for fragment in hit.fragments for edge in fragment]
            assert last <= edges[0] and edges == sorted(edges) and edges[-1] <= len(text)
            assert hit.extent == (edges[0], edges[-1])
            last = edges[-1]
    assert all(0 <= start < end <= len(text) for start, end in occurrences(text, query))


def test_the_lexicon_level_has_candidates_too(derna):
    assert all(alternatives & index_terms(derna) for alternatives in query_terms(PHRASE, "lexicon"))


@pytest.mark.parametrize(
    "text",
    [
        "مصدر " * 40_000,
        "ا" * 200_000,
        "طلب عدم " * 25_000,
        "مصدر " + "و" * 200_000,
        " " * 200_000,
        "َ" * 200_000,
        "مصدر",
    ],
)
def test_search_stays_linear_on_hostile_text(text):
    began = time.perf_counter()
    for level in LEVELS:
        find(text, PHRASE, level)
    occurrences(text, "المصدر")
    assert time.perf_counter() - began < 5
