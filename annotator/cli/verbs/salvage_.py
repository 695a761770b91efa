"""`annotator salvage BAD OUT`: save what can be saved from a damaged file."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import project_argument
from annotator.cli.output import terminal_progress
from annotator.store.salvage import salvage
from annotator.words import _
from annotator.words.sentences import sentence_of


@click.command("salvage", help=_("Save what can be saved from a damaged or foreign file into a new one."))
@project_argument()
@click.argument("out", type=click.Path(path_type=Path))
def command(project: Path, out: Path) -> int:
    """Salvage and list what was lost; exit code 1 where something was."""
    report = salvage(project, out, terminal_progress(_("Salvaging")))
    for loss in report.losses:
        click.echo(sentence_of(loss.code, loss.facts), err=True)
    text = _("Saved into {file}: {documents} articles, {changes} changes.")
    click.echo(text.format(file=out, documents=f"{report.documents:,}", changes=f"{report.changes:,}"))
    return 1 if report.losses else 0
