"""Zones of scraped pages: the one real page, invented pages in the manner of other outlets, and any text at all."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.zones import find_zones

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
KINDS = {
    "headline",
    "caption",
    "caption_duplicate",
    "byline",
    "subheading",
    "body",
    "source_line",
    "related_header",
    "related_title",
    "related_teaser",
    "published_on",
    "foreign_caption",
    "boilerplate",
}
BREAKS = set("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
PROSE = (
    "وقالت اللجنة في بيان إن العمل في الطريق الجديد سيبدأ مطلع الشهر المقبل، "
    "وإن المرحلة الأولى منه تنتهي قبل حلول الشتاء في القرى الثلاث كلها كما وعدت."
)


def read(page: Path) -> tuple[str, list[tuple[int, int, str]]]:
    expected = json.loads(page.with_suffix(".zones.json").read_text(encoding="utf-8"))
    return page.read_bytes().decode("utf-8"), [(zone["start"], zone["end"], zone["kind"]) for zone in expected]


def kinds(*lines: str) -> list[str]:
    return [zone.kind for zone in find_zones("\n".join(lines))]


def test_the_real_page_has_its_thirty_zones():
    if not CORPUS.exists():
        pytest.skip("the shared corpus is not here")
    text, expected = read(CORPUS / "derna.txt")
    assert len(text) == 3155
    assert len(expected) == 30
    assert [tuple(zone) for zone in find_zones(text)] == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_in_the_manner_of_other_outlets(page):
    text, expected = read(page)
    found = [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text)]
    assert found == [(kind, text[start:end]) for start, end, kind in expected]


def test_there_are_at_least_six_invented_pages():
    assert len(PAGES) >= 6


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_zones_do_not_depend_on_how_lines_end(page):
    text, _ = read(page)
    plain = text.replace("\r\n", "\n")
    expected = [(zone.kind, plain[zone.start : zone.end]) for zone in find_zones(plain)]
    for line_break in ("\r\n", "\r", "\u2029"):
        other = plain.replace("\n", line_break)
        assert [(zone.kind, other[zone.start : zone.end]) for zone in find_zones(other)] == expected


def test_a_text_of_nothing_has_no_zones():
    assert find_zones("") == []
    assert find_zones(" \n\u00a0\r\n\t") == []


def test_white_space_at_the_ends_of_a_line_is_outside_its_zone():
    assert find_zones("  عنوان الخبر الأول \u00a0\n")[0][:2] == (2, 19)


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("القاهرة (وكالة) -", PROSE),
        ("(رويترز) -", PROSE),
        ("الخرطوم - وكالات:", PROSE),
        ("صنعاء –", PROSE),
        ("LONDON, May 3 (AP) —", PROSE),
    ],
)
def test_the_dateline_of_an_agency_is_a_byline_before_the_body(dateline, rest):
    text = f"عنوان الخبر في سطر واحد\n\n{dateline} {rest}"
    head, place, body = find_zones(text)
    assert (place.kind, text[place.start : place.end]) == ("byline", dateline)
    assert (body.kind, text[body.start : body.end]) == ("body", rest)
    assert head.kind == "headline"


@pytest.mark.parametrize("opening", ["وقال (في بيان) إن", "قال مسؤول -طلب عدم ذكر اسمه-", "17-18 مايو"])
def test_a_sentence_is_not_cut_like_a_dateline(opening):
    assert kinds("عنوان الخبر في سطر واحد", "", f"{opening} {PROSE}") == ["headline", "body"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("جميع الحقوق محفوظة © 2020", "boilerplate"),
        ("فيسبوك تويتر واتساب", "boilerplate"),
        ("شارك", "boilerplate"),
        ("https://example.org/news/1", "boilerplate"),
        ("Facebook Twitter WhatsApp", "boilerplate"),
        ("🔗 شارك المقال | حجم الخط + –", "boilerplate"),
        ("طباعة | مشاركة | حفظ", "boilerplate"),
        ("📲 تابعونا على تليغرام", "boilerplate"),
        ("هاتف: +000 0000 0000", "boilerplate"),
        ("— انتهى —", "boilerplate"),
        ("ماذا بعد الطريق؟", "subheading"),
        ("• وماذا عن القرى الأخرى التي لا يمر بها الطريق؟", "subheading"),
        ("- الجسر الأول.\n- الجسر الثاني.", "body"),
        ("نهاية الأزمة", "subheading"),
        ("* * *", "boilerplate"),
        ("المصدر : وكالات", "source_line"),
        ("Published On\u00a03/4/2016", "published_on"),
        ("اقرأ أيضا: خطة الطريق الجديد", "related_title"),
        ("منظر عام للطريق الجديد قرب القرية (وكالة)", "caption"),
        ("منظر عام للطريق الجديد قرب القرية | رويترز", "caption"),
        ("(إعداد فلان - تحرير فلان)", "byline"),
        ("A view of the new road near the village", "foreign_caption"),
        ("شارك الآلاف في مسيرة وسط العاصمة.", "body"),
        ("إعلان حالة الطوارئ في القرى الثلاث.", "body"),
        ("المصدر الرسمي نفى ذلك.", "body"),
        ("آخر الأخبار التي وصلت إلينا من هناك كانت قبل يومين.", "body"),
    ],
)
def test_a_line_in_the_body(line, kind):
    found = kinds("عنوان الخبر في سطر واحد", "", PROSE, "", line, "", PROSE)
    assert found == ["headline", "body", *[kind] * (1 + line.count("\n")), "body"]


@pytest.mark.parametrize(
    "line", ["شارك عشرات الآلاف في مسيرة", "صورة قاتمة للاقتصاد المحلي", "تقرير دولي يحذر من الجفاف"]
)
def test_a_headline_may_begin_like_template_text(line):
    assert kinds(line, "", PROSE)[0] == "headline"


def test_a_caption_said_twice_is_cut_in_the_middle():
    text = f"عنوان الخبر\n\n{PROSE}\n\nأعمال الحفر في الطريق أعمال الحفر في الطريق\n\n{PROSE}"
    found = [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text)]
    assert found[2:4] == [("caption", "أعمال الحفر في الطريق"), ("caption_duplicate", "أعمال الحفر في الطريق")]


def test_a_caption_repeated_on_a_line_of_its_own_is_a_duplicate():
    caption = "أعمال الحفر في الطريق الجديد قرب القرية (وكالة)"
    assert kinds("عنوان الخبر في سطر", caption, caption, "", PROSE)[1:3] == ["caption", "caption_duplicate"]


def test_the_body_goes_on_after_a_link_to_another_story():
    found = kinds("عنوان الخبر في سطر", "", PROSE, "", "شاهد أيضًا", "قصة الطريق القديم", "", PROSE, "", PROSE)
    assert found == ["headline", "body", "related_header", "related_title", "body", "body"]


def test_the_page_ends_after_the_related_stories():
    found = kinds(
        "عنوان الخبر في سطر", "", PROSE, "", "مواضيع ذات صلة:", "قصة الطريق القديم", PROSE, "قصة ثانية", PROSE
    )
    assert found == ["headline", "body", "related_header", *["related_title", "related_teaser"] * 2]


def test_a_quotation_in_latin_letters_inside_the_body_stays_body():
    line = f"{PROSE} Road and bridge authority"
    assert kinds("عنوان الخبر في سطر", "", line) == ["headline", "body"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("سعاد الرملي", "byline"),
        ("بقلم سعاد الرملي", "byline"),
        ("سعاد الرملي – بنزرت", "byline"),
        ("صحيفة «الساحل» الإلكترونية – سعاد بنت الرملي", "byline"),
        ("القاهرة (وكالة)", "byline"),
        ("وكالات", "byline"),
        ("الاثنين 22 شتنبر – 18:40", "byline"),
        ("2021/09/02 08:15", "byline"),
        ("آخر تحديث: 3 مايو 2020", "byline"),
        ("By Tom Ashdown", "byline"),
        ("صورة: وكالة", "caption"),
        ("منظر عام للطريق الجديد قرب القرية.", "caption"),
        ("عنوان الخبر في سطر واحد", "boilerplate"),
        ("نشرة الأخبار | سياسة | محليات", "boilerplate"),
    ],
)
def test_a_line_between_headline_and_body(line, kind):
    assert kinds("عنوان الخبر في سطر واحد", "", line, "", PROSE) == ["headline", kind, "body"]


def test_a_release_says_what_it_is_before_its_headline():
    found = kinds("بيان صحفي", "للنشر الفوري", "", "بدء العمل في الطريق الجديد بين القرى", "", PROSE)
    assert found == ["boilerplate", "boilerplate", "headline", "body"]


@pytest.mark.parametrize("text", ["ا" * 500_000, "ا ب\n" * 60_000, "| " * 100_000, "(" * 100_000, f"{PROSE} " * 3000])
def test_zones_of_hostile_text_take_linear_time(text):
    began = time.perf_counter()
    find_zones(text)
    assert time.perf_counter() - began < 5


@given(st.text(max_size=300))
def test_zones_of_any_text_are_in_order_apart_and_hold_no_line_break(text):
    check(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "",
                " ",
                PROSE,
                "عنوان",
                "اقرأ أيضا",
                "المصدر: وكالة",
                "الوسوم",
                "التعليقات",
                "حول هذه القصة",
                "Published On 1/2/2016",
                "12:30",
                "شارك",
                "أعمال الحفر (وكالة)",
                "أعمال الحفر (وكالة)أعمال الحفر (وكالة)",
                "English words in a caption",
                "👨‍👩‍👧",
                "القاهرة (وكالة) - " + PROSE,
            ]
        ),
        max_size=25,
    ),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b"]),
)
def test_zones_of_any_page_are_in_order_apart_and_hold_no_line_break(lines, line_break):
    check(line_break.join(lines))


def check(text: str) -> None:
    last = 0
    outside = set()
    for start, end, kind in find_zones(text):
        assert last <= start < end <= len(text)
        assert kind in KINDS
        assert not BREAKS & set(text[start:end])
        outside |= set(text[last:start])
        last = end
    outside |= set(text[last:])
    assert all(character.isspace() for character in outside)


def test_a_thousand_lines_that_all_head_other_stories_take_no_time():
    text = "عنوان\n" + f"{PROSE}\n" + "اقرأ أيضا\nعنوان آخر\n" * 3000
    began = time.perf_counter()
    find_zones(text)
    assert time.perf_counter() - began < 2


def test_an_article_takes_less_than_a_millisecond():
    text = "\n\n".join(["عنوان الخبر في سطر واحد", *[f"{PROSE} {PROSE} قبل ذلك."] * 6])
    find_zones(text)
    began = time.perf_counter()
    for _ in range(50):
        find_zones(text)
    assert (time.perf_counter() - began) / 50 < 0.003
