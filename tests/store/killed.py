"""The child of test_kill_jobs.py: works for ever, and says after each gesture how far its stream has come.

killed.py JOB PROJECT HOME [OTHER]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from annotator.errors import RefusedError
from annotator.model.changes import Edit
from annotator.model.identity import uuid7
from annotator.store.merge import merge
from annotator.store.project_file import Store
from annotator.store.rebuild import rebuild
from tests.store.making import changed, gone, join, mark, prepared


def say(*words: object) -> None:
    """Acknowledge; the parent may kill at any moment."""
    print(*words, flush=True)


def gesture(store: Store, document: str, dice: random.Random) -> None:
    """One action of a person."""
    spans = store.spans(document, "huda")
    what = dice.choice(("mark", "mark", "link", "relabel", "resize", "delete", "undo", "redo"))
    if what == "mark" or not spans:
        store.commit("huda", [mark(document, "PER", (dice.randrange(20), 25))])
    elif what in ("undo", "redo"):
        store.undo("huda") if what == "undo" else store.redo("huda")
    else:
        span = dice.choice(spans)
        was = mark(document, span.label, *span.fragments, span=span.id)
        edits: dict[str, Edit] = {
            "link": join(document, "At", span.id, dice.choice(spans).id),
            "relabel": changed(was, label=dice.choice(("ORG", "LOC"))),
            "resize": changed(was, fragments=[[0, dice.randrange(1, 30)]]),
            "delete": gone(was),
        }
        store.commit("huda", [edits[what]])


def gestures(store: Store) -> None:
    dice = random.Random()
    document = store.document_keys()[0].id
    while True:
        try:
            gesture(store, document, dice)
        except RefusedError:
            continue
        heads = [(change.seq, change.hash) for change in store.history() if change.person == "huda"]
        say("head", *max(heads))


def articles() -> Iterator[object]:
    while True:
        key = uuid7()
        yield prepared(key, f"وصل المركب {key} إلى المرفأ. " * 30)


def main() -> None:
    job, path, home = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if job == "rebuild":
        say("begun")
        while True:
            rebuild(path)
            say("done")
    with Store.open(path, home=home) as store:
        say("begun")
        if job == "gestures":
            gestures(store)
        elif job == "merge":
            merge(store, [Path(sys.argv[4])])
            say("done")
        elif job == "import":
            store.add_bundles(articles(), progress=lambda done, _total: say("articles", done))  # type: ignore[arg-type]
        else:
            while True:
                store.backup(Path(sys.argv[4]).with_name(f"{uuid7()}.copy.sqlite"))
                say("done")


if __name__ == "__main__":
    main()
