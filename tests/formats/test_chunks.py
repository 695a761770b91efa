from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.conll.chunks import Chunks, tokens_of, word_and_gap
from annotator.formats.conll.outside import Outside, spacings
from annotator.text.tokens import tokens

PLAIN = st.text(st.sampled_from([*"ابتu1.،:«» \n\u064f"]), max_size=40)
MIXED = st.text(st.sampled_from([*"ابu1.ำℹ🚆 \n\t\r\u00a0\u200f\u200c\u2028\u064f"]), max_size=40)


@given(PLAIN | MIXED)
def test_chunks_are_the_text(text: str) -> None:
    chunks = Chunks(text)
    assert chunks.lead + "".join(chunks.parts) == text
    assert [text[start:][: len(part)] for start, part in zip(chunks.starts, chunks.parts, strict=True)] == chunks.parts


@given(PLAIN | MIXED)
def test_a_chunk_is_a_word_without_white_space_and_what_follows_it(text: str) -> None:
    for part in Chunks(text).parts:
        word, gap = word_and_gap(part)
        assert word + gap == part
        assert word and not any(letter.isspace() for letter in word)
        assert not gap or gap[0].isspace()


@given(PLAIN | MIXED)
def test_the_tokens_of_the_chunks_are_the_tokens_of_the_text(text: str) -> None:
    chunks = Chunks(text)
    found = [
        (start + a, start + b)
        for start, part in zip(chunks.starts, chunks.parts, strict=True)
        for a, b in tokens_of(word_and_gap(part)[0])
    ]
    visible = [place for place in found if tokens(text[slice(*place)])]
    assert visible == tokens(text)
    assert chunks.tokens_touched(0, len(text)) == found


def test_the_quick_way_and_the_exact_way_take_a_text_apart_alike() -> None:
    text = " \n أعلنت  وزارة\n\n النقل \nخبرًا. "
    quick, exact = Chunks(text), Chunks(text + "\u200f")
    assert quick.lead == exact.lead
    assert quick.parts[:-1] == exact.parts[:-1]
    assert quick.parts == ["أعلنت  ", "وزارة\n\n ", "النقل \n", "خبرًا. "]


@given(PLAIN | MIXED | st.text(st.sampled_from([*"ابu1.،؛:!?\"'()[]«»“”… \n"]), max_size=40))
def test_lines_outside_labels_are_the_tokens_and_what_stands_between_them(text: str) -> None:
    outside = Outside("\tO\n")
    for part in Chunks(text).parts:
        word, gap = word_and_gap(part)
        ranges = tokens_of(word)
        places = spacings(word, ranges, gap)
        expected = [f"{word[a:b]}\t{place}\tO\n" for (a, b), place in zip(ranges, places, strict=True)]
        assert outside[part] == "".join(expected)
