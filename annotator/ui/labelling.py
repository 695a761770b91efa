"""What a label's key or a click on a label means: mark the selection, relabel the selected span, or keep the label.

Select-then-label: text is selected, a key follows. Label-then-select: a label is kept, and every selection gets it,
until Esc. A fresh selection counts before a selected span, so that a span can be nested in the one just made.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.model.scheme_parts import Label, name_of
from annotator.model.values import Fragment, Span
from annotator.ui.desk import Desk
from annotator.ui.numbers import isolated
from annotator.ui.panels.labels import LabelsPanel
from annotator.ui.panels.notice import NoticeStrip
from annotator.ui.text_view.units import next_edge, previous_edge
from annotator.ui.text_view.view import ArticleView
from annotator.words import _, language

_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_OF_THE_MOUSE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)


class Labelling(QObject):
    """Joins the article's selection and the labels of the scheme."""

    selection_changed = Signal()
    """Another span, or none, is selected."""

    card_changed = Signal()
    """What the inspector shows is no longer so: another span, another label in use, or the same span otherwise."""

    def __init__(
        self, desk: Desk, article: ArticleView, labels: LabelsPanel, notice: NoticeStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._article, self._labels, self._notice = desk, article, labels, notice
        self._kept: str | None = None
        self._selected: str | None = None
        self._by_mouse = False
        labels.taken.connect(self.take)
        labels.kept.connect(self.keep)
        article.span_clicked.connect(self.select)
        article.span_resized.connect(self._resize)
        article.viewport().installEventFilter(self)
        article.installEventFilter(self)

    @property
    def selected(self) -> Span | None:
        """The selected span."""
        return self._desk.span(self._selected)

    @property
    def kept(self) -> str | None:
        """The label that every selection gets."""
        return self._kept

    def press(self, key: str) -> bool:
        """Act on a plain key by its Latin name: a digit shows a layer, a letter takes a label. False for no meaning."""
        scheme = self._desk.session.scheme
        layer = scheme.layer_for_key(key)
        if layer is not None:
            self._labels.show_layer(layer.id)
            return True
        label = scheme.label_for_key(self._labels.layer(), key)
        if label is None:
            return False
        self.take(label.id)
        return True

    def take(self, label_id: str) -> None:
        """Give the label to the selection, else to the selected span, else show its guideline."""
        scheme = self._desk.session.scheme
        label = scheme.label(label_id)
        if label is None:
            return
        span = self.selected
        if not self._article.selection.is_empty:
            self._mark(self._article.selection.range, label_id)
        elif span is not None and scheme.layer_of(span.label).id != label.layer:
            # A label of another layer says something else about the same words: it goes beside the first.
            made = self._desk.mark(span.fragments, label_id)
            self.select(made.id if made is not None else span.id)
        elif span is not None:
            self.select(self._desk.relabel(span, label_id) or span.id)
        else:
            self._labels.choose(label)
            self.card_changed.emit()
            self._tell(lambda: _("Select text first, then press the key of the label."))

    def keep(self, label_id: str | None) -> None:
        """Give a label to every selection from now on; None ends that."""
        label = self._desk.session.scheme.label(label_id) if label_id else None
        self._kept = label.id if label else None
        self._labels.keep(self._kept)
        if label is not None:
            self._labels.choose(label)
            self._tell(lambda: _kept_sentence(label))

    def keep_chosen(self) -> None:
        """Keep the label that is chosen in the list, or end keeping."""
        self.keep(None if self._kept else self._labels.list.chosen())
        if self._kept is None:
            self._labels.keep(None)

    def selection_made(self) -> None:
        """Text has been selected: a kept label goes on what the mouse has selected at once, on the rest with Enter."""
        if self._article.selection.is_empty:
            return
        if self._kept is not None and self._by_mouse:
            self._mark(self._article.selection.range, self._kept)
        elif self._selected is not None:
            self.select(None)

    def confirm(self) -> bool:
        """Give the kept label to what the keyboard has selected; False where there is nothing to confirm."""
        if self._kept is None or self._article.selection.is_empty:
            return False
        self._mark(self._article.selection.range, self._kept)
        return True

    def select(self, span_id: str | None) -> None:
        """Select a span, None for none, and show it in the card."""
        span = self._desk.span(span_id)
        self._selected = span.id if span else None
        self._article.select_span(self._selected)
        self.show_card()
        self.selection_changed.emit()

    def show_card(self) -> None:
        """Show the label of the selected span in the list, and have the inspector look again."""
        span = self.selected
        label = self._desk.session.scheme.label(span.label) if span else None
        if label is not None:
            self._labels.choose(label)
        self.card_changed.emit()

    def label_in_use(self) -> Label | None:
        """The label that is kept, else the one that is chosen in the list."""
        label_id = self._kept or self._labels.list.chosen()
        return self._desk.session.scheme.label(label_id) if label_id else None

    def step(self, by: int) -> None:
        """Select the next (1) or the previous (-1) span of one's own, in reading order."""
        spans = self._desk.own_spans()
        if not spans:
            return
        here = [place for place, span in enumerate(spans) if span.id == self._selected]
        place = (here[0] + by if here else (0 if by > 0 else -1)) % len(spans)
        self.show(spans[place])

    def show(self, span: Span) -> None:
        """Select a span and bring it into view."""
        self.select(span.id)
        self._article.scroll_to(span.start, span.end)

    def let_go(self) -> None:
        """Select no span, because something else has become the selection."""
        if self._selected is not None:
            self.select(None)

    def clear(self) -> bool:
        """End what is begun, one thing at a time: text selection, selected span, kept label. False for nothing."""
        if not self._article.selection.is_empty:
            self._drop_selection()
        elif self._selected is not None:
            self.select(None)
        elif self._kept is not None:
            self.keep(None)
        else:
            return False
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice whether it is the mouse or the keyboard that selects."""
        if event.type() in _OF_THE_MOUSE:
            self._by_mouse = True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._by_mouse = False
            return self._nudge(event)
        return False

    def _nudge(self, event: QKeyEvent) -> bool:
        """Alt and an arrow move the start of the selected span to the next clitic or word, with Shift its end."""
        span = self.selected
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        by_shift = held == Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if span is None or not self._article.selection.is_empty or event.key() not in _SIDEWAYS:
            return False
        if held != Qt.KeyboardModifier.AltModifier and not by_shift:
            return False
        page, edge = self._article.page, span.end if by_shift else span.start
        rtl = page.direction(page.block_of_caret(edge, by_shift)) == "rtl"
        forward = (event.key() == Qt.Key.Key_Left) == rtl
        to = (next_edge if forward else previous_edge)(page.text, edge, "clitic")
        fragments = _with_edge(span.fragments, to, at_end=by_shift)
        if fragments is not None and self._desk.session.person == span.person:
            self._resize(span.id, fragments)
        return True

    def _mark(self, place: Fragment, label_id: str) -> None:
        there = (span for span in self._desk.own_spans() if (span.label, span.fragments) == (label_id, (place,)))
        # The same label on the same place again would only hide the first one.
        span = next(there, None) or self._desk.mark([place], label_id)
        if span is not None:
            self._drop_selection()
            self.select(span.id)

    def _resize(self, span_id: str, fragments: tuple[Fragment, ...]) -> None:
        span = self._desk.span(span_id)
        if span is not None:
            self._desk.resize(span, fragments)
            self.select(span_id)

    def _drop_selection(self) -> None:
        caret = self._article.selection.caret
        self._article.set_selection(caret, caret)

    def _tell(self, sentence: Callable[[], str]) -> None:
        self._notice.tell(sentence)


def _with_edge(fragments: tuple[Fragment, ...], edge: int, *, at_end: bool) -> tuple[Fragment, ...] | None:
    """Move the start of the first or the end of the last fragment; None where nothing of that fragment is left."""
    start, end = fragments[-1] if at_end else fragments[0]
    if at_end:
        return (*fragments[:-1], (start, edge)) if edge > start else None
    return ((edge, end), *fragments[1:]) if edge < end else None


def _kept_sentence(label: Label) -> str:
    name = isolated(name_of(label, language()))
    return _("Every selection becomes {label} until you press Esc.").format(label=name)
