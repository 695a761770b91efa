"""Which spans a span may refer to: the most similar first, then the nearest, each text once."""

from __future__ import annotations

from annotator.model.values import Span
from annotator.session.referring import likely_references

TEXT = "ميناء النخيل ثم السوق ثم الميناء ثم ميناءُ النخيل ثم السوق ثم ميناء النخيل"


def span(name: str, words: str, nth: int = 0, label: str = "FAC", person: str = "huda") -> Span:
    start = -1
    for _time in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(id=name, person=person, label=label, fragments=((start, start + len(words)),))


def test_the_most_similar_comes_first_and_each_text_once() -> None:
    here = span("here", "ميناء النخيل", 1)
    spans = [
        span("far", "ميناء النخيل"),
        span("marked", "ميناءُ النخيل"),
        span("market", "السوق"),
        span("near market", "السوق", 1),
        here,
    ]
    found = likely_references(here, TEXT, spans)
    assert [other.id for other in found] == ["marked", "near market"]


def test_other_labels_other_people_and_itself_are_left_out() -> None:
    here = span("here", "ميناء النخيل", 1)
    spans = [here, span("a", "السوق", label="LOC"), span("b", "الميناء", person="model")]
    assert likely_references(here, TEXT, spans) == []
