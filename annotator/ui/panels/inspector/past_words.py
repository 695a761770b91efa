"""What has happened to a span, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDateTime, QLocale

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import Attribute, name_of
from annotator.session.past import Fact, PastStep
from annotator.ui.numbers import digits, isolated
from annotator.words import N_, _, language

_LONGEST = 80

SENTENCES = {
    "marked": N_("Marked as {new}"),
    "taken_over": N_("Taken over from a suggestion as {new}"),
    "linked": N_("Linked as {new}"),
    "deleted": N_("Deleted"),
    "label": N_("Label changed from {old} to {new}"),
    "start_gained": N_("Start moved: {new} is in now"),
    "start_lost": N_("Start moved: {new} is out now"),
    "end_gained": N_("End moved: {new} is in now"),
    "end_lost": N_("End moved: {new} is out now"),
    "fragments": N_("Moved from {old} to {new}"),
    "ends": N_("Joined to another span"),
    "redacted": N_("Taken out by redaction"),
}


def moment(at_ms: int) -> str:
    """Return when something was, in the person's time zone and the words and digits of the interface."""
    locale = QLocale("ar_EG" if language() == "ar" else "en_GB")
    when = QDateTime.fromMSecsSinceEpoch(at_ms)
    return digits(locale.toString(when, "d MMMM yyyy")) + _(", ") + digits(when.toString("HH:mm"))


def sentences_of(step: PastStep, scheme: Scheme, surface_of: Callable[[str], str | None]) -> list[str]:
    """Return what a gesture did, a sentence for each thing; `surface_of` gives the text of a span by id."""
    said = [_sentence(fact, scheme, surface_of) for fact in step.facts]
    if step.way == "undone":
        return [_("Undo: {what}").format(what=words) for words in said]
    if step.way == "redone":
        return [_("Redo: {what}").format(what=words) for words in said]
    return said


def _sentence(fact: Fact, scheme: Scheme, surface_of: Callable[[str], str | None]) -> str:
    if fact.what == "attribute":
        return _attribute(fact, scheme, surface_of)
    if fact.what == "note":
        if not fact.new:
            return _("Note deleted")
        words = _("Note changed to {text}") if fact.old else _("Note written: {text}")
        return words.format(text=_quoted(fact.new))
    if fact.what in ("marked", "taken_over", "label", "linked"):
        old, new = _label(fact.old, scheme), _label(fact.new, scheme)
    else:
        old, new = _quoted(fact.old), _quoted(fact.new)
    return _(SENTENCES[fact.what]).format(old=old, new=new)


def _attribute(fact: Fact, scheme: Scheme, surface_of: Callable[[str], str | None]) -> str:
    known = scheme.attribute(fact.name)
    name = name_of(known, language()) if known else fact.name
    old, new = (_value(value, known, surface_of) for value in (fact.old, fact.new))
    if fact.new is None:
        return _("“{attribute}” cleared, it was {old}").format(attribute=name, old=old)
    if fact.old is None:
        return _("“{attribute}” set to {new}").format(attribute=name, new=new)
    return _("“{attribute}” changed from {old} to {new}").format(attribute=name, old=old, new=new)


def _value(value: Any, attribute: Attribute | None, surface_of: Callable[[str], str | None]) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return _(", ").join(_value(item, attribute, surface_of) for item in value)
    if isinstance(value, int | float):
        return digits(f"{value}")
    if attribute is not None and attribute.kind == "reference":
        return _quoted(surface_of(str(value)) or "…")
    named = next((item for item in attribute.values if item.id == value), None) if attribute else None
    return isolated(name_of(named, language())) if named else _quoted(value)


def _label(label_id: Any, scheme: Scheme) -> str:
    known = scheme.label(str(label_id)) or scheme.link(str(label_id)) if label_id else None
    return isolated(name_of(known, language()) if known else str(label_id or ""))


def _quoted(text: Any) -> str:
    words = " ".join(str(text or "").split())
    short = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
    return _("“{text}”").format(text=isolated(short))
