"""What all fields of attributes share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.model.scheme_parts import Attribute
from annotator.session.cards import End
from annotator.ui.appearance import Appearance
from annotator.ui.panels.inspector.field_button import FIELD_PX


@dataclass(slots=True)
class Others:
    """How a field finds other spans: by id, by the reference that they share, and those that may be referred to.

    `mentions` takes a reference and the id of its attribute and answers in reading order, `likely` the likeliest first.

    Whoever knows the open document puts the answers here.
    """

    find: Callable[[str], End | None] = lambda _span_id: None
    mentions: Callable[[str, str], list[End]] = lambda _reference, _attribute: []
    likely: Callable[[], list[End]] = list


class Editor(QWidget):
    """A field for the value of one attribute.

    `changed` carries the new value, None for "not set". It shows only what it is told: after `changed` the window
    writes, and tells it what is there then.
    """

    changed = Signal(object)
    jumped = Signal(str)

    def __init__(self, attribute: Attribute, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self.appearance = appearance
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)

    def sizeHint(self) -> QSize:
        """As wide as the row allows: what stands in it must not decide how wide the panel is."""
        return QSize(80, FIELD_PX)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(40, FIELD_PX)

    def show_value(self, value: Any, *, missing: bool) -> None:
        """Show a value, None for "not set"; `missing` = one is wanted."""
        raise AssertionError("each kind of field shows its own")

    def stop(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self

    def name(self, name: str, description: str) -> None:
        """Say to a screen reader what the field is for."""
        self.stop().setAccessibleName(name)
        self.stop().setAccessibleDescription(description)

    def settle(self) -> None:
        """Hand over what is written and not yet sent."""

    def refuse(self) -> None:
        """Keep what was sent as something that is being written: it could not be taken."""
