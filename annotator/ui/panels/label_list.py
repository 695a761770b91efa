"""The labels of one layer as a list: tag, name, how often it is used in the article, and its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.model.scheme_parts import Label, name_of
from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.numbers import number
from annotator.ui.panels import chip, keycap
from annotator.ui.panels.row_boxes import RowBoxes
from annotator.ui.theme import interface_font
from annotator.words import _

ROW_PX = 27
_WIDEST_CHIP = 84.0

Index = QModelIndex | QPersistentModelIndex


class LabelModel(QAbstractListModel):
    """The labels of the layer that is shown, with the counts of the article."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.labels: tuple[Label, ...] = ()
        self.draw = "band"
        self.kept: str | None = None
        self.chip_px = 0.0
        self._counts: Mapping[str, int] = {}
        self._language = "en"

    def show_labels(self, labels: Sequence[Label], draw: str, language: str) -> None:
        """Show the labels of a layer; `draw` is how the layer is drawn."""
        self.beginResetModel()
        self.labels, self.draw, self._language = tuple(labels), draw, language
        self.chip_px = max((chip.chip_width(label, draw, language) for label in labels), default=0.0)
        self.endResetModel()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how often each label is used."""
        former, self._counts = self._counts, counts
        for place, label in enumerate(self.labels):
            if former.get(label.id, 0) != counts.get(label.id, 0):
                self.dataChanged.emit(self.index(place), self.index(place))

    def keep(self, label_id: str | None) -> None:
        """Show which label is kept for every selection."""
        self.kept = label_id
        self._changed()

    def count(self, label_id: str) -> int:
        """How often a label is used in the article."""
        return self._counts.get(label_id, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row for each label."""
        return 0 if parent.isValid() else len(self.labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name; what a screen reader says; the guideline as tooltip."""
        if not index.isValid():
            return None
        label = self.labels[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(label, self._language)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{name_of(label, self._language)}  ({label.key.upper()} / {label.key_ar})"
        return None

    def _spoken(self, label: Label) -> str:
        return _("{label}, key {key}, used {count} times").format(
            label=name_of(label, self._language), key=label.key.upper(), count=number(self.count(label.id))
        )

    def _changed(self) -> None:
        if self.labels:
            self.dataChanged.emit(self.index(0), self.index(len(self.labels) - 1))


class LabelDelegate(QStyledItemDelegate):
    """Paints a row from the theme; the start side is the side where reading the interface starts."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(200, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, tag, name, count and keycap."""
        model = index.model()
        assert isinstance(model, LabelModel)
        label = model.labels[index.row()]
        row = RowBoxes(QRectF(option.rect), mirrored=option.direction == Qt.LayoutDirection.RightToLeft)
        painter.save()
        self._ground(painter, option, kept=label.id == model.kept)
        chip_box = row.take(min(_WIDEST_CHIP, model.chip_px), chip.HEIGHT)
        width = min(chip_box.width(), chip.chip_width(label, model.draw, self._appearance.language))
        left = chip_box.right() - width if row.mirrored else chip_box.left()
        chip_box = QRectF(left, chip_box.top(), width, chip_box.height())
        chip.draw_chip(painter, chip_box, label, model.draw, self._appearance.theme, self._appearance.language)
        cap = row.take_end(keycap.keycap_width(label.key.upper(), label.key_ar), keycap.HEIGHT)
        keycap.draw_keycap(painter, cap, self._appearance.theme, label.key.upper(), label.key_ar)
        self._count(painter, row, model.count(label.id))
        if label.id == model.kept:
            lock = row.take_end(16, 16)
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(lock.topLeft(), pixmap("lock", self._appearance.theme.colour("accent"), scale=ratio))
        self._name(painter, row.rest(), name_of(label, self._appearance.language), option)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, kept: bool) -> None:
        theme = self._appearance.theme
        if kept or option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("accentsoft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), 4, 4)

    def _count(self, painter: QPainter, row: RowBoxes, count: int) -> None:
        font = interface_font(self._appearance.language, "secondary")
        box = row.take_end(max(16.0, QFontMetricsF(font).horizontalAdvance(number(count))), 20)
        if count:
            painter.setFont(font)
            painter.setPen(self._appearance.theme.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number(count))

    def _name(self, painter: QPainter, box: QRectF, name: str, option: QStyleOptionViewItem) -> None:
        font = interface_font(self._appearance.language)
        painter.setFont(font)
        painter.setPen(self._appearance.theme.colour("text"))
        shown = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        painter.setLayoutDirection(option.direction)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)


class LabelList(QListView):
    """The list itself: a click or Enter takes a label, a double click keeps it for every selection."""

    taken = Signal(str)
    kept = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labels")
        self.labels = LabelModel(self)
        self.setModel(self.labels)
        self.setItemDelegate(LabelDelegate(appearance, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.taken.emit(self.labels.labels[index.row()].id))
        self.doubleClicked.connect(lambda index: self.kept.emit(self.labels.labels[index.row()].id))
        appearance.theme_changed.connect(self.viewport().update)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint what changed; QListView would lay out and paint every row."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def choose(self, label_id: str | None) -> None:
        """Show a label as chosen, none with None."""
        places = [place for place, label in enumerate(self.labels.labels) if label.id == label_id]
        if places:
            self.setCurrentIndex(self.labels.index(places[0]))
        else:
            self.clearSelection()

    def chosen(self) -> str | None:
        """Return the id of the chosen label."""
        rows = self.selectedIndexes()
        return self.labels.labels[rows[0].row()].id if rows else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space take the label; letters are label keys and go on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.taken.emit(self.labels.labels[self.currentIndex().row()].id)
        elif event.text() and event.key() != Qt.Key.Key_Tab:
            event.ignore()
        else:
            super().keyPressEvent(event)
