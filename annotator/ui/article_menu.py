"""The menu of the right mouse button on the article, and of the menu key: what can be done with what lies there."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu

from annotator.model.scheme_parts import Label, name_of
from annotator.ui.actions import Actions
from annotator.ui.appearance import Appearance
from annotator.ui.colours import LabelShades
from annotator.ui.desk import Desk
from annotator.ui.labelling import Labelling
from annotator.ui.numbers import left_to_right
from annotator.ui.text_view.view import ArticleView
from annotator.ui.theme import qcolour

_MOST_USED = 6
_SWATCH_PX = 16
_GROUPS = (
    ("copy", "find", "grow_selection"),
    ("delete_span", "inspect", "note"),
    ("guideline", "keep_label"),
)
"""Rows of the table of actions in their order, and where a line divides them."""


class ArticleMenu(QObject):
    """Makes the menu anew each time, because it tells what the place under the mouse is."""

    def __init__(
        self, desk: Desk, article: ArticleView, labelling: Labelling, actions: Actions, appearance: Appearance
    ) -> None:
        super().__init__(article)
        self._desk, self._article, self._labelling = desk, article, labelling
        self._actions, self._appearance = actions, appearance
        article.viewport().installEventFilter(self)
        article.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Open the menu where the mouse is, or by the menu key where the caret is."""
        if event.type() != QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return False
        if self._desk.document is None:
            return True
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = event.pos() if by_mouse else self._place_of_caret()
        if by_mouse:
            self._article.point_at(at.toPointF())
        self.made().popup(self._article.viewport().mapToGlobal(at))
        return True

    def made(self) -> QMenu:
        """Return the menu for what is selected now."""
        menu = QMenu(self._article)
        menu.setObjectName("articleMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._labelling.may_write and self._labelling.has_target():
            menu.addActions([self._label_action(label, menu) for label in self._labels_in_use()])
            self._add_layers(menu)
        for group in _GROUPS:
            menu.addSeparator()
            menu.addActions([self._actions[name] for name in group])
        return menu

    def _labels_in_use(self) -> list[Label]:
        """The labels that this article has most of, in the order in which the scheme has them."""
        scheme = self._desk.session.scheme
        counts = Counter(span.label for span in self._desk.own_spans())
        most = {label_id for label_id, _count in counts.most_common(_MOST_USED)}
        return [label for layer in scheme.layers for label in scheme.labels_of(layer.id) if label.id in most]

    def _add_layers(self, menu: QMenu) -> None:
        scheme, language = self._desk.session.scheme, self._appearance.language
        for layer in scheme.layers:
            inner = menu.addMenu(name_of(layer, language))
            inner.addActions([self._label_action(label, inner) for label in scheme.labels_of(layer.id)])

    def _label_action(self, label: Label, menu: QMenu) -> QAction:
        keys = left_to_right(f"{label.key.upper()}  {label.key_ar}")
        action = QAction(self._swatch(label), f"{name_of(label, self._appearance.language)}\t{keys}", menu)
        action.setObjectName(f"label_{label.id}")
        action.triggered.connect(lambda _checked=False: self._labelling.take(label.id))
        return action

    def _swatch(self, label: Label) -> QIcon:
        """A small mark in the colour of a label, drawn as its layer is; its name stands beside it."""
        ratio = self._article.devicePixelRatioF()
        picture = QPixmap(round(_SWATCH_PX * ratio), round(_SWATCH_PX * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        draw = self._desk.session.scheme.layer_of(label.id).draw
        _draw_swatch(picture, draw, self._appearance.theme.shades(label.color))
        return QIcon(picture)

    def _place_of_caret(self) -> QPoint:
        selection = self._article.selection
        self._article.scroll_to(*selection.range)
        return self._article.point_of(selection.caret, selection.trailing) + QPoint(0, _SWATCH_PX)


def _draw_swatch(picture: QPixmap, draw: str, shades: LabelShades) -> None:
    """Draw a filled square for entities, a line below for events, a bracket above for claims."""
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1.5, 1.5, _SWATCH_PX - 3, _SWATCH_PX - 3)
    if draw == "band":
        painter.setPen(QPen(qcolour(shades.line), 1))
        painter.setBrush(qcolour(shades.tag))
        painter.drawRoundedRect(box, 3, 3)
    elif draw == "underline":
        painter.fillRect(QRectF(box.left(), box.bottom() - 4, box.width(), 3), qcolour(shades.stroke))
    else:
        painter.setPen(QPen(qcolour(shades.stroke), 2))
        painter.drawPolyline([box.bottomLeft(), box.topLeft(), box.topRight(), box.bottomRight()])
    painter.end()
