"""A guideline as rich text: what the card shows of it, and all that the dialog shows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import Attribute, Example, Label, Named, Role, name_of
from annotator.text.direction import base_direction
from annotator.ui.numbers import isolated, number
from annotator.ui.theme import Theme
from annotator.words import N_, _

_MARKED = re.compile(r"\[([^\[\]]*)\]")

_ARABIC_LEADING = 74
"""Arabic interface families ask for twice their size as line height; this share, in percent, brings it to 1.5."""

KINDS = {
    "choice": N_("one of these values"),
    "choices": N_("some of these values"),
    "yesno": N_("yes or no"),
    "number": N_("a number"),
    "text": N_("free text"),
    "reference": N_("another span"),
}


def short_guideline(label: Label, theme: Theme, language: str) -> str:
    """Return the guideline and its first example as rich text."""
    words = label.guideline.get(language) or label.guideline.get("en", "")
    heading = html.escape(_("Guideline"))
    said = f"<b>{heading}:</b> {html.escape(words)}" if words else ""
    parts = [_paragraph(said, language)] if said else []
    parts += [_example(example, label, theme) for example in label.examples[:1]]
    return "".join(parts)


def whole_guideline(label: Label, scheme: Scheme, theme: Theme, language: str) -> str:
    """Return guideline, examples, roles and attributes of a label as rich text, in the language of the interface.

    Names of labels, roles, attributes and values stand in both languages.
    """
    other = "en" if language == "ar" else "ar"
    parts = [_paragraph(html.escape(label.guideline[tongue]), tongue) for tongue in (language, other)]
    parts.append(_heading(_("Examples"), language))
    parts += [_example(example, label, theme) + _note(example, language) for example in label.examples]
    if label.contains:
        named = (_both(scheme.drawn_label(name), language) for name in label.contains)
        inside = html.escape(_("Often inside"))
        parts.append(_paragraph(f"<b>{inside}:</b> {_listed(named)}", language))
    if label.roles:
        parts.append(_heading(_("Roles"), language))
        parts += [_role(role, scheme, language) for role in label.roles]
    attributes = scheme.attributes_on(label.id)
    if attributes:
        parts.append(_heading(_("Attributes"), language))
        parts += [_attribute(attribute, scheme, language) for attribute in attributes]
    return "".join(parts)


def _role(role: Role, scheme: Scheme, language: str) -> str:
    link = scheme.link(role.role)
    name = _both(link, language) if link else html.escape(role.role)
    fillers = _listed(_both(scheme.drawn_label(filler), language) for filler in role.fillers)
    limits = []
    if role.min:
        limits.append(_("at least {count}").format(count=number(role.min)))
    if role.max:
        limits.append(_("at most {count}").format(count=number(role.max)))
    extent = _in_brackets(limits)
    guide = f"<br/>{html.escape(link.guideline.get(language, ''))}" if link else ""
    return _paragraph(f"<b>{name}</b>{extent}: {fillers}{guide}", language)


def _attribute(attribute: Attribute, scheme: Scheme, language: str) -> str:
    facts = [_(KINDS[attribute.kind])]
    if attribute.required:
        facts.append(_("required"))
    if attribute.default is not None:
        known = next((value for value in attribute.values if value.id == attribute.default), None)
        yes_or_no = _("Yes") if attribute.default is True else _("No")
        facts.append(_("by default {value}").format(value=name_of(known, language) if known else yes_or_no))
    if attribute.shown_when is not None:
        when = scheme.attribute(attribute.shown_when.attribute)
        facts.append(_("only with {attribute}").format(attribute=name_of(when, language) if when else ""))
    said = f"<b>{_both(attribute, language)}</b>{_in_brackets(facts)}"
    if attribute.values:
        said += f": {_listed(_both(value, language) for value in attribute.values)}"
    return _paragraph(f"{said}<br/>{html.escape(attribute.guideline.get(language, ''))}", language)


def _both(item: Named, language: str) -> str:
    """The name in the language of the interface, and in the other one where it differs."""
    other = item.names.get("en" if language == "ar" else "ar", "")
    name = name_of(item, language)
    return html.escape(isolated(name) + (f" – {isolated(other)}" if other and other != name else ""))


def _in_brackets(facts: list[str]) -> str:
    joined = html.escape(_(", ").join(facts))
    return f" ({joined})" if facts else ""


def _listed(words: Iterable[str]) -> str:
    return html.escape(_("; ")).join(words)


def _example(example: Example, label: Label, theme: Theme) -> str:
    """An example in its own direction, its spans on the label's colour and still in brackets: colour is not all."""
    shades = theme.shades(label.color)
    marked = f'<span style="background-color:{shades.band}; color:{theme.tokens.text};">[\\1]</span>'
    return _paragraph(_MARKED.sub(marked, html.escape(example.text)), base_direction(example.text))


def _note(example: Example, language: str) -> str:
    words = (example.note or {}).get(language, "")
    return _paragraph(html.escape(words), language, aside=True) if words else ""


def _heading(words: str, language: str) -> str:
    return f'<h3 dir="{_side(language)}" style="margin-top:14px; margin-bottom:4px;">{html.escape(words)}</h3>'


def _paragraph(inside: str, direction: str, *, aside: bool = False) -> str:
    side = _side(direction)
    style = "margin-top:0; margin-bottom:6px;" + (" margin-left:16px; margin-right:16px;" if aside else "")
    style += f" line-height:{_ARABIC_LEADING}%;" if side == "rtl" else ""
    return f'<p dir="{side}" style="{style}">{inside}</p>'


def _side(direction: str) -> str:
    return "rtl" if direction in ("rtl", "ar") else "ltr"
