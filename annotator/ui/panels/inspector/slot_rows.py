"""The links of a span as rows: the role, and the span that fills it or an empty place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.scheme_parts import name_of
from annotator.session.cards import Slot
from annotator.ui.appearance import Appearance
from annotator.ui.icons import IconButton
from annotator.ui.numbers import isolated
from annotator.ui.panels.inspector.attribute_rows import GAP_PX, AttributeRows
from annotator.ui.panels.inspector.editor import Others
from annotator.ui.panels.inspector.field_button import FIELD_PX, Content, FieldButton
from annotator.ui.panels.inspector.lines import NameLabel
from annotator.ui.panels.pieces import named
from annotator.words import _

_BUTTON_PX, _INDENT_PX = 24, 16


class SlotRows(QWidget):
    """Rows of slots, used again for every span. `filled` asks for a span for a role, `unlinked` to delete a link."""

    filled = Signal(str)
    jumped = Signal(str)
    unlinked = Signal(str)
    described = Signal(str, str, object)

    def __init__(self, appearance: Appearance, others: Others, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._others = appearance, others
        self._rows: list[SlotRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_PX)

    def show_slots(self, slots: Sequence[Slot], *, enabled: bool, filling: Slot | None = None) -> None:
        """Show slots; `filling` is the one for which a span is being chosen."""
        while len(self._rows) < len(slots):
            self._rows.append(self._made())
        for row, slot in zip(self._rows, slots, strict=False):
            row.show_slot(slot, enabled=enabled, filling=slot is filling)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(slots))
        self.setVisible(bool(slots))

    def settle(self) -> None:
        """Have every field send what is written in it."""
        for row in self._rows:
            row.settle()

    def refuse(self) -> None:
        """Have every field keep what it has sent: it could not be taken."""
        for row in self._rows:
            row.refuse()

    def forget(self) -> None:
        """Let go of all rows: their words are of another language, or of another scheme."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def _made(self) -> SlotRow:
        row = SlotRow(self._appearance, self._others, self)
        row.filled.connect(self.filled)
        row.jumped.connect(self.jumped)
        row.unlinked.connect(self.unlinked)
        row.described.connect(self.described)
        self._column.addWidget(row)
        return row


class SlotRow(QWidget):
    """One slot: press it to go to the span, or to choose one where it is empty."""

    filled = Signal(str)
    jumped = Signal(str)
    unlinked = Signal(str)
    described = Signal(str, str, object)

    def __init__(self, appearance: Appearance, others: Others, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._others = appearance, others
        self.slot = Slot("", None)
        self._name = NameLabel(appearance)
        self.field = named(FieldButton(appearance), "slot")
        self.field.clicked.connect(self._press)
        self.details = self._button("pencil", "linkDetails", self._toggle_details)
        self.remove = self._button("close", "unlink", self._remove)
        self._attributes: AttributeRows | None = None
        self._enabled = True
        self._lay_out()

    def show_slot(self, slot: Slot, *, enabled: bool, filling: bool) -> None:
        """Show a slot; `filling` = a span is being chosen for it."""
        if slot.link is None or self.slot.link is None or slot.link.id != self.slot.link.id:
            self._close_details()
        self.slot, self._enabled = slot, enabled
        self._show_name()
        self.field.show_content(_content(slot, filling=filling))
        self.field.setEnabled(enabled or slot.other is not None)
        self.remove.setVisible(enabled and slot.link is not None)
        self.details.setVisible(slot.link is not None and bool(slot.attributes))
        self._show_details()

    def settle(self) -> None:
        """Have every field send what is written in it."""
        if self._attributes is not None:
            self._attributes.settle()

    def refuse(self) -> None:
        """Have every field keep what it has sent: it could not be taken."""
        if self._attributes is not None:
            self._attributes.refuse()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(8)
        line.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        for button in (self.details, self.remove):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_PX)
        self._column.addLayout(line)

    def _button(self, icon: str, name: str, act: object) -> IconButton:
        button = named(IconButton(icon), name)
        button.setFixedSize(_BUTTON_PX, FIELD_PX)
        button.clicked.connect(act)
        button.hide()
        return button

    def _show_name(self) -> None:
        name = role_name(self.slot, self._appearance.language)
        other = self.slot.other
        self._name.show_text(
            name, self.slot.kind.guideline.get(self._appearance.language, "") if self.slot.kind else ""
        )
        said = isolated(other.surface) if other else _("empty")
        self.field.setAccessibleName(f"{name}: {said}")
        self.field.setAccessibleDescription(_("Required, still empty") if self.slot.missing else "")
        if self.slot.link is None:
            return
        for button, words in (
            (self.remove, _("Delete this link")),
            (self.details, _("Attributes of this link")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(f"{words} – {name}: {said}")

    def _press(self) -> None:
        if self.slot.other is not None:
            self.jumped.emit(self.slot.other.span.id)
        elif self.slot.link is None:
            self.filled.emit(self.slot.name)

    def _remove(self) -> None:
        if self.slot.link is not None:
            self.unlinked.emit(self.slot.link.id)

    def _toggle_details(self) -> None:
        if self._attributes is None:
            self._attributes = AttributeRows(self._appearance, self._others)
            self._attributes.changed.connect(self.described)
            self._attributes.jumped.connect(self.jumped)
            self._column.addLayout(_indented(self._attributes))
            self._attributes.show()
        else:
            self._attributes.setVisible(self._attributes.isHidden())
        self._show_details()

    def _close_details(self) -> None:
        if self._attributes is not None:
            self._attributes.settle()
            self._attributes.hide()

    def _show_details(self) -> None:
        link = self.slot.link
        if self._attributes is not None and link is not None and not self._attributes.isHidden():
            self._attributes.show_values(link.id, self.slot.attributes, link.attributes, enabled=self._enabled)


def _indented(rows: QWidget) -> QHBoxLayout:
    """Set the attributes of a link apart from those of the span."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addSpacing(_INDENT_PX)
    line.addWidget(rows)
    return line


def role_name(slot: Slot, language: str) -> str:
    """Return what a slot is called, as seen from the span that the card shows."""
    name = name_of(slot.kind, language) if slot.kind else slot.name
    if not slot.incoming or (slot.kind and slot.kind.symmetric):
        return name
    if slot.kind is None or slot.kind.kind == "relation":
        return _("{relation} (from)").format(relation=name)
    return _("{role} of").format(role=name)


def _content(slot: Slot, *, filling: bool) -> Content:
    if filling:
        return Content(_("Choose a span"), "accent", "accent")
    if slot.other is not None:
        return Content(slot.other.surface, tag=(slot.other.label, slot.other.draw), surface=True)
    if slot.link is not None:
        return Content(_("A span that is no longer there"), "warning")
    return Content(_("Empty"), "muted", "warning" if slot.missing else "dashed")
