"""What tags and brackets say."""

from __future__ import annotations

import pytest

from annotator.ui.numbers import digits
from annotator.ui.text_view.drawing.ink import Ink
from annotator.ui.theme import theme
from annotator.words import set_language


@pytest.fixture(params=["ar", "en"])
def ink(qapp, request):
    set_language(request.param)
    yield Ink(theme("light"), request.param, digits)
    set_language("en")


def test_a_bracket_says_the_number_of_its_claim_in_the_digits_of_the_interface(ink, mark):
    arabic = digits("1") == "١"
    content = mark("c", 0, 9, draw="lane", tag="محتو", name="المحتوى", claims=(1,))
    shared = mark("s", 0, 9, draw="lane", tag="SRC", name="Source", claims=(1, 12))
    assert ink.bracket_names(content) == (["المحتوى ١", "محتو ١"] if arabic else ["المحتوى 1", "محتو 1"])
    assert ink.bracket_names(shared)[0] == ("Source ١, ١٢" if arabic else "Source 1, 12")


def test_a_bracket_without_a_claim_has_no_number(ink, mark):
    assert ink.bracket_names(mark("c", 0, 9, draw="lane", tag="CUE", name="Cue")) == ["Cue", "CUE"]


def test_a_tag_grows_by_the_number_of_its_hidden_links(ink, mark):
    event = mark("e", 0, 9, draw="underline")
    assert ink.tag_width(event, 0) < ink.tag_width(event, 3) < ink.tag_width(event, 12)


def test_a_suggestion_says_its_score(ink, mark):
    text = ink.tag_text(mark("e", 0, 9, suggestion=True, score=0.866))
    assert text == f"ORG {digits('87%')}"


def test_a_suggested_part_of_a_claim_keeps_number_and_score_apart(ink, mark):
    part = mark("c", 0, 9, draw="lane", tag="CONT", name="Content", claims=(1,), suggestion=True, score=0.87)
    assert ink.bracket_names(part)[0] == f"Content {digits('1')} ({digits('87%')})"
