"""`annotator redact PROJECT OUT`: a copy without a document or a person."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import project_argument
from annotator.cli.output import terminal_progress
from annotator.errors import UsageError
from annotator.store.redact import redact
from annotator.words import _


@click.command("redact", help=_("Write a copy without some articles or people; check still proves the rest."))
@project_argument()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--document", "documents", metavar="KEY", multiple=True, help=_("Leave out this article."))
@click.option("--person", "people", metavar="NAME", multiple=True, help=_("Leave out this person's name and work."))
def command(project: Path, out: Path, documents: tuple[str, ...], people: tuple[str, ...]) -> int:
    """Redact and say what was taken out."""
    if not documents and not people:
        raise UsageError("usage.nothing_to_redact")
    report = redact(project, out, documents=documents, people=people, progress=terminal_progress(_("Redacting")))
    text = _("Written: {file}. Taken out: articles {documents}, people {people}, changes {changes}.")
    click.echo(text.format(file=out, documents=report.documents, people=report.people, changes=f"{report.changes:,}"))
    return 0
