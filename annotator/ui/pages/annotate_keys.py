"""Keys that nothing on the page has used: a label's key, or a shortcut typed with a layout of other letters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.actions import Actions
from annotator.ui.keys import is_plain, key_name
from annotator.ui.labelling import Labelling


def used(event: QKeyEvent, labelling: Labelling, actions: Actions) -> bool:
    """Act on a key of the page; False where it means nothing here."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and labelling.confirm():
        return True
    name = key_name(event)
    if name and is_plain(event) and labelling.press(name):
        return True
    action = actions.for_key(name, event.modifiers()) if name else None
    if action is not None:
        action.trigger()
    return action is not None
