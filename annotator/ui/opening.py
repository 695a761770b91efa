"""From what a person points at to an open project: a folder of articles, a project file, or the sample articles.

`annotator FOLDER` keeps its project as `FOLDER/annotations.sqlite`. Everything here runs in a job, beside the window.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from annotator.assets import sample_corpus
from annotator.errors import Cancelled
from annotator.session import new_project
from annotator.session.core import Core
from annotator.session.importing import ImportOptions, ImportReport, import_paths
from annotator.ui.jobs import Progress
from annotator.ui.remembered import settings_folder

PROJECT_NAME = "annotations.sqlite"
SUFFIX = ".sqlite"
LABELS_NAME = "labels.jsonl"
"""Labels that lie beside the articles of a folder, in our JSONL: they come in with it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A project file that can be opened now.

    `report` says what an import brought, None where there was none; `stopped` that the person has cancelled it, and
    what had come in until then is kept.
    """

    project: Path
    report: ImportReport | None = None
    stopped: bool = False


def can_open(path: Path) -> bool:
    """Whether a path is something to open: a folder, or a file that is named as a project."""
    return path.is_dir() or (path.is_file() and path.suffix == SUFFIX)


def project_of(path: Path) -> Path:
    """Return the project file of a folder; a file is its own project."""
    return path / PROJECT_NAME if path.is_dir() else path


def is_ready(path: Path) -> bool:
    """Whether the project file exists already, so that nothing needs to be imported."""
    return project_of(path).exists()


def prepare(path: Path, person: str | None, progress: Progress) -> Prepared:
    """Make the project of a folder and bring its articles in, where that has not been done yet."""
    if is_ready(path):
        return Prepared(project_of(path))
    with new_project(project_of(path), person=person) as session:
        try:
            return Prepared(project_of(path), _bring_in_all(session, path, progress))
        except Cancelled:
            return Prepared(project_of(path), stopped=True)


def prepare_samples(person: str | None, progress: Progress) -> Prepared:
    """Copy the sample articles to the person's own folder, once, and prepare them."""
    folder = settings_folder() / "sample_corpus"
    if not folder.exists():
        shutil.copytree(sample_corpus(), folder)
    if is_ready(folder):
        return Prepared(project_of(folder))
    with new_project(project_of(folder), person=person) as session:
        return Prepared(project_of(folder), _bring_in_all(session, folder, progress))


def _bring_in_all(core: Core, folder: Path, progress: Progress) -> ImportReport:
    """Import the articles of a folder and the labels that lie beside them, if any."""
    report = bring_in(core, folder, progress)
    if (folder / LABELS_NAME).is_file():
        import_paths(core, [folder / LABELS_NAME])
    return report


def bring_in(core: Core, folder: Path, progress: Progress) -> ImportReport:
    """Import the articles of a folder into an open project: only what is not there yet is written."""
    return import_paths(core, [folder], ImportOptions(), lambda done, total: progress(done, total or 0))


def project_name(project: Path) -> str:
    """Return what the window calls a project: its folder's name, or its file's."""
    return project.resolve().parent.name if project.name == PROJECT_NAME else project.stem
