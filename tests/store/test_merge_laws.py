"""Merging is a union: in any order and grouping, any number of times, the state and the changes are the same."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import RefusedError
from annotator.model.changes import Edit, Kind
from annotator.model.values import Progress, State
from annotator.store.merge import merge
from annotator.store.project_file import Store
from annotator.store.state import state_hash
from annotator.store.verify import check
from tests.store.making import SCHEME, changed, gone, join, mark, prepared

PEOPLE = ("huda", "sami", "lina")
KEYS = ("visit", "harbour", "visit~2")
TEXTS = tuple(f"وصل المركب رقم {number} إلى المرفأ مساء أمس بعد رحلة طويلة." for number in range(3))
# The same on every computer: so that different people and copies speak of one thing.
SHARED = [f"01890000-0000-7000-8000-00000000000{number}" for number in range(4)]

Step = tuple[str, int, int]

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ("put", "mark", "shared", "relabel", "delete", "link", "undo", "redo", "time", "scheme", "meta")
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=10,
)


class Copy:
    """A project on a computer of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "project.sqlite"
        self.home = folder / "home"

    @classmethod
    def new(cls, folder: Path) -> Copy:
        folder.mkdir()
        made = cls(folder)
        Store.create(made.path, SCHEME, scheme_id="small", home=made.home).close()
        return made

    def cloned(self, folder: Path) -> Copy:
        """A copy of the whole computer: what is written to both parts."""
        shutil.copytree(self.folder, folder)
        return Copy(folder)

    def work(self, todo: list[Step]) -> None:
        with Store.open(self.path, home=self.home) as store:
            for step in todo:
                _do(store, *step)

    def merged(self, folder: Path, *others: Copy) -> Copy:
        made = self.cloned(folder)
        with Store.open(made.path, home=made.home) as store:
            for other in others:
                merge(store, [other.path])
        return made

    def facts(self) -> tuple[str, frozenset[bytes]]:
        with closing(sqlite3.connect(self.path)) as connection:
            hashes = frozenset(row[0] for row in connection.execute("SELECT hash FROM change").fetchall())
        with Store.open(self.path, write=False, home=self.home) as store:
            return state_hash(store), hashes


def _do(store: Store, what: str, one: int, two: int) -> None:
    person, key, text = PEOPLE[one % 3], KEYS[two % 3], TEXTS[one % 3]
    if what == "put":
        seconds = State(person, Progress.DONE, "", 10 * two)
        store.add_bundles([prepared(key, text, states=(seconds,) if two else ())])
        return
    documents = store.document_keys()
    if not documents:
        return
    document = documents[two % len(documents)].id
    store.ensure_person(person)
    try:
        _edit(store, what, person, document, one, two)
    except RefusedError:
        return


def _edit(store: Store, what: str, person: str, document: str, one: int, two: int) -> None:
    own = store.spans(document, person)
    if what == "mark":
        store.commit(person, [mark(document, f"L{one}", (one, one + two + 1))])
    elif what == "shared":
        # Two people who write about one object: only a merge can bring that about.
        store.commit(person, [mark(document, f"S{one}", (two, two + 1), span=SHARED[two % 4])])
    elif what in ("undo", "redo"):
        store.undo(person) if what == "undo" else store.redo(person)
    elif what == "time":
        seconds = Edit(
            kind=Kind.ACTIVE, object=mark(document, "x", (0, 1)).object, new={"seconds": two + 1}, document=document
        )
        store.commit(person, [seconds])
    elif what == "scheme":
        store.set_scheme(person, SCHEME + f"# {one}\n", {f"L{one}": f"M{two}"})
    elif what == "meta":
        _change_meta(store, person, document, two)
    elif own:
        span = own[one % len(own)]
        was = mark(document, span.label, *span.fragments, span=span.id)
        if what == "relabel":
            store.commit(person, [changed(was, label=f"R{two}")])
        elif what == "delete":
            store.commit(person, [gone(was)])
        else:
            store.commit(person, [join(document, "At", span.id, own[two % len(own)].id)])


def _change_meta(store: Store, person: str, document: str, two: int) -> None:
    found = store.document_by_id(document)
    assert found is not None
    old = {"key": found.key, "sha256": found.sha256, "meta": found.meta, "direction": found.direction}
    new = {**old, "meta": {"source": f"s{two}"}}
    store.commit(person, [Edit(kind=Kind.DOCUMENT, object=document, old=old, new=new, document=document)])


@settings(max_examples=max(6, settings().max_examples // 8))
@given(first=steps, second=steps, third=steps, after=st.tuples(steps, steps, steps))
def test_merging_is_commutative_associative_and_idempotent(
    first: list[Step], second: list[Step], third: list[Step], after: tuple[list[Step], list[Step], list[Step]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = Copy.new(folder / "one")
        one.work([("put", 0, 0), ("put", 1, 1), *first])
        two = one.cloned(folder / "two")
        three = Copy.new(folder / "three")
        three.work([*second, *third])
        copies = (one, two, three)
        for copy, todo in zip(copies, after, strict=True):
            copy.work(todo)
        every = frozenset().union(*(copy.facts()[1] for copy in copies))
        results = set()
        for number, order in enumerate(itertools.permutations(copies)):
            result = order[0].merged(folder / f"order{number}", *order[1:])
            results.add(result.facts())
        left = one.merged(folder / "pair", two).merged(folder / "left", three)
        pair = two.merged(folder / "other", three)
        right = one.merged(folder / "right", pair)
        again = right.merged(folder / "again", one, two, three, pair, left, right)
        results |= {left.facts(), right.facts(), again.facts()}
        assert len(results) == 1
        assert next(iter(results))[1] == every
        for copy in (left, right, again):
            found = check(copy.path)
            assert found.ok, found.problems


def test_work_and_merging_by_turns_comes_to_the_same_everywhere(tmp_path: Path) -> None:
    dice = random.Random(5)
    kinds = ("put", "mark", "shared", "relabel", "delete", "link", "undo", "redo", "time")
    copies = [Copy.new(tmp_path / name) for name in ("one", "two", "three")]
    for copy in copies:
        copy.work([("put", 0, 0), ("put", 1, 1)])
    for _ in range(6):
        for copy in copies:
            copy.work([(dice.choice(kinds), dice.randrange(6), dice.randrange(6)) for _ in range(6)])
        receiver, sender = dice.sample(copies, 2)
        with Store.open(receiver.path, home=receiver.home) as store:
            merge(store, [sender.path])
    for receiver in (*copies, copies[0]):
        with Store.open(receiver.path, home=receiver.home) as store:
            merge(store, [copy.path for copy in copies])
            assert state_hash(store)
    with Store.open(copies[1].path, home=copies[1].home) as store:
        merge(store, [copies[0].path, copies[2].path])
    assert copies[0].facts() == copies[1].facts()
    assert check(copies[0].path).ok
