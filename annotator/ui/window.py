"""The main window: places the bars and the pages, opens projects, and forwards actions to the page that is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.session import Session, open_project
from annotator.session.importing import ImportReport
from annotator.ui.actions import Actions
from annotator.ui.appearance import Appearance
from annotator.ui.desk import Desk
from annotator.ui.dialogs.asking import ask_for_folder, ask_for_project
from annotator.ui.numbers import isolated
from annotator.ui.opening import Prepared, can_open, project_name
from annotator.ui.overlays import Overlays
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.pages.annotate_actions import ACTIONS
from annotator.ui.pages.welcome import WelcomePage
from annotator.ui.panels.notice import NoticeStrip
from annotator.ui.panels.status import Saving, StatusBar
from annotator.ui.panels.top_bar import TopBar
from annotator.ui.problems import told
from annotator.ui.recent import RecentProjects
from annotator.ui.remembered import Remembered
from annotator.ui.safekeeping import Safekeeping
from annotator.ui.tab_order import step
from annotator.ui.work import Work, import_sentence
from annotator.words import _

_SIZE, _SMALLEST = (1366, 768), (1024, 640)


class MainWindow(QMainWindow):
    """One window on one project, or on the first page."""

    def __init__(self, appearance: Appearance, remembered: Remembered, person: str | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.appearance, self._remembered, self._person = appearance, remembered, person
        self.page: AnnotatePage | None = None
        self._recent = RecentProjects(remembered)
        self._keeper: Safekeeping | None = None
        self.actions_ = Actions(self, self._handlers())
        self.addActions(self.actions_.all())
        self._overlays = Overlays(self, appearance, self.actions_, remembered, lambda: self.page)
        self.top = TopBar(appearance, self.actions_)
        self.status = StatusBar(appearance)
        self.status.offer(self.actions_)
        self.welcome = WelcomePage(appearance, self.actions_)
        self.notice = NoticeStrip(appearance, self.actions_["undo"])
        self.work = Work(self.status, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._lay_out()
        self._connect()
        self._show_welcome()

    def open_path(self, path: Path) -> None:
        """Open a folder of articles or a project file; articles are brought in beside the window, with Cancel."""
        if not can_open(path):
            self._tell_error(lambda: _("{file} is neither a folder nor a project.").format(file=isolated(path.name)))
            return
        self.work.prepare(path, self._person)

    def open_samples(self) -> None:
        """Open the articles that ship with the program, from a copy in the person's own folder."""
        self.work.prepare_samples(self._person)

    def read_again(self) -> None:
        """Bring in what is new in the project's folder."""
        if self.page is not None:
            self.work.bring_in(self.page.desk.session)

    def show_session(self, session: Session) -> None:
        """Show an open project in place of what was there."""
        self.close_project()
        desk = Desk(session, self)
        self.page = AnnotatePage(desk, self.appearance, self.actions_, self._remembered)
        self.page.state_changed.connect(self._show_state)
        self.page.panes.folded.connect(lambda folded: self.top.offer_documents(folded=folded))
        desk.saving.connect(lambda: self.status.show_saving(Saving.SAVING))
        desk.saved.connect(lambda: self.status.show_saving(Saving.SAVED))
        desk.refused.connect(lambda _error: self.status.show_refused())
        desk.failed.connect(lambda error: self.status.show_saving(Saving.FAILED, lambda: told(error)))
        self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)
        self.top.show_project(project_name(session.path), str(session.path))
        self.setWindowTitle(f"{project_name(session.path)} — Annotator")
        self.top.offer_documents(folded=self.page.panes.is_folded)
        self.top.show_recent(self._recent.others(session.path))
        self.status.show_person(session.person)
        self.status.show_saving(Saving.SAVED if session.writable else Saving.READ_ONLY)
        self._recent.note(session.path)
        self._keeper = Safekeeping(session, self)
        self._keeper.refused.connect(self._tell_refusal)
        self._keeper.start()
        self.page.open_first()
        self._show_state()

    def close_project(self) -> None:
        """Close the project and show the first page."""
        if self.page is None:
            return
        page, self.page = self.page, None
        done, total = page.documents.progress()
        self._recent.note(page.desk.session.path, done=done, total=total)
        self.work.finish()
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper.deleteLater()
            self._keeper = None
        page.close_project()
        page.desk.deleteLater()
        self._stack.removeWidget(page)
        page.deleteLater()
        self._show_welcome()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.actions_.retranslate()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on as one reads, whenever things were made."""
        return step(self, forward=forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window and close the project; every edit is on disk already."""
        self._remembered.keep("geometry", self.saveGeometry())
        self.work.finish()
        self.close_project()
        self._remembered.flush()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a folder or a project file."""
        if _dropped(event) is not None:
            event.acceptProposedAction()
            self.welcome.show_drop(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing is held over the window any more."""
        self.welcome.show_drop(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.welcome.show_drop(over=False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        look = self.appearance
        own: dict[str, Callable[[], object]] = {
            "open_folder": lambda: self._open_asked(ask_for_folder(self)),
            "open_project": lambda: self._open_asked(ask_for_project(self)),
            "open_samples": self.open_samples,
            "read_again": self.read_again,
            "close_project": self.close_project,
            "quit": self.close,
            "switch_language": lambda: look.choose_language("en" if look.language == "ar" else "ar"),
            "switch_theme": lambda: look.choose_theme(look.next_theme()),
            "find_command": lambda: self._overlays.show_palette(),
            "settings": lambda: self._overlays.show_settings(),
            "cheat_sheet": lambda: self._overlays.show_cheat_sheet(),
        }
        return own | {name: self._on_page(act) for name, act in ACTIONS.items()}

    def _on_page(self, act: Callable[[AnnotatePage], object]) -> Callable[[], object]:
        return lambda: act(self.page) if self.page is not None else None

    def _open_asked(self, path: Path | None) -> None:
        if path is not None:
            self.open_path(path)

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self._stack, self.notice, self.status):
            column.addWidget(widget, 1 if widget is self._stack else 0)
        self.setCentralWidget(centre)
        self.setMinimumSize(*_SMALLEST)
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize()))
        if not (geometry := self._remembered.blob("geometry")).isEmpty():
            self.restoreGeometry(geometry)

    def _connect(self) -> None:
        self.status.cancelled.connect(self.work.cancel)
        self.top.project_chosen.connect(lambda path: self.open_path(Path(path)))
        self.welcome.recent.chosen.connect(lambda path: self.open_path(Path(path)))
        self.welcome.recent.forgotten.connect(self._forget_project)
        self.work.prepared.connect(self._open_prepared)
        self.work.brought_in.connect(self._tell_import)
        self.work.stopped.connect(self._tell_stopped)
        self.work.refused.connect(self._tell_refusal)

    def _show_welcome(self) -> None:
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.show_recent(self._recent.all())
        self.top.show_project("")
        self.setWindowTitle("Annotator")
        self.status.clear()
        self.actions_.allow(frozenset())
        self.welcome.samples.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_prepared(self, ready: Prepared) -> None:
        try:
            session = open_project(ready.project, person=self._person)
        except AnnotatorError as error:
            self._tell_refusal(error)
            return
        self.show_session(session)
        if ready.report is not None:
            self._tell_import(ready.report)
        elif ready.stopped:
            self._tell_stopped()

    def _show_state(self) -> None:
        if self.page is None:
            return
        self.actions_.allow(self.page.present())
        view = self.page.desk.view
        if view is not None:
            person = self.page.desk.session.person
            links = sum(link.person == person for link in view.links)
            self.status.show_counts(len(self.page.desk.own_spans()), links)

    def _tell_import(self, report: ImportReport) -> None:
        self._tell(lambda: import_sentence(report))

    def _tell_stopped(self) -> None:
        self._tell(lambda: _("Stopped. What came in is kept; read the folder again to go on."))

    def _tell_refusal(self, error: AnnotatorError) -> None:
        self._tell_error(lambda: told(error))

    def _tell_error(self, words: Callable[[], str]) -> None:
        (self.page.notice if self.page is not None else self.notice).tell_error(words)

    def _tell(self, words: Callable[[], str]) -> None:
        (self.page.notice if self.page is not None else self.notice).tell(words)

    def _forget_project(self, path: str) -> None:
        self._recent.forget(path)
        self.welcome.show_recent(self._recent.all())


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one folder or project file that is being dropped."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if can_open(path) else None
