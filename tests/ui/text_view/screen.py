"""What stands on the screen. Grabbing a widget would paint all of it anew and hide what partial painting leaves."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.ui.text_view.view import ArticleView

_ROUNDING = 3
"""Where a slanted line is cut by the edge of what is painted anew, Qt's blending differs by this much of 255."""


def on_screen(view: ArticleView) -> QImage:
    """Return what of the article stands on the screen now: only what was updated has been painted anew."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage().copy(view.viewport().geometry())


def check_screen(view: ArticleView) -> None:
    """What stands on the screen is what a whole repaint paints."""
    partial = on_screen(view)
    view.viewport().update()
    whole = on_screen(view)
    if partial != whole:
        pairs = zip(bytes(partial.constBits()), bytes(whole.constBits()), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= _ROUNDING
