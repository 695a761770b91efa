"""What is wrong with a scheme: faults with their place, and the error that tells them.

A fault carries a code and facts, like an error; its sentence stands in `annotator.words.sentences.scheme` and is
made in the language that is in force when it is read.
"""

from __future__ import annotations

import msgspec

from annotator.errors import InputError
from annotator.words import _, ngettext
from annotator.words.sentences import sentence_of

SHOWN_CHARACTERS = 80
"""How much of a wrong value is quoted in a sentence."""

Fact = str | int


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: at `path` (`label.PER.key`, `label[3]` = the third), or for syntax at line and column.

    Lines and columns count from 1.
    """

    path: str
    code: str
    facts: dict[str, Fact] = msgspec.field(default_factory=dict)
    line: int | None = None
    column: int | None = None

    @property
    def reason(self) -> str:
        """What is wrong and what to do, in the language in force."""
        facts = {name: _(str(fact)) if name == "syntax" else fact for name, fact in self.facts.items()}
        return sentence_of(self.code, facts)

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.line}:{self.column}"
        return f"{place}: {self.reason}"


class Faults:
    """The faults found so far, in the order of finding."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, path: str, code: str, **facts: Fact) -> None:
        """Note a fault; texts among the facts are shortened and made visible."""
        told = {name: shown(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
        self._found.append(Fault(shown(path), code, told))

    def __len__(self) -> int:
        return len(self._found)

    def all(self) -> tuple[Fault, ...]:
        """Return what was found."""
        return tuple(self._found)


class Reason(msgspec.Struct, frozen=True):
    """The first of some faults and how many there are besides, as a sentence when it is printed."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        others = len(self.faults) - 1
        if not others:
            return self.faults[0].reason
        more = ngettext("One more fault was found in it.", "{count} more faults were found in it.", others)
        return f"{self.faults[0].reason} {more.format(count=others)}"


def error_of(file: str, faults: tuple[Fault, ...]) -> InputError:
    """Return the error that tells the first fault and the count of the others.

    Its code is `scheme.syntax` (facts file, line, column, reason) or `scheme.meaning` (file, path, reason); both carry
    `others`, a number, and `faults`, all of them.
    """
    first = faults[0]
    told = {"file": file, "reason": Reason(faults), "others": len(faults) - 1, "faults": faults}
    if first.line is not None:
        return InputError("scheme.syntax", line=first.line, column=first.column, **told)
    return InputError("scheme.meaning", path=first.path, **told)


def shown(text: str) -> str:
    """Return a text for a sentence: on one line, invisible and control characters as escapes, not too long."""
    visible = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
    return visible if len(visible) <= SHOWN_CHARACTERS else visible[: SHOWN_CHARACTERS - 1] + "…"


def in_a_row(names: list[str] | tuple[str, ...]) -> str:
    """Return names as one text for a sentence."""
    return ", ".join(names)
