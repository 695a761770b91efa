"""The sample corpus is what it says it is: original pages with traps, and labels right to the code point.

Everything is checked against the files alone (JSON, TOML), not through our own readers, so that a fault in a reader and
a fault in the data cannot hide each other.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
import uuid
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "sample_corpus"
DERNA = ROOT.parent / "shared" / "corpus" / "derna.txt"
PHRASE = "المصدر طلب عدم ذكر اسمه"
HUMANS, MODEL = ("huda", "salim"), "baseline-1"
PROCLITICS = "وفبكلس"
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")

# What stands where: (article, pattern, at least how often). The README has the same list in words.
TRAPS = {
    "a caption printed twice and glued": ("tragen-road", r"(?m)^(.{20,})\1$", 1),
    "U+066C as a comma": ("tragen-road", r"[^\d]\u066c ", 4),
    "U+066C between digits": ("sfax-strike", r"\d\u066c\d{3}", 3),
    "a percent sign": ("sfax-strike", r"\d%", 2),
    "no-break space in running text": ("tragen-road", "منصور التباوي\u00a0أن", 1),
    "no-break space after Published On": ("tragen-road", r"Published On\u00a0\d+/\d+/\d{4}", 3),
    "a related title cut off": ("tragen-road", r"(?m) لتسليم الطري$", 1),
    "a typing error": ("tragen-road", r"زرعها اللوء على", 1),
    "straight quotes in the body": ("tragen-road", '"الصمت المريب"', 1),
    "curly quotes in a teaser": ("tragen-road", "“هدنة وادي الآجال”", 1),
    "one diacritic on one word": ("tragen-road", "آمرَ الكتيبة", 1),
    "a subheading directly above its paragraph": ("tragen-road", r"\n\nلغم عند الجسر\nوقال", 1),
    "a source line": ("tragen-road", r"(?m)^المصدر : ", 1),
    "a dash insert": ("tragen-road", r" -وبإسناد من طائرة مسيّرة- ", 1),
    "a foreign caption": ("tragen-road", r"(?m)^Fighters stand .*Handout$", 1),
    "a double month name": ("tragen-road", "نوفمبر/تشرين الثاني", 1),
    "fused lam": ("tragen-road", r"للواء|للمدنيين|للحكومة", 3),
    "a coordinated name": ("tragen-road", "قوات أوباري وتراغن", 1),
    "two proclitics and the article": ("kassala-fever", "وبالقضارف", 1),
    "a share bar": ("sfax-strike", r"(?m)^شارك الخبر:.*\|", 1),
    "an invitation to read on": ("sfax-strike", r"(?m)^اقرأ أيضا$", 1),
    "boilerplate": ("sfax-strike", "جميع الحقوق محفوظة", 1),
    "Arabic-Indic digits": ("sfax-strike", "[٠-٩]", 5),
    "tatweel": ("mansoura-court", "عاجـــل", 1),
    "full vowelling": ("aleppo-oud", r"يَا سَاكِنًا فِي الضُّلُوعِ", 1),
    "lam-alef": ("aleppo-oud", r"ل[اأإآ]", 20),
    "Latin words in Arabic": ("duqm-release", r"bifacial|MW", 2),
    "CRLF line ends": ("duqm-release", "\r\n", 25),
    "emoji beyond the basic plane": ("derby-live", "[\U0001f300-\U0001faff]", 10),
    "a joined emoji": ("derby-live", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", 1),
    "bidi controls": ("derby-live", "[\u200e\u200f\u202a-\u202e\u2066-\u2069]", 12),
    "dialect": ("qassim-dates", "ما يغطي تكاليفه", 1),
    "zero-width non-joiner": ("fa-qanat", "\u200c", 15),
    "maqaf": ("he-desalination", "\u05be", 5),
    "Arabic inside English": ("en-cable-cut", "نجمة تدمر", 1),
}


@cache
def texts() -> dict[str, str]:
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(CORPUS.glob("*.txt"))}


@cache
def rows() -> list[dict]:
    lines = (CORPUS / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def documents() -> list[dict]:
    return rows()[1:]


def labelled() -> list[dict]:
    return [doc for doc in documents() if doc["spans"]]


@cache
def scheme() -> dict:
    return tomllib.loads((ROOT / "resources" / "schemes" / "news.toml").read_text(encoding="utf-8"))


@cache
def table(name: str) -> dict[str, dict]:
    return {row["id"]: row for row in scheme()[name]}


def fits(allowed: list[str], label: str) -> bool:
    return label in allowed or table("label").get(label, {}).get("layer") in allowed


def things(kind: str) -> list[tuple[dict, dict]]:
    return [(doc, thing) for doc in documents() for thing in doc[kind]]


def surface(doc: dict, span: dict) -> str:
    return " … ".join(doc["text"][start:end] for start, end in span["fragments"])


def signature(span: dict) -> tuple:
    return span["label"], tuple(map(tuple, span["fragments"]))


def of(doc: dict, person: str) -> set[tuple]:
    return {signature(span) for span in doc["spans"] if span["person"] == person}


# ---- Articles


def test_there_are_enough_articles_in_four_languages():
    languages = Counter(doc["meta"]["language"] for doc in documents())
    assert languages["ar"] >= 12
    assert {"ar", "he", "fa", "en"} == set(languages)
    assert all(re.fullmatch(r"[a-z][a-z-]+", key) for key in texts())


def test_every_article_has_between_1500_and_4000_code_points():
    assert {key: len(text) for key, text in texts().items() if not 1500 <= len(text) <= 4000} == {}


def test_articles_have_no_byte_order_mark_and_one_kind_of_line_end():
    for key, text in texts().items():
        assert "\ufeff" not in text and "\0" not in text and "\ufffd" not in text
        assert (text.count("\r") == text.count("\n")) if key == "duqm-release" else ("\r" not in text), key


@pytest.mark.parametrize("trap", TRAPS)
def test_the_corpus_has(trap):
    key, pattern, least = TRAPS[trap]
    assert len(re.findall(pattern, texts()[key])) >= least


def test_the_phrase_of_every_demonstration_stands_whole_in_one_article_only():
    assert {key: text.count(PHRASE) for key, text in texts().items() if PHRASE in text} == {"sfax-strike": 1}


def test_the_same_phrase_with_words_between_stands_in_another_article():
    stretched = re.compile(r"مصدر(?: \S+){1,4} طلب عدم ذكر اسمه")
    assert {key: len(stretched.findall(text)) for key, text in texts().items() if stretched.search(text)} == {
        "tragen-road": 1
    }


def runs(text: str, words: int) -> set[tuple[str, ...]]:
    parts = text.split()
    return {tuple(parts[i : i + words]) for i in range(len(parts) - words + 1)}


def test_no_article_is_a_template_of_another():
    for one, other in combinations(texts(), 2):
        assert runs(texts()[one], 5) & runs(texts()[other], 5) == set(), (one, other)


def test_no_article_copies_the_page_whose_manner_it_has():
    if not DERNA.exists():
        pytest.skip("the shared page is not here")
    page = runs(DERNA.read_text(encoding="utf-8"), 4)
    shared = set().union(*(runs(text, 4) & page for text in texts().values()))
    assert shared <= {("طلب", "عدم", "ذكر", "اسمه")}


def test_the_readme_names_every_article():
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert [key for key in texts() if f"`{key}`" not in readme] == []


def test_the_readme_counts_what_is_there():
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    for doc in labelled():
        ours, theirs, model = (len(of(doc, who)) for who in (*HUMANS, MODEL))
        score = f1(of(doc, "huda"), of(doc, "salim"))
        counted = f"{ours} | {theirs} | {score:.2f} | {model} | {len(doc['links'])} | {len(doc['decisions'])} |"
        assert f"| `{doc['key']}` | {counted}" in readme


# ---- Labels


def test_the_labels_carry_the_very_text_of_the_articles():
    assert [doc["key"] for doc in documents()] == list(texts())
    for doc in documents():
        assert doc["text"] == texts()[doc["key"]]
        assert doc["sha256"] == hashlib.sha256((CORPUS / f"{doc['key']}.txt").read_bytes()).hexdigest()


def test_the_header_names_scheme_people_run_and_rounds():
    header = rows()[0]
    assert header["annotator"] == 1
    assert (header["scheme"]["id"], header["scheme"]["version"]) == (scheme()["id"], scheme()["version"])
    assert {(person["name"], person["kind"]) for person in header["people"]} == {
        *((name, "human") for name in HUMANS),
        (MODEL, "model"),
    }
    assert [run["person"] for run in header["runs"]] == [MODEL]
    for turn in header["rounds"]:
        handed_out = {doc["key"] for doc in documents() for a in doc["assignments"] if a["round"] == turn["name"]}
        assert handed_out == set(turn["documents"])


def test_at_least_eight_articles_have_two_annotators_and_a_model():
    assert len([doc for doc in documents() if all(of(doc, who) for who in (*HUMANS, MODEL))]) >= 8


def test_ids_are_canonical_and_unique():
    ids = [thing["id"] for kind in ("spans", "links", "decisions", "comments") for _, thing in things(kind)]
    assert len(ids) == len(set(ids))
    assert all(str(uuid.UUID(one)) == one for one in ids)


def test_zones_cover_every_line_and_do_not_overlap():
    for doc in documents():
        at = 0
        for zone in doc["zones"]:
            assert zone["kind"] in table("zone")
            assert at <= zone["start"] < zone["end"]
            assert doc["text"][at : zone["start"]].strip("\r\n") == ""
            at = zone["end"]
        assert doc["text"][at:].strip("\r\n") == ""


def test_fragments_lie_in_order_inside_labelled_zones_and_have_clean_edges():
    allowed = {zone["id"] for zone in scheme()["zone"] if zone["labelled"]}
    for doc, span in things("spans"):
        at = -1
        for start, end in span["fragments"]:
            assert at < start < end <= len(doc["text"])
            assert any(z["start"] <= start and end <= z["end"] and z["kind"] in allowed for z in doc["zones"])
            letters = doc["text"][start:end]
            assert letters == letters.strip() and letters[0] not in "،؛.," and letters[-1] not in "،؛٬,", letters
            assert not any(map(unicodedata.combining, doc["text"][start] + doc["text"][end : end + 1])), letters
            at = end


def test_nobody_marks_the_same_span_twice():
    for doc in documents():
        for who in (*HUMANS, MODEL):
            assert len(of(doc, who)) == sum(span["person"] == who for span in doc["spans"])


def is_value(attribute: dict, value: object) -> bool:
    kinds = {"yesno": bool, "text": str, "reference": str, "number": (int, float), "choices": list}
    if attribute["kind"] == "choice":
        return value in [one["id"] for one in attribute["values"]]
    return isinstance(value, kinds[attribute["kind"]]) and value != ""


def test_every_attribute_is_of_the_scheme():
    for doc, thing in things("spans") + things("links"):
        for name, value in thing["attributes"].items():
            attribute = table("attribute")[name]
            assert fits(attribute["on"], thing["label"]), (name, surface(doc, thing))
            assert is_value(attribute, value), (name, value)
            shown = attribute.get("shown_when")
            if shown:
                assert thing["attributes"].get(shown["attribute"]) in shown["is"], (name, surface(doc, thing))


def test_people_give_every_required_attribute():
    for doc, span in things("spans"):
        for attribute in scheme()["attribute"] if span["person"] in HUMANS else ():
            shown = attribute.get("shown_when")
            if not attribute["required"] or not fits(attribute["on"], span["label"]):
                continue
            if shown is None or span["attributes"].get(shown["attribute"]) in shown["is"]:
                assert attribute["id"] in span["attributes"], surface(doc, span)


def test_links_join_spans_of_one_person_as_the_scheme_allows():
    for doc in documents():
        spans = {span["id"]: span for span in doc["spans"]}
        for link in doc["links"]:
            head, tail = spans[link["head"]], spans[link["tail"]]
            rule = table("link")[link["label"]]
            assert {head["person"], tail["person"]} == {link["person"]}
            assert fits(rule["head"], head["label"]) and fits(rule["tail"], tail["label"])
            if rule["kind"] != "relation":
                roles = {role["role"]: role["fillers"] for role in table("label")[head["label"]]["role"]}
                assert tail["label"] in roles[link["label"]], (link["label"], surface(doc, head))


def test_a_claim_has_each_of_its_parts_once_at_most():
    parts = {link["id"] for link in scheme()["link"] if link["kind"] == "claim"}
    count = Counter((link["head"], link["label"]) for _, link in things("links") if link["label"] in parts)
    assert set(count.values()) == {1}


def test_the_first_annotator_keeps_anonymity_inside_the_source():
    for doc in labelled():
        mine = [span for span in doc["spans"] if span["person"] == "huda"]
        sources = [span["fragments"] for span in mine if span["label"] == "SOURCE"]
        for span in mine:
            if span["label"] == "ANONYMITY":
                assert any(
                    all(any(s <= start and end <= e for s, e in source) for start, end in span["fragments"])
                    for source in sources
                ), surface(doc, span)


def test_the_first_annotator_leaves_no_part_of_a_claim_unlinked():
    linked = {link["tail"] for _, link in things("links")}
    for doc, span in things("spans"):
        if span["person"] == "huda" and span["label"] in ("SOURCE", "CUE", "RECIPIENT", "ANONYMITY"):
            assert span["id"] in linked, surface(doc, span)


def test_labels_states_comments_and_assignments_are_sound():
    names = {person["name"] for person in rows()[0]["people"]}
    for _, label in things("labels"):
        rule = table("document_label")[label["name"]]
        values = label["value"] if rule["kind"] == "choices" else [label["value"]]
        assert all(is_value({**rule, "kind": "choice"} if "values" in rule else rule, value) for value in values)
    for _, state in things("states"):
        assert state["state"] in ("todo", "in_progress", "done", "flagged") and state["active_seconds"] >= 0
        assert bool(state["reason"]) == (state["state"] == "flagged")
    for doc, comment in things("comments"):
        known = {thing["id"] for kind in ("spans", "links", "comments") for thing in doc[kind]}
        assert comment["on"] is None or comment["on"] in known
    everybody = [
        thing["person"] for kind in ("labels", "states", "comments", "assignments") for _, thing in things(kind)
    ]
    assert set(everybody) <= names
    assert {state["state"] for _, state in things("states")} == {"todo", "in_progress", "done", "flagged"}


def test_suggestions_have_a_score_and_a_run_and_people_have_neither():
    run = rows()[0]["runs"][0]["id"]
    for _, thing in things("spans") + things("links"):
        if thing["person"] == MODEL:
            assert 0 < thing["score"] < 1 and thing["run"] == run and thing["origin"] is None
        else:
            assert thing["score"] is None and thing["run"] is None


def test_decisions_say_what_became_of_suggestions():
    verdicts = Counter()
    for doc, decision in things("decisions"):
        verdicts[decision["verdict"]] += 1
        mine = {thing["id"]: thing for thing in doc["spans"] + doc["links"] if thing["person"] == decision["person"]}
        theirs = {thing["id"]: thing for thing in doc["spans"] + doc["links"] if thing["person"] == MODEL}
        suggested = [theirs[one] for one in decision["of"]]
        result = [mine[one] for one in decision["result"]]
        assert bool(result) == (decision["verdict"] in ("accepted", "corrected"))
        assert all(thing["origin"] in decision["of"] for thing in result)
        if "fragments" in suggested[0] and result:
            same = signature(suggested[0]) == signature(result[0])
            assert same == (decision["verdict"] == "accepted")
    assert min(verdicts[verdict] for verdict in ("accepted", "corrected", "rejected", "skipped")) >= 1


# ---- What the labels show


def f1(one: set, other: set) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def test_the_two_annotators_agree_as_people_do():
    scores = [f1(of(doc, "huda"), of(doc, "salim")) for doc in labelled()]
    assert all(0.7 <= score <= 0.92 for score in scores)
    assert 0.75 <= sum(scores) / len(scores) <= 0.9


def test_the_model_is_often_right_and_not_always():
    right = sum(len(of(doc, MODEL) & of(doc, "huda")) for doc in labelled())
    assert 0.6 <= right / sum(len(of(doc, MODEL)) for doc in labelled()) <= 0.9


def test_the_labels_hold_what_arabic_needs():
    found: Counter[str] = Counter()
    for doc in labelled():
        mine = [span for span in doc["spans"] if span["person"] == "huda"]
        for span in mine:
            start = span["fragments"][0][0]
            before = doc["text"][start - 1 : start]
            found["discontinuous"] += len(span["fragments"]) > 1
            found["after a proclitic"] += before in tuple(PROCLITICS) and bool(ARABIC_LETTER.match(doc["text"][start]))
            found["beyond the basic plane"] += any(ord(letter) > 0xFFFF for letter in doc["text"][:start])
            found["fused, with its norm"] += "norm" in span["attributes"]
        for one, other in combinations(mine, 2):
            (a, b), (c, d) = (
                (one["fragments"][0][0], one["fragments"][-1][1]),
                (
                    other["fragments"][0][0],
                    other["fragments"][-1][1],
                ),
            )
            found["nested"] += (a <= c and d <= b) or (c <= a and b <= d)
            found["claim in a claim"] += one["label"] == other["label"] == "CONTENT" and (
                (a <= c and d <= b) or (c <= a <= d)
            )
    least = {
        "discontinuous": 10,
        "after a proclitic": 150,
        "beyond the basic plane": 80,
        "fused, with its norm": 8,
        "nested": 500,
        "claim in a claim": 8,
    }
    assert {what: found[what] for what in least if found[what] < least[what]} == {}
