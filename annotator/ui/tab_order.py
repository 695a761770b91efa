"""Where Tab goes: pane by pane, and in a pane as one reads. Asked for when Tab is pressed.

Qt's own order is that in which widgets were made, and much here is made when it is first needed. A pane says its turn
by the property `tabTurn`; what is in no pane comes first.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

PANES, NOTICES = 1, 9
"""Turns of the first pane, and of what is told at the foot of the window."""

_FORWARD, _BACK = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next or the previous stop of a window; False where there is no other."""
    stops = stops_of(window)
    focus = window.focusWidget()
    if focus not in stops or len(stops) < 2:
        return False
    stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)].setFocus(_FORWARD if forward else _BACK)
    return True


def stops_of(window: QWidget) -> list[QWidget]:
    """Return everything in a window at which Tab stops now, in the order of the stops."""
    turns: dict[int, list[QWidget]] = {0: []}
    _collect(window, 0, turns)
    return [widget for turn in sorted(turns) for widget in turns[turn]]


def _collect(widget: QWidget, turn: int, turns: dict[int, list[QWidget]]) -> None:
    """Go down from a widget: what lies in one holder is together, even where it is scrolled out of sight."""
    own = widget.property("tabTurn")
    turn = turn if own is None else int(own)
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.focusProxy() is None:
        turns.setdefault(turn, []).append(widget)
    inside = [child for child in widget.children() if isinstance(child, QWidget)]
    for child in _as_read([child for child in inside if child.isVisible() and not child.isWindow()]):
        _collect(child, turn, turns)


def _as_read(widgets: list[QWidget]) -> list[QWidget]:
    """Sort neighbours by lines: what begins above the middle of the first of a line, belongs to the line."""
    waiting = sorted(widgets, key=QWidget.y)
    read: list[QWidget] = []
    while waiting:
        middle = waiting[0].y() + waiting[0].height() // 2  # not `center()`: that of an empty box lies above it
        line = [widget for widget in waiting if widget.y() <= middle]
        read += sorted(line, key=_distance)
        waiting = waiting[len(line) :]
    return read


def _distance(widget: QWidget) -> int:
    """How far a widget stands from where a line begins."""
    mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return -widget.geometry().right() if mirrored else widget.x()
