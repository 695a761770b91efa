"""How things are named: the same on every machine where they are the same, new where they are new."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import identity

IDS = st.text(max_size=12)


def test_a_document_is_named_by_its_key_and_text():
    sha256 = identity.text_sha256("خبر")
    assert sha256 == hashlib.sha256("خبر".encode()).hexdigest()
    expected = hashlib.sha256(b"derna\0" + bytes.fromhex(sha256)).hexdigest()[:32]
    assert identity.document_id("derna", sha256) == expected


def test_another_key_or_another_text_is_another_document():
    one, other = identity.text_sha256("one"), identity.text_sha256("other")
    assert len({identity.document_id(key, text) for key in ("a", "b") for text in (one, other)}) == 4


def test_a_text_with_half_a_surrogate_pair_has_no_hash():
    with pytest.raises(UnicodeEncodeError):
        identity.text_sha256("a\ud800")


def test_no_normalising_comes_before_the_hash():
    assert identity.text_sha256("é") != identity.text_sha256("e\u0301")


def test_a_new_id_is_a_uuid_of_version_7():
    new = identity.uuid7()
    assert identity.is_uuid(new) and new[14] == "7" and new[19] in "89ab"


@given(now_ms=st.integers(0, 2**48 - 1))
def test_the_first_48_bits_are_the_milliseconds(now_ms: int):
    assert int(identity.uuid7(now_ms).replace("-", "")[:12], 16) == now_ms


def test_ids_of_later_milliseconds_sort_later():
    ids = [identity.uuid7(now_ms) for now_ms in range(1_700_000_000_000, 1_700_000_000_100)]
    assert ids == sorted(ids)


def test_no_two_new_ids_are_alike():
    assert len({identity.uuid7(0) for _ in range(5_000)}) == 5_000


@pytest.mark.parametrize(
    "candidate",
    ["", "T1", "0" * 36, "0" * 32, "018F4E6A-0000-7000-8000-000000000000", "{018f4e6a-0000-7000-8000-00000000}"],
)
def test_what_another_tool_calls_an_id_is_no_uuid(candidate: str):
    assert not identity.is_uuid(candidate)


@given(raw=st.binary(min_size=16, max_size=16))
def test_bytes_and_text_of_an_id_go_both_ways(raw: bytes):
    text = identity.text_of(raw)
    assert identity.is_uuid(text)
    assert identity.bytes_of(text) == identity.bytes_of(raw.hex()) == raw


def test_derived_ids_are_what_they_were_yesterday():
    """Ids stand in files that people share: this must never change."""
    assert identity.foreign_id("d", "ann", "T1") == "03f1f169-4c85-81c1-b9be-4748b50a03c9"
    assert identity.content_id("d", "ann", "PER", [(0, 3), (5, 8)], 0) == "983781c5-ab35-862d-8b9a-4263516c5d29"
    assert identity.link_content_id("d", "ann", "Place", ("h", "t"), 0) == "e220106c-1373-8084-8934-808aa777a819"
    assert identity.name_id("person", "ann") == "7953d0a6-3abb-8391-a63e-c31a5f8cbb91"


def test_a_derived_id_is_a_uuid_of_version_8():
    derived = identity.name_id("person", "سامي")
    assert identity.is_uuid(derived) and derived[14] == "8" and derived[19] in "89ab"


@given(one=st.tuples(IDS, IDS, IDS), other=st.tuples(IDS, IDS, IDS))
def test_where_one_part_ends_and_the_next_begins_counts(one: tuple[str, str, str], other: tuple[str, str, str]):
    assert (identity.foreign_id(*one) == identity.foreign_id(*other)) == (one == other)


def test_equal_spans_are_told_apart_by_their_ordinal():
    ids = {identity.content_id("d", "ann", "PER", [(0, 3)], ordinal) for ordinal in range(3)}
    assert len(ids) == 3


def test_a_span_is_another_with_another_label_person_document_or_place():
    base = ("d", "ann", "PER", ((0, 3),), 0)
    others = [("e", *base[1:]), ("d", "bob", *base[2:]), ("d", "ann", "ORG", *base[3:])]
    others += [("d", "ann", "PER", ((0, 2), (2, 3)), 0), ("d", "ann", "PER", ((0, 4),), 0)]
    assert len({identity.content_id(*facts) for facts in [base, *others]}) == 6


def test_kinds_of_names_are_kept_apart():
    assert identity.name_id("person", "one") != identity.name_id("round", "one")
    link, span = identity.link_content_id("d", "a", "L", ("h", "t"), 0), identity.content_id("d", "a", "L", [], 0)
    assert link != span != identity.foreign_id("d", "a", "L")
    assert link != identity.link_content_id("d", "a", "L", ("t", "h"), 0)
