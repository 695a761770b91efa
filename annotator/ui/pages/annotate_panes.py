"""Where things stand on the page on which one labels: documents, the column of the article, labels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from annotator.ui.remembered import Remembered
from annotator.ui.tab_order import PANES

NARROW_PX = 1180
_DOCUMENTS_PX, _CENTRE_PX, _LABELS_PX = 256, 806, 304


class Panes(QSplitter):
    """Three panes side by side, in the order of reading. Their widths are remembered."""

    def __init__(
        self,
        documents: QWidget,
        column: QWidget,
        labels: QWidget,
        remembered: Remembered,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._remembered = remembered
        self._documents, self._labels = documents, labels
        self._wants_documents: bool | None = None
        self._stops: list[tuple[QWidget, QWidget]] = []
        documents.setMinimumWidth(208)
        documents.setMaximumWidth(360)
        labels.setMinimumWidth(264)
        labels.setMaximumWidth(440)
        column.setMinimumWidth(520)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for turn, pane in enumerate((documents, column, labels), start=PANES):
            self.addWidget(pane)
            pane.setProperty("tabTurn", turn)
        self.setStretchFactor(1, 1)
        self.setSizes([_DOCUMENTS_PX, _CENTRE_PX, _LABELS_PX])
        if not (saved := remembered.blob("panes")).isEmpty():
            self.restoreState(saved)

    def set_stops(self, *stops: tuple[QWidget, QWidget]) -> None:
        """Say where F6 stops: (pane, the widget in it that takes the focus), in their order."""
        self._stops = list(stops)

    def remember(self) -> None:
        """Keep the widths for the next time."""
        self._remembered.keep("panes", self.saveState())

    def next_stop(self, by: int) -> None:
        """Move the focus to the next pane (1) or the previous one (-1) that is shown."""
        shown = [(pane, target) for pane, target in self._stops if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next((place for place, (pane, _target) in enumerate(shown) if focus and _holds(pane, focus)), 0)
        shown[(here + by) % len(shown)][1].setFocus(Qt.FocusReason.TabFocusReason)

    def toggle_documents(self) -> None:
        """Show or hide the documents."""
        self._wants_documents = self._documents.isHidden()
        self._documents.setVisible(self._wants_documents)

    def toggle_labels(self) -> None:
        """Show or hide the labels."""
        self._labels.setVisible(self._labels.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the documents where the window is narrow, unless the person has asked for them."""
        super().resizeEvent(event)
        if self._wants_documents is None:
            self._documents.setVisible(self.width() >= NARROW_PX)


def column_of(*widgets: QWidget, grows: QWidget) -> QWidget:
    """Return the column in the middle: widgets below each other, of which one takes the room that is left."""
    holder = QWidget()
    holder.setProperty("part", "page")
    holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is grows else 0)
    return holder


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)
