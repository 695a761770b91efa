"""A row of at most four choices, one of which is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from annotator.ui.panels.pieces import named, restyle

_ASIDE_PX, _FRAME_PX = 14, 3


class Segments(QFrame):
    """Buttons side by side; `chosen` carries the id of the one that the person took.

    Tab stops once, at the one that is taken, and the arrows go on from there as seen, taking the next one. Where they
    are `clearable` the arrows only go there, Space or Enter takes, and a press on the one that is taken lets go of it:
    `chosen` carries the empty string then.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, clearable: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("part", "segments")
        self._clearable = clearable
        self._taken = self._suggested = ""
        self._buttons: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)

    def set_choices(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Offer choices as (id, text, tooltip); where the ids are the same, only the words change."""
        if [choice[0] for choice in choices] != list(self._buttons):
            self._rebuild([choice[0] for choice in choices])
        for choice, text, tip in choices:
            button = self._buttons[choice]
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip or text)

    def choose(self, choice: str) -> None:
        """Show one as taken without sending `chosen`; an id that is none of them changes nothing."""
        if choice in self._buttons:
            self._show(choice)

    def suggest(self, choice: str) -> None:
        """Show one as what holds as long as none is taken; the empty string for none."""
        if choice == self._suggested:
            return
        former, self._suggested = self._suggested, choice
        for name in (former, choice):
            if name in self._buttons:
                restyle(self._buttons[name], "suggested", name == choice)
        self._stop_once()

    def choose_none(self) -> None:
        """Show none as taken, without sending `chosen`."""
        self._show("")

    def choice(self) -> str:
        """Return the id of the one that is taken; empty for none."""
        return self._taken

    def suggested(self) -> str:
        """Return the id of the one that holds as long as none is taken."""
        return self._suggested

    def buttons(self) -> list[QToolButton]:
        """The buttons in their order."""
        return list(self._buttons.values())

    def tab_stop(self) -> QToolButton | None:
        """Return the button at which Tab stops."""
        return self._buttons.get(self.choice() or self._suggested) or next(iter(self._buttons.values()), None)

    def natural_width(self, texts: Sequence[str]) -> float:
        """Return the room in px that these texts need side by side, whichever of them is bold."""
        font = self.font()
        font.setBold(True)
        metrics = QFontMetricsF(font)
        return _FRAME_PX + sum(metrics.horizontalAdvance(text) + _ASIDE_PX for text in texts)

    def step_from(self, button: _Segment, by: int) -> None:
        """Go from one button by so many to the right (1) or to the left (-1), as seen."""
        shown = sorted(self._buttons.values(), key=lambda each: each.x())
        place = shown.index(button) + by
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.OtherFocusReason)
            if not self._clearable:
                shown[place].click()

    def _take(self, name: str) -> None:
        taken = "" if self._clearable and name == self._taken else name
        self._show(taken)
        self.chosen.emit(taken)

    def _show(self, choice: str) -> None:
        self._taken = choice
        # Of an exclusive group one can't be let go of without another being taken.
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == choice)
        self._group.setExclusive(True)
        self._stop_once()

    def _stop_once(self) -> None:
        stop = self.tab_stop()
        for button in self._buttons.values():
            wanted = Qt.FocusPolicy.TabFocus if button is stop else Qt.FocusPolicy.NoFocus
            if button.focusPolicy() is not wanted:
                button.setFocusPolicy(wanted)

    def _rebuild(self, names: list[str]) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {name: self._button(name) for name in names}
        self._taken = self._suggested = ""
        self._stop_once()

    def _button(self, name: str) -> _Segment:
        button = named(_Segment(self), f"segment_{name}")
        button.clicked.connect(lambda _checked=False: self._take(name))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button


class _Segment(QToolButton):
    """One of the buttons."""

    def __init__(self, segments: Segments) -> None:
        super().__init__(segments)
        self._segments = segments
        self.setProperty("oneOfSeveral", True)  # see `choice_access`
        self.setCheckable(True)
        self.setFixedHeight(26)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter does what Space does."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        down = -1 if mirrored else 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -down, Qt.Key.Key_Down: down}
        if event.key() in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._segments.step_from(self, steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
