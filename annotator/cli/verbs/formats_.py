"""`annotator formats`: the formats and what each can hold."""

from __future__ import annotations

import click

from annotator.cli.options import json_option
from annotator.cli.output import print_json
from annotator.formats import formats
from annotator.words import _


@click.command("formats", help=_("List the formats: what reads, what writes, and what each can hold."))
@json_option()
def command(as_json: bool) -> int:
    """Print one line for each format."""
    if as_json:
        print_json(
            [
                {
                    "name": row.name,
                    "description": _(row.description),
                    "suffixes": list(row.suffixes),
                    "reads": row.reads,
                    "writes": row.writes,
                    "holds": sorted(row.holds),
                }
                for row in formats()
            ]
        )
        return 0
    for row in formats():
        ways = _(", ").join(word for word, able in ((_("reads"), row.reads), (_("writes"), row.writes)) if able)
        click.echo(f"{row.name}  ({ways})  {_(row.description)}")
        click.echo("    " + _("holds: {features}").format(features=", ".join(sorted(row.holds)) or "–"))
    return 0
