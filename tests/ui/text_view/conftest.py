"""A view that is shown, spans to put into it, and a drag as a hand makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontDatabase, QPaintEvent
from PySide6.QtWidgets import QApplication

from annotator.ui import theme
from annotator.ui.text_view.values import DrawnSpan
from annotator.ui.text_view.view import ArticleView
from tests.ui.text_view.box_font import FAMILY, write_box_font

FONTS = ("DejaVu Sans", "Noto Naskh Arabic", "Amiri")


@pytest.fixture(params=FONTS)
def family(request, qapp, need) -> str:
    """Each of the three fonts that break naive geometry in ways of their own."""
    need(request.param in QFontDatabase.families(), request.param)
    return request.param


@pytest.fixture(scope="session")
def box_file(tmp_path_factory) -> Path:
    return write_box_font(tmp_path_factory.mktemp("fonts") / "box.ttf")


@pytest.fixture(scope="module")
def box(qapp, box_file) -> Iterator[str]:
    """The family of the box font, installed while the tests of a module run."""
    added = QFontDatabase.addApplicationFont(str(box_file))
    assert QFontDatabase.applicationFontFamilies(added) == [FAMILY]
    theme._known_families.cache_clear()  # the program looks for fonts once
    yield FAMILY
    QFontDatabase.removeApplicationFont(added)
    theme._known_families.cache_clear()


@pytest.fixture
def view(qtbot) -> Iterator[ArticleView]:
    made = ArticleView()
    made.resize(860, 600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def mark() -> Callable[..., DrawnSpan]:
    """Make a span: `mark("a", 3, 8)`, or with `fragments=` for a discontinuous one."""

    def make(span_id: str, start: int = 0, end: int = 0, **facts) -> DrawnSpan:
        plain = {"label": "ORG", "draw": "band", "colour": "#EE8866", "tag": "ORG", "name": "Organisation"}
        return DrawnSpan(**{"id": span_id, "fragments": ((start, end),), **plain, **facts})

    return make


@pytest.fixture
def drag(qtbot) -> Callable[..., list[int]]:
    """Drag from the character at `start` to the one that ends at `end`; return what the view says was selected."""

    def make(view: ArticleView, start: int, end: int, modifier=Qt.KeyboardModifier.ShiftModifier) -> list[int]:
        area, button = view.viewport(), Qt.MouseButton.LeftButton
        source, target = view.point_of(start), view.point_of(end, trailing=True)
        qtbot.mousePress(area, button, modifier, source)
        qtbot.mouseMove(area, QPoint((source + target) / 2))
        qtbot.mouseMove(area, target)
        with qtbot.waitSignal(view.selection_changed, timeout=1000) as said:
            qtbot.mouseRelease(area, button, modifier, target)
        return said.args

    return make


class _PaintWatch(QObject):
    """Notes what of a viewport is painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QRect] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.seen.extend(event.region())
        return False


@pytest.fixture
def painted() -> Callable[..., list[QRect]]:
    """Return what is painted anew of a view's viewport because of an act: `painted(view, act)`."""

    def watch(view: ArticleView, act: Callable[[], object]) -> list[QRect]:
        QApplication.processEvents()
        noted = _PaintWatch()
        view.viewport().installEventFilter(noted)
        act()
        QApplication.processEvents()
        view.viewport().removeEventFilter(noted)
        return noted.seen

    return watch
