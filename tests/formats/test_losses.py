from __future__ import annotations

import re
from pathlib import Path

from annotator.formats import losses
from annotator.formats.losses import EXAMPLES, LossCounter, describe
from annotator.words import set_language

ROOM = Path(losses.__file__).parent
KINDS = set(re.findall(r'(?:lose|alter)\(\s*"(\w+)"', "\n".join(p.read_text("utf-8") for p in ROOM.rglob("*.py"))))


def test_nothing_lost_is_said() -> None:
    report = LossCounter("jsonl").report()
    assert report.is_lossless
    assert report.text() == "Nothing was lost: jsonl holds all of it."
    assert report.as_json()["lossless"] is True


def test_losses_are_counted_by_kind_with_their_first_examples() -> None:
    counter = LossCounter("conll")
    for number in range(9):
        counter.lose("nested", f"d{number}", "PER سالم")
    counter.alter("sub_word", "d1", "x" * 500)
    counter.lose("links", "d2", count=4)
    report = counter.report()
    assert (report.count("nested"), report.count("links"), report.count("crossing")) == (9, 4, 0)
    assert len(report.lost[0].examples) == EXAMPLES
    assert report.lost[0].examples[0] == "d0: PER سالم"
    assert len(report.altered[0].examples[0]) < 100
    lines = report.text().splitlines()
    assert lines[0] == "Left out:"
    assert "  9 spans that contain others or lie in them" in lines
    assert "  4 links and roles" in lines
    assert "Written otherwise than it stands:" in lines


def test_kinds_come_in_one_order_whatever_came_first() -> None:
    one, other = LossCounter("f"), LossCounter("f")
    for counter, kinds in ((one, ("links", "nested")), (other, ("nested", "links"))):
        for kind in kinds:
            counter.lose(kind, "d")
    assert one.report() == other.report()


def test_every_kind_can_be_described_for_one_and_for_many() -> None:
    set_language("en")
    assert "nested" in describe.__globals__["_DESCRIPTIONS"]
    for kind in {*KINDS, "nested", "crossing", "stacked", "same_word"}:
        assert "1" in describe(kind, 1)
        assert "7" in describe(kind, 7)


def test_counts_of_several_writers_together_are_those_of_one() -> None:
    alone, together = LossCounter("conll"), LossCounter("conll")
    for number in range(4):
        part = LossCounter("conll")
        for counter in (alone, part):
            counter.documents += 1
            counter.spans += number
            counter.pieces += 1
            for ordinal in range(number):
                counter.lose("nested", f"d{number}", f"PER {ordinal}")
            counter.alter("edges", f"d{number}", count=number + 1)
        together.add(part.report())
    assert together.report() == alone.report()
    assert together.report().count("nested") == 6
