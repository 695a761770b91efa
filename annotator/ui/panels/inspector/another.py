"""The row below the roles that offers another span for a role that is filled already and takes more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from annotator.session.cards import Slot
from annotator.ui.appearance import Appearance
from annotator.ui.panels.inspector.choice_editors import below
from annotator.ui.panels.inspector.field_button import Content, FieldButton
from annotator.ui.panels.inspector.lines import NAME_PX
from annotator.ui.panels.inspector.slot_rows import role_name
from annotator.ui.panels.pieces import named
from annotator.words import _


class Another(QWidget):
    """A field with a menu of roles; `filled` carries the id of the one that is chosen."""

    filled = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._slots: tuple[Slot, ...] = ()
        self.field = named(FieldButton(appearance), "another")
        self.field.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        # A space, because margins don't follow the direction of the interface.
        row.addSpacing(NAME_PX + 8)
        row.addWidget(self.field)
        self.show_slots((), enabled=False)

    def show_slots(self, slots: Sequence[Slot], *, enabled: bool) -> None:
        """Offer the roles that take more."""
        self._slots = tuple(slot for slot in slots if slot.more)
        self.field.show_content(Content(_("Add another"), "muted", "dashed", arrow=True))
        self.field.setAccessibleName(_("Add another span to a role"))
        self.setVisible(enabled and bool(self._slots))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for slot in self._slots:
            action = menu.addAction(role_name(slot, self._appearance.language))
            action.setObjectName(slot.name)
            action.triggered.connect(lambda _checked=False, name=slot.name: self.filled.emit(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(self.field))
