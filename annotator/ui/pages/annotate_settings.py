"""Settings that act in the article: the size and family of its letters, snapping, the names under spans."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.ui.settings import Settings
from annotator.ui.text_view.view import ArticleView


class ArticleSettings(QObject):
    """Gives the article view its settings, now and whenever one is changed."""

    def __init__(self, settings: Settings, article: ArticleView, redraw: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._article, self._redraw = settings, article, redraw
        self._switches = {
            "all_links": article.show_all_links,
            "signs": article.show_signs,
            "snapping": article.snap_to_words,
        }
        for name in ("article_family", "article_px", "all_links", "signs", "snapping"):
            self._follow(name)
        settings.changed.connect(self._follow)
        article.zoomed.connect(self._keep_size)

    def _follow(self, name: str) -> None:
        if name == "article_family":
            self._article.set_article_family(self._settings.value(name) or None)
        elif name == "article_px" and self._settings.whole(name) != self._article.page.size:
            self._article.set_article_size(self._settings.whole(name))
        elif name in self._switches:
            self._switches[name](self._settings.is_on(name))
        elif name == "tags":
            self._redraw()

    def _keep_size(self, px: int) -> None:
        self._settings.put("article_px", str(px))
