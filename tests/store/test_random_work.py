"""Random work over restarts and merges: what the file holds = what an independent model says = the fold of the history.

`ANNOTATOR_FUZZ` sets how much of it is done (see `tests/conftest.py`).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.model.changes import Edit, Kind
from annotator.model.identity import bytes_of, text_of, uuid7
from annotator.store import cache, history
from annotator.store.chain import verify_stream
from annotator.store.fold import latest
from annotator.store.merge import merge
from annotator.store.plain import LinkShape, SpanShape
from annotator.store.project_file import Store
from annotator.store.state import state_hash
from tests.store.making import SCHEME, TEXT, put

PEOPLE = ("huda", "ali")
AWAY = "sami"
"""Somebody who works on a file of their own, on another computer."""
LABELS = ("A", "B", "C", "D")

Thing = tuple[Kind, str]
Step = tuple[Thing, Any, Any]


class Model:
    """What ought to be there, kept by other means than the store's: values by id, and stacks of what was done."""

    def __init__(self) -> None:
        self.values: dict[Thing, dict[str, Any]] = {}
        self.owner: dict[Thing, str] = {}
        self.document: dict[Thing, str] = {}
        self.done: dict[str, list[list[Step]]] = {person: [] for person in PEOPLE}
        self.undone: dict[str, list[list[Step]]] = {person: [] for person in PEOPLE}
        self.redirects: list[dict[str, str]] = []

    def label(self, stored: str) -> str:
        for step in self.redirects:
            stored = step.get(stored, stored)
        return stored

    def shown(self, thing: Thing) -> dict[str, Any]:
        return {**self.values[thing], "label": self.label(self.values[thing]["label"])}

    def apply(self, steps: list[Step]) -> None:
        for thing, _old, new in steps:
            if thing[0] is Kind.SCHEME:
                self.redirects = [*self.redirects, new] if new is not None else self.redirects[:-1]
            elif new is None:
                del self.values[thing]
            else:
                self.values[thing] = new

    def perform(self, person: str, steps: list[Step]) -> None:
        self.apply(steps)
        self.done[person].append(steps)
        self.undone[person].clear()

    def of(self, kind: Kind, person: str) -> list[Thing]:
        return sorted(thing for thing in self.values if thing[0] is kind and self.owner[thing] == person)


