"""The top bar: menu, project, pages as text tabs, undo and redo, and the field that opens the command palette."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from annotator.ui.actions import BY_ID, MENUS, Actions, key_text, name_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import IconButton, pixmap
from annotator.ui.numbers import isolated, left_to_right
from annotator.ui.opening import project_name
from annotator.ui.panels.keycap import Keycap
from annotator.ui.panels.pieces import Wired, named
from annotator.ui.theme import interface_font
from annotator.words import N_, _

PAGES = (("annotate", N_("Annotate")),)
"""The pages that exist: (id, name). A page of later work is one row more."""

_FIELD_PX = 236
_TAB_BAR_PX = 3


class TopBar(QFrame):
    """One row of 48 px; its menu is made from the table of actions. `project_chosen` carries the path of a project."""

    project_chosen = Signal(str)

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setProperty("part", "topbar")
        self.setFixedHeight(48)
        self._actions = actions
        self._menus = {name: QMenu(self) for name, _text in MENUS}
        self._recent = QMenu(self)
        self._menu = self._menu_button()
        self._documents = self._tool("list", "show_documents")
        self._project = ProjectButton(self._recent)
        self._tabs = [Tab(name, text, appearance) for name, text in PAGES]
        self._undo, self._redo = self._tool("undo", "undo"), self._tool("redo", "redo")
        self._field = PaletteButton(appearance)
        Wired(self._field, actions["find_command"])
        self._lay_out()
        self._retranslate()

    def show_project(self, name: str, tip: str = "") -> None:
        """Show the name of the project; the tooltip says where its file is."""
        self._project.show_name(name, tip)
        for widget in (self._project, self._undo, self._redo, *self._tabs):
            widget.setVisible(bool(name))
        if not name:
            self._documents.hide()

    def offer_documents(self, *, folded: bool) -> None:
        """Show the button that opens the documents, where they are folded away."""
        self._documents.setVisible(folded)

    def show_recent(self, projects: Sequence[Path]) -> None:
        """Offer the projects that were open last, then the ways to open another."""
        self._recent.clear()
        for project in projects:
            action = self._recent.addAction(isolated(project_name(project)))
            action.setToolTip(left_to_right(str(project)))
            action.triggered.connect(lambda _checked=False, path=str(project): self.project_chosen.emit(path))
        if projects:
            self._recent.addSeparator()
        self._recent.addActions([self._actions[name] for name in ("open_folder", "open_project", "close_project")])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self._menu)
        row.addWidget(self._documents)
        row.addSpacing(4)
        row.addWidget(self._project)
        row.addSpacing(20)
        for tab in self._tabs:
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addSpacing(8)
        row.addWidget(self._field)

    def _menu_button(self) -> IconButton:
        menu = QMenu(self)
        for name, _text in MENUS:
            self._menus[name].addActions(self._actions.of_menu(name))
            menu.addMenu(self._menus[name])
        button = named(IconButton("menu"), "menu")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _tool(self, icon_name: str, action_id: str) -> IconButton:
        button = named(IconButton(icon_name), f"tool_{action_id}")
        Wired(button, self._actions[action_id])
        return button

    def _retranslate(self) -> None:
        for name, text in MENUS:
            self._menus[name].setTitle(_(text))
        _name_button(self._menu, _("Menu"), "")
        for button, action_id in ((self._undo, "undo"), (self._redo, "redo"), (self._documents, "show_documents")):
            _name_button(button, name_text(action_id), action_id)
        _name_button(self._field, name_text("find_command"), "find_command")
        self._field.retranslate()


class ProjectButton(QToolButton):
    """The name of the project; a click offers the projects of the last days."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("project")
        self.setProperty("look", "project")
        self._name = ""
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(32)
        self.setMaximumWidth(_FIELD_PX)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str, tip: str) -> None:
        """Show a name, cut short where it is long."""
        metrics = QFontMetrics(interface_font("ar", "section"))
        self.setText(metrics.elidedText(isolated(name), Qt.TextElideMode.ElideMiddle, _FIELD_PX - 24))
        self.setToolTip(left_to_right(tip))
        self._name = name
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(_("Project {name}").format(name=self._name))


class Tab(QToolButton):
    """One page, the current one in bold over a bar of the accent."""

    def __init__(self, name: str, text: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"page_{name}")
        self.setProperty("look", "tab")
        self.setCheckable(True)
        self.setChecked(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(47)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._text, self._appearance = text, appearance
        self.clicked.connect(self._stay)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and the bar of the current page."""
        super().paintEvent(event)
        if self.isChecked():
            bar = QRectF(6, self.height() - _TAB_BAR_PX, self.width() - 12, _TAB_BAR_PX)
            QPainter(self).fillRect(bar, self._appearance.theme.colour("accent"))

    def _stay(self) -> None:
        self.setChecked(True)

    def _retranslate(self) -> None:
        self.setText(_(self._text))
        self.setAccessibleName(_(self._text))


class PaletteButton(QToolButton):
    """Looks like a field, because typing is what follows; a click opens the command palette."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openPalette")
        self.setProperty("look", "field")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_FIELD_PX, 30)
        self._appearance = appearance
        self._magnifier, self._words = QLabel(), named(QLabel(), "paletteWords", tone="muted", role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 6, 0)
        row.setSpacing(7)
        row.addWidget(self._magnifier)
        row.addWidget(self._words, 1)
        row.addWidget(Keycap(key_text(BY_ID["find_command"]), appearance))
        for label in (self._magnifier, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        appearance.theme_changed.connect(self.retranslate)

    def sizeHint(self) -> QSize:
        """One size in both languages."""
        return QSize(_FIELD_PX, 30)

    def retranslate(self) -> None:
        """Say it in the language in force, in the colours of the theme."""
        colour = self._appearance.theme.colour("muted")
        self._magnifier.setPixmap(pixmap("search", colour, scale=self.devicePixelRatioF()))
        self._words.setText(name_text("find_command"))


def _name_button(button: QToolButton, name: str, action_id: str) -> None:
    keys = key_text(BY_ID[action_id]) if action_id else ""
    button.setToolTip(f"{name}  ({keys})" if keys else name)
    button.setAccessibleName(name)
