"""A window on a small project whose scheme has attributes of every kind, and hands for the inspector."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.assets import resource
from annotator.session import new_project
from annotator.session.importing import import_paths
from annotator.ui.pages.annotate import AnnotatePage
from tests.windows import a_window, open_in, place, settle, write_articles

TEXT = (
    "انفجار في ميناء رأس النخيل\n"
    "أفاد مصدر في البلدية طلب عدم ذكر اسمه بمقتل صياد من طبرق يوم الأحد.\n"
    "وقال المصدر إن الميناء مغلق أمام الصيادين منذ الثلاثاء.\n"
)
MORE = """
[[attribute]]
id = "traits"
names = { en = "Traits", ar = "صفات" }
kind = "choices"
on = ["GPE"]
values = [
  { id = "coastal", names = { en = "Coastal", ar = "ساحلي" } },
  { id = "capital", names = { en = "Capital", ar = "عاصمة" } },
  { id = "border", names = { en = "On the border", ar = "حدودي" } },
]
required = false
guideline.en = "What the text says of the place."
guideline.ar = "ما يقوله النص عن المكان من صفات."

[[attribute]]
id = "people"
names = { en = "People", ar = "عدد السكان" }
kind = "number"
on = ["GPE"]
required = true
guideline.en = "How many people live there, as the text says."
guideline.ar = "عدد السكان كما يرد في النص نفسه."
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """An article with a project in which a model suggests a person; made once and copied for each test."""
    made = write_articles(
        tmp_path_factory.mktemp("inspected") / "articles", {"harbour": TEXT, "rain": "أمطار على الساحل\n"}
    )
    scheme = made.parent / "scheme.toml"
    scheme.write_text(resource("schemes", "news.toml").read_text(encoding="utf-8") + MORE, encoding="utf-8")
    start = TEXT.index("صياد")
    suggested = {"person": "baseline", "label": "PER", "fragments": [[start, start + 4]], "score": 0.7}
    lines = [
        {"annotator": 1, "people": [{"name": "baseline", "kind": "model"}]},
        {"key": "harbour", "text": TEXT, "spans": [suggested]},
    ]
    predictions = made.parent / "predictions.jsonl"
    predictions.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    project = made / "annotations.sqlite"
    with new_project(project, person="huda", scheme=scheme, home=made.parent / "home") as session:
        import_paths(session, [made])
        import_paths(session, [predictions])
    return made


@pytest.fixture
def hands(page: AnnotatePage) -> Hands:
    return Hands(page)


@pytest.fixture
def arabic(qapp, project) -> Iterator[Hands]:
    """Hands in an Arabic window."""
    with a_window(language="ar") as window:
        yield Hands(open_in(window, project, "harbour"))


class Hands:
    """What a person sees and does in the inspector."""

    def __init__(self, page: AnnotatePage) -> None:
        self.page = page
        self.panel = page.labels.selected

    def wait(self) -> None:
        """Let queued events run, and the card be filled."""
        settle()
        self.page.inspecting.show_now()
        settle()

    def span(self, words: str, label: str, nth: int = 0):
        """Put a label on some words and select the span; return its id."""
        made = self.page.desk.mark([place(self.page, words, nth)], label)
        self.select(made.id)
        return made.id

    def select(self, span_id: str | None) -> None:
        """Select a span, and let the card be filled."""
        self.page.labelling.select(span_id)
        self.wait()

    def value(self, name: str):
        """What the selected span has of an attribute."""
        return self.page.labelling.selected.attributes.get(name)

    def widget(self, name: str) -> QWidget:
        """Return a widget of the inspector that is shown, by name."""
        shown = [found for found in self.panel.findChildren(QWidget, name) if found.isVisible()]
        assert shown, f"{name} is not shown"
        return shown[0]

    def shows(self, name: str) -> bool:
        """Whether a widget of that name is shown."""
        return any(found.isVisible() for found in self.panel.findChildren(QWidget, name))

    def row(self, attribute: str) -> QWidget:
        """Return the row of an attribute."""
        return self.widget(f"attribute_{attribute}")

    def segment(self, attribute: str, value: str) -> QWidget:
        """Return one of the segments of an attribute."""
        return self.row(attribute).findChild(QWidget, f"segment_{value}")

    def click(self, widget: QWidget) -> None:
        """Click on a widget, brought into view."""
        self.panel._scroll.ensureWidgetVisible(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.wait()

    def write(self, field: QWidget, text: str) -> None:
        """Type a text; QTest can't type letters that are not Latin."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def choose(self, field: QWidget, wanted: str) -> None:
        """Open the menu of a field and choose an entry by the name of its action or by what it carries."""
        self.click(field)
        menu = self.menu()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(self.entry(wanted)).center())
        self.wait()

    def menu(self) -> QMenu:
        """Return the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def entry(self, wanted: str) -> QAction:
        """Return an entry of the open menu."""
        return next(action for action in self.menu().actions() if wanted in (action.objectName(), action.data()))

    def slots(self) -> list[tuple[str, str]]:
        """What the slots say to a screen reader: (role, span)."""
        said = [found.accessibleName() for found in self.panel.findChildren(QWidget, "slot") if found.isVisible()]
        return [tuple(words.replace("\u2068", "").replace("\u2069", "").split(": ")) for words in said]

    def slot(self, role: str) -> QWidget:
        """Return the field of the first slot of a role."""
        named = [found for found in self.panel.findChildren(QWidget, "slot") if found.isVisible()]
        return next(found for found in named if found.accessibleName().startswith(role))

    def click_on(self, words: str, nth: int = 0) -> None:
        """Click on some words of the article."""
        point = self.page.article.point_of(place(self.page, words, nth)[0])
        QTest.mouseClick(self.page.article.viewport(), Qt.MouseButton.LeftButton, pos=point)
        self.wait()

    def undo(self) -> None:
        """Press Ctrl+Z in the article."""
        self.page.article.setFocus()
        QTest.keyClick(self.page.article, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.wait()
