"""Where the person was in each article: caret, selection and what stood at the upper edge. It survives being killed."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QTimer

from annotator.ui.desk import Desk
from annotator.ui.remembered import Remembered
from annotator.ui.text_view.place import Place
from annotator.ui.text_view.view import ArticleView

MOST = 300
"""Articles of a project whose places are kept; the one left longest ago goes."""

_DELAY_MS = 500
"""From a change until it is on disk: at most this, and never two writes in the time."""


class Places(QObject):
    """Follows the article view, and takes it back to where it was."""

    def __init__(self, desk: Desk, article: ArticleView, remembered: Remembered, parent: QObject) -> None:
        super().__init__(parent)
        self._article, self._remembered, self._project = article, remembered, desk.session.path
        self._key: str | None = None
        self._places = _read(remembered.places(self._project))
        self._writing = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._writing.timeout.connect(self.keep)
        article.selection_changed.connect(self._changed)
        article.verticalScrollBar().valueChanged.connect(self._changed)

    def leave(self) -> None:
        """Another article is about to be shown: note where the person was in this one."""
        self._note()

    def enter(self, key: str) -> None:
        """Go back to where the person was in the article that is shown now."""
        place = self._places.get(key)
        if place is not None:
            self._article.go_back_to(place)
            if self._key is None:
                # The page has just been made: its width, and with it every line, is only known in a moment.
                QTimer.singleShot(0, self, lambda: self._go_back_again(key, place))
        self._key = key
        self._remembered.keep_last_document(self._project, key)
        self._writing.start()

    def keep(self) -> None:
        """Write everything to disk now."""
        self._writing.stop()
        self._note()
        self._remembered.keep_places(self._project, json.dumps(self._places))
        self._remembered.flush()

    def _go_back_again(self, key: str, place: Place) -> None:
        if self._key == key and self._article.selection == place.selection(len(self._article.page.text)):
            self._article.go_back_to(place)

    def _changed(self) -> None:
        if self._key is not None and not self._writing.isActive():
            self._writing.start()

    def _note(self) -> None:
        if self._key is None:
            return
        self._places.pop(self._key, None)
        self._places[self._key] = self._article.place()
        while len(self._places) > MOST:
            del self._places[next(iter(self._places))]


def _read(text: str) -> dict[str, Place]:
    """Read what was kept; whatever is not as we write it is passed over."""
    try:
        kept = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    return {key: place for key, values in kept.items() if (place := _place(values)) is not None}


def _place(values: object) -> Place | None:
    if not isinstance(values, list) or len(values) != len(Place._fields):
        return None
    return Place(*values) if all(isinstance(value, int) for value in values) else None
