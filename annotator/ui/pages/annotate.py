"""The page on which one labels: documents, the article, the labels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.model.values import Progress
from annotator.ui.actions import Actions
from annotator.ui.appearance import Appearance
from annotator.ui.article_menu import ArticleMenu
from annotator.ui.desk import Desk
from annotator.ui.finding import Finding
from annotator.ui.flash import Flash
from annotator.ui.inspecting import Inspecting
from annotator.ui.kept_cursor import KeptCursor
from annotator.ui.labelling import Labelling
from annotator.ui.narrator import Narrator
from annotator.ui.nudging import Nudging
from annotator.ui.numbers import isolated, left_to_right
from annotator.ui.pages.annotate_keys import used
from annotator.ui.pages.annotate_layers import Layers
from annotator.ui.pages.annotate_news import News, read_only_sentence
from annotator.ui.pages.annotate_panes import Panes, column_of
from annotator.ui.pages.annotate_places import Places
from annotator.ui.pages.annotate_settings import ArticleSettings
from annotator.ui.pages.annotate_showing import Showing
from annotator.ui.panels.article_header import ArticleHeader
from annotator.ui.panels.documents import DocumentsPanel
from annotator.ui.panels.find_bar import FindBar
from annotator.ui.panels.labels import LabelsPanel
from annotator.ui.panels.notice import Banner, NoticeStrip
from annotator.ui.problems import told
from annotator.ui.remembered import Remembered
from annotator.ui.settings import OFF, ON
from annotator.ui.shelf import SessionShelf
from annotator.ui.text_search import search_of
from annotator.ui.text_view.view import ArticleView
from annotator.words import _


class AnnotatePage(QWidget):
    """One open project. `state_changed` says that other actions are possible now than before."""

    state_changed = Signal()
    article_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        appearance: Appearance,
        actions: Actions,
        remembered: Remembered,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("annotate")
        self.desk = desk
        self._appearance, self._actions, self._remembered = appearance, actions, remembered
        self.documents = DocumentsPanel(appearance)
        self.header = ArticleHeader(appearance, actions)
        self.banner = Banner()
        self.article = ArticleView()
        self.notice = NoticeStrip(appearance, actions["undo"])
        self.labels = LabelsPanel(appearance, actions)
        self.labelling = Labelling(desk, self.article, self.labels, self.notice, self)
        self.nudging = Nudging(self.labelling, self.article, self)
        KeptCursor(self.labelling, self.article, appearance, self)
        ArticleMenu(desk, self.article, self.labelling, actions, appearance)
        self.find_bar = FindBar(appearance)
        self.finding = Finding(self.find_bar, self.article, self)
        self.inspecting = Inspecting(desk, appearance, self.labelling, self.labels, self.article, self.notice, self)
        desk.saved.connect(self.notice.withdraw_undo)
        Narrator(desk, self.article, self.labelling, actions)
        self._follow_work(desk, appearance, remembered)
        self._lay_out()
        self._connect()
        self.labels.show_scheme(desk.session.scheme)
        self.documents.show_project(SessionShelf(desk.session), search_of(desk.session))
        if (sentence := read_only_sentence(desk.session)) is not None:
            self.banner.tell(sentence)

    def open_first(self) -> None:
        """Open the document of the last time, else the first."""
        key = self._remembered.last_document(self.desk.session.path)
        if not (key and self.desk.session.store.document(key) and self.open(key)):
            first = self.documents.model.key_at(0)
            if first is not None:
                self.open(first)

    def open(self, key: str) -> bool:
        """Show a document."""
        self._places.leave()
        self.inspecting.settle()
        if not self.desk.open(key) or self.desk.document is None:
            return False
        self.showing.show_document(self.desk.document)
        self.documents.show_document(key)
        self.refresh()
        self.labelling.select(None)
        self._places.enter(key)
        self.article.setFocus()
        self.finding.search_again()
        self.article_changed.emit()
        return True

    def refresh(self) -> None:
        """Show the open document's spans, zones, counts and state as they are now."""
        if self.desk.view is None:
            return
        self.showing.refresh()
        self.labelling.show_card()
        self.state_changed.emit()

    def present(self) -> frozenset[str]:
        """What is there for actions to work on, in the words of `annotator.ui.actions.Row.needs`."""
        session = self.desk.session
        there = {
            "project": True,
            "article": self.desk.document is not None,
            "writable": session.writable,
            "span": self.labelling.selected is not None,
            "undo": self.desk.can_undo,
            "redo": self.desk.can_redo,
        }
        there |= {f"layer{place}": True for place in range(1, len(session.scheme.layers) + 1)}
        return frozenset(name for name, is_there in there.items() if is_there)

    def undo(self) -> None:
        """Take the last gesture back, and go where it was."""
        undone = self.desk.undo()
        if undone is not None:
            self._go_to(undone.documents, undone.objects)

    def redo(self) -> None:
        """Do the last undone gesture again, and go where it was."""
        redone = self.desk.redo()
        if redone is not None:
            self._go_to(redone.documents, redone.objects)

    def delete_span(self) -> None:
        """Delete the selected span; a notice offers to take that back."""
        span, document = self.labelling.selected, self.desk.document
        if span is None or document is None:
            return
        surface = document.text[span.start : min(span.end, span.start + 40)]
        if self.desk.delete(span):
            self.labelling.select(None)
            self.notice.tell(lambda: _("Deleted: {text}").format(text=isolated(" ".join(surface.split()))), undo=True)

    def done(self) -> None:
        """Say that one is done with the article, or not yet, and stay."""
        if self.desk.view is not None:
            self.desk.set_done(done=self.desk.view.state.state != Progress.DONE)

    def done_and_next(self) -> None:
        """Say that one is done with the article, and go on to the next that is not."""
        if self.desk.view is None:
            return
        if self.desk.view.state.state != Progress.DONE:
            self.desk.set_done(done=True)
        key = self.documents.next_unfinished()
        if key is not None:
            self.open(key)
        else:
            self.notice.tell(lambda: _("All articles here are done."))

    def turn(self, setting: str) -> None:
        """Turn a setting that is a yes or no on or off."""
        settings = self._appearance.settings
        settings.put(setting, OFF if settings.is_on(setting) else ON)

    def step_document(self, by: int) -> None:
        """Open the next (1) or the previous (-1) document of the list."""
        key = self.documents.neighbour(by)
        if key is not None:
            self.open(key)

    def find_document(self) -> None:
        """Go to the search field."""
        self.panes.show_documents()
        self.documents.search.setFocus()
        self.documents.search.selectAll()

    def clear(self) -> None:
        """End what is begun, and return to the article."""
        if self.article.hasFocus() or self.article.viewport().hasFocus():
            _ = self.labelling.clear() or self.finding.close()
        else:
            self.article.setFocus()

    def next_pane(self, by: int = 1) -> None:
        """Move the focus to the next pane that is shown."""
        self.panes.next_stop(by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing inside has used: a label's key, or a shortcut typed with a layout of other letters."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            return
        if not used(event, self.labelling, self._actions):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.article.setAccessibleName(_("Article"))
            self.refresh()

    def close_project(self) -> None:
        """Remember how wide the panes are, and let go of the project: nothing may read it any more."""
        self._places.keep()
        self.inspecting.settle()
        self.panes.let_go()
        self._remembered.keep("label_parts", self.labels.parts.saveState())
        self._news.stop()
        self.documents.show_project(None)
        self.desk.close()

    def _follow_work(self, desk: Desk, appearance: Appearance, remembered: Remembered) -> None:
        self.showing = Showing(
            desk,
            appearance,
            article=self.article,
            header=self.header,
            labels=self.labels,
            documents=self.documents,
        )
        self.layers = Layers(
            desk,
            showing=self.showing,
            header=self.header,
            labelling=self.labelling,
            remembered=remembered,
            parent=self,
        )
        self._flash = Flash(self.article, self.labelling, appearance.settings, self)
        self._news = News(desk.session, self)
        self._places = Places(desk, self.article, remembered, self)

    def _lay_out(self) -> None:
        self.article.set_theme(self._appearance.theme)
        ArticleSettings(self._appearance.settings, self.article, self.refresh, self)
        self.article.setAccessibleName(_("Article"))
        column = column_of(self.header, self.find_bar, self.banner, self.article, self.notice, grows=self.article)
        if not (parts := self._remembered.blob("label_parts")).isEmpty():
            self.labels.parts.restoreState(parts)
        self.panes = Panes(self.documents, column, self.labels, self._remembered, self)
        self.panes.set_stops(
            (self.documents, self.documents.list), (self.article, self.article), (self.labels, self.labels.list)
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panes)

    def _connect(self) -> None:
        self.documents.opened.connect(self.open)
        self.article.selection_changed.connect(self.labelling.selection_made)
        self.finding.hit_shown.connect(self.labelling.let_go)
        self.layers.changed.connect(self.refresh)
        self.labelling.selection_changed.connect(self._show_selected)
        self.desk.view_changed.connect(self._view_changed)
        self.desk.changed.connect(self.state_changed)
        self.desk.scheme_changed.connect(self._scheme_changed)
        self.desk.refused.connect(self._refused)
        self.desk.failed.connect(self._failed)
        self.desk.documents_added.connect(self._documents_added)
        self._appearance.theme_changed.connect(self._theme_changed)
        self._news.came.connect(self.desk.read_again)

    def _documents_added(self, _count: int) -> None:
        self.documents.refresh()

    def _theme_changed(self) -> None:
        self.article.set_theme(self._appearance.theme)

    def _show_selected(self) -> None:
        if self.layers.reveal_selected() and self.labelling.selected is not None:
            self.article.select_span(self.labelling.selected.id)
        self.state_changed.emit()

    def _view_changed(self, touched: frozenset[str] | None) -> None:
        if touched is None:
            self.refresh()
            return
        self.showing.follow(touched)
        self.labelling.show_card()

    def _scheme_changed(self) -> None:
        self.labels.show_scheme(self.desk.session.scheme)
        self.layers.offer()
        self.refresh()

    def _go_to(self, documents: tuple[str, ...], objects: tuple[str, ...]) -> None:
        here, top = self.desk.document, self.article.place().top
        if documents and (here is None or here.key not in documents):
            key = documents[0]
            self.open(key)
            self.notice.tell(lambda: _("This was in {document}.").format(document=left_to_right(key)))
        touched = next((span for span in map(self.desk.span, objects) if span), None)
        if touched is not None:
            self.labelling.show(touched)
            if self.desk.document is not here or self.article.place().top != top:
                self._flash.start()
        elif self.labelling.selected is None:
            self.labelling.select(None)

    def _refused(self, error: AnnotatorError) -> None:
        self.notice.tell(lambda: told(error))

    def _failed(self, error: AnnotatorError) -> None:
        self.notice.tell_error(lambda: told(error))
