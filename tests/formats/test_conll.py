from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import InputError, UsageError
from annotator.formats import LossReport, ReadOptions, Refusal, WriteOptions, named, read, write
from annotator.formats.conll.spacing import escaped, spaces, spacing, unescaped
from annotator.model.identity import document_id, text_sha256
from annotator.model.values import (
    Bundle,
    Document,
    DocumentLabel,
    Header,
    Link,
    Person,
    PersonKind,
    Progress,
    Span,
    State,
    Zone,
)

HEADER = Header(
    scheme_id="t",
    scheme_version=1,
    people=(Person("ann1"), Person("ann2"), Person("m", PersonKind.MODEL)),
)
TEXT = "قُتل بمقتل رجلٍ.\n\nوقال الوالي: «لا» 🚆\u200f في تونس اليوم. ثم مضى"


class Scheme:
    """Two layers; in the first ORG stands before GPE."""

    labels = tuple(
        SimpleNamespace(id=name, layer=layer)
        for name, layer in (("ORG", "entity"), ("GPE", "entity"), ("DIE", "event"), ("SAY", "event"))
    )
    labelled_zones = ("headline", "body")

    def label(self, label: str) -> object | None:
        return next((one for one in self.labels if one.id == label), None)

    def link(self, label: str) -> object | None:
        return None


def bundle_of(text: str, *spans: tuple[Any, ...], **more: Any) -> Bundle:
    sha256 = text_sha256(text)
    document = Document(key=more.pop("key", "خبر 1"), text=text, sha256=sha256, id=document_id("خبر 1", sha256))
    made = tuple(
        Span(id=f"s{number}", person=(person or ("ann1",))[0], label=label, fragments=fragments)
        for number, (label, fragments, *person) in enumerate(spans)
    )
    return Bundle(document=document, spans=made, states=more.pop("states", (State("ann1", Progress.DONE),)), **more)


def at(surface: str, text: str = TEXT) -> tuple[tuple[int, int], ...]:
    start = text.index(surface)
    return ((start, start + len(surface)),)


def written(folder: Path, *bundles: Bundle, **options: Any) -> tuple[str, LossReport]:
    out = folder / "out.conll"
    report = write(named("conll"), HEADER, bundles, out, WriteOptions(**{"person": "ann1", **options}))
    return out.read_bytes().decode(), report


def back(folder: Path, **options: Any) -> list[Bundle]:
    items = list(read(named("conll"), folder / "out.conll", ReadOptions(**options)))
    assert not [item.sentence for item in items if isinstance(item, Refusal)]
    return [item for item in items if isinstance(item, Bundle)]


def places(bundle: Bundle) -> set[tuple[int, int, str]]:
    return {(span.start, span.end, span.label) for span in bundle.spans}


def rows(content: str) -> list[list[str]]:
    return [line.split("\t") for line in content.split("\n") if "\t" in line and not line.startswith("-DOCSTART-")]


def test_a_span_inside_a_word_divides_the_token_and_comes_back_exactly(tmp_path: Path) -> None:
    content, report = written(tmp_path, bundle_of(TEXT, ("DIE", at("مقتل")), ("GPE", at("تونس"))))
    assert report.is_lossless
    assert ["ب", "SpaceAfter=No", "O"] in rows(content)
    assert ["مقتل", "_", "B-DIE"] in rows(content)
    (read_back,) = back(tmp_path)
    assert read_back.document.text == TEXT
    assert read_back.document.key == "خبر 1"
    assert places(read_back) == {(*at("مقتل")[0], "DIE"), (*at("تونس")[0], "GPE")}


def test_whole_words_are_counted_where_they_widen_a_span(tmp_path: Path) -> None:
    content, report = written(tmp_path, bundle_of(TEXT, ("DIE", at("مقتل"))), tokens="word")
    assert ["بمقتل", "_", "B-DIE"] in rows(content)
    assert report.count("sub_word") == 1
    assert "مقتل → بمقتل" in report.text()
    assert places(back(tmp_path)[0]) == {(*at("بمقتل")[0], "DIE")}


def test_two_spans_in_one_word_cannot_both_be_widened(tmp_path: Path) -> None:
    spans = (("ORG", at("ب")), ("DIE", at("مقتل")))
    _, report = written(tmp_path, bundle_of(TEXT, *spans), tokens="word")
    assert (report.spans, report.count("same_word")) == (1, 1)


