"""A labelled paragraph on the first page: what the program makes of a text, drawn by the real article view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from annotator.model.identity import name_id
from annotator.model.scheme import load_scheme
from annotator.model.values import Span
from annotator.ui.appearance import Appearance
from annotator.ui.drawing import drawn_spans
from annotator.ui.text_view.view import ArticleView
from annotator.words import _

TEXT = (
    "أصيب ستة عمال في انفجار خزان وقود بميناء رأس النخيل فجر الثلاثاء، وأعلنت نقابة عمال الموانئ "
    "إضرابًا يستمر ثلاثة أيام.\n"
    "وقال مصدر في إدارة الميناء طلب عدم ذكر اسمه إن الانفجار نجم عن تسرب لم يُصلح منذ أسابيع.\n"
    "ونفت شركة المرافئ المتحدة وجود أي تسرب، فيما أخلت فرق الدفاع المدني ثلاثين منزلًا في حي البحارة."
)
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
    ("SOURCE", "مصدر في إدارة الميناء"),
    ("ANONYMITY", "طلب عدم ذكر اسمه"),
    ("ORG", "شركة المرافئ المتحدة"),
    ("ORG", "الدفاع المدني"),
    ("NUM", "ثلاثين"),
    ("LOC", "حي البحارة"),
    ("CONTENT", "الانفجار نجم عن تسرب لم يُصلح منذ أسابيع"),
)


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
        self.set_spans(drawn_spans(_spans(), (), scheme, person="", language=language))


def _spans() -> list[Span]:
    made = []
    for label, words in MARKED:
        start = TEXT.index(words)
        identifier = name_id("specimen", f"{label}{start}")
        made.append(Span(id=identifier, person="", label=label, fragments=((start, start + len(words)),)))
    return made
