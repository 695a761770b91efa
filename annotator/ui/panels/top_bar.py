"""The top bar: menu, project, undo and redo, language and theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from annotator.ui.actions import BY_ID, MENUS, Actions, key_text
from annotator.ui.appearance import CHOICES, Appearance
from annotator.ui.icons import IconButton
from annotator.ui.panels.elided import ElidedLabel
from annotator.ui.panels.pieces import Wired, named
from annotator.words import N_, _

_THEMES = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}
_OTHER_LANGUAGE = {"en": ("ar", "العربية"), "ar": ("en", "English")}


class TopBar(QFrame):
    """One row of 48 px; its menu is made from the table of actions."""

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setProperty("part", "topbar")
        self.setFixedHeight(48)
        self._appearance = appearance
        self._actions = actions
        self._project = named(ElidedLabel(), "project", role="section")
        self._menus = {name: QMenu(self) for name, _text in MENUS}
        self._menu = self._menu_button()
        self._documents = self._tool("list", "show_documents")
        self._undo, self._redo = self._tool("undo", "undo"), self._tool("redo", "redo")
        self._language = named(QToolButton(), "language")
        self._language.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._language.setMinimumHeight(28)
        Wired(self._language, actions["switch_language"])
        self._theme = self._theme_button()
        self._lay_out()
        appearance.theme_changed.connect(self._show_theme)
        self._retranslate()

    def show_project(self, name: str, tip: str = "") -> None:
        """Show the name of the project; the tooltip says where its file is."""
        self._project.setText(name)
        self._project.setToolTip(tip)
        for button in (self._undo, self._redo, self._documents):
            button.setVisible(bool(name))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(self._menu)
        row.addWidget(self._documents)
        row.addSpacing(6)
        row.addWidget(self._project, 1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addSpacing(12)
        row.addWidget(self._language)
        row.addWidget(self._theme)

    def _menu_button(self) -> IconButton:
        menu = QMenu(self)
        for name, _text in MENUS:
            self._menus[name].addActions(self._actions.of_menu(name))
            menu.addMenu(self._menus[name])
        button = IconButton("menu")
        button.setObjectName("menu")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _tool(self, icon: str, action_id: str) -> IconButton:
        button = named(IconButton(icon), f"tool_{action_id}")
        Wired(button, self._actions[action_id])
        return button

    def _theme_button(self) -> IconButton:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for choice in CHOICES:
            action = QAction(menu)
            action.setObjectName(f"theme_{choice}")
            action.setCheckable(True)
            action.setData(choice)
            action.triggered.connect(lambda _checked=False, choice=choice: self._appearance.choose_theme(choice))
            group.addAction(action)
            menu.addAction(action)
        button = IconButton("system")
        button.setObjectName("theme")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _show_theme(self) -> None:
        self._theme.show_icon(self._appearance.choice)
        for action in self._theme.menu().actions():
            action.setChecked(action.data() == self._appearance.choice)

    def _retranslate(self) -> None:
        for name, text in MENUS:
            self._menus[name].setTitle(_(text))
        for action in self._theme.menu().actions():
            action.setText(_(_THEMES[action.data()]))
        code, name = _OTHER_LANGUAGE[self._appearance.language]
        self._language.setText(name)
        _name_button(self._language, _("Switch the language"), "switch_language")
        # The word stands in the language that it switches to, so a screen reader should speak it as that.
        self._language.setAccessibleDescription(code)
        _name_button(self._menu, _("Menu"), "")
        _name_button(self._theme, _("Theme"), "switch_theme")
        for button, action_id in ((self._undo, "undo"), (self._redo, "redo"), (self._documents, "show_documents")):
            _name_button(button, _(BY_ID[action_id].text), action_id)
        self._show_theme()


def _name_button(button: QToolButton, name: str, action_id: str) -> None:
    keys = key_text(BY_ID[action_id]) if action_id else ""
    button.setToolTip(f"{name}  ({keys})" if keys else name)
    button.setAccessibleName(name)
