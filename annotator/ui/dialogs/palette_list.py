"""The rows of the command palette: icon or chip, text with the typed letters in bold, and the keys or the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.text.direction import base_direction
from annotator.text.offsets import OffsetMap
from annotator.ui.appearance import Appearance
from annotator.ui.commands import Command, Row
from annotator.ui.icons import pixmap
from annotator.ui.panels import chip, keycap
from annotator.ui.panels.row_boxes import RowBoxes
from annotator.ui.theme import interface_font

ROW_PX, MOST_ROWS = 36, 12
_ICONS = {"action": "command", "label": "labels", "setting": "sliders", "article": "file", "search": "search"}
_CHIP_PX = 48.0
_FIRM_PX = 0.7

Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """The rows that fit what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row for each command."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text, and what a screen reader says of it."""
        if not index.isValid():
            return None
        command = self.rows[index.row()].command
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (command.text, *command.keys, command.reason) if part)
        return command.text if role == Qt.ItemDataRole.DisplayRole else None


class PaletteDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(200, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, icon, text, the other name, and what stands at the end."""
        model = index.model()
        assert isinstance(model, PaletteModel)
        row = model.rows[index.row()]
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        boxes = RowBoxes(QRectF(option.rect), mirrored=mirrored)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._appearance.theme.colour("accentsoft"))
            edge = option.rect.right() - 2 if mirrored else option.rect.left()
            painter.fillRect(edge, option.rect.top(), 3, ROW_PX, self._appearance.theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._appearance.theme.colour("hover"))
        self._sign(painter, boxes, row.command)
        self._end(painter, boxes, row.command)
        self._text(painter, boxes, row, mirrored=mirrored)
        painter.restore()

    def _sign(self, painter: QPainter, boxes: RowBoxes, command: Command) -> None:
        theme, language = self._appearance.theme, self._appearance.language
        if command.label is not None:
            width = min(_CHIP_PX, chip.chip_width(command.label, command.draw, language))
            chip.draw_chip(painter, boxes.take(width, chip.HEIGHT), command.label, command.draw, theme, language)
            return
        picture = pixmap(_ICONS[command.kind], theme.colour("muted"), scale=painter.device().devicePixelRatioF())
        painter.drawPixmap(boxes.take(16, 16).topLeft(), picture)

    def _end(self, painter: QPainter, boxes: RowBoxes, command: Command) -> None:
        theme = self._appearance.theme
        if command.reason:
            self._quiet(painter, boxes, command.reason, at_end=True)
        elif command.keys:
            cap = boxes.take_end(keycap.keycap_width(*command.keys), keycap.HEIGHT)
            keycap.draw_keycap(painter, cap, theme, *command.keys)

    def _text(self, painter: QPainter, boxes: RowBoxes, row: Row, *, mirrored: bool) -> None:
        token = "muted" if row.command.reason else "text"
        painter.setPen(self._appearance.theme.colour(token))
        layout = laid_out(row, interface_font(self._appearance.language), boxes.rest().width(), mirrored=mirrored)
        line = layout.lineAt(0)
        box = boxes.take(line.naturalTextWidth() + 1, line.height())
        marks = typed_ranges(layout.text(), row.ranges, self._appearance.theme.colour(token))
        layout.draw(painter, QPointF(box.left(), box.top()), marks)
        if row.known_as:
            self._quiet(painter, boxes, row.known_as, at_end=False)

    def _quiet(self, painter: QPainter, boxes: RowBoxes, text: str, *, at_end: bool) -> None:
        font = interface_font(self._appearance.language, "secondary")
        metrics = QFontMetricsF(font)
        width = min(metrics.horizontalAdvance(text) + 2, boxes.rest().width())
        box = (boxes.take_end if at_end else boxes.take)(width, 24)
        rtl = base_direction(text) == "rtl"
        painter.setFont(font)
        painter.setPen(self._appearance.theme.colour("muted"))
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


class PaletteList(QListView):
    """The list; the focus stays in the field above it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paletteRows")
        self.rows = PaletteModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(PaletteDelegate(appearance, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def laid_out(row: Row, font: QFont, width: float, *, mirrored: bool) -> QTextLayout:
    """Lay a row's text out on one line, cut short where there is no room."""
    text = QFontMetricsF(font).elidedText(row.command.text, Qt.TextElideMode.ElideRight, width - 4)
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(_direction(row.command.text, mirrored=mirrored))
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(max(width, 1.0))
    layout.endLayout()
    return layout


def _direction(text: str, *, mirrored: bool) -> Qt.LayoutDirection:
    if any(character.isalpha() for character in text):
        mirrored = base_direction(text) == "rtl"
    return Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight


def typed_ranges(text: str, ranges: Sequence[tuple[int, int]], ink: QColor) -> list[QTextLayout.FormatRange]:
    """Return what makes the typed letters bold, without parting them from the letters that they join with.

    A bold font would shape the letters on either side of its edge apart, so the usual ones get a firmer outline.
    """
    firm = QTextCharFormat()
    firm.setForeground(ink)
    firm.setTextOutline(QPen(ink, _FIRM_PX))
    units = OffsetMap(text)
    made = []
    for start, end in ((start, min(end, len(text))) for start, end in ranges if start < len(text)):
        one = QTextLayout.FormatRange()
        one.start, one.length = units.utf16(start), units.utf16(end) - units.utf16(start)
        one.format = firm
        made.append(one)
    return made
