"""The desk follows every gesture without reading the document again, and always holds what a reader would find."""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.errors import RefusedError
from annotator.model.values import Span
from annotator.session import Session, new_project, open_project
from annotator.session.importing import import_paths
from annotator.session.merging import merge_files
from annotator.ui.desk import Desk
from annotator.ui.drawing import drawn_spans
from annotator.ui.picture import Picture

TEXT = "قال متحدث باسم بلدية رأس النخيل إن الطريق إلى الميناء أغلق بعد أمطار يوم الاثنين.\n" * 4
OTHER = "عقد المجلس جلسة قصيرة في ميناء السلام.\n"
LABELS = ("PER", "ORG", "LOC", "CONTENT", "SOURCE", "Attack")
GESTURES = 60


def write_jsonl(path: Path, kind: str, *spans: tuple[str, int, int]) -> Path:
    """A file in which a model suggests spans and another human has one; the person at work is of a kind."""
    people = [("huda", kind), ("baseline", "model"), ("salma", "human")]
    header = {"annotator": 1, "people": [{"name": name, "kind": what} for name, what in people]}
    made = [
        {"person": "baseline", "label": label, "fragments": [[start, end]], "score": 0.5} for label, start, end in spans
    ]
    made.append({"person": "salma", "label": "LOC", "fragments": [[0, 3]]})
    lines = [header, {"key": "road", "text": TEXT, "spans": made}, {"key": "council", "text": OTHER}]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


@pytest.fixture(params=["human", "adjudicator"])
def desk(request, qapp, tmp_path):
    source = write_jsonl(tmp_path / "first.jsonl", request.param, ("LOC", 4, 9), ("PER", 4, 9), ("ORG", 15, 30))
    with new_project(tmp_path / "mine.sqlite", person="huda") as session:
        import_paths(session, [source])
    made = Desk(open_project(tmp_path / "mine.sqlite", person="huda"))
    assert made.open("road")
    yield made
    made.close()


