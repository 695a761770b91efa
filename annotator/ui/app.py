"""The window as a program: one QApplication, its looks, what it remembers, and what happens when we are at fault."""

from __future__ import annotations

import faulthandler
import signal
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from annotator import __version__
from annotator.ui.appearance import Appearance
from annotator.ui.panels import choice_access
from annotator.ui.remembered import Remembered
from annotator.ui.text_view import accessible
from annotator.ui.warming import warm_up
from annotator.ui.window import MainWindow
from annotator.words import _

SWITCH_S = 0.001
"""Python gives a waiting thread its turn after this long: an import in the background must not delay a click."""

_WARMING_MS = 200
"""How long after the start: the window comes first."""


def run(path: str | None, person: str | None = None) -> int:
    """Open the window on a folder, a project file or the first page; return the exit code when it is closed."""
    sys.setswitchinterval(SWITCH_S)
    faulthandler.enable()
    app = application()
    remembered = Remembered()
    appearance = Appearance(app, remembered)
    window = MainWindow(appearance, remembered, person)
    sys.excepthook = _tell_fault
    # Python sees Ctrl+C only when Qt lets it; every edit is on disk, so the system may end the window at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if path is not None:
        window.open_path(Path(path))
    window.show()
    QTimer.singleShot(_WARMING_MS, warm_up)
    return app.exec()


def application() -> QApplication:
    """Return the one QApplication, named."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication([*sys.argv[:1]])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setApplicationVersion(__version__)
    accessible.install()
    choice_access.install()
    return app


def _tell_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show a fault of ours with a report to copy. Every edit that was shown as saved is safe in the file."""
    report = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(report)
    if QApplication.activeModalWidget() is not None:
        return  # a fault while painting would come again with every repaint behind the first report
    box = QMessageBox(QMessageBox.Icon.Critical, "Annotator", _("This is a fault of the program. Your work is saved."))
    box.setInformativeText(_("Copy the report and send it to us, then start the program again."))
    box.setDetailedText(report)
    box.exec()
