"""The one table of what can be done in the window. Menus, shortcuts, tooltips and the cheat sheet are made from it.

A row needs a handler of the same id (see `annotator.ui.window`); a test checks that every row has one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from annotator.ui.numbers import left_to_right
from annotator.words import N_, _

MENUS = (
    ("project", N_("Project")),
    ("edit", N_("Edit")),
    ("selection", N_("Selection")),
    ("go", N_("Go")),
    ("view", N_("View")),
    ("help", N_("Help")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One action: its name, menu and keys, and what must be there before it can be used."""

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    local: bool = False
    """The key is used where the focus is; as a shortcut of the window it would come before that."""


def _row(id: str, text: str, menu: str, *keys: str, needs: str = "", local: bool = False) -> Row:
    return Row(id, text, menu, keys, frozenset(needs.split()), local)


def _edge(id: str, text: str, key: str) -> Row:
    """A row that moves an edge of the selected span."""
    return _row(id, text, "selection", key, needs="span writable", local=True)


ROWS = (
    _row("open_folder", N_("Open a folder of articles…"), "project", "Ctrl+O"),
    _row("open_project", N_("Open a project file…"), "project", "Ctrl+Shift+O"),
    _row("open_samples", N_("Try it on sample articles"), "project"),
    _row("read_again", N_("Read the folder again"), "project", "F5", needs="project writable"),
    _row("close_project", N_("Close the project"), "project", "Ctrl+W", needs="project"),
    _row("quit", N_("Quit"), "project", "Ctrl+Q"),
    _row("undo", N_("Undo"), "edit", "Ctrl+Z", needs="undo"),
    _row("redo", N_("Redo"), "edit", "Ctrl+Shift+Z", "Ctrl+Y", needs="redo"),
    _row("copy", N_("Copy"), "edit", "Ctrl+C", needs="article", local=True),
    _row("select_all", N_("Select the whole article"), "edit", "Ctrl+A", needs="article", local=True),
    _row("delete_span", N_("Delete the selected span"), "edit", "Delete", "Backspace", needs="span writable"),
    _row("keep_label", N_("Keep a label for every selection"), "edit", "Ctrl+J", needs="article writable"),
    _row("done", N_("Done, and on to the next article"), "edit", "Ctrl+Return", "Ctrl+Enter", needs="article writable"),
    _row(
        "done_here",
        N_("Done or not done, staying here"),
        "edit",
        "Ctrl+Shift+Return",
        "Ctrl+Shift+Enter",
        needs="article writable",
    ),
    _row("note", N_("Note on the selected span"), "edit", "Ctrl+M", needs="span"),
    _row("clear", N_("Clear the selection"), "edit", "Esc", local=True),
    _row("settings", N_("Settings…"), "edit", "Ctrl+,"),
    _row("grow_selection", N_("Select to the next comma or stop"), "selection", "Space", needs="article", local=True),
    _row("shrink_selection", N_("Take the last step back"), "selection", "Shift+Space", needs="article", local=True),
    _edge("start_left", N_("Start of the span to the left"), "Alt+Left"),
    _edge("start_right", N_("Start of the span to the right"), "Alt+Right"),
    _edge("end_left", N_("End of the span to the left"), "Alt+Shift+Left"),
    _edge("end_right", N_("End of the span to the right"), "Alt+Shift+Right"),
    _edge("start_left_letter", N_("Start one letter to the left"), "Ctrl+Alt+Left"),
    _edge("start_right_letter", N_("Start one letter to the right"), "Ctrl+Alt+Right"),
    _edge("end_left_letter", N_("End one letter to the left"), "Ctrl+Alt+Shift+Left"),
    _edge("end_right_letter", N_("End one letter to the right"), "Ctrl+Alt+Shift+Right"),
    _row("find_command", N_("Search or run a command"), "go", "Ctrl+K"),
    _row("next_document", N_("Next article"), "go", "Ctrl+PgDown", needs="article"),
    _row("previous_document", N_("Previous article"), "go", "Ctrl+PgUp", needs="article"),
    _row("next_span", N_("Next span"), "go", ".", needs="article"),
    _row("previous_span", N_("Previous span"), "go", ",", needs="article"),
    _row("find", N_("Find in the article"), "go", "Ctrl+F", needs="article"),
    _row("find_next", N_("Next hit"), "go", "F3", "Ctrl+G", needs="article"),
    _row("find_previous", N_("Previous hit"), "go", "Shift+F3", "Ctrl+Shift+G", needs="article"),
    _row("find_document", N_("Find an article"), "go", "Ctrl+Shift+F", needs="project"),
    _row("inspect", N_("Details of the selected span"), "go", "Ctrl+E", needs="article"),
    _row("next_pane", N_("Next pane"), "go", "F6"),
    _row("previous_pane", N_("Previous pane"), "go", "Shift+F6"),
    _row("show_documents", N_("Show or hide the articles"), "view", "F9", needs="project"),
    _row("show_labels", N_("Show or hide the labels"), "view", "Shift+F9", needs="project"),
    _row("layer_1", N_("Show or hide the first layer"), "view", "Alt+1", needs="article layer1"),
    _row("layer_2", N_("Show or hide the second layer"), "view", "Alt+2", needs="article layer2"),
    _row("layer_3", N_("Show or hide the third layer"), "view", "Alt+3", needs="article layer3"),
    _row("show_links", N_("Show or hide all links"), "view", "F7", needs="article"),
    _row("show_signs", N_("Show or hide invisible signs"), "view", "F8", needs="article"),
    _row("switch_language", N_("Switch the language"), "view", "Ctrl+L"),
    _row("switch_theme", N_("Next theme"), "view", "Ctrl+T"),
    _row("larger_text", N_("Larger article text"), "view", "Ctrl++", "Ctrl+="),
    _row("smaller_text", N_("Smaller article text"), "view", "Ctrl+-"),
    _row("usual_text", N_("Usual size of the article text"), "view", "Ctrl+0"),
    _row("guideline", N_("Guideline of the label"), "help", "F2", needs="article"),
    _row("cheat_sheet", N_("Keys and help"), "help", "F1", "?", "؟"),
)

