"""The projects of the last days on the first page: name, how far one was, when, and a way to take one off the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import IconButton
from annotator.ui.numbers import digits, isolated, left_to_right, number
from annotator.ui.opening import project_name
from annotator.ui.panels.elided import ElidedLabel
from annotator.ui.panels.pieces import named, restyle, text_label
from annotator.ui.recent import Recent
from annotator.words import _, language, ngettext

_ROW_PX = 34


class RecentList(QWidget):
    """`chosen` carries the path of a project to open, `forgotten` that of one to take off the list."""

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recentList")
        self._heading = text_label("recentHeading", role="strong")
        self._rows: list[RecentRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._heading)
        self._retranslate()

    def show_projects(self, projects: Sequence[Recent]) -> None:
        """Show projects, the last first."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [RecentRow(project) for project in projects]
        for row in self._rows:
            row.open.clicked.connect(lambda _checked=False, path=row.project.path: self.chosen.emit(path))
            row.forget.clicked.connect(lambda _checked=False, path=row.project.path: self.forgotten.emit(path))
            self._column.addWidget(row)
        self.setVisible(bool(projects))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._heading.setText(_("Recent projects"))


class RecentRow(QWidget):
    """One project. One that is no longer there says so, and can only be taken off the list."""

    def __init__(self, project: Recent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.setFixedHeight(_ROW_PX)
        self.open = named(QPushButton(), "recent", look="row")
        self.open.setFixedHeight(_ROW_PX - 2)
        self.open.setEnabled(not project.is_missing)
        self.open.setToolTip(left_to_right(project.path))
        self._name, self._done, self._when = ElidedLabel(), _quiet(), _quiet()
        self.forget = named(IconButton("close"), "forgetRecent")
        inner = QHBoxLayout(self.open)
        inner.setContentsMargins(8, 0, 8, 0)
        inner.setSpacing(16)
        for label, stretch in ((self._name, 3), (self._done, 2), (self._when, 2)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inner.addWidget(label, stretch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.open, 1)
        row.addWidget(self.forget)
        restyle(self._name, "tone", "muted" if project.is_missing else "")
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        name = project_name(Path(self.project.path))
        self._name.setText(isolated(name))
        self._done.setText(_("Not there any more") if self.project.is_missing else _how_far(self.project))
        self._when.setText(_when(self.project))
        self.open.setAccessibleName(_("Project {name}").format(name=name))
        self.open.setAccessibleDescription(self._done.text())
        forget = _("Take {name} off the list").format(name=isolated(name))
        self.forget.setToolTip(forget)
        self.forget.setAccessibleName(forget)


def _quiet() -> QLabel:
    label = ElidedLabel()
    label.setProperty("tone", "muted")
    label.setProperty("role", "secondary")
    return label


def _how_far(project: Recent) -> str:
    if not project.total:
        return ""
    words = ngettext("{done} of {count} article", "{done} of {count} articles", project.total)
    return words.format(done=number(project.done), count=number(project.total))


def _when(project: Recent) -> str:
    if not project.closed_s:
        return ""
    day = date.fromtimestamp(project.closed_s)
    ago = (date.today() - day).days
    if ago in (0, 1):
        return _("Yesterday") if ago else _("Today")
    month = QLocale(language()).standaloneMonthName(day.month)
    return f"{digits(str(day.day))} {month} {digits(str(day.year))}"
