"""What of the article is shown on demand: all links at once, invisible signs. Remembered for the next start."""

from __future__ import annotations

from annotator.ui.remembered import Remembered
from annotator.ui.text_view.view import ArticleView


class Switches:
    """The switches of one article view."""

    def __init__(self, article: ArticleView, remembered: Remembered) -> None:
        self._remembered = remembered
        self._shown = {"all_links": article.show_all_links, "signs": article.show_signs}
        for name, show in self._shown.items():
            show(self.is_on(name))

    def is_on(self, name: str) -> bool:
        """Whether `all_links` or `signs` are shown."""
        return self._remembered.whole(f"shows/{name}", 0) == 1

    def turn(self, name: str) -> None:
        """Turn a switch on or off, and remember it."""
        on = not self.is_on(name)
        self._remembered.keep(f"shows/{name}", int(on))
        self._shown[name](on)
