"""Whatever a project may hold, our JSONL holds: random bundles out and in, and out again to the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import Refusal, named, read, write
from annotator.model.identity import content_id, document_id, foreign_id, text_sha256
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

PEOPLE = {
    "سلمى": PersonKind.HUMAN,
    "ann 2": PersonKind.HUMAN,
    "tagger": PersonKind.MODEL,
    "قاضٍ": PersonKind.ADJUDICATOR,
}
ANYTHING = st.characters(exclude_categories=["Cs"])
LETTERS = st.one_of(ANYTHING, st.sampled_from([*'ابتَُّۡ\u200f\u202e\u2067🚆𐤀\u2028\r\n\\"/'])).filter(lambda c: c != "\0")
TEXTS = st.text(LETTERS, min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
NAMES = st.text(ANYTHING, min_size=1, max_size=8).filter(lambda name: not any(c < " " or c == "\x7f" for c in name))
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(ANYTHING),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(ANYTHING), inner, max_size=3),
    max_leaves=5,
)
OBJECTS = st.dictionaries(st.text(ANYTHING, max_size=5), JSON, max_size=3)
PERSON = st.sampled_from(sorted(PEOPLE))
UUIDS = st.uuids().map(str)


@st.composite
def fragments_in(draw: st.DrawFn, length: int) -> tuple[tuple[int, int], ...]:
    edges = sorted(draw(st.lists(st.integers(0, length), min_size=2, max_size=6, unique=True)))
    return tuple((edges[n], edges[n + 1]) for n in range(0, len(edges) - 1, 2))


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    key, text = draw(NAMES), draw(TEXTS)
    sha256 = text_sha256(text)
    document = Document(
        key=key,
        text=text,
        sha256=sha256,
        id=document_id(key, sha256),
        meta=draw(OBJECTS),
        direction=draw(st.sampled_from(["rtl", "ltr", None])),
        replaces=draw(st.none() | NAMES),
    )
    spans = [draw(span_in(document, number)) for number in range(draw(st.integers(0, 5)))]
    ids = [span.id for span in spans]
    links = [draw(link_in(document, ids)) for _ in range(draw(st.integers(0, 3)))] if ids else []
    marks = ids + [link.id for link in links]
    decisions = draw(decisions_on(marks))
    on = st.sampled_from([None, *marks])
    comments = [
        Comment(id=draw(UUIDS), person=draw(PERSON), text=draw(st.text(ANYTHING, max_size=9)), on=draw(on))
        for _ in range(draw(st.integers(0, 2)))
    ]
    zones = [
        Zone(*fragment, draw(NAMES), draw(st.none() | PERSON))
        for fragment in draw(fragments_in(len(text)) | st.just(()))
    ]
    people = sorted(draw(st.sets(PERSON)))
    return Bundle(
        document=document,
        zones=tuple(zones),
        spans=tuple(spans),
        links=tuple(links),
        labels=tuple(DocumentLabel(person, draw(NAMES), draw(JSON)) for person in people),
        decisions=tuple(decisions),
        comments=tuple(comments),
        states=tuple(
            State(person, draw(st.sampled_from(Progress)), "", draw(st.integers(0, 9999))) for person in people
        ),
        assignments=tuple(Assignment(person, draw(NAMES)) for person in people),
    )


@st.composite
def decisions_on(draw: st.DrawFn, marks: list[str]) -> list[Decision]:
    several = st.lists(st.sampled_from(marks), min_size=1, max_size=3).map(tuple) if marks else st.just(())
    return [
        Decision(
            id=draw(UUIDS),
            person=draw(PERSON),
            of=draw(several),
            verdict=draw(st.sampled_from(Verdict)),
            result=draw(several | st.just(())),
            reason=draw(st.text(ANYTHING, max_size=5)),
            note=draw(st.text(ANYTHING, max_size=5)),
        )
        for _ in range(draw(st.integers(0, 2)) if marks else 0)
    ]


@st.composite
def span_in(draw: st.DrawFn, document: Document, number: int) -> Span:
    person, label = draw(PERSON), draw(NAMES)
    fragments = draw(fragments_in(len(document.text)))
    foreign = draw(st.none() | st.sampled_from(["T1", "T2", "مقطع"]))
    named_here = content_id(document.id, person, label, fragments, number)
    identifier = foreign_id(document.id, person, foreign) if foreign and draw(st.booleans()) else named_here
    return Span(
        id=identifier,
        person=person,
        label=label,
        fragments=fragments,
        attributes=draw(OBJECTS),
        note=draw(st.text(ANYTHING, max_size=5)),
        score=draw(st.none() | st.floats(0, 1)),
        run=draw(st.none() | st.just("r1")),
        origin=draw(st.none() | UUIDS),
        scheme=draw(st.integers(1, 4)),
        foreign=foreign,
    )


@st.composite
def link_in(draw: st.DrawFn, document: Document, ids: list[str]) -> Link:
    return Link(
        id=draw(UUIDS),
        person=draw(PERSON),
        label=draw(NAMES),
        head=draw(st.sampled_from(ids)),
        tail=draw(st.sampled_from(ids)),
        attributes=draw(OBJECTS),
        foreign=draw(st.none() | st.sampled_from(["R1", "T1"])),
    )


def has_unique_ids(bundle: Bundle) -> bool:
    things = (*bundle.spans, *bundle.links, *bundle.decisions, *bundle.comments)
    names = [thing.id for thing in things]
    return len(names) == len(set(names))


HEADER = Header(
    scheme_id="news",
    scheme_version=3,
    scheme_body={"labels": [{"id": "PER", "names": {"ar": "شخص", "en": "Person"}}]},
    people=tuple(sorted((Person(name, kind) for name, kind in PEOPLE.items()), key=lambda person: person.name)),
    runs=(Run(id="r1", person="tagger", name="tagger", settings={"a": 1.5}),),
    rounds=(Round(name="تجربة", documents=("a",), people=("سلمى",), overlap=2, scheme=2),),
)


def sorted_parts(bundle: Bundle) -> dict[str, Any]:
    parts = {name: getattr(bundle, name) for name in bundle.__struct_fields__ if name != "document"}
    encode = msgspec.json.Encoder(order="deterministic").encode
    return {name: sorted(encode(part) for part in values) for name, values in parts.items()}


@given(bundle=bundles().filter(has_unique_ids))
def test_out_in_and_out_again_is_the_same_work_and_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, bundle: Bundle
) -> None:
    folder: Path = tmp_path_factory.mktemp("jsonl")
    jsonl = named("jsonl")
    first, second = folder / "a.jsonl", folder / "b.jsonl"
    assert write(jsonl, HEADER, [bundle], first).is_lossless
    header, *items = read(jsonl, first)
    assert not [item.sentence for item in items if isinstance(item, Refusal)]
    (back,) = items
    assert header == HEADER
    assert isinstance(back, Bundle)
    assert back.document == bundle.document
    assert sorted_parts(back) == sorted_parts(bundle)
    write(jsonl, HEADER, [back], second)
    assert first.read_bytes() == second.read_bytes()
