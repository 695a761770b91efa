"""The line above the article: which article this is, which layers are shown, and whether the person is done with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.model.scheme_parts import Layer, name_of
from annotator.model.values import Document
from annotator.ui.actions import BY_ID, Actions, key_text, name_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.numbers import digits, isolated, left_to_right
from annotator.ui.panels.elided import ElidedLabel
from annotator.ui.panels.pieces import named
from annotator.words import _

_SHOWN = ("source", "author", "published")
_MOST_LAYERS = 3
"""As many as there are actions that show and hide a layer."""


class ArticleHeader(QFrame):
    """Key, source and date of the article, its layers, and the button that says "done".

    `layer_toggled` carries the id of a layer to show or hide.
    """

    layer_toggled = Signal(str)

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleHeader")
        self.setProperty("part", "header")
        self.setFixedHeight(40)
        self._appearance, self._actions = appearance, actions
        self._document: Document | None = None
        self._is_done = False
        self._layers: list[tuple[Layer, QToolButton]] = []
        self._text = named(ElidedLabel(), "articleMeta", tone="muted")
        self._done = _button("done", "bordered")
        self._done.clicked.connect(self._finish)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._done)
        for name in ("done", "done_here"):
            actions[name].changed.connect(self._follow_action)
        appearance.theme_changed.connect(self._tint)
        self._retranslate()

    def show_document(self, document: Document | None) -> None:
        """Show a document's key and what its metadata say of it."""
        self._document = document
        self._retranslate()

    def show_done(self, *, done: bool) -> None:
        """Show whether the person is done with the article."""
        self._is_done = done
        self._done.setChecked(done)
        self._name_done()
        self._tint()

    def show_layers(self, layers: Sequence[Layer], hidden: Collection[str]) -> None:
        """Offer a button for each layer; those in `hidden` are not drawn in the article."""
        if [layer.id for layer, _button in self._layers] != [layer.id for layer in layers[:_MOST_LAYERS]]:
            self._rebuild(layers[:_MOST_LAYERS])
        for layer, button in self._layers:
            button.setChecked(layer.id not in hidden)
        self._name_layers()
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _rebuild(self, layers: Sequence[Layer]) -> None:
        for _layer, button in self._layers:
            self._row.removeWidget(button)
            button.deleteLater()
        self._layers = []
        for layer in layers:
            button = _button(f"layer_{layer.id}", "toggle")
            button.clicked.connect(lambda _checked=False, name=layer.id: self.layer_toggled.emit(name))
            self._row.insertWidget(self._row.count() - 1, button)
            self._layers.append((layer, button))

    def _finish(self) -> None:
        """Go on to the next article, or take one that is done up again; the button shows what has become of it."""
        self._done.setChecked(self._is_done)
        self._actions["done_here" if self._is_done else "done"].trigger()

    def _follow_action(self) -> None:
        self._done.setEnabled(self._actions["done"].isEnabled())

    def _retranslate(self) -> None:
        self._done.setText(_("Done"))
        self._done.setVisible(self._document is not None)
        self._text.setText(_described(self._document) if self._document else "")
        self._name_done()
        self._name_layers()
        self._tint()

    def _name_done(self) -> None:
        words = _("Take this article up again") if self._is_done else name_text("done")
        self._done.setToolTip(f"{words}  ({key_text(BY_ID['done_here' if self._is_done else 'done'])})")
        self._done.setAccessibleName(words)

    def _name_layers(self) -> None:
        for place, (layer, button) in enumerate(self._layers, 1):
            name = name_of(layer, self._appearance.language)
            state = _("shown") if button.isChecked() else _("hidden")
            button.setText(name)
            button.setToolTip(f"{name}: {state}  ({key_text(BY_ID[f'layer_{place}'])})")
            button.setAccessibleName(f"{name}: {state}")

    def _tint(self) -> None:
        theme, ratio = self._appearance.theme, self.devicePixelRatioF()
        for layer, button in self._layers:
            colour = theme.colour("accent" if button.isChecked() else "muted")
            button.setIcon(pixmap(layer.draw, colour, scale=ratio))
        self._done.setIcon(pixmap("check", theme.colour("success" if self._is_done else "text"), scale=ratio))


def _button(name: str, look: str) -> QToolButton:
    button = named(QToolButton(), name, look=look)
    button.setCheckable(True)
    button.setFixedHeight(28)
    button.setIconSize(QSize(16, 16))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _described(document: Document) -> str:
    facts = (document.meta.get(name) for name in _SHOWN)
    known = [isolated(digits(fact) if is_date(fact) else fact) for fact in facts if isinstance(fact, str) and fact]
    return "  ·  ".join([left_to_right(document.key), *known])


def is_date(fact: str) -> bool:
    """Whether a fact is made of digits and signs only, so that its digits follow the interface."""
    return not any(character.isalpha() for character in fact)
