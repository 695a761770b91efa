"""A window that may only read shows what the one that writes has done, and says who holds the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.session import Session
from annotator.ui.numbers import isolated, left_to_right
from annotator.words import _

_EVERY_MS = 1_000


class News(QObject):
    """Looks every second whether somebody else has written to a project that is read here; else it sleeps."""

    came = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._watch = QTimer(self, interval=_EVERY_MS)
        self._watch.timeout.connect(self._look)
        if not session.writable:
            self._version = session.store.data_version()
            self._watch.start()

    def stop(self) -> None:
        """Look no more: the project is about to be closed."""
        self._watch.stop()

    def _look(self) -> None:
        version = self._session.store.data_version()
        if version != self._version:
            self._version = version
            self.came.emit()


def read_only_sentence(session: Session) -> Callable[[], str] | None:
    """Return why a project is read-only here, as a sentence in the language in force; None where it isn't."""
    if session.writable:
        return None
    holder = session.holder
    if holder is None:
        return lambda: _("This project can't be written to; it is read-only here.")
    name, host = isolated(holder.person), left_to_right(holder.host)
    return lambda: _("Open in another window by {person} on {host}; read-only here.").format(person=name, host=host)