class RandomWork(RuleBasedStateMachine):
    """Two people at work on two documents of one project, and a third elsewhere, whose file is merged now and then."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(self.template, self.folder, dirs_exist_ok=True)
        self.model = Model()
        self.count = 0
        self.away: dict[Thing, dict[str, Any]] = {}
        self.open()
        self.other = Store.open(self.folder / "other.sqlite", home=self.folder / "other home")

    def open(self) -> None:
        self.store = Store.open(self.folder / "project.sqlite", home=self.folder / "home")
        self.documents = [row.id for row in self.store.document_keys()]

    def teardown(self) -> None:
        self.store.close()
        self.other.close()
        shutil.rmtree(self.folder)

    def pick(self, things: list[Thing], number: int) -> Thing:
        return things[number % len(things)]

    def send(self, person: str, steps: list[Step]) -> None:
        """Make a gesture as the window would: with the labels in force as `old`."""
        edits = []
        for (kind, name), old, new in steps:
            shown = None if old is None else {**old, "label": self.model.label(old["label"])} if "label" in old else old
            document = self.model.document[kind, name]
            edits.append(Edit(kind=kind, object=name, old=shown, new=new, document=document))
        self.store.commit(person, edits)
        self.model.perform(person, steps)

    def new(self, kind: Kind, person: str, document: str) -> Thing:
        thing = (kind, uuid7())
        self.model.owner[thing] = person
        self.model.document[thing] = document
        return thing

    people = st.sampled_from(PEOPLE)
    labels = st.sampled_from(LABELS)
    places = st.integers(0, len(TEXT) - 11)
    numbers = st.integers(0, 1_000)

    @rule(person=people, label=labels, place=places, width=st.integers(1, 10), which=st.booleans())
    def mark(self, person: str, label: str, place: int, width: int, which: bool) -> None:
        thing = self.new(Kind.SPAN, person, self.documents[which])
        self.send(person, [(thing, None, {"label": label, "fragments": [[place, place + width]]})])

    @rule(person=people, number=numbers, label=labels)
    def relabel(self, person: str, number: int, label: str) -> None:
        if spans := self.model.of(Kind.SPAN, person):
            thing = self.pick(spans, number)
            self.send(person, [(thing, self.model.values[thing], {**self.model.shown(thing), "label": label})])

    @rule(person=people, number=numbers, place=places, other=st.booleans())
    def resize(self, person: str, number: int, place: int, other: bool) -> None:
        if spans := self.model.of(Kind.SPAN, person):
            thing = self.pick(spans, number)
            fragments = [[place, place + 4], [place + 6, place + 9]] if other else [[place, place + 5]]
            self.send(person, [(thing, self.model.values[thing], {**self.model.shown(thing), "fragments": fragments})])

    @rule(person=people, first=numbers, second=numbers, label=labels)
    def link(self, person: str, first: int, second: int, label: str) -> None:
        spans = self.model.of(Kind.SPAN, person)
        if not spans:
            return
        head, tail = self.pick(spans, first), self.pick(spans, second)
        if self.model.document[head] == self.model.document[tail]:
            thing = self.new(Kind.LINK, person, self.model.document[head])
            self.send(person, [(thing, None, {"label": label, "head": head[1], "tail": tail[1]})])

    @rule(person=people, number=numbers)
    def delete(self, person: str, number: int) -> None:
        spans = self.model.of(Kind.SPAN, person)
        if not spans:
            return
        span = self.pick(spans, number)
        links = [
            thing
            for thing in self.model.of(Kind.LINK, person)
            if span[1] in (self.model.values[thing]["head"], self.model.values[thing]["tail"])
        ]
        edit = Edit(kind=Kind.SPAN, object=span[1], old=self.model.shown(span), document=self.model.document[span])
        self.store.commit(person, [edit])
        self.model.perform(person, [(thing, self.model.values[thing], None) for thing in (*links, span)])

    @rule(person=people, number=numbers, verdict=st.sampled_from(["accepted", "rejected"]))
    def decide(self, person: str, number: int, verdict: str) -> None:
        """Accept the other one's span into one's own work, or reject it; with the decision in the same gesture."""
        other = PEOPLE[1 - PEOPLE.index(person)]
        spans = self.model.of(Kind.SPAN, other)
        if not spans:
            return
        of = self.pick(spans, number)
        document = self.model.document[of]
        decision = self.new(Kind.DECISION, person, document)
        value = {"of": [of[1]], "verdict": verdict}
        steps: list[Step] = [(decision, None, value)]
        if verdict == "accepted":
            copy = self.new(Kind.SPAN, person, document)
            steps.insert(0, (copy, None, {**self.model.shown(of), "origin": of[1]}))
            value["result"] = [copy[1]]
        self.send(person, steps)

    @rule(label=labels, place=places, which=st.booleans())
    def mark_elsewhere(self, label: str, place: int, which: bool) -> None:
        thing = self.new(Kind.SPAN, AWAY, self.documents[which])
        self.away[thing] = {"label": label, "fragments": [[place, place + 3]]}
        edit = Edit(kind=Kind.SPAN, object=thing[1], new=self.away[thing], document=self.documents[which])
        self.other.commit(AWAY, [edit])

    @precondition(lambda self: self.away)
    @rule(number=numbers)
    def delete_elsewhere(self, number: int) -> None:
        thing = self.pick(sorted(self.away), number)
        old = self.away.pop(thing)
        self.other.commit(AWAY, [Edit(kind=Kind.SPAN, object=thing[1], old=old, document=self.model.document[thing])])

    @rule()
    def merge_from_elsewhere(self) -> None:
        merge(self.store, [self.other.path])
        for thing in self.model.of(Kind.SPAN, AWAY):
            del self.model.values[thing]
        self.model.values.update(self.away)

    @rule()
    def merge_into_the_other(self) -> None:
        merge(self.other, [self.store.path])

    @rule(here_first=st.booleans())
    def merge_both_ways(self, here_first: bool) -> None:
        if here_first:
            self.merge_from_elsewhere()
            self.merge_into_the_other()
        else:
            self.merge_into_the_other()
            self.merge_from_elsewhere()
        assert state_hash(self.store) == state_hash(self.other)

    @rule(old=labels, new=labels)
    def change_scheme(self, old: str, new: str) -> None:
        self.count += 1
        redirects = {old: new} if old != new else {}
        self.store.set_scheme("huda", f"version {self.count}", redirects)
        self.model.perform("huda", [((Kind.SCHEME, str(self.count)), None, redirects)])

    @rule(person=people)
    def undo(self, person: str) -> None:
        done = self.store.undo(person)
        assert (done is not None) == bool(self.model.done[person])
        if done is not None:
            steps = self.model.done[person].pop()
            self.model.apply([(thing, new, old) for thing, old, new in reversed(steps)])
            self.model.undone[person].append(steps)

    @rule(person=people)
    def redo(self, person: str) -> None:
        done = self.store.redo(person)
        assert (done is not None) == bool(self.model.undone[person])
        if done is not None:
            steps = self.model.undone[person].pop()
            self.model.apply(steps)
            self.model.done[person].append(steps)

    @precondition(lambda self: self.model.values)
    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.open()

    @invariant()
    def the_file_holds_what_the_model_says(self) -> None:
        shown = {
            thing: value if thing[0] is Kind.DECISION else self.model.shown(thing)
            for thing, value in self.model.values.items()
        }
        found: dict[Thing, dict[str, Any]] = {}
        for bundle in self.store.bundles():
            for span in bundle.spans:
                value: dict[str, Any] = {"label": span.label, "fragments": [list(place) for place in span.fragments]}
                found[Kind.SPAN, span.id] = value | ({"origin": span.origin} if span.origin else {})
                assert span.person == self.model.owner[Kind.SPAN, span.id]
            for link in bundle.links:
                found[Kind.LINK, link.id] = {"label": link.label, "head": link.head, "tail": link.tail}
            for decision in bundle.decisions:
                value = {"of": list(decision.of), "verdict": decision.verdict.value}
                found[Kind.DECISION, decision.id] = value | (
                    {"result": list(decision.result)} if decision.result else {}
                )
        assert found == shown

    @invariant()
    def the_file_holds_what_its_history_folds_to(self) -> None:
        with self.store.reading() as connection:
            for document in self.documents:
                (number,) = connection.execute(
                    "SELECT doc_no FROM document WHERE id = ?", (bytes_of(document),)
                ).fetchone()
                for (kind, object_id), entry in latest(history.fold_rows(connection, number)).items():
                    if not isinstance(entry.value, SpanShape | LinkShape | None):
                        continue
                    present = cache.present(connection, kind, number, object_id)
                    assert (present and present.value) == entry.value, text_of(object_id)

    @invariant()
    def every_chain_holds(self) -> None:
        with self.store.reading() as connection:
            for number, root in connection.execute("SELECT stream_no, root FROM stream").fetchall():
                assert list(verify_stream(root, history.chain_page(connection, number, 0, 100_000))) == []

    @initialize()
    def begin(self) -> None:
        assert all(not self.store.can_undo(person) for person in PEOPLE)


def test_random_work_is_what_model_and_history_say(tmp_path: Path) -> None:
    with Store.create(tmp_path / "project.sqlite", SCHEME, home=tmp_path / "home") as store:
        for person in PEOPLE:
            store.ensure_person(person)
        put(store, "one")
        put(store, "two")
    with Store.create(tmp_path / "other.sqlite", SCHEME, home=tmp_path / "other home") as other:
        other.ensure_person(AWAY)
        put(other, "one")
        put(other, "two")
    machine = type("Work", (RandomWork,), {"template": tmp_path})
    test = machine.TestCase
    test.settings = settings(
        settings.default, max_examples=max(settings.default.max_examples // 4, 5), stateful_step_count=40
    )
    test().runTest()
