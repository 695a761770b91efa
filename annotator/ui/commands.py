"""What the command palette offers: actions, labels, settings and articles, each under its names in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import Label, name_of
from annotator.ui.actions import BY_ID, ROWS, Actions, key_text
from annotator.ui.matching import Match, match, typed_words
from annotator.ui.settings import OFF, ON, Setting, Settings
from annotator.ui.settings import ROWS as SETTINGS
from annotator.words import N_, _, language, said_in

Kind = Literal["action", "label", "setting", "article", "search"]

_MARK_AS = N_("Mark as {label}")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done from the palette. `reason` says why it can't be done now; empty where it can."""

    id: str
    kind: Kind
    text: str
    run: Callable[[], object]
    others: tuple[str, ...] = ()
    """Other names under which it is found: in the other language, or an id."""
    keys: tuple[str, ...] = ()
    """Keycaps, as (Latin,) or (Latin, Arabic) where a key has two letters."""
    reason: str = ""
    label: Label | None = None
    draw: str = "band"
    """How the layer of the label is drawn."""


@dataclass(frozen=True, slots=True)
class Row:
    """A command that fits what was typed: which letters of its text were, or under which other name it was found."""

    command: Command
    ranges: tuple[tuple[int, int], ...] = ()
    known_as: str = ""


def found(commands: Iterable[Command], query: str, recent: Sequence[str] = ()) -> list[Row]:
    """Return the commands that fit, the best first; with nothing typed, those used last and then all that can be done.

    Among those that fit equally well, what can be done now comes before what can't, and the short before the long.
    """
    words = typed_words(query)
    if not words:
        known = {name: place for place, name in enumerate(recent)}
        possible = [command for command in commands if not command.reason and command.kind == "action"]
        return [Row(command) for command in sorted(possible, key=lambda one: known.get(one.id, len(known)))]
    ranked = [(fit, row) for command in commands for fit, row in _fits(command, words)]
    ranked.sort(key=lambda one: (one[0].rank, bool(one[1].command.reason), len(one[1].command.text)))
    return [row for _fit, row in ranked]


def _fits(command: Command, words: Sequence[str]) -> Iterator[tuple[Match, Row]]:
    fit = match(words, command.text)
    if fit is not None:
        yield fit, Row(command, fit.ranges)
        return
    for other in command.others:
        fit = match(words, other)
        if fit is not None:
            yield fit, Row(command, known_as=other)
            return


def of_actions(actions: Actions) -> Iterator[Command]:
    """Every row of the table of actions, but the palette itself."""
    for row in ROWS:
        if row.id == "find_command":
            continue
        text = _(row.text).removesuffix("…")
        other = said_in(_other_language(), row.text).removesuffix("…")
        yield Command(
            row.id,
            "action",
            text,
            actions[row.id].trigger,
            others=(other,),
            keys=(key_text(BY_ID[row.id]),) if row.keys else (),
            reason=actions.reason(row.id),
        )


def of_labels(scheme: Scheme, take: Callable[[str], object], reason: str) -> Iterator[Command]:
    """Every label of the scheme: what is selected gets it."""
    here, other = language(), _other_language()
    for label in (label for layer in scheme.layers for label in scheme.labels_of(layer.id)):
        yield Command(
            f"label {label.id}",
            "label",
            _(_MARK_AS).format(label=name_of(label, here)),
            partial(take, label.id),
            others=(said_in(other, _MARK_AS).format(label=name_of(label, other)), label.id),
            keys=(label.key.upper(), label.key_ar),
            reason=reason,
            label=label,
            draw=scheme.layer_of(label.id).draw,
        )


def of_settings(settings: Settings) -> Iterator[Command]:
    """Every choice of every setting that is not taken."""
    for row in SETTINGS:
        choices = ((ON, N_("On")), (OFF, N_("Off"))) if row.kind == "yesno" else row.choices()
        for value, text in choices:
            if value != settings.value(row.id):
                yield Command(
                    f"{row.id} {value}",
                    "setting",
                    _setting_text(language(), row, text),
                    partial(settings.put, row.id, value),
                    others=(_setting_text(_other_language(), row, text),),
                )


def _setting_text(name: str, row: Setting, choice: str) -> str:
    return f"{said_in(name, row.text)}: {said_in(name, choice)}"


def _other_language() -> str:
    return "en" if language() == "ar" else "ar"
