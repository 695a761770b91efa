"""Annotator: a desktop program for labelling news, Arabic first.

import annotator
with annotator.open("project.sqlite", person="ann1") as project:
    document = project.document("derna")
    span = project.mark(document, [(10, 15)], "PER", attributes={"level": "name"})
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.session import Session

__version__ = "0.1.0"
__all__ = ["__version__", "new", "open"]


def open(path: str | Path, *, person: str | None = None, write: bool = True) -> Session:
    """Open a project file and return the session of a person: read, mark, link, undo, search, export.

    `person` is the name under which edits are kept; without one, the name of the system's user. Raises ProjectError
    where the file is no project, is damaged, or comes from a newer version. Where another instance holds the file, the
    session may only read (`session.writable` is False).
    """
    from annotator.session import open_project

    return open_project(Path(path), person=person, write=write)


def new(path: str | Path, *, scheme: str | Path = "news", person: str | None = None) -> Session:
    """Make a project file with a shipped scheme (`news`, `entities`, `claims`) or a scheme file, and open it."""
    from annotator.session import new_project

    return new_project(Path(path), scheme=scheme, person=person)