class Hands:
    """Random gestures on the open document of a desk, with a picture that follows it as the page's does."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.session = desk, desk.session
        self.choose = random.Random(seed)
        self.carried = 0
        self.picture = Picture(self.session.scheme, "huda", "en")
        self.picture.show(desk.view, desk.decided)
        desk.view_changed.connect(self._follow)
        self.all = (
            self.mark,
            self.mark,
            self.say_the_same,
            self.relabel,
            self.resize,
            self.delete,
            self.link,
            self.describe,
            self.decide,
            self.say_of_the_document,
            self.desk.undo,
            self.desk.redo,
        )

    def gesture(self) -> None:
        try:
            self.choose.choice(self.all)()
        except RefusedError:
            return  # the scheme does not allow this link or this attribute

    def mark(self) -> None:
        start = self.choose.randrange(len(TEXT) - 12)
        fragments = [(start, start + self.choose.randrange(1, 9))]
        if self.choose.random() < 0.2:
            fragments.append((fragments[0][1] + 1, fragments[0][1] + 3))
        self.desk.mark(fragments, self.choose.choice(LABELS))

    def say_the_same(self) -> None:
        span = self._any(lambda span: span.person != "huda")
        self.desk.mark(span.fragments, span.label)

    def relabel(self) -> None:
        self.desk.relabel(self._any(), self.choose.choice(LABELS[:3]))

    def resize(self) -> None:
        span = self._any(lambda span: span.person == "huda")
        self.desk.resize(span, [(span.start, min(len(TEXT), span.end + self.choose.randrange(3)))])

    def delete(self) -> None:
        self.desk.delete(self._any())

    def link(self) -> None:
        own = [span for span in self.desk.own_spans() if span.label in ("CONTENT", "SOURCE")]
        head, tail = self.choose.choice(own or [self._any()]), self.choose.choice(own or [self._any()])
        self.session.link(self.desk.document, head, tail, "source")

    def describe(self) -> None:
        span = self._any(lambda span: span.person == "huda")
        self.session.set_attributes(self.desk.document, span.id, {"level": self.choose.choice(["name", None])})
        self.session.set_note(self.desk.document, span.id, f"ملاحظة {self.choose.randrange(9)}")

    def decide(self) -> None:
        how = self.choose.choice([self.session.accept, self.session.reject, self.session.skip])
        how(self.desk.document, [self._any(lambda span: span.person != "huda").id])

    def say_of_the_document(self) -> None:
        self.desk.set_done(done=self.choose.random() < 0.5)
        self.session.add_active_time(self.desk.document, 7)
        self.session.comment(self.desk.document, "ينظر فيه غدا")

    def compare(self) -> None:
        """What the desk holds is what a reader finds, and what is drawn is what would be drawn of that."""
        fresh = self.session.view("road")
        assert self.desk.view == fresh
        assert self.desk.decided == fresh.decided
        assert list(self.desk.own_spans()) == [span for span in fresh.spans if span.person == "huda"]
        drawn = drawn_spans(
            fresh.spans, fresh.links, self.session.scheme, person="huda", language="en", decided=fresh.decided
        )
        assert self.picture.drawn == {span.id: span for span in drawn}

    def _any(self, fits: Callable[[Span], bool] = lambda _span: True) -> Span:
        found = [span for span in self.desk.view.spans if fits(span)]
        if not found:
            raise RefusedError("session.no_span", id="", key="road")
        return self.choose.choice(found)

    def _follow(self, touched: frozenset[str] | None) -> None:
        if touched is None:
            self.picture.show(self.desk.view, self.desk.decided)
            return
        self.carried += 1
        self.picture.follow(self.desk.view, self.desk.decided, touched, self.desk.span)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_gestures_the_desk_holds_what_a_reader_finds(desk, seed):
    hands = Hands(desk, seed)
    for _gesture in range(GESTURES):
        hands.gesture()
        hands.compare()
    assert hands.carried > GESTURES / 3, "most gestures are followed without reading again"


def beside(work: Callable[[], object], hands: Hands) -> None:
    """Do some work in a thread of its own while gestures go on."""
    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        hands.gesture()
        QApplication.processEvents()
    thread.join()
    QApplication.processEvents()


def test_what_an_import_brings_beside_the_gestures_is_followed(desk, tmp_path):
    hands = Hands(desk, 11)
    kind = desk.session.kinds()["huda"].value
    more = write_jsonl(tmp_path / "more.jsonl", kind, *(("DATE", start, start + 4) for start in range(0, 200, 5)))
    before = len(desk.view.spans)
    beside(lambda: import_paths(desk.session, [more]), hands)
    hands.compare()
    assert sum(span.label == "DATE" for span in desk.view.spans) >= 40 > before


def test_what_a_merge_brings_beside_the_gestures_is_followed(desk, tmp_path):
    theirs = shutil.copyfile(desk.session.path, tmp_path / "theirs.sqlite")
    with open_project(theirs, person="baseline", home=tmp_path / "their home") as other:
        label_everything(other)
    hands = Hands(desk, 12)
    beside(lambda: merge_files(desk.session, [theirs]), hands)
    hands.compare()
    assert any(span.label == "DATE" and span.person == "baseline" for span in desk.view.spans)


def label_everything(session: Session) -> None:
    document = session.document("road")
    for start in range(0, 100, 5):
        session.mark(document, [(start, start + 4)], "DATE")


def test_a_gesture_in_another_document_leaves_the_view_alone(desk):
    before = desk.view
    desk.session.mark(desk.session.document("council"), [(0, 3)], "ORG")
    assert desk.view is before


def test_an_edit_keeps_everything_that_it_did_not_touch(desk):
    before = desk.view
    desk.mark([(4, 9)], "ORG")
    assert desk.view.zones is before.zones
    assert desk.view.document is before.document
