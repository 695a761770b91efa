"""One user action = one transaction = one undo step: checked against what is there, then written with its cache.

An edit says what it found (`old`). It is refused where something else is there now. Labels: after a scheme change a
span shows its label in force while the history keeps the stored one; `old` may name either, what is written down is the
stored one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from annotator.errors import RefusedError
from annotator.model.changes import Edit, Kind
from annotator.model.identity import bytes_of, text_of
from annotator.store import cache, schemes
from annotator.store.checks import check_value
from annotator.store.fold import redirected
from annotator.store.history import Draft, Head, append
from annotator.store.objects import object_bytes
from annotator.store.plain import (
    CommentShape,
    DocumentShape,
    LinkShape,
    Shape,
    builtins,
    canonical,
    shape,
)
from annotator.store.records import Committed
from annotator.store.workbench import Step, Target, Workbench

_SHARED = {Kind.DOCUMENT, Kind.COMMENT, Kind.ASSIGNMENT, Kind.RUN, Kind.ROUND, Kind.SCHEME, Kind.ACTIVE}
_OF_THE_PROJECT = {Kind.RUN, Kind.ROUND, Kind.SCHEME, Kind.PERSON}


def perform(bench: Workbench, head: Head, edits: Sequence[Edit], *, undoes: int | None, at_ms: int) -> Committed:
    """Check and write a gesture inside the open transaction.

    Raises RefusedError `store.changed`, `store.others`, `store.shape`, `store.offsets`, `store.link_ends`,
    `store.no_document`.
    """
    groups = _groups(bench, edits)
    steps = [step for group in groups for step in group]
    _check_link_ends(bench, steps)
    _check_followers(bench, steps)
    drafts = [draft for edit, group in zip(edits, groups, strict=True) for draft in _drafts(edit, group)]
    numbers = [number for place, group in enumerate(groups) for number in _numbers(edits[place], group)]
    gesture = head.seq + 1
    append(bench.connection, head, drafts, at_ms=at_ms, undoes=undoes)
    items = [
        cache.Item(
            step.kind.value,
            step.target.doc_no,
            step.raw,
            head.person_no,
            step.new,
            head.stream_no,
            gesture + number,
            step.old,
        )
        for step, number in zip(steps, _running(numbers), strict=True)
    ]
    cache.apply(bench.connection, items, bench.redirects)
    if any(step.kind is Kind.SCHEME for step in steps):
        cache.relabel(bench.connection, bench.redirects, schemes.redirects(bench.connection))
    documents = dict.fromkeys(step.target.id for step in steps if step.target.id is not None)
    written = tuple(_edit(step) for step in steps)
    return Committed(gesture=gesture, document_ids=tuple(documents), edits=written)


def _groups(bench: Workbench, edits: Sequence[Edit]) -> list[list[Step]]:
    """Return the steps of each edit: one, the links that go with a deleted span before it, or the parts of a batch."""
    groups = []
    for edit in edits:
        if edit.kind is Kind.BATCH:
            parts = [_part(edit, part) for part in edit.new or ()]
            groups.append([step for part in parts for step in _steps(bench, part, is_part=True)])
        else:
            groups.append(_steps(bench, edit, is_part=False))
    return groups


def _part(edit: Edit, part: Sequence[object]) -> Edit:
    try:
        kind, identifier, new = part
        return Edit(kind=Kind(str(kind)), object=str(identifier), new=new, document=edit.document)
    except ValueError as problem:
        raise RefusedError("store.shape", kind=Kind.BATCH.value, reason=str(problem)) from problem


def _steps(bench: Workbench, edit: Edit, *, is_part: bool) -> list[Step]:
    target = _target(bench, edit)
    raw = _raw(edit)
    if edit.new is None and raw in bench.gone_with_span:
        return []
    present = bench.present(edit.kind, target, raw)
    _check_owner(bench, edit, present)
    old = None if present is None else present.value
    new = _completed(bench, edit, shape(edit.kind.value, edit.new), present)
    if not is_part:
        _check_old(bench, edit, old)
    check_value(new, target.length)
    step = Step(edit.kind, target, edit.object, raw, old, new)
    attached = _attached_links(bench, step) if edit.kind is Kind.SPAN and new is None and old is not None else []
    bench.put(step, bench.person_no)
    return [*attached, step]


def _raw(edit: Edit) -> bytes:
    try:
        return object_bytes(edit.object)
    except ValueError as problem:
        raise RefusedError("store.shape", kind=edit.kind.value, reason=edit.object) from problem


def _target(bench: Workbench, edit: Edit) -> Target:
    if edit.kind in (Kind.PERSON, Kind.BATCH):
        raise RefusedError("store.shape", kind=edit.kind.value, reason="")
    if (edit.document is None) != (edit.kind in _OF_THE_PROJECT):
        raise RefusedError("store.no_document", document=edit.document or "")
    return bench.target(edit.document)


def _check_owner(bench: Workbench, edit: Edit, present: cache.Present | None) -> None:
    if edit.kind in _SHARED or present is None or present.person_no == bench.person_no:
        return
    raise RefusedError("store.others", kind=edit.kind.value, object=edit.object)


def _completed(bench: Workbench, edit: Edit, new: Shape | None, present: cache.Present | None) -> Shape | None:
    """Fill in what an edit can't change: what a document is, and who wrote a comment."""
    if edit.kind is Kind.DOCUMENT:
        if not isinstance(new, DocumentShape) or present is None or not isinstance(present.value, DocumentShape):
            raise RefusedError("store.shape", kind=edit.kind.value, reason="")
        return msgspec.structs.replace(present.value, meta=new.meta, direction=new.direction)
    if isinstance(new, CommentShape) and present is not None and isinstance(present.value, CommentShape):
        author = present.value.person
        if author is None and present.person_no != bench.person_no:
            row = bench.connection.execute(
                "SELECT name FROM person WHERE person_no = ?", (present.person_no,)
            ).fetchone()
            author = None if row is None else row[0]
        return msgspec.structs.replace(new, person=None if author == bench.person else author)
    return new


