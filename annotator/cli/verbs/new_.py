"""`annotator new PROJECT`: make a project file."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import person_option
from annotator.session import new_project
from annotator.words import _


@click.command("new", help=_("Make a project file."))
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--scheme", default="news", metavar="news|FILE", help=_("A shipped scheme, or a scheme file (TOML)."))
@person_option(_("Who works in it first."))
def command(project: Path, scheme: str, person: str | None) -> int:
    """Make a project file and say which scheme is in force."""
    with new_project(project, scheme=scheme, person=person) as session:
        made = session.scheme
        click.echo(
            _("Made {file} with the scheme {scheme}, version {version}.").format(
                file=project, scheme=made.id, version=made.version
            )
        )
    return 0
