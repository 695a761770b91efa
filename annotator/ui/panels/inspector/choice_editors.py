"""Fields for what is chosen from a few values: one of them, several, yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.model.scheme_parts import Attribute, name_of
from annotator.ui.appearance import Appearance
from annotator.ui.panels.inspector.editor import Editor
from annotator.ui.panels.inspector.field_button import Content, Edge, FieldButton
from annotator.ui.panels.pieces import named, restyle
from annotator.ui.panels.segments import Segments
from annotator.words import _

_MOST_SEGMENTS = 4
_YES, _NO = "yes", "no"


class ChoiceEditor(Editor):
    """One of several values: segments where up to four fit, else a field with a menu. `yesno` is one of two."""

    def __init__(self, attribute: Attribute, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(attribute, appearance, parent)
        self._value: Any = None
        self._missing = False
        self._spoken = ("", "")
        self._segments: Segments | None = None
        self._field: FieldButton | None = None
        self._names = _named_values(attribute, appearance.language)

    def show_value(self, value: Any, *, missing: bool) -> None:
        """Show which value is taken; the default shows as such while none is."""
        self._value, self._missing = value, missing
        self._arrange()

    def stop(self) -> QWidget:
        """The segment that Tab stops at, or the field."""
        if self._fits() and self._segments is not None:
            return self._segments.tab_stop() or self
        return self._field or self

    def name(self, name: str, description: str) -> None:
        """Name the field, and every segment with it."""
        self._spoken = (name, description)
        if self._field is not None:
            self._field.setAccessibleName(f"{name}: {self._field.content.text}")
            self._field.setAccessibleDescription(description)
        if self._segments is not None:
            self._segments.setAccessibleName(name)
            for button in self._segments.buttons():
                button.setAccessibleName(f"{name}: {button.text()}")
                button.setAccessibleDescription(description)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Segments where they fit now."""
        super().resizeEvent(event)
        self._arrange()

    def _fits(self) -> bool:
        if len(self._names) > _MOST_SEGMENTS or (self._key() and self._key() not in self._names):
            return False
        self._segments = self._segments or self._made_segments()
        return self._segments.natural_width(list(self._names.values())) <= self.width()

    def _arrange(self) -> None:
        fits = self._fits()
        if fits:
            self._show_segments()
        else:
            self._show_field()
        for widget, wanted in ((self._segments, fits), (self._field, not fits)):
            if widget is not None and widget.isHidden() == wanted:
                widget.setVisible(wanted)
        self.name(*self._spoken)

    def _show_segments(self) -> None:
        assert self._segments is not None
        if self._key():
            self._segments.choose(self._key())
        else:
            self._segments.choose_none()
        self._segments.suggest("" if self._key() else _key_of(self.attribute.default))
        edge = "warning" if self._missing else ""
        if self._segments.property("edge") != edge:
            restyle(self._segments, "edge", edge)

    def _show_field(self) -> None:
        self._field = self._field or self._made_field()
        shown = _key_of(self._value if self._value is not None else self.attribute.default)
        text = self._names.get(shown, shown) or _nothing(self)
        tone = "text" if self._value is not None else "muted"
        self._field.show_content(Content(text, tone, "warning" if self._missing else "solid", arrow=True))

    def _key(self) -> str:
        return _key_of(self._value)

    def _made_segments(self) -> Segments:
        made = named(Segments(self, clearable=True), f"{self.attribute.id}_segments")
        made.set_choices([(key, text, "") for key, text in self._names.items()])
        made.chosen.connect(lambda key: self.changed.emit(self._value_of(key)))
        made.hide()
        self.row.insertWidget(0, made, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return made

    def _made_field(self) -> FieldButton:
        made = named(FieldButton(self.appearance, self), f"{self.attribute.id}_field")
        made.clicked.connect(self._open_menu)
        made.hide()
        self.row.addWidget(made, 1)
        return made

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, text in self._names.items():
            action = _checkable(menu, key, text, checked=key == self._key())
            action.triggered.connect(lambda _checked=False, key=key: self.changed.emit(self._value_of(key)))
        if self._value is not None:
            menu.addSeparator()
            menu.addAction(_("Clear"), lambda: self.changed.emit(None)).setObjectName("clear")
        assert self._field is not None
        menu.popup(below(self._field))

    def _value_of(self, key: str) -> Any:
        if self.attribute.kind == "yesno":
            return {_YES: True, _NO: False}.get(key)
        return key or None


class ChoicesEditor(Editor):
    """Several of several values: a field with a menu that stays open while one ticks."""

    def __init__(self, attribute: Attribute, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(attribute, appearance, parent)
        self._chosen: list[str] = []
        self._names = _named_values(attribute, appearance.language)
        self._menu: _TickMenu | None = None
        self._field = named(FieldButton(appearance, self), f"{attribute.id}_field")
        self._field.clicked.connect(self._open_menu)
        self.row.addWidget(self._field, 1)

    def show_value(self, value: Any, *, missing: bool) -> None:
        """Show the values that are taken, by their names."""
        self._chosen = list(value or ())
        text = _(", ").join(self._names.get(key, key) for key in self._chosen)
        edge: Edge = "warning" if missing else "solid"
        self._field.show_content(Content(text or _nothing(self), "text" if text else "muted", edge, arrow=True))
        if self._menu is not None:
            self._menu.tick(self._chosen)

    def stop(self) -> QWidget:
        """The field."""
        return self._field

    def _open_menu(self) -> None:
        menu = self._menu = _TickMenu(self)
        menu.aboutToHide.connect(self._forget_menu)
        for key, text in self._names.items():
            action = _checkable(menu, key, text, checked=key in self._chosen)
            action.triggered.connect(lambda checked, key=key: self._tick(key, checked=checked))
        menu.popup(below(self._field))

    def _forget_menu(self) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    def _tick(self, key: str, *, checked: bool) -> None:
        wanted = {*self._chosen, key} if checked else {*self._chosen} - {key}
        # In the order of the scheme; what the scheme doesn't know stays.
        ordered = [known for known in (*self._names, *self._chosen) if known in wanted]
        # The next tick may come before the card has been filled again.
        self._chosen = list(dict.fromkeys(ordered))
        self.changed.emit(self._chosen or None)


class _TickMenu(QMenu):
    """A menu in which one ticks several: it closes with Esc, or a click elsewhere."""

    def tick(self, keys: Iterable[str]) -> None:
        """Show which ones are ticked."""
        chosen = set(keys)
        for action in self.actions():
            action.setChecked(action.data() in chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, and stay."""
        action = self.actionAt(event.position().toPoint())
        if action is not None:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick, and stay."""
        action = self.activeAction()
        if action is not None and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            action.trigger()
        else:
            super().keyPressEvent(event)


def _nothing(editor: Editor) -> str:
    return _("Choose") if editor.isEnabled() else _("Empty")


def below(field: QWidget) -> QPoint:
    """Return where a menu of a field opens; Qt keeps it on the screen."""
    return field.mapToGlobal(QPoint(0, field.height()))


def _checkable(menu: QMenu, key: str, text: str, *, checked: bool) -> QAction:
    action = menu.addAction(text)
    action.setObjectName(key)
    action.setData(key)
    action.setCheckable(True)
    action.setChecked(checked)
    return action


def _named_values(attribute: Attribute, language: str) -> dict[str, str]:
    if attribute.kind == "yesno":
        return {_YES: _("Yes"), _NO: _("No")}
    return {value.id: name_of(value, language) for value in attribute.values}


def _key_of(value: Any) -> str:
    """The key of a value among the choices; empty for none."""
    if isinstance(value, bool):
        return _YES if value else _NO
    return "" if value is None else str(value)
