"""The history of the selected span, in a popup below its button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.appearance import Appearance
from annotator.ui.numbers import isolated
from annotator.ui.panels.pieces import named, text_label
from annotator.words import _, is_rtl

_WIDTH_PX, _MOST_PX = 340, 400


@dataclass(frozen=True, slots=True)
class PastRow:
    """Who did something, when, and what, in words."""

    person: str
    moment: str
    sentences: tuple[str, ...]


class PastPopup(QFrame):
    """The steps, the newest first; Esc or a click elsewhere closes it."""

    def __init__(self, appearance: Appearance, rows: Sequence[PastRow], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("past")
        self.setProperty("part", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("History of this span"))
        self.setFixedWidth(_WIDTH_PX)
        page = QWidget()
        self._steps = QVBoxLayout(page)
        self._steps.setContentsMargins(12, 8, 12, 12)
        self._steps.setSpacing(2)
        heading = text_label("pastHeading", role="strong")
        heading.setText(_("History of this span"))
        self._steps.addWidget(heading)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(_("History of this span"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._scroll)
        self._show(rows)
        self._scroll.setWidget(page)
        height = page.heightForWidth(_WIDTH_PX - 4) if page.hasHeightForWidth() else page.sizeHint().height()
        self.setFixedHeight(min(_MOST_PX, height + 4))

    def open_below(self, widget: QWidget) -> None:
        """Show it below a button, ending where the button ends, on the screen in any case."""
        mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else widget.width() - _WIDTH_PX
        corner = widget.mapToGlobal(QPoint(left, widget.height() + 4))
        screen = widget.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - _WIDTH_PX)))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.move(corner)
        self.show()
        self._scroll.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _show(self, rows: Sequence[PastRow]) -> None:
        if not rows:
            nothing = text_label("pastNothing", tone="muted", wraps=True)
            nothing.setText(_("Nothing is recorded of this span"))
            self._steps.addWidget(nothing)
        for row in rows:
            self._steps.addSpacing(6)
            for sentence in row.sentences:
                words = named(text_label("pastStep", wraps=True), "pastStep")
                words.setTextFormat(Qt.TextFormat.PlainText)
                words.setText(_led(sentence))
                self._steps.addWidget(words)
            who = text_label("pastWho", role="secondary", tone="muted", wraps=True)
            who.setTextFormat(Qt.TextFormat.PlainText)
            who.setText(_led(f"{isolated(row.person)} · {row.moment}" if row.person else row.moment))
            self._steps.addWidget(who)
        self._steps.addStretch(1)


def _led(sentence: str) -> str:
    """Begin a sentence with a mark of its direction: Qt would take that from a name at its start."""
    return ("\u200f" if is_rtl() else "\u200e") + sentence
