"""Lines grow with what they carry, zones set the size of their text, and giant paragraphs don't freeze the window."""

from __future__ import annotations

from annotator.ui.text_view.metrics import metrics

TEXT = "الناطق باسم وزارة النقل في رأس النخيل\nسطر آخر بلا وسم"


def line(view, offset: int = 0):
    return view.page.spot_of(offset).line


def test_a_plain_line_is_as_high_as_the_look_says(view) -> None:
    view.set_document(TEXT)
    assert line(view).height == round(1.7 * 20) + 2


def test_nested_spans_get_levels_of_their_own_and_the_line_grows(view, mark) -> None:
    view.set_document(TEXT)
    plain = line(view).height
    whole, part, name = mark("whole", 0, 37), mark("part", 12, 37), mark("name", 27, 37)
    view.set_spans([whole])
    one = line(view).height
    view.set_spans([name, whole, part])
    three = line(view)
    assert {part.span.id: part.place for part in three.bands} == {"name": 0, "part": 1, "whole": 2}
    assert plain < one < three.height
    assert three.height - one == 4 * metrics(20).level
    assert [part.span.id for part in three.bands] == ["whole", "part", "name"]


def test_bands_of_nested_spans_lie_inside_one_another(view, mark) -> None:
    from annotator.ui.text_view.drawing.bands import band_frames

    view.set_document(TEXT)
    view.set_spans([mark("whole", 0, 37), mark("part", 12, 30)])
    outer, inner = (band_frames(line(view), part)[0].rect for part in line(view).bands)
    assert outer.contains(inner)


def test_claims_stand_above_the_line_and_events_and_tags_below(view, mark) -> None:
    view.set_document(TEXT)
    view.set_spans([mark("c", 0, 20, draw="lane"), mark("e", 7, 11, draw="underline"), mark("b", 12, 17)])
    found = line(view)
    assert found.lane_y(0) < found.band_top(0)
    assert found.event_y(0) > found.band_bottom(0)
    assert all(tag.top > found.event_y(0) for tag in found.tags)
    assert all(tag.top + 15 <= found.bottom for tag in found.tags)
    assert found.text_top >= metrics(20).lane


def test_a_dotted_claim_inside_another_takes_no_lane(view, mark) -> None:
    view.set_document(TEXT)
    source = mark("source", 0, 30, draw="lane")
    view.set_spans([source])
    height = line(view).height
    view.set_spans([source, mark("anonymous", 12, 24, draw="lane", pattern="dots")])
    assert line(view).height == height


def test_a_span_over_a_line_break_is_open_at_the_break(view, mark) -> None:
    text = " ".join(["كلمات كثيرة في سطر طويل"] * 12)
    view.set_document(text)
    first, second = view.page.box(0).lines[:2]
    cut = first.shaped.end
    view.set_spans([mark("a", cut - 8, cut + 8)])
    first, second = view.page.box(0).lines[:2]
    assert (first.bands[0].starts, first.bands[0].ends) == (True, False)
    assert (second.bands[0].starts, second.bands[0].ends) == (False, True)
    assert len(first.tags) == 1
    assert second.tags == []


def test_fragments_are_joined_and_have_one_tag(view, mark) -> None:
    view.set_document(TEXT)
    view.set_spans([mark("split", fragments=((0, 6), (18, 23)))])
    (part,) = line(view).bands
    assert len(part.stretches) == 2
    assert len(part.joins) == 1
    (tag,) = line(view).tags
    assert tag.left + tag.width == part.stretches[-1][1]


def test_zones_set_the_size_of_their_text(view) -> None:
    view.set_document(TEXT)
    plain = line(view, 40).metrics
    view.set_zones([(0, 37, "headline", "Headline", False), (38, len(TEXT), "related", "Related", True)])
    assert line(view).metrics.size == 26
    assert line(view, 40).metrics.size == 16
    assert plain.size == 20


def test_paragraphs_take_the_direction_of_most_of_their_letters(view) -> None:
    view.set_document("CNN نقلت عن شهود\nBreaking news from Aden\n2031-06-16")
    assert [view.page.direction(block) for block in range(3)] == ["rtl", "ltr", "rtl"]
    arabic, english = view.page.box(0).lines[0].shaped, view.page.box(1).lines[0].shaped
    assert arabic.table.cells[-1].right == view.page.width
    assert english.table.cells[0].left == 0
    view.set_document("CNN نقلت عن شهود", "ltr")
    assert view.page.direction(0) == "ltr"


def test_only_what_a_change_touches_is_arranged_anew(view, mark) -> None:
    view.set_document("\n".join(["سطر من النص"] * 8))
    view.set_spans([mark("a", 0, 3)])
    view.viewport().repaint()
    boxes = [view.page.box(block) for block in range(8)]
    shapes = [box.shaped for box in boxes]
    start = view.page.blocks[4].start
    view.update_spans([mark("b", start, start + 3)])
    assert [view.page.box(block) is box for block, box in enumerate(boxes)] == [nth != 4 for nth in range(8)]
    assert view.page.box(4).shaped is shapes[4]
    view.update_spans(removed=["b"])
    assert view.page.box(4).height == boxes[4].height


def test_spans_may_run_over_paragraphs(view, mark) -> None:
    view.set_document(TEXT)
    view.set_spans([mark("both", 31, 45)])
    assert [part.span.id for block in (0, 1) for part in view.page.box(block).lines[0].bands] == ["both", "both"]
    view.update_spans(removed=["both"])
    assert view.page.spans_of(0) == view.page.spans_of(1) == []


def test_an_empty_document_can_be_shown_and_clicked(view, qtbot) -> None:
    from PySide6.QtCore import QPoint, Qt

    view.set_document("")
    view.viewport().repaint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 40))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selection.range == (0, 0)


def test_a_zone_may_begin_in_the_last_line_of_a_paragraph_and_go_on(view) -> None:
    view.set_document(TEXT)
    view.set_zones([(0, 20, "caption", "Caption", False), (20, len(TEXT), "body", "Body", False)])
    assert view.viewport().grab().toImage().height() == view.viewport().height()
    assert [zone.kind for zone in view.page.zones.touching(view.page.blocks[1])] == ["body"]