def test_sentences_are_divided_by_blank_lines_and_never_inside_a_span(tmp_path: Path) -> None:
    plain, _ = written(tmp_path, bundle_of(TEXT))
    joined, report = written(tmp_path, bundle_of(TEXT, ("SAY", at("رجلٍ.\n\nوقال"))))
    assert plain.count("\n\n") == joined.count("\n\n") + 1
    assert report.count("joined_sentences") == 1
    assert places(back(tmp_path)[0]) == {(*at("رجلٍ.\n\nوقال")[0], "SAY")}


def test_the_policies_stand_in_the_file(tmp_path: Path) -> None:
    content, _ = written(tmp_path, bundle_of(TEXT), tokens="word", flatten="longest", scheme=Scheme())
    for line in ("# columns = token space entity event", "# tokens = word", "# flatten = longest", "# person = ann1"):
        assert line in content.splitlines()
    assert content.startswith("# annotator conll 1\n")
    assert "-DOCSTART-\tKey=خبر\\s1\tO\tO\n\n" in content


def test_each_layer_has_its_column_or_its_file(tmp_path: Path) -> None:
    bundle = bundle_of(TEXT, ("DIE", at("مقتل")), ("GPE", at("تونس")))
    content, _ = written(tmp_path, bundle, scheme=Scheme())
    assert ["مقتل", "_", "O", "B-DIE"] in rows(content)
    assert ["تونس", "_", "B-GPE", "O"] in rows(content)
    _, report = written(tmp_path, bundle, scheme=Scheme(), layers=("entity",))
    assert report.count("other_layers") == 1
    options = WriteOptions(person="ann1", scheme=Scheme(), layer_files=True)
    (tmp_path / "out.conll").unlink()
    write(named("conll"), HEADER, [bundle], tmp_path / "out.conll", options)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.entity.conll", "out.event.conll"]
    assert ["مقتل", "_", "B-DIE"] in rows((tmp_path / "out.event.conll").read_text(encoding="utf-8"))
    assert ["بمقتل", "_", "O"] in rows((tmp_path / "out.entity.conll").read_text(encoding="utf-8"))


NESTED = "مجلس شورى مدينة تونس"
OUTER, INNER = ("ORG", ((0, 20),)), ("GPE", ((16, 20),))
CROSSING = ("SAY", ((10, 20),)), ("ORG", ((0, 15),))


@pytest.mark.parametrize(
    ("spans", "policy", "kept", "kind"),
    [
        ((OUTER, INNER), "outermost", "ORG", "nested"),
        ((OUTER, INNER), "innermost", "GPE", "nested"),
        ((INNER, OUTER), "longest", "ORG", "nested"),
        ((INNER, ("SAY", ((0, 20),))), "scheme", "GPE", "nested"),
        (CROSSING, "outermost", "ORG", "crossing"),
        (CROSSING, "innermost", "ORG", "crossing"),
        (CROSSING, "longest", "ORG", "crossing"),
        (CROSSING, "scheme", "ORG", "crossing"),
        ((("GPE", ((0, 4),)), ("ORG", ((0, 4),))), "scheme", "ORG", "stacked"),
    ],
)
def test_flattening_keeps_what_its_policy_says(
    tmp_path: Path, spans: tuple[Any, ...], policy: str, kept: str, kind: str
) -> None:
    class Flat(Scheme):
        labels = tuple(SimpleNamespace(id=label.id, layer="all") for label in Scheme.labels)

    _, report = written(tmp_path, bundle_of(NESTED, *spans), flatten=policy, scheme=Flat(), labelled_only=False)
    assert report.count(kind) == 1
    assert [span.label for span in back(tmp_path)[0].spans] == [kept]


def test_fragments_stand_alone_and_their_span_is_counted_as_lost(tmp_path: Path) -> None:
    _, report = written(tmp_path, bundle_of(NESTED, ("ORG", ((0, 4), (10, 15)))))
    assert (report.spans, report.pieces, report.count("discontinuous")) == (0, 2, 1)
    assert places(back(tmp_path)[0]) == {(0, 4, "ORG"), (10, 15, "ORG")}


def test_white_space_at_the_edge_of_a_span_is_left_out_and_counted(tmp_path: Path) -> None:
    _, report = written(tmp_path, bundle_of("في تونس اليوم", ("GPE", ((2, 8),)), ("ORG", ((2, 3),))))
    assert (report.count("edges"), report.count("no_token")) == (1, 1)
    assert places(back(tmp_path)[0]) == {(3, 7, "GPE")}


ZONED = "عنوان الخبر\nإعلان هنا\nنص الخبر في تونس"


