"""A short sign of where a jump has landed: the outline of the span goes and comes back once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from annotator.ui.labelling import Labelling
from annotator.ui.settings import Settings
from annotator.ui.text_view.view import ArticleView

STEP_MS = 100


class Flash(QObject):
    """Flashes the selected span, unless the person wants less motion. Any other choice meanwhile ends it."""

    def __init__(self, article: ArticleView, labelling: Labelling, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._article, self._labelling, self._settings = article, labelling, settings
        self._span: str | None = None
        self._off = QTimer(self, singleShot=True, interval=STEP_MS)
        self._on = QTimer(self, singleShot=True, interval=STEP_MS)
        self._off.timeout.connect(self._hide)
        self._on.timeout.connect(self._show)

    def start(self) -> None:
        """Flash the span that is selected now."""
        span = self._labelling.selected
        if span is not None and not self._settings.is_on("less_motion"):
            self._span = span.id
            self._off.start()

    def _hide(self) -> None:
        if self._article.chosen == self._span:
            self._article.select_span(None)
            self._on.start()

    def _show(self) -> None:
        span = self._labelling.selected
        if self._article.chosen is None and span is not None and span.id == self._span:
            self._article.select_span(span.id)
