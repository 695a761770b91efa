"""The nouns: frozen, equal by value, and the same after a journey through JSON."""

from __future__ import annotations

import msgspec
import pytest

from annotator.model.values import (
    Assignment,
    Bundle,
    Comment,
    Decision,
    Document,
    DocumentLabel,
    Header,
    Link,
    Person,
    PersonKind,
    Progress,
    Round,
    Run,
    Span,
    State,
    Verdict,
    Zone,
)

SPAN = Span(id="s1", person="ann", label="PER", fragments=((10, 15), (20, 24)), attributes={"level": "name"})
LINK = Link(id="l1", person="ann", label="Place", head="s1", tail="s2", score=0.5)
DOCUMENT = Document(key="derna", text="خبر", sha256="00", id="11", meta={"source": "…"})
VALUES = [
    SPAN,
    LINK,
    DOCUMENT,
    Person("ann"),
    Zone(0, 3, "headline"),
    DocumentLabel("ann", "topic", ["politics", "economy"]),
    Decision(id="d1", person="lead", of=("s1", "s2"), verdict=Verdict.CORRECTED, result=("s3",)),
    Comment(id="c1", person="ann", text="لماذا؟", on="s1"),
    State("ann", Progress.DONE, active_seconds=90),
    Assignment("ann", "first"),
    Run(id="r1", person="model", name="rules", settings={"level": 2}),
    Round(name="first", documents=("derna",), people=("ann",)),
    Header(scheme_id="news", scheme_version=1, people=(Person("m", PersonKind.MODEL),)),
    Bundle(document=DOCUMENT, spans=(SPAN,), links=(LINK,), zones=(Zone(0, 3, "body", "ann"),)),
]


def test_a_span_reaches_from_its_first_fragment_to_its_last():
    assert (SPAN.start, SPAN.end) == (10, 24)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_survives_json(value: msgspec.Struct):
    assert msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_nobody_changes_a_value(value: msgspec.Struct):
    with pytest.raises(AttributeError):
        setattr(value, value.__struct_fields__[0], "other")


def test_values_are_equal_by_value_and_one_makes_another_of_them():
    moved = msgspec.structs.replace(SPAN, fragments=((11, 15),))
    assert moved != SPAN and msgspec.structs.replace(moved, fragments=SPAN.fragments) == SPAN


def test_no_two_values_share_their_dictionaries():
    one, other = (Span(id=name, person="ann", label="PER", fragments=((0, 1),)) for name in "ab")
    one.attributes["level"] = "name"
    assert other.attributes == {}


def test_words_of_the_design_are_what_stands_in_files():
    assert [kind.value for kind in PersonKind] == ["human", "model", "adjudicator"]
    assert [verdict.value for verdict in Verdict] == ["accepted", "corrected", "rejected", "skipped"]
    assert [progress.value for progress in Progress] == ["todo", "in_progress", "done", "flagged"]
