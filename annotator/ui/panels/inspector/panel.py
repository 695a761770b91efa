"""The inspector: the selected span with its attributes, links, note and history, and the guideline of its label."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.model.scheme_parts import Label
from annotator.session.cards import Card, Slot
from annotator.ui.appearance import Appearance
from annotator.ui.panels.inspector.another import Another
from annotator.ui.panels.inspector.attribute_rows import GAP_PX, AttributeRows
from annotator.ui.panels.inspector.editor import Others
from annotator.ui.panels.inspector.guideline_card import GuidelineCard
from annotator.ui.panels.inspector.heading import Heading
from annotator.ui.panels.inspector.slot_rows import SlotRows
from annotator.ui.panels.inspector.title import SpanTitle
from annotator.ui.panels.inspector.written import NoteField
from annotator.ui.panels.pieces import named, text_label
from annotator.ui.tab_order import stops_of
from annotator.words import _

_MARGIN_PX = 12


class Inspector(QFrame):
    """Shows a card, and says what the person wants changed. Widgets are made once and used for every span."""

    described = Signal(str, str, object)
    """An attribute shall have a value: id of the span or link, id of the attribute, the value."""
    noted = Signal(str, str)
    """A note is written: id of the span, the note."""
    jumped = Signal(str)
    """Go to a span."""
    filled = Signal(str)
    """A span shall be chosen for a role: the id of the link label."""
    unlinked = Signal(str)
    """A link shall go."""

    def __init__(self, appearance: Appearance, delete: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("selected")
        others = self.others = Others()
        self._card: Card | None = None
        self._filling = ""
        self._opened_note = ""
        self.heading = Heading(appearance, delete)
        self._hint = text_label("hint", tone="muted", wraps=True)
        self._title = SpanTitle(appearance)
        self._fixed = text_label("fixed", role="secondary", tone="warning", wraps=True)
        self._roles = SlotRows(appearance, others)
        self._another = Another(appearance)
        self._attributes = AttributeRows(appearance, others)
        self._incoming = SlotRows(appearance, others)
        self.note = named(NoteField(), "note")
        self.guideline = GuidelineCard(appearance)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show_parts()

    @property
    def card(self) -> Card | None:
        """What is shown."""
        return self._card

    def show_card(self, card: Card) -> None:
        """Show a span."""
        former = self._card
        if former is not None and former.span.id != card.span.id:
            self.settle()
            self._opened_note = ""
            self._scroll.verticalScrollBar().setValue(0)
        self._card = card
        if former is not None and former.span.label == card.span.label:
            self._show()
        else:
            self._show_anew()

    def show_nothing(self, label: Label | None) -> None:
        """Nothing is selected; the guideline is that of the label which is being used, if any."""
        if self._card is not None:
            self.settle()
            self._card = None
            self._show_anew()
        self.guideline.show_label(label)

    def show_filling(self, role: str) -> None:
        """Show that a span is being chosen for a role; the empty string ends that."""
        if role != self._filling:
            self._filling = role
            if self._card is not None:
                self._show()

    def edit_note(self) -> None:
        """Open the note and go to it; where it may not be written, show it."""
        if self._card is None:
            return
        self._opened_note = self._card.span.id
        self._show()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_first(self) -> bool:
        """Go to the first field; False where there is none."""
        stop = next(iter(stops_of(self._page)), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return stop is not None

    def refuse(self) -> None:
        """What was written could not be taken: nothing of it is lost, it stays in its field."""
        for rows in (self._roles, self._attributes, self._incoming):
            rows.refuse()
        self.note.refuse()

    def forget_words(self) -> None:
        """Make all rows anew: the language, or the scheme, is another one."""
        for rows in (self._roles, self._attributes, self._incoming):
            rows.forget()
        if self._card is not None:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.forget_words()

    def _follow_focus(self, _former: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the focus into view, whoever gave it the focus."""
        if now is not None and self._scroll.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, _MARGIN_PX, _MARGIN_PX)

    def _show_anew(self) -> None:
        """Show other rows than before.

        Each widget that is shown has every layout around it done again at once; below a hidden page none is.
        """
        focus = QApplication.focusWidget()
        hides = focus is None or not self._page.isAncestorOf(focus)
        if hides:
            self._page.hide()
        if self._card is not None:
            self._show()
        else:
            self._show_parts()
        if hides:
            self._page.show()

    def _show(self) -> None:
        card = self._card
        assert card is not None
        enabled = not card.fixed
        self._title.show_end(card.end)
        slots, filling = _with_open_slot(card.roles, self._filling)
        self._roles.show_slots(slots, enabled=enabled, filling=filling)
        self._another.show_slots(slots, enabled=enabled)
        self._attributes.show_values(card.span.id, card.attributes, card.span.attributes, enabled=enabled)
        self._incoming.show_slots(card.incoming, enabled=enabled)
        self.note.show_text(card.span.note)
        self.note.setReadOnly(not enabled)
        self.guideline.show_label(card.end.label)
        self._show_parts()

    def _show_parts(self) -> None:
        card = self._card
        self._hint.setVisible(card is None)
        self._title.setVisible(card is not None)
        self._fixed.setVisible(card is not None and bool(card.fixed))
        if card is None:
            for rows in (self._roles, self._another, self._attributes, self._incoming):
                rows.hide()
        else:
            self._fixed.setText(_reason(card))
        opened = card is not None and (bool(card.span.note) or self._opened_note == card.span.id)
        self.note.setVisible(opened)
        self.heading.show_card(card)

    def settle(self) -> None:
        """Have every field send what is written in it."""
        for rows in (self._roles, self._attributes, self._incoming):
            rows.settle()
        self.note.settle()

    def _lay_out(self) -> None:
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(GAP_PX)
        for above in (self._hint, self._title, self._fixed, self._roles, self._another):
            column.addWidget(above)
        for below in (self._attributes, self._incoming, self.note):
            column.addWidget(below)
        column.addSpacing(GAP_PX)
        column.addWidget(self.guideline)
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        outer.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        top.addWidget(self.heading)
        outer.addLayout(top)
        outer.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        for rows in (self._roles, self._incoming):
            rows.filled.connect(self.filled)
            rows.jumped.connect(self.jumped)
            rows.unlinked.connect(self.unlinked)
            rows.described.connect(self.described)
        self._another.filled.connect(self.filled)
        self._attributes.changed.connect(self.described)
        self._attributes.jumped.connect(self.jumped)
        self.note.settled.connect(self._send_note)
        self.heading.note_asked.connect(self.edit_note)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def _send_note(self, note: str) -> None:
        if self._card is not None and not self._card.fixed:
            self.noted.emit(self._card.span.id, note)

    def _retranslate(self) -> None:
        self._hint.setText(_("Select a span to see its details"))
        self.setAccessibleName(_("Selected span"))
        self.note.setPlaceholderText(_("Note"))
        self.note.setAccessibleName(_("Note on this span"))
        self.heading.show_card(self._card)


def _with_open_slot(slots: tuple[Slot, ...], role: str) -> tuple[tuple[Slot, ...], Slot | None]:
    """Return the slots with an empty one for the role for which a span is being chosen, and that one."""
    if not role:
        return slots, None
    empty = next((slot for slot in slots if slot.name == role and slot.link is None), None)
    if empty is not None:
        return slots, empty
    last = max((place for place, slot in enumerate(slots) if slot.name == role), default=len(slots) - 1)
    former = slots[last] if slots else None
    made = Slot(role, former.kind if former else None)
    before = (*slots[:last], replace(slots[last], more=False)) if slots else ()
    return (*before, made, *slots[last + 1 :]), made


def _reason(card: Card) -> str:
    if card.fixed == "suggestion":
        return _("A suggestion is no label until you accept it")
    if card.fixed == "other":
        return _("Only {person} can change this span").format(person=card.span.person)
    return _("This project is read-only here") if card.fixed else ""
