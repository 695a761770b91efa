"""The Arabic lexicon that ships: its patterns find their own examples, and its words are folded."""

from __future__ import annotations

import json
import re

import pytest

from annotator.assets import resource
from annotator.text.folding import fold
from annotator.text.lexicon import lexicon

DATA = json.loads(resource("lexicons", "arabic.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("phrase", DATA["anonymity_phrases"], ids=lambda phrase: phrase["id"])
def test_each_anonymity_pattern_finds_its_examples(phrase):
    assert phrase["reason"]
    for example in phrase["examples"]:
        assert re.search(phrase["regex"], fold(example)), example
        assert lexicon().anonymity.search(fold(example)), example


@pytest.mark.parametrize(
    "text", ["ذكر اسم المدينة", "طلب المزيد من الوقت", "رفض العرض", "كشف عن هويته", "لم يذكر التفاصيل"]
)
def test_phrases_that_hide_nobody_are_not_found(text):
    assert not lexicon().anonymity.search(fold(text))


def test_no_word_that_is_never_cut_stands_twice_and_all_begin_like_a_clitic_or_hold_one():
    words = DATA["clitics"]["no_strip"]
    assert len(words) == len(set(words))
    assert lexicon().no_strip == frozenset(map(fold, words))


def test_cue_forms_are_folded():
    assert {"قال", "اعلن", "يقول"} <= lexicon().cue_forms
    assert all(form == fold(form) for form in lexicon().cue_forms)


def test_the_lexicon_is_read_once():
    assert lexicon() is lexicon()
