"""The note of a span, its history in sentences, and the guideline of its label."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.windows import open_in

CTRL = Qt.KeyboardModifier.ControlModifier


def steps(hands) -> list[str]:
    """What the open popup tells, without the signs that isolate names."""
    popup = hands.page.window().findChild(QWidget, "past")
    words = [label.text() for label in popup.findChildren(QLabel, "pastStep")]
    popup.close()
    return [text.translate(dict.fromkeys([0x200E, 0x200F, 0x2068, 0x2069])) for text in words]


def test_a_note_is_opened_by_key_written_and_kept(hands):
    hands.span("طبرق", "GPE")
    assert not hands.shows("note")
    assert not hands.panel.heading.note.has_dot
    QTest.keyClick(hands.page.article, Qt.Key.Key_M, CTRL)
    note = hands.widget("note")
    assert note.hasFocus()
    hands.write(note, "هل هي المدينة؟")
    QTest.keyClick(note, Qt.Key.Key_Return, CTRL)
    assert hands.page.labelling.selected.note == "هل هي المدينة؟"
    assert hands.page.desk.view.state.state != "done"
    hands.select(hands.page.labelling.selected.id)
    assert hands.panel.heading.note.has_dot
    hands.undo()
    assert hands.page.labelling.selected.note == ""
    assert not hands.panel.heading.note.has_dot


def test_a_note_is_sent_on_leaving_and_brought_back_with_esc(hands):
    first = hands.span("طبرق", "GPE")
    other = hands.span("صياد", "OCC")
    hands.select(first)
    hands.click(hands.panel.heading.note)
    note = hands.widget("note")
    hands.write(note, "one")
    hands.page.article.setFocus()
    assert hands.page.desk.span(first).note == "one"
    note.setFocus()
    hands.write(note, "two")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert note.toPlainText() == "one"
    hands.write(note, "three ")
    hands.select(other)
    assert "three" in hands.page.desk.span(first).note
    assert hands.page.desk.span(other).note == ""
    assert not hands.shows("note")


def test_the_history_tells_in_sentences_what_became_of_a_span(hands):
    made = hands.span("ميناء رأس النخيل", "FAC")
    desk = hands.page.desk
    desk.relabel(desk.span(made), "GPE")
    desk.resize(desk.span(made), [(desk.span(made).start + 6, desk.span(made).end)])
    desk.describe(made, {"confidence": "unsure"})
    desk.write_note(made, "راجعها")
    hands.select(made)
    hands.undo()
    hands.click(hands.panel.heading.history)
    assert steps(hands) == [
        "Undo: Note deleted",
        "Note written: “راجعها”",
        "“Confidence” set to Unsure",
        "Start moved: “ميناء” is out now",
        "Label changed from Facility to Geo-political entity",
        "Marked as Facility",
    ]


def test_the_history_says_who_and_when_and_closes_with_esc(hands):
    hands.span("طبرق", "GPE")
    hands.panel.heading.history.setFocus()
    QTest.keyClick(hands.panel.heading.history, Qt.Key.Key_Space)
    popup = QApplication.activePopupWidget()
    assert popup.objectName() == "past"
    (who,) = popup.findChildren(QLabel, "pastWho")
    assert "huda" in who.text()
    assert "20" in who.text()
    QTest.keyClick(QApplication.focusWidget() or popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_in_arabic_the_history_is_arabic_with_its_own_digits(arabic):
    made = arabic.span("طبرق", "GPE")
    arabic.page.desk.relabel(arabic.page.desk.span(made), "LOC")
    arabic.select(made)
    arabic.click(arabic.panel.heading.history)
    popup = QApplication.activePopupWidget()
    assert not any(digit in popup.findChildren(QLabel, "pastWho")[0].text() for digit in "0123456789")
    assert steps(arabic) == ["تغيّر الوسم من كيان جيوسياسي إلى موقع", "وُسم بوسم كيان جيوسياسي"]


def test_the_guideline_shows_an_example_with_its_span_marked(hands):
    hands.span("طبرق", "GPE")
    words = hands.widget("guidelineText").text()
    assert "Mark the bare name" in words
    assert '<span style="background-color:#' in words
    assert "[تونس]" in words


def test_f2_opens_all_of_the_guideline_in_both_languages(hands):
    hands.span("انفجار", "EXPLODE")
    QTest.keyClick(hands.page.article, Qt.Key.Key_F2)
    dialog = hands.page.window().findChild(QWidget, "guidelineDialog")
    words = dialog.findChild(QLabel, "guidelineWhole").text()
    for name in ("Instrument", "الأداة", "Realis", "الوقوع", "A blast, whoever caused it", "انفجار أي"):
        assert name in words
    assert dialog.findChild(QLabel, "guidelineOther").text() == "انفجار"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_a_span_the_guideline_is_that_of_the_label_chosen_in_the_list(hands):
    hands.select(None)
    hands.page.labels.list.choose("ORG")
    hands.page.inspecting.show_now()
    assert "institution" in hands.widget("guidelineText").text()
    hands.click(hands.widget("moreGuideline"))
    dialog = hands.page.window().findChild(QWidget, "guidelineDialog")
    assert dialog.findChild(QLabel, "guidelineName").text() == "Organisation"
    dialog.close()


def test_a_note_begins_at_the_side_of_its_own_direction(hands):
    hands.span("طبرق", "GPE")
    hands.click(hands.panel.heading.note)
    note = hands.widget("note")
    hands.write(note, "why")
    assert note.document().defaultTextOption().textDirection() is Qt.LayoutDirection.LeftToRight
    note.selectAll()
    hands.write(note, "لماذا؟")
    assert note.document().defaultTextOption().textDirection() is Qt.LayoutDirection.RightToLeft
    assert note.document().defaultTextOption().alignment() & Qt.AlignmentFlag.AlignRight


def test_what_is_being_written_is_kept_when_another_article_comes_or_the_project_closes(hands, project):
    made = hands.span("طبرق", "GPE")
    hands.click(hands.panel.heading.note)
    note = hands.widget("note")
    note.setFocus()
    hands.write(note, "one")
    QTest.keyClick(note, Qt.Key.Key_PageDown, CTRL)
    assert hands.page.desk.document.key == "rain"
    assert hands.page.open("harbour")
    assert hands.page.desk.span(made).note == "one"
    hands.select(made)
    note.setFocus()
    hands.write(note, "two ")
    window = hands.page.window()
    window.close_project()
    page = open_in(window, project, "harbour")
    assert "two" in page.desk.span(made).note
