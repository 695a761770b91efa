"""`annotator rebuild PROJECT`: make the tables of the current state anew from the history."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import project_argument
from annotator.cli.output import terminal_progress
from annotator.store.rebuild import rebuild
from annotator.words import _


@click.command("rebuild", help=_("Make the tables of the current state and the word index anew from the history."))
@project_argument()
def command(project: Path) -> int:
    """Rebuild and say how much was read."""
    report = rebuild(project, terminal_progress(_("Rebuilding")))
    click.echo(_("Rebuilt from {changes} changes.").format(changes=f"{report.changes:,}"))
    return 0
