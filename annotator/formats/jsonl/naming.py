"""Which name a span or link has in an export: the one another tool gave it, where that still says which is meant."""

from __future__ import annotations

from collections import Counter

from annotator.model.identity import foreign_id, is_uuid
from annotator.model.values import Bundle, Link, Span


def exported_ids(bundle: Bundle) -> tuple[dict[str, str], dict[str, str]]:
    """Return `(names, kept)`: our id → the foreign name it is written as; our id → the foreign name written beside it.

    A foreign name takes the place of ours only where reading it back gives the same id: it must be the only one of its
    kind in the document and the one that the id was made from.
    """
    marks: tuple[Span | Link, ...] = bundle.spans + bundle.links
    named = [mark for mark in marks if mark.foreign is not None]
    names: dict[str, str] = {}
    kept: dict[str, str] = {}
    if not named:
        return names, kept
    uses = Counter(mark.foreign for mark in named)
    others = {decision.id for decision in bundle.decisions} | {comment.id for comment in bundle.comments}
    for mark in named:
        if uses[mark.foreign] == 1 and mark.foreign not in others and _is_source(bundle.document.id, mark):
            names[mark.id] = str(mark.foreign)
        else:
            kept[mark.id] = str(mark.foreign)
    return names, kept


def _is_source(document: str, mark: Span | Link) -> bool:
    foreign = str(mark.foreign)
    return not is_uuid(foreign) and foreign_id(document, mark.person, foreign) == mark.id
