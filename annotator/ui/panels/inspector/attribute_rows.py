"""The attributes of a span or a link as rows: name, field. Rows are made when first needed and used again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.scheme_parts import Attribute, name_of
from annotator.session.cards import is_missing, is_shown
from annotator.ui.appearance import Appearance
from annotator.ui.panels.inspector.choice_editors import ChoiceEditor, ChoicesEditor
from annotator.ui.panels.inspector.editor import Editor, Others
from annotator.ui.panels.inspector.lines import NameLabel
from annotator.ui.panels.inspector.reference_editor import ReferenceEditor
from annotator.ui.panels.inspector.written import NumberEditor, TextEditor
from annotator.ui.panels.pieces import named
from annotator.words import _

GAP_PX = 6


class AttributeRows(QWidget):
    """Rows of one span or link. `changed` carries its id, the id of the attribute and the new value."""

    changed = Signal(str, str, object)
    jumped = Signal(str)

    def __init__(self, appearance: Appearance, others: Others, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._others = appearance, others
        self._object = ""
        self._rows: dict[str, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_PX)

    def show_values(
        self, object_id: str, attributes: Sequence[Attribute], values: Mapping[str, Any], *, enabled: bool
    ) -> None:
        """Show attributes with their values."""
        if object_id != self._object:
            self.settle()
            self._object = object_id
        shown = [attribute for attribute in attributes if is_shown(attribute, attributes, values)]
        rows = [self._placed(place, attribute) for place, attribute in enumerate(shown)]
        for attribute, row in zip(shown, rows, strict=True):
            row.editor.setEnabled(enabled)
            row.show_value(values.get(attribute.id), missing=enabled and is_missing(attribute, values))
        for row in self._rows.values():
            row.setVisible(row in rows)
        self.setVisible(bool(rows))

    def settle(self) -> None:
        """Have every field send what is written in it."""
        for row in self._rows.values():
            row.editor.settle()

    def refuse(self) -> None:
        """Have every field keep what it has sent: it could not be taken."""
        for row in self._rows.values():
            row.editor.refuse()

    def forget(self) -> None:
        """Let go of all rows: their words are of another language, or of another scheme."""
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def _placed(self, place: int, attribute: Attribute) -> _Row:
        row = self._rows.get(attribute.id)
        if row is not None and row.editor.attribute != attribute:
            row.hide()
            row.deleteLater()
            row = None
        if row is None:
            row = self._rows[attribute.id] = self._made(attribute)
        if self._column.indexOf(row) != place:
            self._column.insertWidget(place, row)
        return row

    def _made(self, attribute: Attribute) -> _Row:
        row = named(_Row(attribute, self._appearance, self._others, self), f"attribute_{attribute.id}")
        row.editor.changed.connect(lambda value: self.changed.emit(self._object, attribute.id, value))
        row.editor.jumped.connect(self.jumped)
        return row


class _Row(QWidget):
    """Name and field of one attribute."""

    def __init__(self, attribute: Attribute, appearance: Appearance, others: Others, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = name_of(attribute, appearance.language)
        self._name = NameLabel(appearance)
        self._name.show_text(self._text, attribute.guideline.get(appearance.language, ""))
        self.editor = _editor(attribute, appearance, others)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.editor, 1, Qt.AlignmentFlag.AlignTop)

    def show_value(self, value: Any, *, missing: bool) -> None:
        """Show a value."""
        self.editor.show_value(value, missing=missing)
        self.editor.name(self._text, _("Required, still empty") if missing else "")


def _editor(attribute: Attribute, appearance: Appearance, others: Others) -> Editor:
    if attribute.kind in ("choice", "yesno"):
        return ChoiceEditor(attribute, appearance)
    if attribute.kind == "choices":
        return ChoicesEditor(attribute, appearance)
    if attribute.kind == "number":
        return NumberEditor(attribute, appearance)
    if attribute.kind == "reference":
        return ReferenceEditor(attribute, appearance, others)
    return TextEditor(attribute, appearance)
