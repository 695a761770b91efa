"""What has happened to one span or link, as facts that a face puts into sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from annotator.model.changes import Change
from annotator.model.values import Document, Fragment
from annotator.session.cards import surface_of
from annotator.session.core import Core

What = Literal[
    "marked", "taken_over", "linked", "deleted", "label", "start_gained", "start_lost", "end_gained", "end_lost",
    "fragments", "attribute", "note", "ends", "redacted",
]  # fmt: skip
Way = Literal["done", "undone", "redone"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that became another. `name` is the attribute; gained and lost words stand in `new`."""

    what: What
    old: Any = None
    new: Any = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class PastStep:
    """What one gesture did to the object: who, when (milliseconds since 1970), and whether it was an undo or a redo."""

    person: str
    at_ms: int
    way: Way
    facts: tuple[Fact, ...]


def past(core: Core, document: Document, object_id: str) -> list[PastStep]:
    """Return what has happened to a span or link of a document, the newest first."""
    changes = list(core.store.history(document.id, object=object_id))
    undoes = {(change.stream, change.gesture): change.undoes for change in changes}
    steps = []
    for change in changes:
        facts = tuple(_facts(change.payload, document.text))
        if facts:
            steps.append(PastStep(change.person or "", change.at_ms, _way(change, undoes), facts))
    return steps[::-1]


def _way(change: Change, undoes: Mapping[tuple[str, int], int | None]) -> Way:
    """An undo of an undo is a redo; the one that it takes back has touched the same object."""
    if change.undoes is None:
        return "done"
    return "undone" if undoes.get((change.stream, change.undoes)) is None else "redone"


def _facts(payload: Any, text: str) -> Iterator[Fact]:
    if payload is None:
        yield Fact("redacted")
        return
    old, new = payload.get("old"), payload.get("new")
    if new is None:
        yield Fact("deleted", old=(old or {}).get("label"))
    elif old is None:
        made: What = "linked" if "head" in new else "taken_over" if new.get("origin") else "marked"
        yield Fact(made, new=new["label"])
        yield from _described({}, new)
    else:
        if old["label"] != new["label"]:
            yield Fact("label", old["label"], new["label"])
        yield from _moved(_fragments(old), _fragments(new), text)
        if (old.get("head"), old.get("tail")) != (new.get("head"), new.get("tail")):
            yield Fact("ends")
        yield from _described(old, new)


def _described(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Fact]:
    before, after = old.get("attributes") or {}, new.get("attributes") or {}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Fact("attribute", before.get(name), after.get(name), name)
    if (old.get("note") or "") != (new.get("note") or ""):
        yield Fact("note", old.get("note") or "", new.get("note") or "")


def _fragments(data: Mapping[str, Any]) -> tuple[Fragment, ...]:
    return tuple((start, end) for start, end in data.get("fragments") or ())


def _moved(old: Sequence[Fragment], new: Sequence[Fragment], text: str) -> Iterator[Fact]:
    if old == new or not new:
        return
    (start, end), (to_start, to_end) = (old[0][0], old[-1][1]), (new[0][0], new[-1][1])
    # Only the outer edges have moved, and by less than the whole span.
    if _inner(old) != _inner(new) or to_start >= end or to_end <= start:
        yield Fact("fragments", surface_of(text, old), surface_of(text, new))
        return
    if to_start != start:
        words = " ".join(text[min(start, to_start) : max(start, to_start)].split())
        yield Fact("start_gained" if to_start < start else "start_lost", new=words)
    if to_end != end:
        words = " ".join(text[min(end, to_end) : max(end, to_end)].split())
        yield Fact("end_gained" if to_end > end else "end_lost", new=words)


def _inner(fragments: Sequence[Fragment]) -> list[int]:
    """The edges between the first and the last."""
    return [edge for fragment in fragments for edge in fragment][1:-1]