def test_text_outside_labelled_zones_never_becomes_o(tmp_path: Path) -> None:
    zones = (Zone(0, 11, "headline"), Zone(12, 21, "advert"), Zone(22, len(ZONED), "body"))
    spans = (("GPE", at("تونس", ZONED)), ("ORG", at("إعلان", ZONED)), ("ORG", ((6, 15),)))
    content, report = written(tmp_path, bundle_of(ZONED, *spans, zones=zones), scheme=Scheme())
    assert "إعلان" not in content
    assert report.count("excluded") == 2
    assert report.count("excluded_text") == 1
    assert report.count("zones") == 3
    content, _ = written(tmp_path, bundle_of(ZONED, *spans, zones=zones), scheme=Scheme(), labelled_only=False)
    assert "هنا" in content


def test_a_document_without_labelled_zones_is_left_out(tmp_path: Path) -> None:
    _, report = written(tmp_path, bundle_of("إعلان", zones=(Zone(0, 5, "advert"),)), scheme=Scheme())
    assert (report.documents, report.count("nothing_labelled")) == (0, 1)


def test_zones_that_end_inside_a_word_cut_it(tmp_path: Path) -> None:
    zones = (Zone(0, 3, "body"), Zone(3, 6, "advert"), Zone(6, 9, "body"))
    content, _ = written(tmp_path, bundle_of("أبجدهوزحط", zones=zones), scheme=Scheme())
    assert [row[0] for row in rows(content)] == ["أبج", "زحط"]


def test_documents_that_are_not_done_are_left_out_and_counted(tmp_path: Path) -> None:
    bundle = bundle_of(NESTED, OUTER, states=())
    content, report = written(tmp_path, bundle)
    assert not rows(content)
    assert (report.count("not_done"), report.count("in_unfinished"), report.documents) == (1, 1, 0)
    assert written(tmp_path, bundle, done_only=False)[1].spans == 1


def test_the_work_of_others_and_suggestions_are_left_out_and_counted(tmp_path: Path) -> None:
    bundle = bundle_of(NESTED, OUTER, (*INNER, "ann2"), ("GPE", ((5, 9),), "m"))
    _, report = written(tmp_path, bundle)
    assert (report.spans, report.count("other_people"), report.count("suggestions")) == (1, 1, 1)
    _, report = written(tmp_path, bundle_of(NESTED, INNER, ("GPE", ((5, 9),), "m")), with_suggestions=True)
    assert report.spans == 2


def test_several_people_must_be_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="several_people"):
        written(tmp_path, bundle_of(NESTED, OUTER, (*INNER, "ann2")), person=None)
    assert not list(tmp_path.iterdir())


def test_what_has_no_column_is_counted(tmp_path: Path) -> None:
    link = Link(id="l", person="ann1", label="Place", head="s0", tail="s0", note="شك")
    bundle = bundle_of(NESTED, OUTER, links=(link,), labels=(DocumentLabel("ann1", "genre", 1),))
    first = msgspec.structs.replace(bundle.spans[0], attributes={"level": "name"})
    _, report = written(tmp_path, msgspec.structs.replace(bundle, spans=(first,)))
    assert {loss.kind: loss.count for loss in report.lost} == {
        "links": 1,
        "attributes": 1,
        "notes": 1,
        "document_labels": 1,
    }
    assert report.as_json()["lost"]["links"] == {"count": 1, "examples": ["خبر 1"]}
    assert "1 link" in report.text()


