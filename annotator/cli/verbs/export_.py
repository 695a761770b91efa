"""`annotator export PROJECT OUT --format F`: write a dataset, and say what the format could not hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json, terminal_progress
from annotator.session import open_project
from annotator.session.exporting import ExportOptions, export
from annotator.words import _


@click.command("export", help=_("Write a dataset or the whole project, and say what the format could not hold."))
@project_argument()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "format", metavar="F", required=True, help=_("One of `annotator formats`."))
@click.option("--person", "people", metavar="NAME", multiple=True, help=_("Whose work; may be given again."))
@click.option("--gold", is_flag=True, help=_("What the adjudicator settled."))
@click.option("--round", "round", metavar="R", default=None, help=_("Only the articles of this round."))
@click.option("--state", type=click.Choice(["done", "all"]), default=None, help=_("Only finished articles, or all."))
@click.option("--zones", type=click.Choice(["labelled", "all"]), default=None, help=_("Only labelled zones, or all."))
@click.option("--with-suggestions", is_flag=True, help=_("Suggestions too."))
@click.option(
    "--flatten",
    type=click.Choice(["outermost", "innermost", "longest", "scheme"]),
    default="outermost",
    help=_("Which of nested spans a flat format keeps."),
)
@click.option(
    "--tokens",
    type=click.Choice(["boundary", "word"]),
    default="boundary",
    help=_("Cut tokens at the edges of spans too, or widen spans to whole words."),
)
@click.option("--layer", "layers", metavar="L", multiple=True, help=_("Only this layer; may be given again."))
@click.option("--replace", is_flag=True, help=_("Write over OUT where it is there already; never over a project."))
@json_option()
def command(project: Path, out: Path, as_json: bool, **wishes: Any) -> int:
    """Export and print the loss report."""
    with open_project(project, write=False) as session:
        report = export(session, out, ExportOptions(**wishes), terminal_progress(_("Exporting")))
    if as_json:
        print_json(report.as_json())
    else:
        click.echo(_("Written: {file}").format(file=out))
        click.echo(report.text(), err=True)
    return 0
