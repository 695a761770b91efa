"""Bundles that the tests of this room share: invented articles with everything a project may hold."""

from __future__ import annotations

import pytest

from annotator.model.identity import document_id, foreign_id, text_sha256, uuid7
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

TEXT = "أعلنت وزارة النقل افتتاح محطة جديدة.\nوقال مصدر في البلدية إن المحطة ستخدم سكان تونس 🚆 كلَّ يومٍ.\n"


def make_document(key: str = "محطة", text: str = TEXT, **more: object) -> Document:
    sha256 = text_sha256(text)
    return Document(key=key, text=text, sha256=sha256, id=document_id(key, sha256), **more)  # type: ignore[arg-type]


def make_span(text: str, surface: str, label: str, person: str = "ann1", **more: object) -> Span:
    start = text.index(surface)
    return Span(
        id=more.pop("id", None) or uuid7(),  # type: ignore[arg-type]
        person=person,
        label=label,
        fragments=((start, start + len(surface)),),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def header() -> Header:
    return Header(
        scheme_id="news",
        scheme_version=2,
        scheme_body={"id": "news", "names": {"ar": "الأخبار", "en": "News"}},
        people=(
            Person("ann1"),
            Person("ann2"),
            Person("نموذج", PersonKind.MODEL),
            Person("lead", PersonKind.ADJUDICATOR),
        ),
        runs=(Run(id="r1", person="نموذج", name="tagger", version="3", hash="00", settings={"b": 1, "a": [1.5]}),),
        rounds=(Round(name="pilot", documents=("محطة",), people=("ann1", "ann2"), overlap=2),),
    )


@pytest.fixture
def full_bundle() -> Bundle:
    """A document with every kind of thing on it: nested, crossing, in fragments, foreign, suggested, decided."""
    document = make_document(meta={"source": "وكالة", "published": "2026-01-02", "n": 3}, direction="rtl")
    ministry = make_span(TEXT, "وزارة النقل", "ORG", attributes={"level": "name"}, note="ملاحظة")
    inner = make_span(TEXT, "النقل", "TOPIC")
    crossing = make_span(TEXT, "النقل افتتاح", "TOPIC")
    opening = make_span(TEXT, "افتتاح", "OPEN")
    twin = make_span(TEXT, "افتتاح", "EVENT")
    apart = Span(
        id=foreign_id(document.id, "ann1", "T7"),
        person="ann1",
        label="SOURCE",
        fragments=((42, 46), (50, 57)),
        foreign="T7",
    )
    guess = make_span(TEXT, "تونس", "GPE", "نموذج", score=0.75, run="r1")
    accepted = make_span(TEXT, "تونس", "GPE", "ann1", origin=guess.id)
    other = make_span(TEXT, "محطة", "FAC", "ann2", scheme=2)
    link = Link(id=uuid7(), person="ann1", label="Place", head=opening.id, tail=accepted.id, attributes={"ok": True})
    source = Link(
        id=foreign_id(document.id, "ann1", "R1"),
        person="ann1",
        label="source",
        head=opening.id,
        tail=apart.id,
        foreign="R1",
    )
    remark = Comment(id=uuid7(), person="ann2", text="لماذا؟", on=ministry.id)
    return Bundle(
        document=document,
        zones=(Zone(0, 36, "headline"), Zone(37, len(TEXT), "body", "lead")),
        spans=(twin, ministry, inner, crossing, opening, apart, guess, accepted, other),
        links=(link, source),
        labels=(DocumentLabel("ann1", "genre", ["news", 1]), DocumentLabel("ann2", "genre", None)),
        decisions=(
            Decision(id=uuid7(), person="ann1", of=(guess.id,), verdict=Verdict.ACCEPTED, result=(accepted.id,)),
            Decision(id=uuid7(), person="lead", of=(link.id, apart.id), verdict=Verdict.REJECTED, reason="boundary"),
        ),
        comments=(remark, Comment(id=uuid7(), person="ann1", text="لأن", on=remark.id, resolved=True)),
        states=(State("ann1", Progress.DONE, "", 321), State("ann2", Progress.FLAGGED, "نص ناقص")),
        assignments=(Assignment("ann1", "pilot"), Assignment("ann2", "pilot")),
    )