BY_ID = {row.id: row for row in ROWS}

_REASONS = {
    "project": N_("Open a project first"),
    "article": N_("Open an article first"),
    "writable": N_("Read-only here"),
    "span": N_("Select a span first"),
    "undo": N_("Nothing to undo"),
    "redo": N_("Nothing to redo"),
    "layer1": N_("The scheme has no such layer"),
    "layer2": N_("The scheme has no such layer"),
    "layer3": N_("The scheme has no such layer"),
}
"""What is missing where something of `Row.needs` is, the most general first."""


_HELD = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl+"),
    (Qt.KeyboardModifier.AltModifier, "Alt+"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift+"),
)


def key_text(row: Row) -> str:
    """Return the first shortcut of an action as the system writes it; empty where it has none."""
    return QKeySequence(row.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if row.keys else ""


def name_text(action_id: str) -> str:
    """Return what an action is called in the language in force."""
    return _(BY_ID[action_id].text).removesuffix("…")


class Actions(QObject):
    """The QActions of a window, one for each row, with texts in the language in force."""

    def __init__(self, parent: QObject, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(parent)
        self._by_id = {row.id: self._made(row, handlers[row.id]) for row in ROWS}
        self.present: frozenset[str] = frozenset()
        """What is there now, in the words of `Row.needs`."""
        self.retranslate()

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def all(self) -> list[QAction]:
        """Every action, in the order of the table."""
        return list(self._by_id.values())

    def of_menu(self, menu: str) -> list[QAction]:
        """The actions of one menu, in the order of the table."""
        return [self._by_id[row.id] for row in ROWS if row.menu == menu]

    def retranslate(self) -> None:
        """Ask for every text again after the language has changed."""
        for row in ROWS:
            self._by_id[row.id].setText(_menu_text(row))

    def allow(self, present: frozenset[str]) -> None:
        """Enable what can be done now; `present` names what is there, in the words of `Row.needs`."""
        self.present = present
        for row in ROWS:
            self._by_id[row.id].setEnabled(row.needs <= present)

    def reason(self, action_id: str) -> str:
        """Say why an action can't be done now; empty where it can."""
        missing = BY_ID[action_id].needs - self.present
        return next((_(text) for need, text in _REASONS.items() if need in missing), _("Not now") if missing else "")

    def for_key(self, name: str, held: Qt.KeyboardModifier) -> QAction | None:
        """Return the enabled action of a key by its Latin name: for layouts whose letters are not Latin."""
        held_text = "".join(text for modifier, text in _HELD if held & modifier)
        wanted = QKeySequence(f"{held_text}{name.upper()}")
        return next((act for act in self._by_id.values() if act.isEnabled() and wanted in act.shortcuts()), None)

    def _made(self, row: Row, handler: Callable[[], object]) -> QAction:
        action = QAction(self)
        action.setObjectName(row.id)
        if not row.local:
            action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: handler())
        return action


def _menu_text(row: Row) -> str:
    """What the menu says. A text after a tab stands where shortcuts do, in place of Qt's own.

    A key that ends in a sign has to be isolated: an Arabic menu would show `++Ctrl`.
    """
    keys = key_text(row)
    if row.local or keys.endswith(("+", "-")):
        return f"{_(row.text)}\t{left_to_right(keys)}"
    return _(row.text)
