"""Finding in the article: joins the bar, the search and the view. It reads only, so it works in every window."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QObject, Signal

from annotator.text.search import Hit, Level
from annotator.ui.article_search import ArticleSearch
from annotator.ui.panels.find_bar import FindBar, as_level
from annotator.ui.text_view.found import Found, FoundPlace
from annotator.ui.text_view.view import ArticleView

_LONGEST_QUERY = 200


class Finding(QObject):
    """The search in the open article. `hit_shown` says that a hit has become the selection."""

    hit_shown = Signal()

    def __init__(self, bar: FindBar, article: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._article = bar, article
        self._search = ArticleSearch(self)
        self._places: list[FoundPlace] = []
        self._current: int | None = None
        self._from: int | None = None
        """Where the first hit is looked for; None where no hit shall be shown before the person asks for one."""
        self._search.changed.connect(self._show)
        bar.typed.connect(self._type)
        bar.level_chosen.connect(self._choose_level)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.close)

    def open(self) -> None:
        """Show the bar, with what is selected as the first thing to find."""
        start, end = self._article.selection.range
        selected = self._article.page.text[start:end].strip()
        fits = selected if 0 < len(selected) <= _LONGEST_QUERY and "\n" not in selected else None
        was_hidden, former = self._bar.isHidden(), self._bar.query()
        self._from = start
        self._bar.begin(fits)
        if was_hidden and self._bar.query() == former:
            self._begin()

    def step(self, by: int) -> None:
        """Select the next hit (1) or the previous one (-1); with the bar closed, search for the same thing again."""
        was_hidden = self._bar.isHidden()
        if was_hidden and not self._bar.query().strip():
            self.open()
            return
        if was_hidden:
            self._bar.show()
            self._from = self._article.selection.range[1]
            self._begin()
        if self._search.hits and not (was_hidden and by > 0):
            self._go_to(self._beside(by) % len(self._search.hits))
            self._from = self._article.selection.range[0]

    def close(self) -> bool:
        """Hide the bar and leave the hit selected, so that a label's key marks it; False where it was not open."""
        if self._bar.isHidden():
            return False
        self._search.stop()
        self._current = None
        self._article.show_found(Found())
        self._bar.hide()
        self._article.setFocus()
        return True

    def search_again(self) -> None:
        """Search another article for the same thing; the place in it is left alone."""
        self._from = None
        if not self._bar.isHidden():
            self._begin()

    def _type(self, _text: str) -> None:
        if self._from is None:
            self._from = self._article.selection.range[0]
        self._begin()

    def _choose_level(self, level: str) -> None:
        self._from = self._article.selection.range[0]
        self._begin(as_level(level))

    def _begin(self, level: Level | None = None) -> None:
        self._current = None
        self._places = []
        if not self._bar.isHidden():
            self._search.start(self._article.page.text, self._bar.query(), level)

    def _show(self) -> None:
        """Show the hits that are there so far, and the first one behind the place where the search began."""
        hits = self._search.hits
        if self._current is None and self._from is not None and hits:
            behind = bisect_left(hits, self._from, key=_start)
            if behind < len(hits) or self._search.is_done:
                self._go_to(behind % len(hits))
                return
        self._tint()

    def _go_to(self, nth: int) -> None:
        self._current = nth
        start, end = self._search.hits[nth].extent
        self._tint()
        self._article.set_selection(start, end)
        self._article.scroll_to(start, end)
        self.hit_shown.emit()

    def _beside(self, by: int) -> int:
        """Return the hit before or behind the selection, which need not be a hit any more."""
        start, end = self._article.selection.range
        nth = bisect_left(self._search.hits, start, key=_start)
        if by < 0:
            return nth - 1
        is_here = nth < len(self._search.hits) and self._search.hits[nth].extent == (start, end)
        return nth + 1 if is_here else nth

    def _tint(self) -> None:
        search = self._search
        new = search.hits[len(self._places) :]
        self._places += [FoundPlace(hit.fragments, hit.extent) for hit in new]
        self._article.show_found(Found(self._places, self._current))
        self._bar.show_hits(self._current, len(search.hits), search.level, is_done=search.is_done)


def _start(hit: Hit) -> int:
    return hit.extent[0]
