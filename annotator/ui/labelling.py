"""What a label's key or a click on a label means: mark the selection, relabel the selected span, or keep the label.

Select-then-label: text is selected, a key follows. Label-then-select: a label is kept, and every selection gets it,
until Esc. A fresh selection counts before a selected span, so that a span can be nested in the one just made.

With nothing selected, a label's key takes the word in which the person has put the caret: most names are one word, and
one key is enough for them. A caret that stands right behind a clitic takes what follows it, so nothing is guessed: the
caret shows where the span will begin. A caret that nobody has put there (an article just opened, after Esc) takes none.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.model.scheme_parts import Label, name_of
from annotator.model.values import Fragment, Span
from annotator.ui.desk import Desk
from annotator.ui.numbers import isolated
from annotator.ui.panels.labels import LabelsPanel
from annotator.ui.panels.notice import NoticeStrip
from annotator.ui.target import Target
from annotator.ui.text_view.view import ArticleView
from annotator.words import _, language


class Labelling(QObject):
    """Joins the article's selection and the labels of the scheme."""

    selection_changed = Signal()
    """Another span, or none, is selected."""

    card_changed = Signal()
    """What the inspector shows is no longer so: another span, another label in use, or the same span otherwise."""

    kept_changed = Signal()
    """Another label, or none, is kept."""

    def __init__(
        self, desk: Desk, article: ArticleView, labels: LabelsPanel, notice: NoticeStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._article, self._labels, self._notice = desk, article, labels, notice
        self._kept: str | None = None
        self._selected: str | None = None
        self._target = Target(article, self)
        labels.taken.connect(self.take)
        labels.kept.connect(self.keep)
        article.span_clicked.connect(self.select)
        article.span_resized.connect(self.resize)

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

    @property
    def may_write(self) -> bool:
        """Whether spans can be made and changed in this window."""
        return self._desk.session.writable

    def has_target(self) -> bool:
        """Whether there is something that a label could be given to."""
        return self._place() is not None or self.selected is not None

    def take(self, label_id: str) -> None:
        """Give the label to the selection, the selected span, or the word at the caret; else show its guideline."""
        label = self._desk.session.scheme.label(label_id)
        if label is None:
            return
        span, place = self.selected, self._place()
        if place is not None:
            self._mark(place, label_id)
        elif span is not None:
            self._relabel(span, label)
        else:
            self._labels.choose(label)
            self.card_changed.emit()
            self._tell(lambda: _("Select text first, then press the key of the label."))

    def keep(self, label_id: str | None) -> None:
        """Give a label to every selection from now on; None ends that."""
        label = self._desk.session.scheme.label(label_id) if label_id else None
        self._kept = label.id if label else None
        self._labels.keep(self._kept)
        self.kept_changed.emit()
        if label is not None:
            self._labels.choose(label)
            self._tell(lambda: _kept_sentence(label))

    def keep_chosen(self) -> None:
        """Keep the label that is chosen in the list, or end keeping."""
        self.keep(None if self._kept else self._labels.list.chosen())
        if self._kept is None:
            self._labels.keep(None)

    def kept_label(self) -> tuple[Label, str] | None:
        """Return the label that is kept, and how its layer is drawn."""
        scheme = self._desk.session.scheme
        label = scheme.label(self._kept) if self._kept else None
        return (label, scheme.layer_of(label.id).draw) if label else None

    def selection_made(self) -> None:
        """Text has been selected: a kept label goes on what the mouse has selected at once, on the rest with Enter."""
        selected = self._target.selected()
        if selected is None:
            return
        if self._kept is not None and self._target.by_mouse:
            self._mark(selected, self._kept)
        elif self._selected is not None:
            self.select(None)

    def confirm(self) -> bool:
        """Give the kept label to what its key would give it to; False where there is nothing to confirm."""
        if self._kept is None or not self.has_target():
            return False
        self.take(self._kept)
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

    def resize(self, span_id: str, fragments: tuple[Fragment, ...]) -> None:
        """Give a span other fragments; a suggestion is taken over with them."""
        span = self._desk.span(span_id)
        if span is not None:
            self.select(self._desk.resize(span, fragments) or span_id)

    def _place(self) -> Fragment | None:
        """Return the text that a label would mark; a selected span comes before the word at the caret."""
        return self._target.selected() or (self._target.word() if self._selected is None else None)

    def _relabel(self, span: Span, label: Label) -> None:
        if self._desk.session.scheme.layer_of(span.label).id != label.layer:
            # A label of another layer says something else about the same words: it goes beside the first.
            made = self._desk.mark(span.fragments, label.id)
            self.select(made.id if made is not None else span.id)
        else:
            self.select(self._desk.relabel(span, label.id) or span.id)

    def _mark(self, place: Fragment, label_id: str) -> None:
        there = (span for span in self._desk.own_spans() if (span.label, span.fragments) == (label_id, (place,)))
        # The same label on the same place again would only hide the first one.
        span = next(there, None) or self._desk.mark([place], label_id)
        if span is not None:
            self._drop_selection()
            self.select(span.id)

    def _drop_selection(self) -> None:
        caret = self._article.selection.caret
        self._article.set_selection(caret, caret)
        self._target.forget_caret()

    def _tell(self, sentence: Callable[[], str]) -> None:
        self._notice.tell(sentence)


def _kept_sentence(label: Label) -> str:
    name = isolated(name_of(label, language()))
    return _("Every selection becomes {label} until you press Esc.").format(label=name)
