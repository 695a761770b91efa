"""The status bar: whether the last edit is on disk, what the article holds, long work, who is at work."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from annotator.ui.actions import BY_ID, Actions, key_text, name_text
from annotator.ui.appearance import Appearance
from annotator.ui.icons import pixmap
from annotator.ui.numbers import isolated, left_to_right, number
from annotator.ui.panels.pieces import Wired, named, restyle, text_label
from annotator.words import _, ngettext

_PATIENCE_MS = 300
"""Saving is told only when it takes longer than this; what is quick must not flicker."""

_OFFERED = ("settings", "cheat_sheet")
"""Actions that stand in the bar as long as no project is open."""


class Saving(Enum):
    """Where the last edit is."""

    NOTHING = ""
    SAVING = "muted"
    SAVED = "success"
    FAILED = "danger"
    READ_ONLY = "warning"


class StatusBar(QFrame):
    """One line at the foot of the window. "Saved" is said only after the commit has returned."""

    cancelled = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusbar")
        self.setProperty("part", "statusbar")
        self.setFixedHeight(28)
        self._appearance = appearance
        self._saving = self._before = self._told = Saving.NOTHING
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._tell_saving)
        self._reason: Callable[[], str] = str
        self._counts: tuple[int, int] | None = None
        self._person = ""
        self._work: Callable[[], str] = str
        self._mark, self._saved = QLabel(), text_label("saved")
        self._held = text_label("counts")
        self._job = text_label("job")
        self._bar = named(QProgressBar(), "progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._cancel = named(QPushButton(), "cancel", look="link")
        self._cancel.clicked.connect(self.cancelled)
        self._who = text_label("person")
        self._links = {
            name: named(QPushButton(), f"status_{name}", look="quiet") for name in ("settings", "cheat_sheet")
        }
        self._lay_out()
        appearance.theme_changed.connect(self._retranslate)
        self.end_work()
        self._retranslate()

    def offer(self, actions: Actions) -> None:
        """Offer settings and help where no project is open, so that the first page has them in sight."""
        for name in self._links:
            Wired(self._links[name], actions[name])

    def show_saving(self, saving: Saving, reason: Callable[[], str] = str) -> None:
        """Say where the last edit is; `reason` says why it is not on disk."""
        if saving is Saving.SAVING:
            if self._saving is not Saving.SAVING:
                self._before = self._saving
            self._saving = saving
            self._patience.start()
            return
        self._patience.stop()
        self._saving, self._reason = saving, reason
        if saving is Saving.FAILED or saving is not self._told:
            self._tell_saving()

    def show_refused(self) -> None:
        """The edit was not made: what was true of the one before it still is."""
        if self._saving is Saving.SAVING:
            self.show_saving(self._before, self._reason)

    @property
    def saving(self) -> Saving:
        """Where the last edit is."""
        return self._saving

    def show_counts(self, spans: int, links: int) -> None:
        """Say how many spans and links the person has in the article."""
        self._counts = (spans, links)
        self._held.setText(_counted(spans, links))

    def show_person(self, name: str) -> None:
        """Say who is at work; empty for nobody."""
        self._person = name
        self._retranslate()

    def clear(self) -> None:
        """Say nothing: no project is open."""
        self._counts, self._person, self._saving = None, "", Saving.NOTHING
        self._retranslate()

    def show_work(self, name: Callable[[], str], done: int, total: int, left_s: int | None = None) -> None:
        """Show long work: `done` of `total`, or only that it goes on where the total is not known (0).

        `left_s` is how long it will still take, in seconds, where that can be said.
        """
        self._work = name
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        of = f"{number(done)} / {number(total)}" if total else (number(done) if done else "")
        self._job.setText("  ".join(part for part in (name(), of, _left(left_s)) if part))
        for widget in (self._job, self._bar, self._cancel):
            widget.show()

    def end_work(self) -> None:
        """Take the progress away."""
        for widget in (self._job, self._bar, self._cancel):
            widget.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self._saved)
        row.addSpacing(14)
        row.addWidget(self._held)
        row.addStretch(1)
        row.addWidget(self._job)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        row.addSpacing(14)
        row.addWidget(self._who)
        for link in self._links.values():
            row.addWidget(link)
        for text in (self._saved, self._held, self._job, self._who):
            text.setProperty("role", "secondary")
        for text in (self._held, self._who):
            text.setProperty("tone", "muted")

    def _retranslate(self) -> None:
        self.setAccessibleName(_("Status"))
        self._cancel.setText(_("Cancel"))
        self._cancel.setAccessibleName(_("Cancel"))
        for name, link in self._links.items():
            link.setText(f"{name_text(name)}   {left_to_right(key_text(BY_ID[name]))}")
            link.setAccessibleName(name_text(name))
            link.setVisible(not self._person)
        self._who.setText(_("Me: {person}").format(person=isolated(self._person)) if self._person else "")
        self._held.setText(_counted(*self._counts) if self._counts else "")
        self._tell_saving()

    def _tell_saving(self) -> None:
        self._told = self._saving
        words = {
            Saving.NOTHING: "",
            Saving.SAVING: _("Saving…"),
            Saving.SAVED: _("Saved"),
            Saving.FAILED: _("Not saved: {reason}").format(reason=self._reason()),
            Saving.READ_ONLY: _("Read-only"),
        }
        self._saved.setText(words[self._saving])
        self._saved.setAccessibleName(words[self._saving])
        restyle(self._saved, "tone", self._saving.value)
        icons = {Saving.SAVED: "check", Saving.FAILED: "warning", Saving.READ_ONLY: "lock"}
        name = icons.get(self._saving)
        self._mark.setVisible(name is not None)
        if name:
            colour = self._appearance.theme.colour(self._saving.value)
            self._mark.setPixmap(pixmap(name, colour, scale=self.devicePixelRatioF()))


def _left(seconds: int | None) -> str:
    if seconds is None:
        return ""
    if seconds < 60:
        return ngettext("{count} second left", "{count} seconds left", seconds).format(count=number(seconds))
    minutes = round(seconds / 60)
    return ngettext("{count} minute left", "{count} minutes left", minutes).format(count=number(minutes))


def _counted(spans: int, links: int) -> str:
    parts = [ngettext("{count} span", "{count} spans", spans).format(count=number(spans))]
    if links:
        parts.append(ngettext("{count} link", "{count} links", links).format(count=number(links)))
    return " · ".join(parts)
