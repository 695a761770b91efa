"""How a document looks in the list: state, title in the article's own direction, and a quiet second line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.text.direction import base_direction
from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.panels.document_model import Entry, Role
from annotator.ui.theme import article_font, interface_font

ROW_PX = 51
_MARGIN, _ICON, _EDGE = 12, 16, 3
_STATE_COLOUR = {"todo": "control", "in_progress": "accent", "done": "success", "flagged": "warning"}

Index = QModelIndex | QPersistentModelIndex


class DocumentDelegate(QStyledItemDelegate):
    """Paints a document's row."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(200, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, state, title and second line."""
        entry: Entry = index.data(Role.ROW)
        box = QRectF(option.rect)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._ground(painter, box, option, mirrored=mirrored)
        inner = box.adjusted(_MARGIN, 0, -_MARGIN, 0)
        left = inner.right() - _ICON if mirrored else inner.left()
        colour = self._appearance.theme.colour(_STATE_COLOUR[entry.state])
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(round(left), round(box.top() + 10), pixmap(entry.state, colour, scale=ratio))
        room = inner.adjusted(0, 0, -_ICON - 10, 0) if mirrored else inner.adjusted(_ICON + 10, 0, 0, 0)
        self._title(painter, QRectF(room.left(), box.top() + 5, room.width(), 24), entry, bold=chosen)
        self._meta(painter, QRectF(room.left(), box.top() + 28, room.width(), 18), entry, mirrored=mirrored)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, *, mirrored: bool) -> None:
        theme = self._appearance.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("surface"))
            left = box.right() - _EDGE if mirrored else box.left()
            painter.fillRect(QRectF(left, box.top(), _EDGE, box.height()), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)

    def _title(self, painter: QPainter, box: QRectF, entry: Entry, *, bold: bool) -> None:
        rtl = base_direction(entry.title) == "rtl"
        font = self._title_font(rtl=rtl, bold=bold)
        painter.setFont(font)
        painter.setPen(self._appearance.theme.colour("text"))
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        shown = QFontMetricsF(font).elidedText(entry.title or entry.key, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _at(rtl=rtl), shown)

    def _title_font(self, *, rtl: bool, bold: bool) -> QFont:
        if rtl and self._appearance.language != "ar":
            return article_font(15, bold=bold)
        font = interface_font(self._appearance.language)
        font.setBold(bold)
        return font

    def _meta(self, painter: QPainter, box: QRectF, entry: Entry, *, mirrored: bool) -> None:
        font = interface_font(self._appearance.language, "secondary")
        painter.setFont(font)
        painter.setPen(self._appearance.theme.colour("muted"))
        direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        shown = QFontMetricsF(font).elidedText(entry.meta, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _at(rtl=mirrored), shown)


class DocumentList(QTableView):
    """The list itself: a table of one column, because only that asks nothing of rows that are out of sight."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self.setItemDelegate(DocumentDelegate(appearance, self))
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ROW_PX)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        appearance.theme_changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are label keys, so they go on to the page and never search the list."""
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        elif event.text().strip() and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self.model().index(row, 0))


def _at(*, rtl: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
