"""Where things stand on the page on which one labels: documents, the column of the article, labels.

In a narrow window the documents fold to a drawer: it lies over the article, and goes when the focus leaves it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from annotator.ui.panels.pieces import restyle
from annotator.ui.remembered import Remembered
from annotator.ui.tab_order import PANES

NARROW_PX = 1180
_DOCUMENTS_PX, _CENTRE_PX, _LABELS_PX = 256, 806, 304
_DRAWER_PX = 300


class Panes(QSplitter):
    """Three panes side by side, in the order of reading. Their widths are remembered.

    `folded` says whether the documents are out of sight, so that a button has to bring them back.
    """

    folded = Signal(bool)

    def __init__(
        self,
        documents: QWidget,
        column: QWidget,
        labels: QWidget,
        remembered: Remembered,
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._remembered, self._page = remembered, parent
        self._documents, self._labels = documents, labels
        self._is_narrow = False
        self._wants_documents = True
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
        self._wide_state = self.saveState()
        parent.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        app.focusChanged.connect(self._focus_moved)

    @property
    def is_folded(self) -> bool:
        """Whether the documents are out of sight."""
        return self._documents.isHidden()

    def set_stops(self, *stops: tuple[QWidget, QWidget]) -> None:
        """Say where F6 stops: (pane, the widget in it that takes the focus), in their order."""
        self._stops = list(stops)

    def let_go(self) -> None:
        """Keep the widths for the next time; the page is about to go."""
        self._app.focusChanged.disconnect(self._focus_moved)
        self._remembered.keep("panes", self._wide_state if self._is_narrow else self.saveState())

    def next_stop(self, by: int) -> None:
        """Move the focus to the next pane (1) or the previous one (-1) that is shown."""
        shown = [(pane, target) for pane, target in self._stops if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next((place for place, (pane, _target) in enumerate(shown) if focus and _holds(pane, focus)), 0)
        shown[(here + by) % len(shown)][1].setFocus(Qt.FocusReason.TabFocusReason)

    def show_documents(self) -> None:
        """Bring the documents into sight, as a drawer where the window is narrow."""
        self._wants_documents = True
        self._documents.show()
        self._place_drawer()
        self.folded.emit(False)

    def toggle_documents(self) -> None:
        """Show or hide the documents; what is opened as a drawer takes the focus, so that it goes with it."""
        if self.is_folded:
            self.show_documents()
            if self._is_narrow:
                self._stop_of(self._documents).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._wants_documents = False
            self._fold()

    def toggle_labels(self) -> None:
        """Show or hide the labels."""
        self._labels.setVisible(self._labels.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the documents away where the window is narrow, and unfold them where it is wide again."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW_PX
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            if is_narrow:
                self._become_narrow(event.oldSize().width())
            else:
                self._become_wide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the drawer at its side and as high as the page."""
        if watched is self._page and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._place_drawer()
        return super().eventFilter(watched, event)

    def _become_narrow(self, former_width: int) -> None:
        if former_width >= NARROW_PX:
            self._wide_state = self.saveState()
        self._documents.setParent(self._page)
        restyle(self._documents, "drawer", True)
        self._fold()

    def _become_wide(self) -> None:
        restyle(self._documents, "drawer", False)
        self.insertWidget(0, self._documents)
        self.restoreState(self._wide_state)
        self.setStretchFactor(1, 1)
        self._documents.setVisible(self._wants_documents)
        self.folded.emit(self.is_folded)

    def _fold(self) -> None:
        had_focus = _holds(self._documents, QApplication.focusWidget() or self)
        self._documents.hide()
        self.folded.emit(True)
        if had_focus:
            self._stops[1][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_drawer(self) -> None:
        if not self._is_narrow or self.is_folded:
            return
        mirrored = self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self._page.width() - _DRAWER_PX if mirrored else 0
        self._documents.setGeometry(left, 0, _DRAWER_PX, self._page.height())
        self._documents.raise_()

    def _focus_moved(self, _former: QWidget | None, now: QWidget | None) -> None:
        """A drawer goes when the focus goes on to something else of the page."""
        is_open = self._is_narrow and not self.is_folded
        if is_open and now is not None and self._page.isAncestorOf(now) and not _holds(self._documents, now):
            self._documents.hide()
            self.folded.emit(True)

    def _stop_of(self, pane: QWidget) -> QWidget:
        return next(target for known, target in self._stops if known is pane)


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
