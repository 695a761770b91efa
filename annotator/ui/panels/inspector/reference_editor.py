"""A field that refers to another span: shows its text, goes to it, takes another."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from annotator.model.identity import is_uuid
from annotator.model.scheme_parts import Attribute
from annotator.session.cards import End
from annotator.ui.appearance import Appearance
from annotator.ui.numbers import isolated, offsets
from annotator.ui.panels.inspector.choice_editors import below
from annotator.ui.panels.inspector.editor import Editor, Others
from annotator.ui.panels.inspector.field_button import Content, Edge, FieldButton
from annotator.ui.panels.pieces import named
from annotator.words import _

_LONGEST = 40


class ReferenceEditor(Editor):
    """A press offers the spans with the same label, the likeliest first, and what can be done with the one there is."""

    def __init__(
        self, attribute: Attribute, appearance: Appearance, others: Others, parent: QWidget | None = None
    ) -> None:
        super().__init__(attribute, appearance, parent)
        self._others = others
        self._value: str | None = None
        self._field = named(FieldButton(appearance, self), f"{attribute.id}_field")
        self._field.clicked.connect(self._open_menu)
        self.row.addWidget(self._field, 1)

    def show_value(self, value: Any, *, missing: bool) -> None:
        """Show the text of the span referred to."""
        self._value = str(value) if value is not None else None
        end = self._target()
        edge: Edge = "warning" if missing else "solid"
        if end is not None:
            content = Content(end.surface, "text", edge, surface=True, arrow=True)
        elif self._value is not None:
            content = Content(_("A span that is no longer there"), "warning", edge, arrow=True)
        else:
            content = Content(_("Nothing"), "muted", edge, arrow=True)
        self._field.show_content(content)

    def _target(self) -> End | None:
        """The span referred to; of mentions that share a key, the one that says most, of equals the first."""
        if self._value is None:
            return None
        found = self._others.find(self._value)
        if found is not None:
            return found
        mentions = self._others.mentions(self._value, self.attribute.id)
        is_gone = is_uuid(self._value) and len(mentions) == 1
        return None if is_gone else max(mentions, key=lambda end: len(end.surface), default=None)

    def stop(self) -> QWidget:
        """The field."""
        return self._field

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        target = self._target()
        if self._value is not None:
            if target is not None:
                menu.addAction(_("Go to it"), lambda: self.jumped.emit(target.span.id)).setObjectName("go")
            menu.addAction(_("Clear"), lambda: self.changed.emit(None)).setObjectName("clear")
            menu.addSeparator()
        likely = self._others.likely()
        for end in likely:
            self._offer(menu, end)
        if not likely:
            menu.addAction(_("No other span has this label")).setEnabled(False)
        menu.popup(below(self._field))

    def _offer(self, menu: QMenu, end: End) -> None:
        surface = end.surface if len(end.surface) <= _LONGEST else end.surface[:_LONGEST] + "…"
        # An ampersand would underline the letter behind it.
        text = f"{isolated(surface.replace('&', '&&'))}\t{offsets(end.span.start, end.span.end)}"
        action = menu.addAction(text)
        action.setData(end.span.id)
        action.setCheckable(True)
        action.setChecked(end.span.id == self._value)
        action.triggered.connect(lambda _checked=False: self.changed.emit(end.span.id))
