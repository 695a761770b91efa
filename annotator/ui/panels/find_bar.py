"""The bar that finds words in the article: what to find, which hit of how many, and how strictly it was looked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from annotator.text.direction import base_direction
from annotator.text.search import LEVELS, Level
from annotator.ui.actions import BY_ID, key_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import IconButton, pixmap
from annotator.ui.numbers import number
from annotator.ui.panels.pieces import named, restyle, text_label
from annotator.ui.panels.segments import Segments
from annotator.ui.speech import say
from annotator.ui.theme import article_font, interface_font
from annotator.words import N_, _, ngettext

_HEIGHT_PX, _FIELD_PX, _COUNT_PX = 44, 30, 84
_GUEST_PX = 15
"""Arabic in an English interface is two pixels larger, in the family of the article."""
_WIDE_PX = 640
"""From this width on there is room for the levels as well."""

_LEVELS: dict[Level, tuple[str, str]] = {
    "exact": (N_("Exact"), N_("The words as they are typed")),
    "folded": (N_("Folded"), N_("Spelling variants, harakat and digits of either kind count as the same")),
    "flexible": (N_("Flexible"), N_("Prefixes and the article may differ, and a few words may stand between")),
    "lexicon": (N_("Lexicon"), N_("Every source that the text keeps unnamed")),
}


class FindBar(QFrame):
    """A field with its count and its ways on. It knows nothing of the article: `typed`, `stepped`, `closed` say what
    the person wants, `show_hits` shows what came of it."""

    typed = Signal(str)
    stepped = Signal(int)
    """The next hit (1) or the previous one (-1)."""
    level_chosen = Signal(str)
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setProperty("part", "find")
        self.setFixedHeight(_HEIGHT_PX)
        self._appearance = appearance
        self._says: Callable[[], str] = str
        self._magnifier = QLabel()
        self.field = named(QLineEdit(), "findField")
        self.field.setFixedHeight(_FIELD_PX)
        self.field.setMinimumWidth(140)
        self.field.textChanged.connect(self._field_changed)
        self._count = text_label("findCount", tone="muted")
        self._count.setMinimumWidth(_COUNT_PX)
        self._previous = self._button("up", "findPrevious", lambda: self.stepped.emit(-1))
        self._next = self._button("down", "findNext", lambda: self.stepped.emit(1))
        self._levels = Segments()
        self._levels.setObjectName("findLevels")
        self._levels.setFixedHeight(_FIELD_PX)
        self._levels.chosen.connect(self.level_chosen)
        self._close = self._button("close", "findClose", self.closed.emit)
        self._lay_out()
        self._retranslate()
        self.hide()

    def query(self) -> str:
        """Return what is to be found."""
        return self.field.text()

    def begin(self, query: str | None) -> None:
        """Show the bar with the focus in its field; `query` replaces what stands there."""
        self.show()
        if query is not None:
            self.field.setText(query)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_hits(self, current: int | None, count: int, level: Level | None, *, is_done: bool) -> None:
        """Show which hit of how many is the current one, and the level at which they were found."""
        nothing = bool(self.query().strip()) and is_done and not count
        self._says = lambda: _counted(current, count, is_done=is_done) if self.query().strip() else ""
        restyle(self._count, "tone", "warning" if nothing else "muted")
        self._count.setText(self._says())
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)
        if level is None:
            self._levels.choose_none()
        else:
            self._levels.choose(level)
        if is_done:
            say(self.field, self._says)

    def count_text(self) -> str:
        """What the bar says of the hits."""
        return self._count.text()

    def level(self) -> str:
        """The level that the bar names; empty for none."""
        return self._levels.choice()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next hit with Enter, to the previous one with Shift and Enter; close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the levels out where there is no room for them."""
        super().resizeEvent(event)
        self._levels.setVisible(event.size().width() >= _WIDE_PX)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _field_changed(self, text: str) -> None:
        self._turn_field()
        self.typed.emit(text)

    def _turn_field(self) -> None:
        """Write in the direction of what is typed; an empty field keeps to the interface."""
        rtl = base_direction(self.query()) == "rtl"
        if not self.query().strip():
            self.field.unsetLayoutDirection()
        else:
            self.field.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        is_guest = rtl and bool(self.query()) and self._appearance.language != "ar"
        self.field.setFont(article_font(_GUEST_PX) if is_guest else interface_font(self._appearance.language))

    def _button(self, icon: str, name: str, pressed: Callable[[], object]) -> IconButton:
        button = named(IconButton(icon), name)
        button.clicked.connect(lambda _checked=False: pressed())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addSpacing(4)  # unlike margins, what is spaced mirrors with the language
        row.addWidget(self._magnifier)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addWidget(self._levels)
        row.addWidget(self._close)

    def _retranslate(self) -> None:
        self.setAccessibleName(_("Find in the article"))
        self.field.setAccessibleName(_("Find in the article"))
        self.field.setPlaceholderText(_("Find in the article"))
        for button, action_id in ((self._previous, "find_previous"), (self._next, "find_next")):
            row = BY_ID[action_id]
            button.setToolTip(f"{_(row.text)}  ({key_text(row)})")
            button.setAccessibleName(_(row.text))
        self._close.setToolTip(_("Close"))
        self._close.setAccessibleName(_("Close"))
        self._levels.set_choices([(level, _(_LEVELS[level][0]), _(_LEVELS[level][1])) for level in LEVELS])
        self._count.setText(self._says())
        self._turn_field()
        self._tint()

    def _tint(self) -> None:
        colour = self._appearance.theme.colour("muted")
        self._magnifier.setPixmap(pixmap("search", colour, scale=self.devicePixelRatioF()))


def as_level(name: str) -> Level:
    """Return the level of a segment."""
    return cast(Level, name)


def _counted(current: int | None, count: int, *, is_done: bool) -> str:
    if not count:
        return _("Nothing found") if is_done else _("Searching…")
    more = "" if is_done else "…"
    if current is None:
        return ngettext("{count} hit", "{count} hits", count).format(count=number(count)) + more
    return _("{place} of {count}").format(place=number(current + 1), count=number(count)) + more