def _check_old(bench: Workbench, edit: Edit, stored: Shape | None) -> None:
    claimed = shape(edit.kind.value, edit.old)
    if claimed == stored:
        return
    if claimed is not None and stored is not None and _is_same(claimed, stored, bench.redirects):
        return
    raise RefusedError("store.changed", kind=edit.kind.value, object=edit.object)


def _is_same(claimed: Shape, stored: Shape, redirects: Mapping[str, str]) -> bool:
    if isinstance(claimed, DocumentShape) and isinstance(stored, DocumentShape):
        return (claimed.meta, claimed.direction) == (stored.meta, stored.direction)
    if isinstance(claimed, CommentShape) and isinstance(stored, CommentShape):
        return msgspec.structs.replace(claimed, person=stored.person) == stored
    return claimed == redirected(stored, redirects)


def _attached_links(bench: Workbench, step: Step) -> list[Step]:
    """Return the deletions of the links that hang on a span which goes."""
    attached = []
    for raw in bench.links_on(step.target, step.raw):
        present = bench.present(Kind.LINK, step.target, raw)
        if present is None:
            continue
        deletion = Step(Kind.LINK, step.target, text_of(raw), raw, present.value, None)
        bench.put(deletion, bench.person_no)
        bench.gone_with_span.add(raw)
        attached.append(deletion)
    return attached


def _check_link_ends(bench: Workbench, steps: Iterable[Step]) -> None:
    for step in steps:
        if not isinstance(step.new, LinkShape):
            continue
        present = bench.present(Kind.LINK, step.target, step.raw)
        if present is None or present.value != step.new:
            continue
        for end in (step.new.head, step.new.tail):
            if bench.present(Kind.SPAN, step.target, bytes_of(end)) is None:
                raise RefusedError("store.link_ends", link=step.object, span=end)


def _check_followers(bench: Workbench, steps: Iterable[Step]) -> None:
    """A version of the scheme that another one follows can't go: what follows would hang in the air."""
    gone = {step.object for step in steps if step.kind is Kind.SCHEME and step.new is None}
    if not gone:
        return
    for version in schemes.live_versions(bench.connection):
        if version.value.parent in gone:
            raise RefusedError("store.changed", kind=Kind.SCHEME.value, object=version.value.parent)


def _drafts(edit: Edit, group: Sequence[Step]) -> list[Draft]:
    if edit.kind is not Kind.BATCH:
        return [_draft(step) for step in group]
    return [batch_draft(edit.object, group)] if group else []


def _draft(step: Step) -> Draft:
    target = step.target
    return Draft(
        step.kind.value,
        target.doc_no or None,
        target.raw,
        step.raw,
        canonical({"new": step.new, "old": step.old}),
    )


def batch_draft(object_id: str, group: Sequence[Step]) -> Draft:
    """Return one change for many steps of one document."""
    target = group[0].target
    old = [(step.kind.value, step.object, step.old) for step in group if step.old is not None]
    new = [(step.kind.value, step.object, step.new) for step in group]
    return Draft(
        Kind.BATCH.value,
        target.doc_no or None,
        target.raw,
        object_bytes(object_id),
        canonical({"new": new, "old": old or None}),
    )


def _numbers(edit: Edit, group: Sequence[Step]) -> list[int]:
    """Return, for each step of an edit, by how much the number of its change is higher than the former step's."""
    if edit.kind is not Kind.BATCH:
        return [1] * len(group)
    return [1] + [0] * (len(group) - 1) if group else []


def _running(numbers: Iterable[int]) -> list[int]:
    places = []
    place = -1
    for number in numbers:
        place += number
        places.append(place)
    return places


def _edit(step: Step) -> Edit:
    return Edit(
        kind=step.kind,
        object=step.object,
        old=builtins(step.old),
        new=builtins(step.new),
        document=step.target.id,
    )
