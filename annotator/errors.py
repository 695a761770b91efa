"""The error family: what the world did wrong, as a code and facts.

An error carries no sentence. The sentence is made in `annotator.words`, in the reader's language, from the code and the
facts; a test checks that every code has one.
"""

from __future__ import annotations

from typing import Any


class AnnotatorError(Exception):
    """Something the person can do something about: bad input, a locked file, a full disk.

    `code` names the sentence in `annotator.words.sentences`; `facts` fill its fields (file, line, field, reason ...).
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}"


class InputError(AnnotatorError):
    """Input that can't be read or is wrong: a file, a line, a field. Command line exit 2 where nothing was done."""


class UsageError(AnnotatorError):
    """A command was used wrongly: an unknown name, two choices that exclude each other."""


class ProjectError(AnnotatorError):
    """A project file that can't be opened, written or trusted."""


class RefusedError(AnnotatorError):
    """An edit that can't be done now: undo of something since changed, a label the scheme doesn't know."""


class Cancelled(Exception):
    """Raised from a progress call when the person cancelled the work."""
