"""Zones: which a paragraph touches, how they set it, where their names stand."""

from __future__ import annotations

from annotator.ui.text_view.blocks import Block
from annotator.ui.text_view.values import ZoneMark
from annotator.ui.text_view.zone_index import Style, ZoneIndex

HEAD = ZoneMark(0, 10, "headline", "Headline", False)
BODY = ZoneMark(12, 30, "body", "Body", False)
MORE = ZoneMark(32, 50, "body", "Body", False)
CAPTION = ZoneMark(51, 60, "caption", "Caption", False)
TWICE = ZoneMark(60, 70, "caption_duplicate", "Repeated caption", True)
INDEX = ZoneIndex([MORE, HEAD, TWICE, BODY, CAPTION])


def block(start: int, end: int) -> Block:
    return Block(start, end, (start, end))


def test_a_block_touches_the_zones_it_shares_letters_with() -> None:
    assert INDEX.touching(block(0, 10)) == [HEAD]
    assert INDEX.touching(block(10, 12)) == []
    assert INDEX.touching(block(51, 70)) == [CAPTION, TWICE]
    assert INDEX.touching(block(5, 40)) == [HEAD, BODY, MORE]
    assert INDEX.touching(block(31, 31)) == []


def test_the_zone_a_block_begins_in_sets_it() -> None:
    assert INDEX.style((0, 10)) == Style(1.3, True)
    assert INDEX.style((12, 30)) == Style()
    assert INDEX.style((60, 70)) == Style(0.8)
    assert ZoneIndex().style((0, 10)) == Style()


def test_a_name_stands_once_where_zones_of_one_kind_follow_each_other() -> None:
    assert INDEX.is_named(block(0, 10), HEAD)
    assert INDEX.is_named(block(12, 30), BODY)
    assert not INDEX.is_named(block(32, 50), MORE)
    assert INDEX.is_named(block(51, 70), TWICE)
    assert not INDEX.is_named(block(61, 70), TWICE)
