"""Deciding on suggestions and on other people's spans: accept, correct, reject, skip."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from annotator.errors import RefusedError
from annotator.model.changes import Edit
from annotator.model.identity import uuid7
from annotator.model.values import Decision, Document, Link, Span, Verdict
from annotator.session.commands.marking import checked_fragments
from annotator.session.core import Core
from annotator.session.edits import decision_edit, link_edit, span_edit


def accept(core: Core, document: Document, ids: Sequence[str]) -> Decision:
    """Take suggestions over into one's own work: spans are copied with `origin`, links with their ends mapped.

    A link whose ends are not decided yet brings its spans along. Raises RefusedError `session.no_span`.
    """
    spans = {span.id: span for span in core.store.spans(document.id)}
    links = {link.id: link for link in core.store.links(document.id)}
    wanted = [spans[name] for name in ids if name in spans]
    wanted_links = [links[name] for name in ids if name in links]
    for missing in set(ids) - set(spans) - set(links):
        raise RefusedError("session.no_span", id=missing, key=document.key)
    for arrow in wanted_links:
        wanted += [spans[end] for end in (arrow.head, arrow.tail) if end in spans]
    edits: list[Edit] = []
    own = {span.origin: span for span in spans.values() if span.person == core.person and span.origin}
    own |= {span.id: span for span in spans.values() if span.person == core.person}
    for span in wanted:
        if span.id not in own:
            _copy_span(core, document, span, own, edits)
    result = list(dict.fromkeys(own[span.id].id for span in wanted))
    result += [_copy_link(core, document, arrow, own, edits).id for arrow in wanted_links]
    decision = _decision(core, ids, Verdict.ACCEPTED, result)
    core.commit([*edits, decision_edit(document.id, None, decision)], action="accept")
    return decision


def correct(
    core: Core,
    document: Document,
    suggestion_id: str,
    *,
    fragments: Sequence[Sequence[int]] | None = None,
    label: str | None = None,
    reason: str = "",
) -> Decision:
    """Accept a suggested span with other edges or another label; what it came from is kept in `origin`."""
    for span in core.store.spans(document.id):
        if span.id == suggestion_id:
            better = msgspec.structs.replace(
                span,
                fragments=checked_fragments(document, fragments or span.fragments),
                label=label or span.label,
            )
            edits: list[Edit] = []
            new = _copy_span(core, document, better, {}, edits)
            decision = _decision(core, [suggestion_id], Verdict.CORRECTED, [new.id], reason=reason)
            core.commit([*edits, decision_edit(document.id, None, decision)], action="correct", label=new.label)
            return decision
    raise RefusedError("session.no_span", id=suggestion_id, key=document.key)


def reject(core: Core, document: Document, ids: Sequence[str], *, reason: str = "", note: str = "") -> Decision:
    """Decide that nothing belongs here; the suggestions are kept as negatives."""
    return _decide_only(core, document, _decision(core, ids, Verdict.REJECTED, [], reason=reason, note=note))


def skip(core: Core, document: Document, ids: Sequence[str], *, note: str = "") -> Decision:
    """Leave suggestions for later, on record."""
    return _decide_only(core, document, _decision(core, ids, Verdict.SKIPPED, [], note=note))


def _decide_only(core: Core, document: Document, decision: Decision) -> Decision:
    known = {item.id for item in core.store.spans(document.id)} | {item.id for item in core.store.links(document.id)}
    for missing in set(decision.of) - known:
        raise RefusedError("session.no_span", id=missing, key=document.key)
    core.commit([decision_edit(document.id, None, decision)], action=decision.verdict.value)
    return decision


def _decision(
    core: Core, ids: Sequence[str], verdict: Verdict, result: Sequence[str], *, reason: str = "", note: str = ""
) -> Decision:
    return Decision(
        id=uuid7(),
        person=core.person,
        of=tuple(ids),
        verdict=verdict,
        result=tuple(result),
        reason=reason,
        note=note,
    )


def _copy_span(core: Core, document: Document, span: Span, own: dict[str, Span], edits: list[Edit]) -> Span:
    """Copy a span into one's own work and note in `own` which of one's spans stands for it."""
    new = msgspec.structs.replace(
        span, id=uuid7(), person=core.person, origin=span.id, run=None, score=None, foreign=None
    )
    own[span.id] = new
    edits.append(span_edit(document.id, None, new))
    return new


def _copy_link(core: Core, document: Document, link: Link, own: dict[str, Span], edits: list[Edit]) -> Link:
    new = msgspec.structs.replace(
        link,
        id=uuid7(),
        person=core.person,
        head=own[link.head].id,
        tail=own[link.tail].id,
        origin=link.id,
        run=None,
        score=None,
        foreign=None,
    )
    edits.append(link_edit(document.id, None, new))
    return new
