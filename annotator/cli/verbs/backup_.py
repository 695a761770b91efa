"""`annotator backup PROJECT DEST`: write a verified copy."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import project_argument
from annotator.cli.output import terminal_progress
from annotator.session import open_project
from annotator.words import _


@click.command("backup", help=_("Write a copy of a project file, check it, and only then give it its name."))
@project_argument()
@click.argument("destination", metavar="DEST", type=click.Path(path_type=Path))
def command(project: Path, destination: Path) -> int:
    """Back up; DEST is a file, or a folder in which the copy keeps the name."""
    target = destination / project.name if destination.is_dir() else destination
    with open_project(project, write=False) as session:
        session.store.backup(target, terminal_progress(_("Backing up")))
    click.echo(_("Backed up and checked: {file}").format(file=target))
    return 0
