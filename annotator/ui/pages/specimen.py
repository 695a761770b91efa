"""A labelled paragraph on the first page: what the program makes of a text, drawn by the real article view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from annotator.model.identity import name_id
from annotator.model.scheme import load_scheme
from annotator.model.values import Link, Span
from annotator.ui.appearance import Appearance
from annotator.ui.drawing import drawn_links, drawn_spans
from annotator.ui.text_view.view import ArticleView
from annotator.words import _

TEXT = (
    "أصيب ستة عمال في انفجار خزان وقود بميناء رأس النخيل فجر الثلاثاء، وأعلنت نقابة عمال الموانئ "
    "إضرابًا يستمر ثلاثة أيام.\n"
    "وقال مصدر في إدارة الميناء طلب عدم ذكر اسمه إن الانفجار نجم عن تسرب لم يُصلح منذ أسابيع.\n"
    "ونفت شركة المرافئ المتحدة وجود أي تسرب، فيما أخلت فرق الدفاع المدني ثلاثين منزلًا في حي البحارة."
)
_SOURCE = "مصدر في إدارة الميناء طلب عدم ذكر اسمه"
_CONTENT = "إن الانفجار نجم عن تسرب لم يُصلح منذ أسابيع"
MARKED = (
    ("INJURE", "أصيب"),
    ("PER", "ستة عمال"),
    ("NUM", "ستة"),
    ("EXPLODE", "انفجار"),
    ("FAC", "ميناء رأس النخيل"),
    ("GPE", "رأس النخيل"),
    ("TIME", "فجر الثلاثاء"),
    ("DATE", "الثلاثاء"),
    ("ORG", "نقابة عمال الموانئ"),
    ("QTY", "ثلاثة أيام"),
    ("CUE", "قال"),
    ("SOURCE", _SOURCE),
    ("ANONYMITY", "طلب عدم ذكر اسمه"),
    ("CUE", "نفت"),
    ("SOURCE", "شركة المرافئ المتحدة"),
    ("CONTENT", "وجود أي تسرب"),
    ("ORG", "شركة المرافئ المتحدة"),
    ("ORG", "الدفاع المدني"),
    ("NUM", "ثلاثين"),
    ("LOC", "حي البحارة"),
    ("CONTENT", _CONTENT),
)

LINKED = (
    ("Victim", ("INJURE", "أصيب"), ("PER", "ستة عمال")),
    ("Time", ("EXPLODE", "انفجار"), ("TIME", "فجر الثلاثاء")),
    ("Place", ("EXPLODE", "انفجار"), ("FAC", "ميناء رأس النخيل")),
    ("cue", ("CONTENT", _CONTENT), ("CUE", "قال")),
    (
        "source",
        ("CONTENT", _CONTENT),
        ("SOURCE", _SOURCE),
    ),
    ("anonymity", ("CONTENT", _CONTENT), ("ANONYMITY", "طلب عدم ذكر اسمه")),
    ("cue", ("CONTENT", "وجود أي تسرب"), ("CUE", "نفت")),
    ("source", ("CONTENT", "وجود أي تسرب"), ("SOURCE", "شركة المرافئ المتحدة")),
)
CHOSEN = ("EXPLODE", "انفجار")
"""The span that is chosen, so that its links are seen."""


class Specimen(ArticleView):
    """An article that is only looked at."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specimen")
        self._appearance = appearance
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        appearance.theme_changed.connect(self._show_theme)
        self._is_filled = False
        self._show_theme()
        self.setAccessibleName(_("An example of a labelled article"))

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is first seen: with a project there is no need to."""
        super().showEvent(event)
        if not self._is_filled:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the tags."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._is_filled:
            self._show()

    def _show_theme(self) -> None:
        self.set_theme(self._appearance.theme)

    def _show(self) -> None:
        self._is_filled = True
        self.setAccessibleName(_("An example of a labelled article"))
        self.set_document(TEXT)
        scheme = load_scheme("news")
        language = self._appearance.language
        links = _links()
        self.set_spans(
            drawn_spans(_spans(), links, scheme, person="", language=language),
            drawn_links(links, scheme, person="", language=language),
        )
        self.select_span(_id(*CHOSEN))


def _spans() -> list[Span]:
    made = []
    for label, words in MARKED:
        start = TEXT.index(words)
        made.append(Span(id=_id(label, words), person="", label=label, fragments=((start, start + len(words)),)))
    return made


def _links() -> list[Link]:
    return [
        Link(id=name_id("specimen", f"{label}{head}{tail}"), person="", label=label, head=_id(*head), tail=_id(*tail))
        for label, head, tail in LINKED
    ]


def _id(label: str, words: str) -> str:
    return name_id("specimen", f"{label}{words}")
