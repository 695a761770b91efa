"""Attributes of every kind, set, cleared, undone and seen again, with real events on a real project."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.ui.panels.inspector.field_button import FieldButton
from tests.windows import open_in, settle

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_choice_of_few_is_made_with_segments_cleared_and_undone(hands):
    hands.span("طبرق", "GPE")
    sure, unsure = hands.segment("confidence", "sure"), hands.segment("confidence", "unsure")
    assert not sure.isChecked()
    assert sure.property("suggested") is True
    hands.click(unsure)
    assert hands.value("confidence") == "unsure"
    assert unsure.isChecked()
    assert not sure.property("suggested")
    hands.click(unsure)
    assert hands.value("confidence") is None
    assert sure.property("suggested") is True
    hands.undo()
    assert hands.value("confidence") == "unsure"
    assert hands.segment("confidence", "unsure").isChecked()


def test_the_default_is_shown_and_not_written_until_it_is_chosen(hands):
    hands.span("طبرق", "GPE")
    assert hands.page.labelling.selected.attributes == {}
    hands.click(hands.segment("confidence", "sure"))
    assert hands.value("confidence") == "sure"


def test_a_choice_of_many_is_made_from_a_menu_and_cleared_there(hands):
    hands.span("مصدر في البلدية", "ORG")
    field = hands.widget("subtype_ORG_field")
    assert field.content.tone == "muted"
    hands.choose(field, "military")
    assert hands.value("subtype_ORG") == "military"
    assert (field.content.text, field.content.tone) == ("Military", "text")
    hands.choose(field, "clear")
    assert hands.value("subtype_ORG") is None
    hands.undo()
    assert field.content.text == "Military"


def test_several_are_ticked_in_a_menu_that_stays_open(hands):
    hands.span("طبرق", "GPE")
    field = hands.widget("traits_field")
    hands.click(field)
    menu = hands.menu()
    for name in ("border", "coastal"):
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(hands.entry(name)).center())
    assert hands.value("traits") == ["coastal", "border"]
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    hands.undo()
    assert hands.value("traits") == ["border"]
    assert field.content.text == "On the border"


def test_yes_and_no_are_segments_and_hide_or_show_what_depends_on_them(hands):
    hands.span("إن الميناء مغلق أمام الصيادين", "CONTENT")
    assert not hands.shows("attribute_anonymity_reason")
    hands.click(hands.segment("anonymous", "yes"))
    assert hands.value("anonymous") is True
    assert hands.shows("attribute_anonymity_reason")
    hands.click(hands.segment("anonymous", "no"))
    assert hands.value("anonymous") is False
    assert not hands.shows("attribute_anonymity_reason")
    hands.undo()
    assert hands.shows("attribute_anonymity_reason")


def test_a_number_is_written_in_either_digits_and_nonsense_is_refused(hands):
    hands.span("طبرق", "GPE")
    line = hands.widget("people_line")
    line.setFocus()
    hands.write(line, "١٢٠٬٠٠٠")
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.select(hands.page.labelling.selected.id)
    assert hands.value("people") == 120_000
    assert line.text() == "120000"
    line.selectAll()
    hands.write(line, "many")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.property("edge") == "danger"
    assert "12.5" in line.accessibleDescription()
    assert hands.value("people") == 120_000
    hands.page.article.setFocus()
    assert line.text() == "120000"
    assert line.property("edge") == ""


def test_text_is_sent_with_enter_and_on_leaving_and_brought_back_with_esc(hands):
    hands.span("طبرق", "GPE")
    line = hands.widget("norm_line")
    line.setFocus()
    hands.write(line, "Tobruk")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert hands.value("norm") == "Tobruk"
    assert line.layoutDirection() is Qt.LayoutDirection.LeftToRight
    line.selectAll()
    hands.write(line, "مدينة")
    assert line.layoutDirection() is Qt.LayoutDirection.RightToLeft
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "Tobruk"
    assert line.hasFocus()
    line.clear()
    hands.page.article.setFocus()
    assert hands.value("norm") is None
    hands.undo()
    assert line.text() == "Tobruk"


def test_letters_in_a_field_are_no_label_keys_and_undo_is_the_fields_own_first(hands):
    hands.span("طبرق", "GPE")
    line = hands.widget("norm_line")
    line.setFocus()
    hands.write(line, "pl.")
    assert line.text() == "pl."
    QTest.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert line.text() == ""
    assert hands.page.labelling.selected.label == "GPE"
    QTest.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert hands.page.desk.own_spans() == []


def test_what_is_written_goes_to_the_span_it_was_written_for(hands):
    first = hands.span("طبرق", "GPE")
    second = hands.span("رأس النخيل", "GPE")
    hands.select(first)
    hands.widget("norm_line").setFocus()
    hands.write(hands.widget("norm_line"), "Tobruk")
    hands.select(second)
    assert hands.page.desk.span(first).attributes == {"norm": "Tobruk"}
    assert hands.page.desk.span(second).attributes == {}
    assert hands.widget("norm_line").text() == ""


def test_a_reference_is_chosen_among_spans_of_the_label_gone_to_and_cleared(hands):
    port = hands.span("ميناء رأس النخيل", "FAC")
    hands.span("طبرق", "GPE")
    other = hands.span("الميناء", "FAC")
    field = hands.widget("refers_to_field")
    hands.choose(field, port)
    assert hands.value("refers_to") == port
    assert field.content.text == "ميناء رأس النخيل"
    hands.choose(field, "go")
    assert hands.page.labelling.selected.id == port
    hands.select(other)
    hands.choose(field, "clear")
    assert hands.value("refers_to") is None
    hands.undo()
    assert field.content.text == "ميناء رأس النخيل"


def test_a_reference_to_a_span_that_went_says_so(hands):
    port = hands.span("ميناء رأس النخيل", "FAC")
    hands.span("الميناء", "FAC")
    field = hands.widget("refers_to_field")
    hands.choose(field, port)
    hands.page.desk.delete(hands.page.desk.span(port))
    hands.select(hands.page.labelling.selected.id)
    assert field.content.tone == "warning"


def test_mentions_that_share_a_key_are_named_by_the_one_that_says_most(hands):
    port = hands.span("ميناء رأس النخيل", "FAC")
    other = hands.span("الميناء", "FAC")
    session, document = hands.page.desk.session, hands.page.desk.document
    for span in (port, other):
        session.set_attributes(document, span, {"refers_to": "r1"})
    hands.select(other)
    field = hands.widget("refers_to_field")
    assert field.content.text == "ميناء رأس النخيل"
    assert field.content.tone == "text"
    hands.choose(field, "go")
    assert hands.page.labelling.selected.id == port


def test_what_is_required_and_missing_is_seen_and_heard(hands):
    hands.span("طبرق", "GPE")
    line = hands.widget("people_line")
    assert line.property("edge") == "warning"
    assert "Required" in line.accessibleDescription()
    line.setFocus()
    hands.write(line, "7")
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.select(hands.page.labelling.selected.id)
    assert line.property("edge") == ""
    assert line.accessibleDescription() == ""
    hands.span("إن الميناء مغلق أمام الصيادين", "CONTENT")
    segments = hands.widget("anonymous_segments")
    assert segments.property("edge") == "warning"
    assert "Required" in hands.segment("anonymous", "yes").accessibleDescription()


def test_a_suggestion_can_be_looked_at_only_and_says_why(hands):
    hands.click_on("صياد")
    assert hands.page.labelling.selected.person == "baseline"
    assert "suggestion" in hands.widget("fixed").text()
    assert not hands.widget("norm_line").isEnabled()
    assert not hands.segment("confidence", "unsure").isEnabled()


def test_a_project_that_is_read_only_says_so(hands, monkeypatch):
    hands.span("طبرق", "GPE")
    session = hands.page.desk.session
    monkeypatch.setattr(type(session), "writable", property(lambda _self: False))
    hands.select(hands.page.labelling.selected.id)
    assert "read-only" in hands.widget("fixed").text()
    assert not hands.widget("norm_line").isEnabled()


def test_the_same_widgets_show_the_next_span_with_the_label(hands):
    first = hands.span("طبرق", "GPE")
    line, field = hands.widget("norm_line"), hands.widget("traits_field")
    hands.span("رأس النخيل", "GPE")
    assert hands.widget("norm_line") is line
    assert hands.widget("traits_field") is field
    hands.span("يوم الأحد", "DATE")
    hands.select(first)
    assert hands.widget("norm_line") is line


def test_ctrl_e_and_tab_go_through_the_fields_in_their_order_and_esc_returns(hands):
    hands.span("طبرق", "GPE")
    QTest.keyClick(hands.page.article, Qt.Key.Key_E, CTRL)
    reached = []
    for _time in range(7):
        focus = QApplication.focusWidget()
        reached.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    names = [name.split(":")[0] for name in reached]
    assert names[:4] == ["Mention", "Refers to", "Norm", "Kind of political entity"]
    assert set(names[4:]) == {"Confidence", "Traits", "People"}
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert hands.page.article.hasFocus()


def test_arrows_move_in_the_segments_as_seen_and_enter_takes(hands):
    hands.span("طبرق", "GPE")
    first = hands.segment("confidence", "sure")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    second = hands.segment("confidence", "unsure")
    assert second.hasFocus()
    assert hands.value("confidence") is None
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert hands.value("confidence") == "unsure"


def test_in_arabic_the_words_are_arabic_and_the_arrows_mirrored(arabic):
    arabic.span("طبرق", "GPE")
    first = arabic.segment("confidence", "sure")
    assert first.text() == "متأكد"
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert arabic.segment("confidence", "unsure").hasFocus()
    line = arabic.widget("people_line")
    line.setFocus()
    arabic.write(line, "12.5")
    QTest.keyClick(line, Qt.Key.Key_Return)
    arabic.select(arabic.page.labelling.selected.id)
    assert arabic.value("people") == 12.5
    assert line.text() == "١٢٫٥"


def test_the_language_is_switched_while_a_span_is_shown(hands):
    hands.span("طبرق", "GPE")
    hands.page.window().appearance.choose_language("ar")
    assert hands.segment("confidence", "unsure").text() == "غير متأكد"
    hands.page.window().appearance.choose_language("en")
    assert hands.segment("confidence", "unsure").text() == "Unsure"


def test_nothing_is_cut_off_at_the_smallest_window_with_the_longest_names(hands):
    window = hands.page.window()
    window.resize(1024, 640)
    hands.span("إن الميناء مغلق أمام الصيادين", "CONTENT")
    for language in ("en", "ar"):
        window.appearance.choose_language(language)
        hands.select(hands.page.labelling.selected.id)
        panel = hands.panel
        room = panel._scroll.viewport().width()
        for widget in (*panel.findChildren(FieldButton), *panel.findChildren(QLineEdit)):
            if widget.isVisible():
                left = widget.mapTo(panel._scroll.viewport(), widget.rect().topLeft()).x()
                assert left >= 0
                assert left + widget.width() <= room
    window.appearance.choose_language("en")


def test_what_could_not_be_written_stays_in_its_field_and_can_be_sent_again(hands, monkeypatch):
    hands.span("طبرق", "GPE")
    line = hands.widget("norm_line")
    line.setFocus()
    hands.write(line, "Tobruk")
    with monkeypatch.context() as broken:
        broken.setattr(type(hands.page.desk.session), "writable", property(lambda _self: False))
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert hands.value("norm") is None
    hands.wait()
    assert line.text() == "Tobruk"
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert hands.value("norm") == "Tobruk"


def test_what_has_the_focus_is_scrolled_into_view(hands):
    hands.page.window().resize(1024, 640)
    hands.span("إن الميناء مغلق أمام الصيادين", "CONTENT")
    QTest.keyClick(hands.page.article, Qt.Key.Key_E, CTRL)
    view = hands.panel._scroll.viewport()
    for _time in range(12):
        focus = QApplication.focusWidget()
        top = focus.mapTo(view, focus.rect().topLeft()).y()
        assert top >= 0
        assert top + focus.height() <= view.height()
        QTest.keyClick(focus, Qt.Key.Key_Tab)


def test_the_height_of_the_inspector_is_remembered(hands, project):
    window = hands.page.window()
    parts = hands.page.labels.parts
    upper, lower = parts.sizes()
    parts.setSizes([upper - 60, lower + 60])
    window.close_project()
    again = open_in(window, project, "harbour").labels.parts
    settle()
    assert abs(again.sizes()[1] - (lower + 60)) <= 2