def test_offsets_that_do_not_fit_are_never_written(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        written(tmp_path, bundle_of("نص", ("ORG", ((0, 9),))))
    assert not list(tmp_path.iterdir())


def test_an_unknown_layer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown_layer"):
        written(tmp_path, bundle_of("نص"), layers=("colour",))


def test_a_label_that_the_scheme_does_not_know_is_counted(tmp_path: Path) -> None:
    _, report = written(tmp_path, bundle_of("نص", ("XYZ", ((0, 2),))), scheme=Scheme())
    assert report.count("unknown_labels") == 1


# ---- reading ---------------------------------------------------------------------------------------------------------

FOREIGN = """-DOCSTART- -X- O O

وصل V O I-PER
الوفد N O I-PER
إلى P O O
تونس N O B-GPE

ثم V O O
مضى V O O
"""


def items_of(folder: Path, content: str, **options: Any) -> list[Any]:
    source = folder / "in.conll"
    source.write_bytes(content.encode())
    return list(read(named("conll"), source, ReadOptions(**{"person": "ann1", **options})))


def test_files_of_others_are_read_with_a_space_between_tokens(tmp_path: Path) -> None:
    person, bundle = items_of(tmp_path, FOREIGN)
    assert person == Person("ann1")
    assert bundle.document.key == "in/00001"
    assert bundle.document.text == "وصل الوفد إلى تونس\nثم مضى\n"
    assert places(bundle) == {(0, 9, "PER"), (14, 18, "GPE")}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("", "empty", 0),
        ("نص\n", "conll_columns", 1),
        ("نص\tX-PER\n", "conll_tag", 1),
        ("نص\tB-\n", "conll_tag", 1),
        ("# annotator conll 1\nنص\tSpacesEverywhere\tO\n", "conll_columns", 2),
        ("ن\0ص\tO\n", "conll_nul", 1),
    ],
)
def test_wrong_files_are_refused_with_the_line(tmp_path: Path, content: str, code: str, line: int) -> None:
    (refusal,) = items_of(tmp_path, content)
    assert (refusal.code, refusal.line) == (f"formats.{code}", line)
    assert refusal.sentence


def test_only_the_wrong_document_is_refused(tmp_path: Path) -> None:
    content = "-DOCSTART-\tKey=a\tO\n\nنص\tO\n\n-DOCSTART-\tKey=b\tO\n\nنص\tZ-A\n\n-DOCSTART-\tKey=c\tO\n\nنص\tO\n\n"
    items = items_of(tmp_path, content)
    assert [getattr(item, "code", None) or item.document.key for item in items] == ["a", "formats.conll_tag", "c"]


def test_labels_without_an_owner_are_refused(tmp_path: Path) -> None:
    (refusal,) = items_of(tmp_path, FOREIGN, person=None)
    assert refusal.code == "formats.whose"


def test_unknown_labels_are_refused(tmp_path: Path) -> None:
    (refusal,) = items_of(tmp_path, FOREIGN, scheme=Scheme())
    assert (refusal.code, refusal.line) == ("formats.unknown_label", 3)
    assert "PER" in refusal.sentence


# ---- properties ------------------------------------------------------------------------------------------------------

LETTERS = st.sampled_from(
    [*"ابتدرو مني", "\n", ". ", " ", "\u064b", "\u200f", "\u200c", "🚆", "12", "a", "«", "\t", "|\\", "\u00a0"]
)
TEXTS = st.lists(LETTERS, min_size=1, max_size=40).map("".join).filter(lambda text: text.strip())


@st.composite
def labelled_texts(draw: st.DrawFn) -> Bundle:
    text = draw(TEXTS)
    spans = []
    for label in draw(st.lists(st.sampled_from(["ORG", "GPE", "DIE", "SAY"]), max_size=8)):
        edges = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True).map(sorted))
        pairs = tuple((edges[n], edges[n + 1]) for n in range(0, len(edges) - 1, 2))
        spans.append((label, pairs))
    return bundle_of(text, *spans)


@given(
    bundle=labelled_texts(),
    flatten=st.sampled_from(["outermost", "innermost", "longest", "scheme"]),
    tokens=st.sampled_from(["boundary", "word"]),
    has_scheme=st.booleans(),
)
def test_what_was_lost_and_what_can_be_read_back_is_what_was_there(
    tmp_path_factory: pytest.TempPathFactory, bundle: Bundle, flatten: str, tokens: str, has_scheme: bool
) -> None:
    folder = tmp_path_factory.mktemp("conll")
    _, report = written(folder, bundle, flatten=flatten, tokens=tokens, scheme=Scheme() if has_scheme else None)
    (read_back,) = back(folder)
    assert report.spans + sum(loss.count for loss in report.lost) == len(bundle.spans)
    assert len(read_back.spans) == report.spans + report.pieces
    visible = bundle.document.text
    assert read_back.document.text == visible
    there = {(start, end, span.label) for span in bundle.spans for start, end in span.fragments}
    altered = sum(loss.count for loss in report.altered if loss.kind != "joined_sentences")
    assert len(places(read_back) - there) <= altered
    if tokens == "boundary" and not altered:
        assert places(read_back) <= there


@given(before=st.text(max_size=5), after=st.text(max_size=5))
def test_anything_between_tokens_survives_its_column(before: str, after: str) -> None:
    column = spacing(before, after)
    assert not any(letter in column for letter in " \t\n\r\u2028\u0085")
    assert spaces(column) == (before, after)
    assert unescaped(escaped(before)) == before
