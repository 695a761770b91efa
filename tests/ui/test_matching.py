"""What somebody types finds a text whatever the spelling, and says where."""

from __future__ import annotations

import pytest

from annotator.ui.matching import Rank, match, typed_words


@pytest.mark.parametrize(
    ("query", "text", "rank"),
    [
        ("und", "Undo", Rank.BEGINS),
        ("theme", "Next theme", Rank.WORD_BEGINS),
        ("heme", "Next theme", Rank.INSIDE),
        ("انشاء", "إنشاء مشروع", Rank.BEGINS),
        ("مقال", "المقال التالي", Rank.WORD_BEGINS),
    ],
)
def test_the_beginning_is_better_than_the_middle(query, text, rank):
    fit = match(typed_words(query), text)
    assert fit is not None and fit.rank == rank


def test_every_word_must_be_there_in_any_order():
    assert match(typed_words("theme next"), "Next theme") is not None
    assert match(typed_words("theme last"), "Next theme") is None


def test_the_place_counts_the_marks_that_are_passed_over():
    fit = match(typed_words("مدرسه"), "في المَدْرَسَة")
    assert fit is not None
    ((start, end),) = fit.ranges
    assert "في المَدْرَسَة"[start:end] == "مَدْرَسَة"


def test_the_beginning_of_a_word_is_marked_rather_than_an_earlier_middle():
    fit = match(typed_words("art"), "Start an article")
    assert fit is not None and fit.ranges == ((9, 12),)


def test_nothing_typed_fits_everything():
    assert match(typed_words("  "), "Undo") == match((), "Undo")
