"""Tells a screen reader what becomes of the article: what was marked, changed or taken back, and what is selected.

A gesture is one sentence, however many signals it sends: what comes within a tenth of a second is told together, the
weightiest of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible

from annotator.model.scheme_parts import name_of
from annotator.model.values import Link, Span
from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.labelling import Labelling
from annotator.ui.numbers import digits, number
from annotator.ui.speech import say
from annotator.ui.text_view.view import ArticleView
from annotator.words import _, language, ngettext, pgettext

_TOGETHER_MS = 100
_LONGEST = 80
_BY_WEIGHT = ("opened", "changed", "selected", "drawn")


class Narrator(QObject):
    """Listens to the desk, to the selection and to undo; keeps nothing while no screen reader runs."""

    def __init__(self, desk: Desk, article: ArticleView, labelling: Labelling, actions: Actions) -> None:
        super().__init__(article)
        self._desk, self._article, self._labelling = desk, article, labelling
        self._known: Mapping[str, Span | Link] | None = None
        self._waiting: dict[str, str] = {}
        self._change = ""
        self._timer = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._timer.timeout.connect(self._tell)
        desk.opened.connect(self._opened)
        desk.view_changed.connect(self._changed)
        labelling.selection_changed.connect(self._span_selected)
        article.selection_changed.connect(self._text_selected)
        actions["undo"].triggered.connect(lambda: self._went(_("Undone")))
        actions["redo"].triggered.connect(lambda: self._went(_("Redone")))

    def _opened(self) -> None:
        if self._listens() and self._desk.view is not None:
            self._known = self._own()
            title = _shortened(self._desk.view.document.text.lstrip().partition("\n")[0])
            count = len(self._desk.own_spans())
            spans = ngettext("{count} span", "{count} spans", count).format(count=number(count))
            self._wait("opened", _listed(_("Article: {title}").format(title=title), spans))

    def _changed(self) -> None:
        if not self._listens():
            return
        former, self._known = self._known, self._own()
        if former is not None:
            self._change = self._difference(former, self._known)
            # Who deletes gets a notice, and that is said already.
            self._wait("changed", self._change if len(self._known) >= len(former) else "")

    def _span_selected(self) -> None:
        span = self._labelling.selected
        if span is not None and self._listens():
            self._wait("selected", self._described(span))

    def _text_selected(self, start: int, end: int) -> None:
        if start < end and self._listens():
            self._wait("drawn", _("Selected: {text}").format(text=_shortened(self._article.page.text[start:end])))

    def _went(self, where: str) -> None:
        """Undo or redo has been asked for; it is said only where something has come of it."""
        if "changed" in self._waiting:
            self._wait("changed", ". ".join(filter(None, (where, self._change))))

    def _wait(self, kind: str, sentence: str) -> None:
        self._waiting[kind] = sentence
        self._timer.start()

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, {}
        sentence = next(
            (said for kind in ("opened", "changed", "selected", "drawn") if (said := waiting.get(kind))), ""
        )
        if sentence:
            say(self._article, lambda: sentence)

    def _listens(self) -> bool:
        if not QAccessible.isActive():
            self._known = None
            return False
        return True

    def _own(self) -> Mapping[str, Span | Link]:
        links = self._desk.view.links if self._desk.view else ()
        own: list[Span | Link] = [
            *self._desk.own_spans(),
            *(link for link in links if link.person == self._desk.session.person),
        ]
        return {one.id: one for one in own}

    def _difference(self, former: Mapping[str, Span | Link], now: Mapping[str, Span | Link]) -> str:
        steps = [(former.get(name), now.get(name)) for name in {**former, **now}]
        steps = [(before, after) for before, after in steps if before != after]
        spans = [step for step in steps if isinstance(step[0] or step[1], Span)]
        if len(spans) > 1:
            return ngettext("{count} span changed", "{count} spans changed", len(spans)).format(
                count=number(len(spans))
            )
        return next((said for step in [*spans, *steps] if (said := self._step(*step))), "")

    def _step(self, former: Span | Link | None, now: Span | Link | None) -> str:
        """Say what became of one span or link; empty for what is shown and said elsewhere, such as a note."""
        if now is None:
            return _("Deleted: {text}").format(text=self._named(former)) if former is not None else ""
        if former is None or former.label != now.label:
            return self._named(now)
        if isinstance(now, Span) and isinstance(former, Span) and former.fragments != now.fragments:
            return _("Now covers: {text}").format(text=self._surface(now))
        return ""

    def _named(self, one: Span | Link) -> str:
        """What a span is called and covers, or which spans a link joins."""
        if isinstance(one, Span):
            return _("{label}: {text}").format(label=self._label(one), text=self._surface(one))
        kind = self._desk.session.scheme.link(one.label)
        head, tail = self._desk.span(one.head), self._desk.span(one.tail)
        return _("{label}: from {head} to {tail}").format(
            label=name_of(kind, language()) if kind else one.label,
            head=self._surface(head) if head else "…",
            tail=self._surface(tail) if tail else "…",
        )

    def _described(self, span: Span) -> str:
        """Label, text, person, whether it is a suggestion, and its score."""
        parts = [self._label(span), self._surface(span), span.person]
        if span.person != self._desk.session.person:
            parts.append(_("suggestion"))
        if span.score is not None:
            parts.append(_("score {score}").format(score=digits(f"{round(span.score * 100)}%")))
        return _listed(*parts)

    def _label(self, span: Span) -> str:
        return name_of(self._desk.session.scheme.drawn_label(span.label), language())

    def _surface(self, span: Span) -> str:
        text = self._article.page.text
        return " … ".join(_shortened(text[start:end]) for start, end in span.fragments)


def _shortened(text: str) -> str:
    """Return a text on one line, its middle left out where it is long: both ends say where a selection stands."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


def _listed(*parts: str) -> str:
    return pgettext("between the parts of a list", ", ").join(parts)
