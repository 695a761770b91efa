"""The page on which one labels: documents, the article, the labels."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.model.values import Document, Progress
from annotator.text.direction import Direction
from annotator.ui.actions import Actions
from annotator.ui.appearance import Appearance
from annotator.ui.desk import Desk
from annotator.ui.drawing import drawn_spans, drawn_zones
from annotator.ui.keys import is_plain, key_name
from annotator.ui.labelling import Labelling
from annotator.ui.numbers import isolated, left_to_right
from annotator.ui.panels.article_header import ArticleHeader
from annotator.ui.panels.documents import DocumentsPanel
from annotator.ui.panels.labels import LabelsPanel
from annotator.ui.panels.notice import Banner, NoticeStrip
from annotator.ui.problems import told
from annotator.ui.remembered import Remembered
from annotator.ui.shelf import SessionShelf
from annotator.ui.text_view.values import DrawnSpan, ZoneMark
from annotator.ui.text_view.view import ArticleView
from annotator.words import _

NARROW_PX = 1180
_DOCUMENTS_PX, _LABELS_PX = 256, 304
_SMALLEST_PX, _ARTICLE_PX, _LARGEST_PX = 16, 20, 40


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
        self._wants_documents: bool | None = None
        self._drawn: dict[str, DrawnSpan] = {}
        self._zones: list[ZoneMark] = []
        self.documents = DocumentsPanel(appearance)
        self.header = ArticleHeader(actions["done"])
        self.banner = Banner()
        self.article = ArticleView()
        self.notice = NoticeStrip(appearance, actions["undo"])
        self.labels = LabelsPanel(appearance, actions)
        self.labelling = Labelling(desk, self.article, self.labels, self.notice, self)
        desk.saved.connect(self.notice.withdraw_undo)
        self._lay_out()
        self._connect()
        self.labels.show_scheme(desk.session.scheme)
        self.documents.show_project(SessionShelf(desk.session))
        self._tell_read_only()
        self._watch = QTimer(self, interval=1_000)
        self._watch.timeout.connect(self._look_for_news)
        if not desk.session.writable:
            self._version = desk.session.store.data_version()
            self._watch.start()

    def open_first(self) -> None:
        """Open the document of the last time, else the first."""
        key = self._remembered.last_document(self.desk.session.path)
        if not (key and self.desk.session.store.document(key) and self.open(key)):
            first = self.documents.model.key_at(0)
            if first is not None:
                self.open(first)

    def open(self, key: str) -> bool:
        """Show a document."""
        if not self.desk.open(key) or self.desk.document is None:
            return False
        self.article.set_document(self.desk.document.text, _direction(self.desk.document))
        self._drawn, self._zones = {}, []
        self.header.show_document(self.desk.document)
        self._remembered.keep_last_document(self.desk.session.path, key)
        self.documents.show_document(key)
        self.refresh()
        self.labelling.select(None)
        self.article.setFocus()
        self.article_changed.emit()
        return True

    def refresh(self) -> None:
        """Show the open document's spans, zones, counts and state as they are now."""
        view = self.desk.view
        if view is None:
            return
        session = self.desk.session
        language = self._appearance.language
        zones = drawn_zones(view.zones, session.scheme, language)
        if zones != self._zones:
            self._zones = zones
            self.article.set_zones(zones)
        spans = drawn_spans(
            view.spans,
            view.links,
            session.scheme,
            person=session.person,
            language=language,
            decided=self.desk.decided,
        )
        self._draw({span.id: span for span in spans})
        own = self.desk.own_spans()
        self.labels.show_counts(Counter(span.label for span in own))
        self.documents.show_progress(view.document.key, str(view.state.state), len(own))
        self.header.show_done(done=view.state.state == Progress.DONE)
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
        """Say that one is done with the article, or not yet."""
        if self.desk.view is not None:
            self.desk.set_done(done=self.desk.view.state.state != Progress.DONE)

    def step_document(self, by: int) -> None:
        """Open the next (1) or the previous (-1) document of the list."""
        key = self.documents.neighbour(by)
        if key is not None:
            self.open(key)

    def find_document(self) -> None:
        """Go to the search field."""
        self.documents.show()
        self.documents.search.setFocus()
        self.documents.search.selectAll()

    def clear(self) -> None:
        """End what is begun, and return to the article."""
        if self.article.hasFocus() or self.article.viewport().hasFocus():
            self.labelling.clear()
        else:
            self.article.setFocus()

    def next_pane(self, by: int = 1) -> None:
        """Move the focus to the next pane that is shown."""
        panes: list[tuple[QWidget, QWidget]] = [
            (self.documents, self.documents.list),
            (self.article, self.article),
            (self.labels, self.labels.list),
        ]
        shown = [(pane, target) for pane, target in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next((place for place, (pane, _target) in enumerate(shown) if focus and _holds(pane, focus)), 0)
        shown[(here + by) % len(shown)][1].setFocus(Qt.FocusReason.TabFocusReason)

    def toggle_documents(self) -> None:
        """Show or hide the documents."""
        self._wants_documents = self.documents.isHidden()
        self.documents.setVisible(self._wants_documents)

    def toggle_labels(self) -> None:
        """Show or hide the labels."""
        self.labels.setVisible(self.labels.isHidden())

    def resize_text(self, by: int) -> None:
        """Make the article's letters larger (1) or smaller (-1), and remember it."""
        size = min(_LARGEST_PX, max(_SMALLEST_PX, round(self.article.page.size) + 2 * by))
        self.article.set_article_size(size)
        self._remembered.keep("article_px", size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing inside has used: a label's key, or a shortcut typed with a layout of other letters."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.labelling.confirm():
            return
        name = key_name(event)
        if name and is_plain(event) and self.labelling.press(name):
            return
        held = event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        action = self._actions.for_key(name, control=control, shift=shift) if name else None
        if action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the documents where the window is narrow, unless the person has asked for them."""
        super().resizeEvent(event)
        if self._wants_documents is None:
            self.documents.setVisible(self.width() >= NARROW_PX)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.article.setAccessibleName(_("Article"))
            self.refresh()

    def close_project(self) -> None:
        """Remember how wide the panes are, and let go of the project: nothing may read it any more."""
        self._remembered.keep("panes", self._panes.saveState())
        self._watch.stop()
        self.documents.show_project(None)
        self.desk.close()

    def _lay_out(self) -> None:
        centre = QWidget()
        centre.setProperty("part", "page")
        centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.banner, self.article, self.notice):
            column.addWidget(widget, 1 if widget is self.article else 0)
        self.article.set_theme(self._appearance.theme)
        self.article.set_article_size(self._remembered.whole("article_px", _ARTICLE_PX))
        self.article.setAccessibleName(_("Article"))
        self.documents.setMinimumWidth(208)
        self.documents.setMaximumWidth(360)
        self.labels.setMinimumWidth(264)
        self.labels.setMaximumWidth(440)
        centre.setMinimumWidth(520)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setHandleWidth(1)
        self._panes.setChildrenCollapsible(False)
        for pane in (self.documents, centre, self.labels):
            self._panes.addWidget(pane)
        self._panes.setStretchFactor(1, 1)
        self._panes.setSizes([_DOCUMENTS_PX, 806, _LABELS_PX])
        if not (saved := self._remembered.blob("panes")).isEmpty():
            self._panes.restoreState(saved)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._panes)

    def _connect(self) -> None:
        self.documents.opened.connect(self.open)
        self.article.selection_changed.connect(self.labelling.selection_made)
        self.labelling.selection_changed.connect(self.state_changed)
        self.desk.changed.connect(self._changed)
        self.desk.refused.connect(self._refused)
        self.desk.failed.connect(self._failed)
        self.desk.documents_added.connect(self._documents_added)
        self._appearance.theme_changed.connect(self._theme_changed)

    def _documents_added(self, _count: int) -> None:
        self.documents.refresh()

    def _theme_changed(self) -> None:
        self.article.set_theme(self._appearance.theme)

    def _draw(self, spans: dict[str, DrawnSpan]) -> None:
        """Have the article paint what differs from what it shows."""
        former, self._drawn = self._drawn, spans
        changed = [span for span in spans.values() if former.get(span.id) != span]
        if not former:
            self.article.set_spans(changed)
        else:
            self.article.update_spans(changed, [name for name in former if name not in spans])

    def _changed(self, documents: frozenset[str]) -> None:
        document = self.desk.document
        if document is not None and document.id in documents:
            self.desk.read_again()
            self.refresh()
        else:
            self.state_changed.emit()

    def _go_to(self, documents: tuple[str, ...], objects: tuple[str, ...]) -> None:
        here = self.desk.document
        if documents and (here is None or here.key not in documents):
            key = documents[0]
            self.open(key)
            self.notice.tell(lambda: _("This was in {document}.").format(document=left_to_right(key)))
        touched = next((span for span in map(self.desk.span, objects) if span), None)
        if touched is not None:
            self.labelling.show(touched)
        elif self.labelling.selected is None:
            self.labelling.select(None)

    def _refused(self, error: AnnotatorError) -> None:
        self.notice.tell(lambda: told(error))

    def _failed(self, error: AnnotatorError) -> None:
        self.notice.tell_error(lambda: told(error))

    def _tell_read_only(self) -> None:
        session = self.desk.session
        holder = session.holder
        if session.writable:
            return
        if holder is None:
            self.banner.tell(lambda: _("This project can't be written to; it is read-only here."))
            return
        name, host = isolated(holder.person), left_to_right(holder.host)
        self.banner.tell(
            lambda: _("Open in another window by {person} on {host}; read-only here.").format(person=name, host=host)
        )

    def _look_for_news(self) -> None:
        """A window that may only read shows what the one that writes has done."""
        version = self.desk.session.store.data_version()
        if version != self._version:
            self._version = version
            self.desk.read_again()
            self.refresh()


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


def _direction(document: Document) -> Direction | None:
    """The direction that somebody has set for a document; None leaves it to the letters."""
    if document.direction == "rtl":
        return "rtl"
    return "ltr" if document.direction == "ltr" else None
