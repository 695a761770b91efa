"""Roles and links in the inspector: jump, remove, undo, and choosing a span for an empty role."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def blast(hands):
    """An explosion with a place and a day beside it; the explosion is selected."""
    hands.port = hands.span("ميناء رأس النخيل", "FAC")
    hands.town = hands.span("رأس النخيل", "GPE")
    hands.day = hands.span("يوم الأحد", "DATE")
    hands.blast = hands.span("انفجار", "EXPLODE")
    return hands


def links(hands) -> list[tuple[str, str, str]]:
    """The links of the document: (label, head, tail)."""
    return [(link.label, link.head, link.tail) for link in hands.page.desk.view.links]


def test_empty_roles_are_dashed_and_stand_in_the_order_of_the_scheme(blast):
    assert [role for role, said in blast.slots() if said == "empty"] == [
        "Instrument",
        "Attacker",
        "Target",
        "Place",
        "Time",
    ]
    assert blast.slot("Place").content.edge == "dashed"


def test_a_role_is_filled_with_the_next_click_on_a_span(blast):
    blast.click(blast.slot("Time"))
    assert blast.slot("Time").content.text == "Choose a span"
    assert "Time" in blast.page.notice.text()
    blast.click_on("يوم الأحد")
    assert links(blast) == [("Time", blast.blast, blast.day)]
    assert ("Time", "يوم الأحد") in blast.slots()
    assert blast.page.labelling.selected.id == blast.blast
    blast.undo()
    assert links(blast) == []


def test_a_click_means_the_span_that_may_fill_the_role(blast):
    person = blast.span("رأس", "NUM")
    blast.select(blast.blast)
    blast.click(blast.slot("Place"))
    blast.click_on("رأس")
    assert links(blast) == [("Place", blast.blast, blast.town)]
    assert person != blast.town


def test_a_role_is_filled_by_keyboard_alone(blast):
    QTest.keyClick(blast.page.article, Qt.Key.Key_E, CTRL)
    for _time in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is blast.slot("Time")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert blast.page.article.hasFocus()
    while blast.page.labelling.selected.id != blast.day:
        QTest.keyClick(blast.page.article, Qt.Key.Key_Period)
    assert blast.panel.card.span.id == blast.blast
    QTest.keyClick(blast.page.article, Qt.Key.Key_Return)
    assert links(blast) == [("Time", blast.blast, blast.day)]
    assert QApplication.focusWidget() is blast.slot("Time")


def test_tab_goes_to_a_span_without_linking_it(blast):
    blast.click(blast.slot("Time"))
    QTest.keyClick(blast.page.article, Qt.Key.Key_Tab)
    assert links(blast) == []
    assert blast.page.inspecting.filling.role == "Time"


def test_esc_ends_the_choosing_and_nothing_is_written(blast):
    blast.click(blast.slot("Time"))
    QTest.keyClick(blast.page.article, Qt.Key.Key_Escape)
    assert blast.page.inspecting.filling.role == ""
    assert blast.slot("Time").content.text == "Empty"
    blast.click_on("يوم الأحد")
    assert links(blast) == []
    assert blast.page.labelling.selected.id == blast.day


def test_a_suggestion_and_the_event_itself_are_refused_with_a_sentence(blast):
    blast.click(blast.slot("Target"))
    blast.click_on("صياد")
    assert "Accept" in blast.page.notice.text()
    blast.click_on("انفجار")
    assert "another span" in blast.page.notice.text()
    assert links(blast) == []
    assert blast.page.inspecting.filling.role == "Target"


def test_another_article_ends_the_choosing(blast):
    blast.click(blast.slot("Time"))
    assert blast.page.open("harbour")
    assert blast.page.inspecting.filling.role == ""


def test_a_filled_role_takes_another_span_through_the_menu_below(blast):
    blast.page.desk.link(blast.page.desk.span(blast.blast), blast.page.desk.span(blast.port), "Place")
    blast.select(blast.blast)
    blast.choose(blast.widget("another"), "Place")
    assert [said for said in blast.slots() if said[0] == "Place"] == [
        ("Place", "ميناء رأس النخيل"),
        ("Place", "empty"),
    ]
    assert blast.page.inspecting.filling.role == "Place"
    QTest.keyClick(blast.page.article, Qt.Key.Key_Escape)
    assert len(links(blast)) == 1


def test_a_press_on_a_filled_role_goes_to_the_span_and_back(blast):
    blast.page.desk.link(blast.page.desk.span(blast.blast), blast.page.desk.span(blast.port), "Place")
    blast.select(blast.blast)
    blast.click(blast.slot("Place"))
    assert blast.page.labelling.selected.id == blast.port
    assert blast.slots() == [("Place of", "انفجار")]
    back = blast.slot("Place of")
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert blast.page.labelling.selected.id == blast.blast


def test_a_link_is_removed_from_either_end_and_comes_back_with_undo(blast):
    blast.page.desk.link(blast.page.desk.span(blast.blast), blast.page.desk.span(blast.port), "Place")
    blast.select(blast.port)
    blast.click(blast.widget("unlink"))
    assert links(blast) == []
    assert blast.slots() == []
    QTest.mouseClick(blast.page.notice.findChild(QWidget, "noticeUndo"), Qt.MouseButton.LeftButton)
    assert links(blast) == [("Place", blast.blast, blast.port)]


def test_attributes_of_a_link_are_set_below_it(blast):
    later = blast.span("بمقتل", "DIE")
    blast.page.desk.link(blast.page.desk.span(blast.blast), blast.page.desk.span(later), "causes")
    blast.select(blast.blast)
    assert ("Causes", "بمقتل") in blast.slots()
    blast.click(blast.widget("linkDetails"))
    rows = [row for row in blast.panel.findChildren(QWidget, "attribute_confidence") if row.isVisible()]
    assert len(rows) == 2
    blast.click(rows[0].findChild(QWidget, "segment_unsure"))
    assert blast.page.desk.view.links[0].attributes == {"confidence": "unsure"}
    assert blast.page.labelling.selected.attributes == {}


def test_a_role_that_must_be_filled_has_the_warning_edge(hands):
    hands.span("انفجار", "CLASH")
    assert hands.slot("Participant").content.edge == "warning"
    assert "Required" in hands.slot("Participant").accessibleDescription()
    assert hands.slot("Place").accessibleDescription() == ""


def test_before_anything_was_selected_only_the_hint_is_shown(hands):
    assert hands.shows("hint")
    assert not hands.shows("note")
    assert not hands.shows("spanTitle")


def test_a_claim_part_and_an_event_have_headings_of_their_own(hands):
    for words, label, heading in (
        ("طبرق", "GPE", "Selected span"),
        ("بمقتل", "DIE", "Selected event"),
        ("مصدر في البلدية", "SOURCE", "Selected claim part"),
    ):
        hands.span(words, label)
        assert hands.widget("selectedHeading").text() == heading
    hands.select(None)
    assert hands.widget("hint").text() == "Select a span to see its details"
    assert not hands.shows("spanTitle")


def test_in_arabic_a_role_is_filled_with_arabic_words(arabic):
    day = arabic.span("يوم الأحد", "DATE")
    blast = arabic.span("انفجار", "EXPLODE")
    arabic.click(arabic.slot("الزمن"))
    assert "«" in arabic.page.notice.text()
    arabic.click_on("يوم الأحد")
    assert links(arabic) == [("Time", blast, day)]
    arabic.select(day)
    assert arabic.slots() == [("«الزمن» في", "انفجار")]


def test_the_choosing_ends_when_the_event_goes(blast):
    blast.click(blast.slot("Time"))
    blast.page.desk.delete(blast.page.desk.span(blast.blast))
    blast.wait()
    assert blast.page.inspecting.filling.role == ""
    blast.click_on("يوم الأحد")
    assert links(blast) == []
