"""Leaving out what points at nothing: an export of a part of a project must read back whole."""

from __future__ import annotations

import msgspec

from annotator.formats.losses import LossCounter
from annotator.model.values import Bundle, Comment, Decision


def without_dangling(bundle: Bundle, counter: LossCounter) -> Bundle:
    """Return the bundle without links, decisions and comments whose ends aren't in it; `counter` counts them."""
    if not bundle.links and not bundle.decisions and not bundle.comments:
        return bundle
    key = bundle.document.key
    spans = {span.id for span in bundle.spans}
    links = tuple(link for link in bundle.links if link.head in spans and link.tail in spans)
    ends = spans | {link.id for link in links}
    decisions = tuple(_narrowed(decision, ends) for decision in bundle.decisions)
    comments = _standing(bundle.comments, ends)
    kept = tuple(decision for decision in decisions if decision is not None)
    for kind, gone in (
        ("dangling_links", len(bundle.links) - len(links)),
        ("dangling_decisions", len(bundle.decisions) - len(kept)),
        ("dangling_comments", len(bundle.comments) - len(comments)),
    ):
        if gone:
            counter.lose(kind, key, count=gone)
    if (len(links), kept, len(comments)) == (len(bundle.links), bundle.decisions, len(bundle.comments)):
        return bundle
    return msgspec.structs.replace(bundle, links=links, decisions=kept, comments=comments)


def _narrowed(decision: Decision, ends: set[str]) -> Decision | None:
    """The decision with those of its ends that are there, None where nothing is left that was decided on."""
    of = tuple(one for one in decision.of if one in ends)
    result = tuple(one for one in decision.result if one in ends)
    if (of, result) == (decision.of, decision.result):
        return decision
    return msgspec.structs.replace(decision, of=of, result=result) if of else None


def _standing(comments: tuple[Comment, ...], ends: set[str]) -> tuple[Comment, ...]:
    """The comments on the document, on something that is there, or on a comment that stays itself."""
    on = {comment.id: comment.on for comment in comments}

    def stays(comment: Comment) -> bool:
        at, steps = comment.on, 0
        while at is not None and at not in ends:
            if at not in on or steps > len(on):
                return False
            at, steps = on[at], steps + 1
        return True

    return tuple(comment for comment in comments if stays(comment))
